"""When a message that waited for the daily message need no longer be told: what it asks was done meanwhile.

Each function gets what the message is about, an aanvraag or an erkenning, and the message that waits.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from educam_portal.meldingen.models import Bericht
from mentoren.models import Uittreksel

from .models import Aanvraag, Bezoek, Erkenning
from .ontvangers import behandelaars
from .toestanden import LOPEND

Achterhaald = Callable[[Any, Bericht], bool]


def niet_meer(*toestanden: str) -> Achterhaald:
    """The dossier has left the state in which somebody had to act."""
    return lambda aanvraag, bericht: aanvraag.toestand not in toestanden


def bij_een_ander(aanvraag: Aanvraag, bericht: Bericht) -> bool:
    """Closed, or handed on to a colleague; who stands in for the consulent still has to hear it."""
    return aanvraag.toestand not in LOPEND or bericht.aan_id not in {user.pk for user in behandelaars(aanvraag)}


def geen_vermelding_open(dossier: Aanvraag | Erkenning, bericht: Bericht) -> bool:
    """Every uittreksel with a vermelding was judged, in an aanvraag or of who was proposed for an erkenning."""
    open_ = _uittreksels(dossier).filter(uitkomst=Uittreksel.Uitkomst.VERMELDING, oordeel="")
    return not open_.exists()


def geen_uittreksel_na_te_kijken(dossier: Aanvraag | Erkenning, bericht: Bericht) -> bool:
    """Every uittreksel that came in was checked, or its file is gone."""
    return (
        not _uittreksels(dossier)
        .filter(gecontroleerd_op=None, document__isnull=False, document__gewist_op=None)
        .exists()
    )


def _uittreksels(dossier: Aanvraag | Erkenning) -> QuerySet[Uittreksel]:
    """Of the mentoren in an aanvraag, or of those who wait for an erkenning."""
    if isinstance(dossier, Erkenning):
        return Uittreksel.objects.filter(mentor__in=dossier.mentorvoorstellen.filter(besluit="").values("mentor"))
    return Uittreksel.objects.filter(mentor__in=dossier.lijnen.values("mentoren__mentor"))


def geen_mentor_te_beoordelen(erkenning: Erkenning, bericht: Bericht) -> bool:
    """Nobody who was proposed for the erkenning waits any more."""
    return not erkenning.mentorvoorstellen.filter(besluit="").exists()


def geen_bezoek(toestand: Bezoek.Toestand) -> Achterhaald:
    """No visit for the dossier is on offer, or fixed, any more."""
    return lambda aanvraag, bericht: not aanvraag.bezoeken.filter(toestand=toestand).exists()
