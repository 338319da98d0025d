"""Whom do I work for: the first question after signing up, and the place to leave or stop later."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts import uitnodigingen as geheim
from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron, Lidmaatschap, Organisatie, Uitnodiging, User
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from .. import services
from ..forms import OndernemingForm
from ..models import Machtiging, Onderneming, Toegangsverzoek


@vereist_aangemeld
def mijn(request: Verzoek) -> HttpResponse:
    """Memberships, machtigingen, open questions and invitations of the user; without any: the three ways to begin."""
    nu = timezone.now()
    uitnodigingen = Uitnodiging.objects.open().filter(email=request.user.email, vervalt_op__gt=nu)
    return render(
        request,
        "organisaties/mijn.html",
        {
            "leden": _per_organisatie(request.user),
            "machtigingen": Machtiging.objects.filter(
                gemachtigde=request.user, ingetrokken_op=None, tot__gte=timezone.localdate(nu)
            ).select_related("onderneming"),
            "verzoeken": Toegangsverzoek.objects.filter(
                user=request.user, status=Toegangsverzoek.Status.OPEN
            ).select_related("onderneming"),
            "uitnodigingen": [
                (uitnodiging, geheim.token_van(uitnodiging.zaad))
                for uitnodiging in uitnodigingen.select_related("organisatie", "uitgenodigd_door")
            ],
        },
    )


def _per_organisatie(user: User) -> list[dict]:
    """Own memberships, each organisation once with all roles there and the first day."""
    gevonden: dict[Organisatie, list[Lidmaatschap]] = {}
    for lid in user.lidmaatschappen_nu:
        if lid.bron == Bron.LID:
            gevonden.setdefault(lid.organisatie, []).append(lid)
    return [
        {
            "organisatie": organisatie,
            "rollen": " en ".join(lid.get_rol_display().lower() for lid in leden),
            "van": min(lid.van for lid in leden),
        }
        for organisatie, leden in gevonden.items()
    ]


@vereist_aangemeld
@rem("onderneming_registreren")
def onderneming_nieuw(request: Verzoek) -> HttpResponse:
    """Register an onderneming by its number; a number that is taken forwards the question and tells nothing."""
    form = OndernemingForm(request.POST or None, vraag_naam=not request.user.naam)
    if form.is_valid():
        gegevens = dict(form.cleaned_data)
        if naam := gegevens.pop("jouw_naam", ""):
            request.user.naam = naam
            request.user.save(update_fields=["naam"])
        try:
            uitkomst = services.registreer_onderneming(user=request.user, op=timezone.now(), **gegevens)
        except Geweigerd as fout:
            form.add_error("nummer", fout.zin)
        else:
            if isinstance(uitkomst, Onderneming):
                messages.success(request, "Je onderneming staat klaar. Je kan nu je aanvraag starten.")
                return redirect("accounts:start")
            return redirect("organisatie:doorgestuurd")
    return render(request, "organisaties/onderneming_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)


@vereist_aangemeld
def doorgestuurd(request: Verzoek) -> HttpResponse:
    """The same page for everybody whose number was taken; nothing about the onderneming."""
    return render(request, "organisaties/doorgestuurd.html")


@vereist_aangemeld
@require_POST
def verlaat(request: Verzoek, pk: int) -> HttpResponse:
    mogelijk = {lid.organisatie_id for lid in request.user.lidmaatschappen_nu if lid.bron == Bron.LID}
    organisatie = get_object_or_404(Organisatie.objects.filter(pk__in=mogelijk), pk=pk)
    met_melding(
        request,
        lambda: services.verlaat(user=request.user, organisatie=organisatie, op=timezone.now()),
        f"Je bent geen lid meer van {organisatie}.",
    )
    return redirect("organisatie:mijn")


@vereist_aangemeld
@require_POST
def stop_machtiging(request: Verzoek, pk: int) -> HttpResponse:
    """The gemachtigde stops acting for an onderneming."""
    machtiging = get_object_or_404(Machtiging.objects.filter(gemachtigde=request.user), pk=pk)
    met_melding(
        request,
        lambda: services.trek_machtiging_in(machtiging=machtiging, door=request.user, op=timezone.now()),
        "De machtiging is gestopt.",
    )
    return redirect("organisatie:mijn")
