"""What EDUCAM does about organisations and accounts: confirm, admit, invite, close, reset."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts import services as accounts
from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Organisatie, Rol, User
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_consulent, vereist_coordinator

from .. import services
from ..forms import RedenForm, StafUitnodigForm
from ..models import Onderneming, Toegangsverzoek

PER_PAGINA = 50


@vereist_consulent
def ondernemingen(request: Verzoek) -> HttpResponse:
    """Ondernemingen to confirm and people who ask to join, in the regions of the consulent."""
    zichtbaar = Onderneming.objects.for_user(request.user)
    verzoeken = Toegangsverzoek.objects.filter(status=Toegangsverzoek.Status.OPEN, onderneming__in=zichtbaar)
    context = {
        "te_bevestigen": zichtbaar.filter(status=Onderneming.Status.TE_BEVESTIGEN).order_by("aangemaakt_op")[
            :PER_PAGINA
        ],
        "verzoeken": verzoeken.select_related("user", "onderneming").order_by("gevraagd_op")[:PER_PAGINA],
    }
    return render(request, "organisaties/educam_ondernemingen.html", context)


@vereist_consulent
def bevestig(request: Verzoek, pk: int) -> HttpResponse:
    """Who speaks for this onderneming, and how do we know?"""
    onderneming = get_object_or_404(Onderneming.objects.for_user(request.user).select_related("organisatie"), pk=pk)
    form = RedenForm(
        request.POST or None,
        label="Hoe weet je wie voor de onderneming spreekt?",
        hulp="Bijvoorbeeld: gebeld met de zaakvoerder op het nummer van de website.",
    )
    if form.is_valid():
        try:
            services.bevestig_onderneming(
                onderneming=onderneming, door=request.user, op=timezone.now(), reden=form.cleaned_data["reden"]
            )
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"{onderneming} is bevestigd.")
            return redirect("organisatie:ondernemingen")
    leden = onderneming.organisatie.lidmaatschappen.geldig().select_related("user").order_by("user__naam")
    context = {"form": form, "onderneming": onderneming, "leden": leden}
    return render(request, "organisaties/educam_bevestig.html", context, status=422 if form.is_bound else 200)


@vereist_consulent
@require_POST
def verzoek(request: Verzoek, pk: int) -> HttpResponse:
    """Answer somebody who asks to join; `besluit` is weigeren, medewerker or verantwoordelijke."""
    zichtbaar = Onderneming.objects.for_user(request.user)
    gekozen = get_object_or_404(Toegangsverzoek.objects.filter(onderneming__in=zichtbaar).select_related("user"), pk=pk)
    besluit = request.POST.get("besluit", "")
    rol = Rol.MEDEWERKER if besluit == "weigeren" else besluit
    met_melding(
        request,
        lambda: services.beslis_toegangsverzoek(
            verzoek=gekozen, door=request.user, toelaten=besluit != "weigeren", rol=rol, op=timezone.now()
        ),
        "De vraag is geweigerd." if besluit == "weigeren" else f"{gekozen.user} is toegelaten.",
    )
    return redirect("organisatie:ondernemingen")


@vereist_coordinator
def gebruikers(request: Verzoek) -> HttpResponse:
    """All accounts, searched by name or address."""
    zoek = request.GET.get("zoek", "").strip()
    rijen = User.objects.order_by("naam", "email")
    if zoek:
        rijen = rijen.filter(Q(naam__icontains=zoek) | Q(email__icontains=zoek))
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "organisaties/educam_gebruikers.html", {"pagina": pagina, "zoek": zoek})


@vereist_coordinator
def gebruiker(request: Verzoek, pk: int) -> HttpResponse:
    """One account: close it or remove a lost second factor, always with a reason."""
    gekozen = get_object_or_404(User, pk=pk)
    actie = request.POST.get("actie", "")
    form = RedenForm(request.POST or None, hulp="Alleen zichtbaar voor EDUCAM, blijft bewaard in het logboek.")
    if form.is_valid():
        reden, nu = form.cleaned_data["reden"], timezone.now()
        try:
            if actie == "sluiten":
                services.deactiveer_gebruiker(user=gekozen, door=request.user, op=nu, reden=reden)
                messages.success(request, "Het account is gesloten en overal afgemeld.")
            elif actie == "tweede_factor":
                services.reset_tweede_factor(user=gekozen, door=request.user, op=nu, reden=reden)
                messages.success(request, "De tweede stap is gewist. De persoon stelt zelf een nieuwe in.")
            else:
                raise Geweigerd("Kies wat je met dit account wil doen.")
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            return redirect("organisatie:gebruiker", pk=pk)
    context = {"gekozen": gekozen, "form": form, "leden": gekozen.lidmaatschappen_nu}
    return render(request, "organisaties/educam_gebruiker.html", context, status=422 if form.is_bound else 200)


@vereist_coordinator
@rem("uitnodigen")
def uitnodigen(request: Verzoek) -> HttpResponse:
    """Invite staff and schools."""
    form = StafUitnodigForm(request.POST or None)
    if form.is_valid():
        plek, rol = form.cleaned_data["plek"].split(":")
        organisatie = accounts.educam() if plek == "educam" else Organisatie.objects.get(pk=plek)
        try:
            services.nodig_uit(
                organisatie=organisatie, email=form.cleaned_data["email"], rol=rol, door=request.user, op=timezone.now()
            )
        except Geweigerd as fout:
            form.add_error(None, fout.zin)
        else:
            messages.success(request, f"De uitnodiging is verstuurd naar {form.cleaned_data['email']}.")
            return redirect("organisatie:uitnodigen")
    context = {"form": form, "dagen": services.UITNODIGING_GELDIG.days}
    return render(request, "organisaties/educam_uitnodigen.html", context, status=422 if form.is_bound else 200)
