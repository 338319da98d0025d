"""What one form is to these tests, and the small words its row is written in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from .wereld import Wereld

Velden = dict[str, Any]
VANDAAG = timezone.localdate


@dataclass(frozen=True)
class Deur:
    """One form. `args` gives the arguments of its address, `geldig` what it accepts, typed over what the page holds.

    `pagina` is the address of the page it stands on, when that is another; an empty one means that no page shows it in
    this world, so that the fields of `geldig` are all there are. `kijkt`: an accepted answer is a page, not a redirect.
    """

    naam: str
    wie: str
    args: Callable[[Wereld], list] = lambda w: []
    geldig: Callable[[Wereld], Velden] = field(default=lambda w: {})
    pagina: Callable[[Wereld], str] | None = None
    kijkt: bool = False

    def adres(self, w: Wereld) -> str:
        return reverse(self.naam, args=self.args(w))

    def op(self, w: Wereld) -> str:
        return self.adres(w) if self.pagina is None else self.pagina(w)


def los(w: Wereld) -> str:
    """No page of this world shows the form."""
    return ""


def vast(**velden: Any) -> Callable[[Wereld], Velden]:
    return lambda w: velden


def ref(dossier: str, *meer: Callable[[Wereld], int]) -> Callable[[Wereld], list]:
    """The address of a page of one of the dossiers of the world."""
    return lambda w: [getattr(w, dossier).aanvraag.ref, *(geef(w) for geef in meer)]


def dag(n: int) -> str:
    return (VANDAAG() + timedelta(days=n)).isoformat()


def pk(naam: str) -> Callable[[Wereld], list]:
    return lambda w: [getattr(w, naam).pk]


MENTOR = vast(
    voornaam="Leen",
    naam="Goossens",
    geboortedatum="15/06/1985",
    email="leen@example.be",
    telefoon="0470123456",
    functie="Werkplaatsleider",
    beroep_sinds="01/09/2008",
    voldoende_aanwezig="ja",
)
