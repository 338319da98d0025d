"""One onderneming through the years: visits, letters, and what is due (rules.md §3.3)."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.models import Rol, User
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.organisaties.models import Onderneming
from educam_portal.termijnen.lijst import van_organisatie
from educam_portal.termijnen.register import soort_termijn

from ...models import Aanvraag, Bezoek, Brief, Maatregel
from ...werklijst import behandelbaar
from .bedrijven import eigen_vestigingen, haal_bedrijf, tabbladen

HOOGSTENS = 30


@vereist_consulent
def verloop(request: HttpRequest, pk: int) -> HttpResponse:
    """What is within the user's reach, newest first; what is due, soonest first."""
    onderneming = haal_bedrijf(request.user, pk)
    return render(
        request,
        "erkenning/consulent/bedrijf_verloop.html",
        {
            "onderneming": onderneming,
            "tabs": tabbladen(onderneming, "verloop"),
            "bezoeken": _bezoeken(request.user, onderneming),
            "brieven": _brieven(request.user, onderneming),
            "termijnen": _termijnen(request.user, onderneming),
        },
    )


def _bezoeken(user: User, onderneming: Onderneming) -> list[Bezoek]:
    """Visits to its vestigingen that are planned or done, each with a dossier to see it in."""
    dossier = behandelbaar(user).filter(bezoeken=OuterRef("pk")).order_by("pk")
    return list(
        Bezoek.objects.filter(vestiging__in=eigen_vestigingen(user).filter(onderneming=onderneming))
        .filter(toestand__in=[Bezoek.Toestand.VASTGELEGD, Bezoek.Toestand.UITGEVOERD])
        .annotate(ref=Subquery(dossier.values("referentie")[:1]))
        .select_related("vestiging__gemeente", "consulent")
        .order_by("-begint_op", "-pk")[:HOOGSTENS]
    )


def _brieven(user: User, onderneming: Onderneming) -> list[Brief]:
    """Decisions, attests and measures, as far as the user may read them."""
    dossiers = Aanvraag.objects.for_user(user).filter(onderneming=onderneming)
    maatregelen = Maatregel.objects.gevolgd(user).van(onderneming)
    return list(
        Brief.objects.filter(Q(aanvraag__in=dossiers) | Q(maatregel__in=maatregelen.values("pk")))
        .select_related("document", "aanvraag", "erkenning__opleiding", "maatregel")
        .order_by("-aangemaakt_op", "-pk")[:HOOGSTENS]
    )


def _termijnen(user: User, onderneming: Onderneming) -> list[dict[str, Any]]:
    """The open terms that the user follows."""
    regios = None if user.is_coordinator else user.organisaties_als(Rol.CONSULENT)
    rijen = van_organisatie(onderneming.organisatie, regios, timezone.localdate(), aantal=HOOGSTENS)
    soorten = [(termijn, soort_termijn(termijn.soort)) for termijn in rijen]
    return [
        {
            "label": soort.label,
            "titel": soort.titel(termijn),
            "url": soort.url(termijn, user),
            "vervalt_op": termijn.vervalt_op,
        }
        for termijn, soort in soorten
    ]
