"""First page of a mentor: own data, designations and the year for the mentoropleiding (rules.md §2, §4)."""

from django.http import HttpResponse
from django.shortcuts import render

from educam_portal.accounts.toegang import Verzoek, vereist_mentor
from educam_portal.termijnen.klokken import open_vervaldag
from mentoren.aanduiden import MENTOROPLEIDING
from mentoren.models import Aanduiding, Mentor, Persoon


@vereist_mentor
def start(request: Verzoek) -> HttpResponse:
    """What the portal keeps about this mentor; empty until the werkgever has entered him or her as mentor."""
    persoon = Persoon.objects.filter(user=request.user).first()
    mentorschappen = list(
        Mentor.objects.filter(persoon=persoon, vertrokken_op=None)
        .annotate(opleiding_voor=open_vervaldag(Mentor, "pk", MENTOROPLEIDING))
        .select_related("onderneming")
        .order_by("pk")
        if persoon
        else []
    )
    aanduidingen = (
        Aanduiding.objects.lopend()
        .filter(mentor__in=mentorschappen)
        .select_related("opleiding", "vestiging__gemeente", "mentor")
        .order_by("van", "pk")
    )
    dagen = [mentor.opleiding_voor for mentor in mentorschappen if mentor.opleiding_voor]
    context = {
        "persoon": persoon,
        "mentorschappen": mentorschappen,
        "aanduidingen": aanduidingen,
        "opleiding_voor": min(dagen, default=None),
    }
    return render(request, "organisaties/mentor.html", context)
