"""Another mentor for an erkenning that runs: add somebody, and propose (rules.md §3.1, §3.3)."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.terug import terugadres
from educam_portal.accounts.toegang import vereist_werkgever
from educam_portal.organisaties.regios import contactkaart
from educam_portal.termijnen import services as termijnen
from mentoren.models import Mentor
from mentoren.models.opleiding import rollen_bij_onderneming
from mentoren.services import dossier as mentordiensten
from mentoren.services.vragen import vraag_mentor
from mentoren.toestanden import Wie as MentorWie

from ...eigen_deel import Uittrekselstand, eigen_delen
from ...forms.mentorwissel import VoorstelForm
from ...forms.werkgever import MentorGegevens
from ...models import Erkenning
from ...services import mentorwissel
from ...toestanden import Wie
from .basis import gelukt, probeer, toon
from .overzicht import onderneming_van


@vereist_werkgever
def voorstellen(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is mentor for this erkenning now, who waits for EDUCAM, and who else could be."""
    erkenning = get_object_or_404(
        Erkenning.objects.for_user(request.user).select_related(
            "opleiding", "vestiging__gemeente", "vestiging__onderneming", "vestiging__regio", "lijn__aanvraag"
        ),
        pk=pk,
    )
    if Wie.WERKGEVER not in erkenning.rollen_van(request.user):
        raise Http404
    nu = timezone.now()
    lopend = mentorwissel.mentoren_van(erkenning)
    wachtend = list(erkenning.mentorvoorstellen.filter(besluit="").select_related("mentor__persoon"))
    kandidaten = list(
        Mentor.objects.filter(onderneming=erkenning.vestiging.onderneming, vertrokken_op=None)
        .exclude(Exists(lopend.filter(mentor=OuterRef("pk"))))
        .exclude(pk__in=[rij.mentor_id for rij in wachtend])
        .select_related("persoon")
        .order_by("persoon__naam", "persoon__voornaam", "pk")
    )
    delen = eigen_delen([rij.mentor for rij in wachtend], timezone.localdate(nu))
    for rij, deel in zip(wachtend, delen, strict=True):
        rij.vraagt_uittreksel = deel.uittreksel == Uittrekselstand.GEVRAAGD
    form = VoorstelForm(request.POST if request.method == "POST" else None, mentoren=kandidaten)
    if form.is_valid() and probeer(
        form,
        lambda: mentorwissel.mentor_voorstellen(
            erkenning=erkenning, mentor=form.cleaned_data["mentor"], door=request.user, op=nu
        ),
    ):
        gelukt(request, f"Gelukt. EDUCAM kijkt {form.cleaned_data['mentor']} na. Je krijgt een mail.")
        return redirect("werkgever:mentor_voorstellen", pk=erkenning.pk)
    context = {
        "erkenning": erkenning,
        "termijn": termijnen.termijnen_bij(erkenning, mentorwissel.MENTOR_VERVANGEN).open().first(),
        "lopend": list(lopend.select_related("mentor__persoon")),
        "wachtend": wachtend,
        "kandidaten": kandidaten,
        "mag": erkenning.mag(request.user, "mentor_voorstellen"),
        "form": form,
        "kaart": contactkaart(erkenning.vestiging.regio, timezone.localdate(nu)),
    }
    return toon(request, "mentor_voorstellen", context, form)


@vereist_werkgever
def toevoegen(request: HttpRequest) -> HttpResponse:
    """Somebody new, beside an aanvraag."""
    onderneming = onderneming_van(request)
    if onderneming is None or MentorWie.WERKGEVER not in rollen_bij_onderneming(onderneming, request.user):
        raise Http404
    terug = terugadres(
        request, request.POST.get("terug") or request.GET.get("terug"), reverse("werkgever:mentoren_lijst")
    )
    vraagt = "vraag_mentor" in request.POST
    form = MentorGegevens(request.POST if request.method == "POST" else None, vraagt=vraagt)
    nu = timezone.now()

    @transaction.atomic
    def bewaar() -> None:
        mentor = mentordiensten.voeg_toe(
            onderneming=onderneming, persoon=form.persoon(), gegevens=form.mentor(), door=request.user, op=nu
        )
        if vraagt:
            vraag_mentor(mentor=mentor, email=mentor.email, door=request.user, op=nu)

    if form.is_valid() and probeer(form, bewaar):
        link = f" We stuurden een link naar {form.cleaned_data['email']}." if vraagt else ""
        gelukt(request, f"Gelukt. De mentor staat in je lijst.{link}")
        return redirect(terug)
    return toon(request, "mentor_toevoegen", {"form": form, "terug": terug, "onderneming": onderneming}, form)
