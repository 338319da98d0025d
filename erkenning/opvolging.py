"""What an erkenning asks of its consulent while no aanvraag is open: the end of the day list (rules.md §3.3, §7)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    CharField,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast
from django.urls import reverse

from educam_portal.accounts.models import User
from educam_portal.organisaties.afwezigheden import Stand
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.termijnen.klokken import open_vervaldag
from educam_portal.termijnen.models import Termijn
from mentoren.models import Mentor

from .models import Aanvraag, Begeleiding, Erkenning, Mentorvoorstel
from .services.mentorwissel import MENTOR_VERVANGEN
from .werklijst import toegewezen

HOOGSTENS = 50


@dataclass(frozen=True)
class Opvolging:
    """One erkenning and what to do about it; `tegen` is empty when nobody waits for a day."""

    erkenning: Erkenning
    url: str
    stap: str
    tegen: date | None
    afwezig: Afwezigheid | None


def opvolging(user: User, vandaag: date, wie_weg: Stand) -> list[Opvolging]:
    """A mentor to judge, an erkenning that still has none after its term, begeleiding whose day has passed.

    In the dossiers of the user and of who is replaced, as on the rest of the day list; two queries, and one for the
    mentors; `daglijst.zet_plekken` adds where. What the werkgever still has time for is not on it.
    """
    dossiers = toegewezen(user, wie_weg)
    voorstellen = list(_voorstellen(dossiers))
    beoordeel = {voorstel.erkenning_id for voorstel in voorstellen}
    rijen: list[tuple[Erkenning, str, str, date | None]] = [
        (
            voorstel.erkenning,
            reverse("consulent:mentorvoorstel", args=[voorstel.erkenning_id, voorstel.pk]),
            f"Beoordeel {voorstel.mentor} als mentor",
            voorstel.mentor_voor,
        )
        for voorstel in voorstellen
    ]
    for erkenning in _te_laat(dossiers, vandaag):
        if erkenning.mentor_te_laat and erkenning.pk not in beoordeel:
            rijen.append((erkenning, erkenning.consulent_url, "Er is nog geen andere mentor", erkenning.mentor_te_laat))
        if erkenning.begeleid_tot:
            afronden = reverse("consulent:begeleiding_afronden", args=[erkenning.pk])
            rijen.append((erkenning, afronden, "Rond de begeleiding af", erkenning.begeleid_tot))
    rijen.sort(key=lambda rij: (rij[3] is None, rij[3] or date.max, rij[0].pk))
    return [Opvolging(*rij, _afwezig(rij[0], user, wie_weg)) for rij in rijen[:HOOGSTENS]]


def _afwezig(erkenning: Erkenning, user: User, wie_weg: Stand) -> Afwezigheid | None:
    consulent = erkenning.lijn.aanvraag.consulent_id
    return wie_weg.van(consulent) if consulent != user.pk else None


def _voorstellen(dossiers: QuerySet[Aanvraag]):
    rijen = Mentorvoorstel.objects.filter(besluit="", erkenning__lijn__aanvraag__in=dossiers)
    return (
        rijen.annotate(mentor_voor=open_vervaldag(Erkenning, "erkenning", MENTOR_VERVANGEN))
        .select_related("erkenning__lijn__aanvraag", "erkenning__opleiding")
        .prefetch_related(Prefetch("mentor", Mentor.objects.select_related("persoon")))
        .order_by("pk")[:HOOGSTENS]
    )


def _te_laat(dossiers: QuerySet[Aanvraag], vandaag: date):
    """Erkenningen of which one of the two has passed: from the few that are late to their rows among the many."""
    termijnen = Termijn.objects.open().filter(soort=MENTOR_VERVANGEN, vervalt_op__lt=vandaag)
    begeleid = Begeleiding.objects.filter(afloop=Begeleiding.Afloop.OPEN, tegen__lt=vandaag)
    sleutels = termijnen.annotate(sleutel=Cast("onderwerp_id", BigIntegerField())).values_list("sleutel")
    van_erkenning = termijnen.filter(
        onderwerp_type=ContentType.objects.get_for_model(Erkenning),
        onderwerp_id=Cast(OuterRef("pk"), CharField(max_length=40)),
    )
    rijen = Erkenning.objects.filter(
        pk__in=sleutels.union(begeleid.order_by().values_list("erkenning")), lijn__aanvraag__in=dossiers
    )
    return (
        rijen.annotate(
            mentor_te_laat=Subquery(van_erkenning.values("vervalt_op")[:1]),
            begeleid_tot=Subquery(begeleid.filter(erkenning=OuterRef("pk")).values("tegen")[:1]),
        )
        .select_related("lijn__aanvraag", "opleiding")
        .order_by("pk")[:HOOGSTENS]
    )
