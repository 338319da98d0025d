"""First page of a mentor: own data, designations and the year for the mentoropleiding (rules.md §2, §4)."""

from django.http import HttpResponse
from django.shortcuts import render

from educam_portal.accounts.toegang import Verzoek, vereist_mentor
from educam_portal.termijnen import van
from mentoren.models import Aanduiding, Mentor, Persoon


@vereist_mentor
def start(request: Verzoek) -> HttpResponse:
    """What the portal keeps about this mentor; empty until the werkgever has entered him or her as mentor."""
    persoon = Persoon.objects.filter(user=request.user).first()
    mentorschappen = (
        Mentor.objects.filter(persoon=persoon, vertrokken_op=None).select_related("onderneming").order_by("pk")
        if persoon
        else Mentor.objects.none()
    )
    aanduidingen = (
        Aanduiding.objects.lopend()
        .filter(mentor__in=mentorschappen)
        .select_related("opleiding", "vestiging__gemeente", "mentor")
        .order_by("van", "pk")
    )
    termijnen = [termijn for mentor in mentorschappen if (termijn := van(mentor, "mentoropleiding"))]
    dagen = [t.vervalt_op for t in termijnen if t.vervalt_op and t.voldaan_op is None and t.nietig_op is None]
    context = {
        "persoon": persoon,
        "mentorschappen": mentorschappen,
        "aanduidingen": aanduidingen,
        "opleiding_voor": min(dagen, default=None),
    }
    return render(request, "organisaties/mentor.html", context)
