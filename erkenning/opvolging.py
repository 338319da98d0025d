"""What an erkenning asks of its consulent while no aanvraag is open: the end of the day list (rules.md §3.3, §7)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse

from educam_portal.accounts.models import User
from educam_portal.organisaties.afwezigheden import Stand
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.termijnen.klokken import open_vervaldag
from educam_portal.termijnen.models import Termijn

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

    In the dossiers of the user and of who is replaced, as on the rest of the day list; three queries. What the werkgever
    still has time for is not on it.
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
    for erkenning in _zonder_mentor(dossiers, vandaag):
        if erkenning.pk not in beoordeel:
            rijen.append((erkenning, erkenning.consulent_url, "Er is nog geen andere mentor", erkenning.mentor_voor))
    for begeleiding in _begeleidingen(dossiers, vandaag):
        afronden = reverse("consulent:begeleiding_afronden", args=[begeleiding.erkenning_id])
        rijen.append((begeleiding.erkenning, afronden, "Rond de begeleiding af", begeleiding.tegen))
    rijen.sort(key=lambda rij: (rij[3] is None, rij[3] or date.max, rij[0].pk))
    return [Opvolging(*rij, _afwezig(rij[0], user, wie_weg)) for rij in rijen[:HOOGSTENS]]


def _afwezig(erkenning: Erkenning, user: User, wie_weg: Stand) -> Afwezigheid | None:
    consulent = erkenning.lijn.aanvraag.consulent_id
    return wie_weg.van(consulent) if consulent != user.pk else None


def _voorstellen(dossiers: QuerySet[Aanvraag]):
    rijen = Mentorvoorstel.objects.filter(besluit="", erkenning__lijn__aanvraag__in=dossiers)
    return (
        rijen.annotate(mentor_voor=open_vervaldag(Erkenning, "erkenning", MENTOR_VERVANGEN))
        .select_related(
            "mentor__persoon", "erkenning__opleiding", "erkenning__vestiging__gemeente", "erkenning__lijn__aanvraag"
        )
        .order_by("pk")[:HOOGSTENS]
    )


def _zonder_mentor(dossiers: QuerySet[Aanvraag], vandaag: date):
    """From the late terms to their erkenningen: there are few of the former, and many of the latter."""
    te_laat = Termijn.objects.open().filter(soort=MENTOR_VERVANGEN, vervalt_op__lt=vandaag)
    sleutels = te_laat.annotate(sleutel=Cast("onderwerp_id", BigIntegerField())).values("sleutel")
    rijen = Erkenning.objects.filter(pk__in=sleutels, lijn__aanvraag__in=dossiers)
    return (
        rijen.annotate(mentor_voor=open_vervaldag(Erkenning, "pk", MENTOR_VERVANGEN))
        .select_related("opleiding", "vestiging__gemeente", "lijn__aanvraag")
        .order_by("mentor_voor", "pk")[:HOOGSTENS]
    )


def _begeleidingen(dossiers: QuerySet[Aanvraag], vandaag: date) -> QuerySet[Begeleiding]:
    rijen = Begeleiding.objects.filter(
        afloop=Begeleiding.Afloop.OPEN, tegen__lt=vandaag, erkenning__lijn__aanvraag__in=dossiers
    )
    return rijen.select_related(
        "erkenning__opleiding", "erkenning__vestiging__gemeente", "erkenning__lijn__aanvraag"
    ).order_by("tegen", "pk")[:HOOGSTENS]
