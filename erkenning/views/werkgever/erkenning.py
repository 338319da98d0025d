"""What a werkgever does with an erkenning: change its places, renew it before it ends (rules.md §3.1, §3.3)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import vereist_werkgever
from educam_portal.organisaties.afwezigheden import kaart_voor_werkgever
from educam_portal.workflow.views import LeegForm

from ...forms.werkgever import ErkendePlaatsenForm
from ...models import Erkenning
from ...services.plaatsen import plaatsen_wijzigen
from ...services.verlengen import begonnen, verlengen
from ...toestanden import Wie
from ...verlenging import bezwaren, samen_te_verlengen
from .basis import gelukt, probeer, toon


def haal_erkenning(user: User, pk: int) -> Erkenning:
    """An erkenning of the own onderneming that the user may act for; 404 for any other (rules.md §2)."""
    rij = get_object_or_404(
        Erkenning.objects.for_user(user)
        .met_verlenging()
        .select_related("opleiding", "vestiging__gemeente", "vestiging__onderneming", "vestiging__regio", "lijn__aanvraag"),
        pk=pk,
    )  # fmt: skip
    if Wie.WERKGEVER not in rij.rollen_van(user):
        raise Http404
    return rij


@vereist_werkgever
def plaatsen(request: HttpRequest, pk: int) -> HttpResponse:
    """How many lerenden at the same time; the public list follows."""
    erkenning = haal_erkenning(request.user, pk)
    if not erkenning.mag(request.user, "plaatsen_wijzigen"):
        messages.warning(request, "Deze erkenning loopt niet meer. Het aantal plaatsen ligt vast.")
        return redirect("werkgever:overzicht")
    form = ErkendePlaatsenForm(request.POST or None, erkenning=erkenning)
    if form.is_valid() and probeer(
        form,
        lambda: plaatsen_wijzigen(
            erkenning=erkenning, plaatsen=form.cleaned_data["plaatsen"], door=request.user, op=timezone.now()
        ),
    ):
        gelukt(request, f"Aantal plaatsen voor {erkenning.opleiding}: {form.cleaned_data['plaatsen']}.")
        return redirect("werkgever:overzicht")
    kaart = kaart_voor_werkgever(erkenning.vestiging.regio, timezone.localdate())
    return toon(request, "erkende_plaatsen", {"erkenning": erkenning, "form": form, "kaart": kaart}, form)


@vereist_werkgever
@rem("aanvraag")
def verleng(request: HttpRequest, pk: int) -> HttpResponse:
    """What a renewal takes along and what is asked anew; the button makes the concept, or goes on with it."""
    erkenning = haal_erkenning(request.user, pk)
    if bezig := begonnen(erkenning):
        return redirect(bezig)
    form = LeegForm(request.POST if request.method == "POST" else None)
    gemaakt = []
    nu, vandaag = timezone.now(), timezone.localdate()
    if form.is_valid() and probeer(
        form, lambda: gemaakt.append(verlengen(erkenning=erkenning, door=request.user, op=nu))
    ):
        gelukt(request, "Je verlenging staat klaar. Kijk alles na en beantwoord de voorwaarden.")
        return redirect(gemaakt[0])
    nog_niet = [] if form.errors else bezwaren(erkenning, vandaag)
    ook = (
        [] if nog_niet or form.errors else [een for een in samen_te_verlengen(erkenning) if not bezwaren(een, vandaag)]
    )
    context = {
        "erkenning": erkenning,
        "form": form,
        "bezwaren": nog_niet,
        "erkenningen": ook,
        "kaart": kaart_voor_werkgever(erkenning.vestiging.regio, vandaag),
    }
    return toon(request, "verlengen", context, form)
