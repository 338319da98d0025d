"""What this floor does when a lower one tells a fact (architecture.md §1)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.afwezigheden import leiding
from educam_portal.organisaties.feiten import (
    AFWEZIG_ZONDER_VERVANGER,
    AFWEZIGHEID_GEWIJZIGD,
    GEBRUIKER_GEDEACTIVEERD,
)
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.workflow.diensten import noteer
from educam_portal.workflow.feiten import bij
from mentoren.feiten import MENTOR_AANGEDUID, MENTOR_GEWEERD, MENTOR_VERTROKKEN
from mentoren.models import Aanduiding, Mentor

from .models import Aanvraag, LijnMentor
from .ontvangers import behandelaars, kies_consulent
from .services.mentorwissel import meld_wering, mentor_gevonden, vraag_vervanging
from .services.vervanging import geef_bezoeken_terug as geef_terug
from .toestanden import Toestand
from .vervanging import bezoeken_tijdens


@bij(MENTOR_VERTROKKEN)
def vlag_zonder_mentor(*, mentor: Mentor, op: date, door: User, moment: datetime) -> None:
    """An erkenning that is left without a mentor asks for another one (rules.md §3.3)."""
    vraag_vervanging(mentor=mentor, per=op, wat="mentor_vertrokken", door=door, op=moment)
    LijnMentor.objects.filter(mentor=mentor, lijn__aanvraag__toestand=Toestand.CONCEPT).delete()


@bij(MENTOR_GEWEERD)
def vlag_na_wering(*, mentor: Mentor, op: date, door: User, moment: datetime) -> None:
    """As for who leaves, and the aanvragen that name the mentor say what is wrong (rules.md §3.3)."""
    vraag_vervanging(mentor=mentor, per=op, wat="mentor_geweerd", door=door, op=moment)
    meld_wering(mentor=mentor, door=door, op=moment)


@bij(MENTOR_AANGEDUID)
def mentor_is_er(*, aanduiding: Aanduiding, op: date) -> None:
    """What was flagged for want of a mentor has one (rules.md §3.3)."""
    mentor_gevonden(aanduiding, op=op)


@bij(GEBRUIKER_GEDEACTIVEERD)
def verdeel_werk(*, user: User, door: User, op: datetime, **_: Any) -> None:
    """Dossiers of somebody who leaves go to a colleague of the region, or wait for the coördinator (quality.md)."""
    dossiers = Aanvraag.objects.open().filter(consulent=user).select_related("vestiging__regio").order_by("pk")
    # Locked, as every change of a dossier: somebody may be deciding or withdrawing it at this very moment.
    for aanvraag in dossiers.select_for_update(of=("self",), no_key=True):
        aanvraag.consulent = kies_consulent(aanvraag, timezone.localdate(op))
        aanvraag._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        aanvraag.save()
        noteer(aanvraag, "toewijzen", door=door, op=op, intern=True, gegevens={"aan": str(aanvraag.consulent or "")})
        gegevens = {"aanvraag": aanvraag, "aan": aanvraag.consulent or "de coördinator", "door": door, "reden": ""}
        meldingen.stuur("dossier_toegewezen", dossier=aanvraag, aan=behandelaars(aanvraag), gegevens=gegevens)


@bij(AFWEZIGHEID_GEWIJZIGD)
def geef_bezoeken_terug(*, afwezigheid: Afwezigheid, vervangers: list[User], op: datetime, **_: Any) -> None:
    """A visit never stays with somebody who no longer stands in on its day."""
    for vervanger in vervangers:
        geef_terug(afwezigheid=afwezigheid, vervanger=vervanger, op=op)


@bij(AFWEZIG_ZONDER_VERVANGER)
def meld_aan_de_coordinatoren(*, afwezigheid: Afwezigheid, door: User, **_: Any) -> None:
    """Nobody stands in: the coördinatoren hear how much work that leaves (rules.md §7)."""
    gegevens = {
        "afwezig": afwezigheid,
        "user": afwezigheid.user,
        "dossiers": Aanvraag.objects.open().filter(consulent=afwezigheid.user).count(),
        "bezoeken": bezoeken_tijdens(afwezigheid).count(),
    }
    aan = [user for user in leiding(afwezigheid.van) if user not in (door, afwezigheid.user)]
    meldingen.stuur("afwezig_zonder_vervanger", dossier=afwezigheid, aan=aan, gegevens=gegevens)
