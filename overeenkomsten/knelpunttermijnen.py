"""The terms of a knelpunt: the talk within its days, and looking again (rules.md §5; the table of §7 has no row for them).

The trajectbegeleider must act; the day after, every trajectbegeleider of the school is told, as with the registratie.
"""

from typing import Any

from django.db.models import QuerySet

from educam_portal.accounts.models import Bereik, User
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import AanZet, Partijen, SoortTermijn, registreer

from .deadlines import HERCONTROLE, KNELPUNT
from .models import Knelpunt
from .ontvangers import begeleiders, collegas, mentor
from .termijnsoorten import dag_van, datum, later, titel
from .toestanden import Toestand


def _knelpunt(termijn: Termijn) -> Any:
    return termijn.onderwerp


def _school(termijn: Termijn) -> list[User]:
    overeenkomst = _knelpunt(termijn).overeenkomst
    return begeleiders(overeenkomst, dag_van(termijn))


def _allen_van_school(termijn: Termijn) -> list[User]:
    return collegas(_knelpunt(termijn).overeenkomst.school, dag_van(termijn))


def _knelpunt_aan(termijn: Termijn, moment: str) -> list[User]:
    """The trajectbegeleider; once the day has passed everybody of the school."""
    return _allen_van_school(termijn) if later(moment) else _school(termijn)


def _knelpunt_zin(termijn: Termijn, moment: str) -> str:
    if later(moment):
        return f"Het gesprek over een knelpunt moest er zijn op {datum(termijn)}. Bel vandaag nog met de mentor."
    return f"Praat samen over het gemelde knelpunt, uiterlijk op {datum(termijn)}, en noteer wat jullie afspreken."


def _hercontrole_aan(termijn: Termijn, moment: str) -> list[User | str]:
    """Trajectbegeleider and mentor; once the day has passed everybody of the school."""
    if later(moment):
        return [*_allen_van_school(termijn)]
    return [*_school(termijn), *mentor(_knelpunt(termijn).overeenkomst)]


def _hercontrole_zin(termijn: Termijn, moment: str) -> str:
    if later(moment):
        return f"Jullie zouden opnieuw kijken op {datum(termijn)}. Noteer een nieuw gesprek, of sluit het knelpunt af."
    return f"Kijk op {datum(termijn)} opnieuw naar wat jullie afspraken over het knelpunt."


def _klaar(termijn: Termijn) -> bool:
    """Closed, or the overeenkomst runs no longer."""
    rij: Knelpunt | None = _knelpunt(termijn)
    return (
        rij is None
        or rij.afgesloten_op is not None
        or rij.overeenkomst.toestand not in (Toestand.ONDERTEKEND, Toestand.LOPEND)
    )


def _knelpunten() -> QuerySet[Knelpunt]:
    return Knelpunt.objects.select_related("overeenkomst__lerende")


def _partijen(knelpunt: Knelpunt) -> Partijen:
    overeenkomst = knelpunt.overeenkomst
    return Partijen(voor=overeenkomst.school.organisatie, persoon=overeenkomst.begeleider)


def registreer_alles() -> None:
    """Called once at start-up."""
    velden: dict[str, Any] = {
        "titel": lambda t: titel(t.onderwerp.overeenkomst),
        "url": lambda t, wie: f"{t.onderwerp.overeenkomst.get_absolute_url()}gesprek/",
        "partijen": _partijen,
        "aan_zet": AanZet.SCHOOL,
        "onderwerpen": _knelpunten,
        "dossier": lambda t: t.onderwerp.overeenkomst,
        "bereik": Bereik.OVEREENKOMSTEN,
        "klaar": _klaar,
    }
    registreer(
        SoortTermijn(
            naam=KNELPUNT,
            label="Gesprek over een knelpunt",
            parameter="knelpunt_gesprek",
            ontvangers=_knelpunt_aan,
            zin=_knelpunt_zin,
            wat=lambda t, moment: f"gesprek bij {_knelpunt(t).overeenkomst.referentie}",
            **velden,
        )
    )
    registreer(
        SoortTermijn(
            naam=HERCONTROLE,
            label="Opnieuw kijken naar een knelpunt",
            parameter=None,
            ontvangers=_hercontrole_aan,
            zin=_hercontrole_zin,
            wat=lambda t, moment: f"kijk opnieuw bij {_knelpunt(t).overeenkomst.referentie}",
            **velden,
        )
    )
