"""The pages of one overeenkomst, as tabs: which there are, and who sees which (rules.md §2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from .jaarkalender import te_tonen
from .kosten import vraag_van
from .models import Overeenkomst
from .toestanden import GETEKEND
from .tonen import Blik


@dataclass(frozen=True)
class Tabblad:
    """One page: the name of its url, and whether a reader sees it on this overeenkomst."""

    naam: str
    label: str
    voor: Callable[[Overeenkomst, Blik], bool]
    # A number behind the label; nothing for 0.
    aantal: Callable[[Blik], int] = lambda kijk: 0


def _in_gesprek(overeenkomst: Overeenkomst, kijk: Blik) -> bool:
    return kijk.leren and overeenkomst.voorgelegd_op is not None


def heeft_leren(overeenkomst: Overeenkomst, kijk: Blik) -> bool:
    """Once everybody signed; not for a sociaal secretariaat, which reads no evaluations (rules.md §2)."""
    return kijk.leren and overeenkomst.toestand in GETEKEND


def heeft_kosten(overeenkomst: Overeenkomst, kijk: Blik) -> bool:
    """For who sees pay, as soon as there is something to reckon with (rules.md §2, §5.2)."""
    return kijk.loon and vraag_van(overeenkomst) is not None


TABBLADEN = (
    Tabblad("detail", "Overeenkomst", lambda overeenkomst, kijk: True),
    Tabblad("verloop", "Wijzigingen en einde", heeft_leren),
    Tabblad("kalender", "Jaarkalender", lambda overeenkomst, kijk: te_tonen(overeenkomst)),
    Tabblad("kosten", "Kosten", heeft_kosten),
    Tabblad("gesprek", "Gesprek", _in_gesprek, lambda kijk: kijk.ongelezen),
    Tabblad("leren", "Leren", heeft_leren),
)


def tabs(overeenkomst: Overeenkomst, kijk: Blik, actief: str) -> list[dict[str, Any]]:
    """What `{% tabs %}` shows on the page named `actief`; nothing when there is no other page to go to."""
    gezien = [tabblad for tabblad in TABBLADEN if tabblad.voor(overeenkomst, kijk)]
    if len(gezien) < 2:
        return []
    return [
        {
            "url": reverse(f"overeenkomst:{tabblad.naam}", args=[overeenkomst.referentie]),
            "label": tabblad.label,
            "aantal": tabblad.aantal(kijk) or None,
            "actief": tabblad.naam == actief,
        }
        for tabblad in gezien
    ]
