"""First page of a mentor: own data, designations and the year for the mentoropleiding (rules.md §2, §4)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from educam_portal.accounts.toegang import Verzoek, vereist_mentor
from educam_portal.parameters import duur
from erkenning.eigen_deel import eigen_delen
from mentoren.models import Mentor, Persoon
from mentoren.stand import lopende_aanduidingen, met_opleiding, stand_van


@vereist_mentor
def start(request: Verzoek) -> HttpResponse:
    """What the portal keeps about this mentor; empty until the werkgever has entered him or her as mentor."""
    eigen = Mentor.objects.filter(persoon__user=request.user, vertrokken_op=None)
    mentorschappen = list(met_opleiding(eigen).order_by("pk"))
    persoon = mentorschappen[0].persoon if mentorschappen else Persoon.objects.filter(user=request.user).first()
    vandaag = timezone.localdate()
    context = {
        "delen": eigen_delen(mentorschappen, vandaag),
        "persoon": persoon,
        "mentorschappen": mentorschappen,
        "aanduidingen": [rij for mentor in mentorschappen for rij in lopende_aanduidingen(mentor)],
        "opleiding": stand_van(mentorschappen, request.user, timezone.now()),
        "binnen": duur("mentoropleiding", vandaag),
    }
    return render(request, "organisaties/mentor.html", context)
