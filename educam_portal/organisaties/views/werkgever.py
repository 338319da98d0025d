"""Colleagues, machtigingen and vestigingen of the onderneming somebody works for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Lidmaatschap, Rol, Uitnodiging
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_werkgever

from .. import bevoegd, services
from ..forms import MachtigingForm, UitnodigForm, VestigingForm
from ..gekozen import was_een_ander
from ..models import Machtiging, Onderneming, Toegangsverzoek, Vestiging


def _onderneming(request: Verzoek, *, als_lid: bool = False) -> Onderneming:
    """The onderneming the user works for now; with `als_lid` only as a member of it. 404 when there is none."""
    bereik = (Bereik.ALLES,) if als_lid else (Bereik.ALLES, Bereik.AANVRAGEN, Bereik.LEZEN)
    mogelijk = request.user.organisaties_als(*WERKGEVERS, bereik=bereik)
    rijen = Onderneming.objects.filter(organisatie__in=mogelijk).select_related("organisatie").order_by("naam", "pk")
    actief = request.organisatie.pk if request.organisatie else None
    gevonden = list(rijen)
    gekozen = next((o for o in gevonden if o.organisatie_id == actief), gevonden[0] if gevonden else None)
    if gekozen is None:
        raise Http404
    return gekozen


def _verantwoordelijke(request: Verzoek) -> Onderneming:
    """As `_onderneming`, and 404 for a colleague who does not answer for it."""
    onderneming = _onderneming(request, als_lid=True)
    if not bevoegd.is_verantwoordelijke(request.user, onderneming.organisatie):
        raise Http404
    return onderneming


def _leden(onderneming: Onderneming):
    return (
        Lidmaatschap.objects.geldig()
        .filter(organisatie=onderneming.organisatie, bron=Bron.LID)
        .select_related("user", "organisatie")
        .order_by("user__naam", "user__email")
    )


@vereist_werkgever
@rem("uitnodigen")
def beheer(request: Verzoek) -> HttpResponse:
    """Colleagues, invitations, questions to join and machtigingen; POST invites a colleague."""
    onderneming = _onderneming(request, als_lid=True)
    organisatie = onderneming.organisatie
    mag = bevoegd.is_verantwoordelijke(request.user, organisatie)
    if request.method == "POST" and not mag:
        raise Http404
    if was_een_ander(request, onderneming):
        return redirect("organisatie:beheer")
    form = UitnodigForm(request.POST or None, organisatie=organisatie)
    if form.is_valid():
        try:
            services.nodig_uit(organisatie=organisatie, door=request.user, op=timezone.now(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"De uitnodiging is verstuurd naar {form.cleaned_data['email']}.")
            return redirect("organisatie:beheer")
    context = {
        "onderneming": onderneming,
        "mag": mag,
        "form": form,
        "leden": _leden(onderneming),
        "rol_verantwoordelijke": Rol.VERANTWOORDELIJKE,
        "uitnodigingen": Uitnodiging.objects.open().filter(organisatie=organisatie) if mag else [],
        "verzoeken": onderneming.toegangsverzoeken.filter(status=Toegangsverzoek.Status.OPEN).select_related("user")
        if mag
        else [],
        "machtigingen": onderneming.machtigingen.filter(ingetrokken_op=None, tot__gte=timezone.localdate())
        .select_related("gemachtigde", "document")
        .order_by("tot"),
    }
    return render(request, "organisaties/beheer.html", context, status=422 if form.is_bound else 200)


@vereist_werkgever
@require_POST
def lid(request: Verzoek, pk: int) -> HttpResponse:
    """Take a colleague out (`actie=verwijder`) or give another role (`rol=…`)."""
    onderneming = _verantwoordelijke(request)
    gekozen = get_object_or_404(_leden(onderneming), pk=pk)
    nu = timezone.now()
    if rol := request.POST.get("rol"):
        met_melding(
            request,
            lambda: services.wijzig_rol(lid=gekozen, rol=rol, door=request.user, op=nu),
            f"De rol van {gekozen.user} is gewijzigd.",
        )
    else:
        met_melding(
            request,
            lambda: services.verwijder_lid(lid=gekozen, door=request.user, op=nu),
            f"{gekozen.user} is geen lid meer.",
        )
    return redirect("accounts:start" if gekozen.user == request.user else "organisatie:beheer")


@vereist_werkgever
@require_POST
def uitnodiging_intrekken(request: Verzoek, pk: int) -> HttpResponse:
    onderneming = _verantwoordelijke(request)
    gekozen = get_object_or_404(Uitnodiging.objects.filter(organisatie=onderneming.organisatie), pk=pk)
    met_melding(
        request,
        lambda: services.trek_uitnodiging_in(uitnodiging=gekozen, door=request.user, op=timezone.now()),
        "De uitnodiging is ingetrokken.",
    )
    return redirect("organisatie:beheer")


@vereist_werkgever
@require_POST
def verzoek(request: Verzoek, pk: int) -> HttpResponse:
    """Answer somebody who asks to join."""
    onderneming = _verantwoordelijke(request)
    gekozen = get_object_or_404(onderneming.toegangsverzoeken.select_related("user"), pk=pk)
    toelaten = request.POST.get("besluit") == "toelaten"
    met_melding(
        request,
        lambda: services.beslis_toegangsverzoek(
            verzoek=gekozen, door=request.user, toelaten=toelaten, op=timezone.now()
        ),
        f"{gekozen.user} kan nu meewerken." if toelaten else "Je hebt de vraag geweigerd.",
    )
    return redirect("organisatie:beheer")


@vereist_werkgever
@rem("machtigen")
def machtiging_nieuw(request: Verzoek) -> HttpResponse:
    onderneming = _verantwoordelijke(request)
    if was_een_ander(request, onderneming):
        return redirect("organisatie:machtiging_nieuw")
    form = MachtigingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            services.geef_machtiging(onderneming=onderneming, door=request.user, op=timezone.now(), **form.cleaned_data)
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "De machtiging is gegeven.")
            return redirect("organisatie:beheer")
    context = {"form": form, "onderneming": onderneming}
    return render(request, "organisaties/machtiging_nieuw.html", context, status=422 if form.is_bound else 200)


@vereist_werkgever
@require_POST
def machtiging_intrekken(request: Verzoek, pk: int) -> HttpResponse:
    onderneming = _verantwoordelijke(request)
    gekozen = get_object_or_404(Machtiging.objects.filter(onderneming=onderneming), pk=pk)
    met_melding(
        request,
        lambda: services.trek_machtiging_in(machtiging=gekozen, door=request.user, op=timezone.now()),
        "De machtiging is gestopt.",
    )
    return redirect("organisatie:beheer")


@vereist_werkgever
def vestigingen(request: Verzoek) -> HttpResponse:
    onderneming = _onderneming(request)
    context = {
        "onderneming": onderneming,
        "vestigingen": onderneming.vestigingen.select_related("gemeente", "regio"),
        "mag": services.vestigingen.mag_wijzigen(request.user, onderneming),
        "vandaag": timezone.localdate(),
    }
    return render(request, "organisaties/vestigingen.html", context)


@vereist_werkgever
def vestiging_nieuw(request: Verzoek) -> HttpResponse:
    onderneming = _onderneming(request)
    if not services.vestigingen.mag_wijzigen(request.user, onderneming):
        raise Http404
    return _vestiging_form(request, onderneming, None)


@vereist_werkgever
def vestiging(request: Verzoek, pk: int) -> HttpResponse:
    onderneming = _onderneming(request)
    if not services.vestigingen.mag_wijzigen(request.user, onderneming):
        raise Http404
    return _vestiging_form(request, onderneming, get_object_or_404(onderneming.vestigingen, pk=pk))


def _vestiging_form(request: Verzoek, onderneming: Onderneming, bestaand: Vestiging | None) -> HttpResponse:
    form = VestigingForm(request.POST or None, instance=bestaand or Vestiging(naam=onderneming.naam))
    if form.is_valid():
        try:
            nu = timezone.now()
            if bestaand:
                services.vestiging_wijzigen(vestiging=bestaand, door=request.user, op=nu, **form.velden())
            else:
                services.vestiging_maken(onderneming=onderneming, door=request.user, op=nu, **form.velden())
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, "De vestiging is bewaard.")
            return redirect("organisatie:vestigingen")
    context = {"form": form, "onderneming": onderneming, "bestaand": bestaand}
    return render(request, "organisaties/vestiging.html", context, status=422 if form.is_bound else 200)
