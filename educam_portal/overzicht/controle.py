"""Who checks a public code gets an answer from the floor that gave it out (rules.md §3.2: it tells about that only)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from erkenning.models import Erkenning
from erkenning.overzicht import zoek_code


@dataclass(frozen=True)
class Uitkomst:
    """What the page says: a heading, whether it counts today, a sentence, and rows of label and value."""

    kop: str
    geldig: bool
    zin: str
    regels: tuple[tuple[str, str], ...] = ()


Zoeker = Callable[[str], Uitkomst | None]
_zoekers: list[Zoeker] = []


def registreer(functie: Zoeker) -> None:
    """Add a resolver: it gets the code as typed and answers an Uitkomst, or None when the code is not its own."""
    if functie not in _zoekers:
        _zoekers.append(functie)


def zoek(code: str) -> Uitkomst | None:
    """The answer of the first resolver that knows the code; None when nobody does."""
    for functie in _zoekers:
        uitkomst = functie(code)
        if uitkomst:
            return uitkomst
    return None


def erkenning_uitkomst(code: str) -> Uitkomst | None:
    """The resolver of erkenningen. Never says why one does not count: that stays between EDUCAM and the onderneming."""
    erkenning = zoek_code(code)
    return _van_erkenning(erkenning, timezone.localdate()) if erkenning else None


def _van_erkenning(erkenning: Erkenning, op: date) -> Uitkomst:
    def dag(datum: date) -> str:
        return date_format(datum, "j F Y")

    geldig = Erkenning.objects.geldig(op).filter(pk=erkenning.pk).exists()
    if geldig:
        kop = f"Erkend tot en met {dag(erkenning.geldig_tot)}"
        zin = "Deze leerwerkplek is vandaag erkend voor deze opleiding."
    elif erkenning.geldig_van > op:
        kop = f"Geldig vanaf {dag(erkenning.geldig_van)}"
        zin = "Deze erkenning is nog niet ingegaan."
    elif erkenning.geldig_tot < op or (erkenning.opgeheven_op and erkenning.opgeheven_op <= op):
        kop = "Niet meer geldig"
        zin = "Deze leerwerkplek is niet meer erkend voor deze opleiding."
    else:
        kop = "Vandaag niet geldig"
        zin = "Deze erkenning telt vandaag niet. Bel de sectorconsulent als je vragen hebt."
    vestiging = erkenning.vestiging
    return Uitkomst(
        kop,
        geldig,
        zin,
        (
            ("Leerwerkplek", vestiging.naam),
            ("Gemeente", f"{vestiging.postcode} {vestiging.gemeente.naam}"),
            ("Opleiding", erkenning.opleiding.titel),
        ),
    )
