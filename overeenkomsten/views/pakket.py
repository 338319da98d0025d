"""The pack for the sociaal secretariaat, as the werkgever and a secretariaat with an account see it (rules.md §5.1)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.remmen import rem
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..forms.secretariaat import PakketForm
from ..models import Overeenkomst, Pakket
from ..pakket import TE_REGELEN, adres
from ..services import pakketten as diensten
from ..toestanden import Wie
from .basis import probeer, toon
from .verplichtingen import haal_te_vinken


@rem("pakket")
@vereist_aangemeld
def pakket(request: Verzoek, ref: str) -> HttpResponse:
    """What goes along, the pack that counts now with its files and its link, and a form for a new one."""
    rij = haal_te_vinken(request, ref)
    loopt = rij.toestand in TE_REGELEN
    form = PakketForm(request.POST or None, initial=_vorige(request, rij))
    if form.is_valid() and probeer(
        form,
        lambda: diensten.maak_pakket(overeenkomst=rij, door=request.user, op=timezone.now(), **form.cleaned_data),
    ):
        naar = form.cleaned_data["email"]
        mail = f" De link gaat naar {naar}." if naar else ""
        messages.success(request, f"We maken het pakket.{mail} De bestanden staan hier over een minuut.")
        return redirect("overeenkomst:pakket", ref=rij.referentie)
    nu = rij.pakketten.filter(ingetrokken_op=None).select_related("document", "csv").first()
    context = {
        "overeenkomst": rij,
        "pakket": nu,
        "werkt": nu is not None and nu.werkt(timezone.now()) and loopt,
        "link": adres(nu) if nu is not None and not nu.email else "",
        "form": form if loopt else None,
        "mag_intrekken": nu is not None and rij.mag(request.user, diensten.INTREKKEN),
    }
    return toon(request, "secretariaat/maken", context, form)


@vereist_aangemeld
@require_POST
def intrekken(request: Verzoek, ref: str) -> HttpResponse:
    """The link works no more and the files are erased."""
    rij = haal_te_vinken(request, ref)
    met_melding(
        request,
        lambda: diensten.trek_pakket_in(overeenkomst=rij, door=request.user, op=timezone.now()),
        "Het pakket is ingetrokken. De link werkt niet meer en de bestanden zijn gewist.",
    )
    return redirect("overeenkomst:pakket", ref=rij.referentie)


def _vorige(request: Verzoek, overeenkomst: Overeenkomst) -> dict[str, str]:
    """Whom the onderneming chose the last time, so that one button is enough; a secretariaat names itself."""
    if Wie.WERKGEVER not in overeenkomst.rollen_van(request.user):
        return {"naam": str(request.organisatie or request.user)[:55]}
    assert overeenkomst.vestiging is not None  # a constraint holds it from the moment it is sent
    eerder = Pakket.objects.filter(overeenkomst__vestiging__onderneming=overeenkomst.vestiging.onderneming_id)
    vorige = eerder.order_by("-pk").first()
    return {"naam": vorige.naam, "email": vorige.email} if vorige else {}
