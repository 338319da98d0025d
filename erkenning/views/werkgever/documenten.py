"""One named slot per document, one file at a time (ux.md §1.1, rules.md §3.1, §4)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from educam_portal import documenten as opslag
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.documenten.controle import limiet_mb

from ...documenten import STRAFREGISTER, Niveau, Vak, gevuld, lege_vakken, soort_bijlage
from ...forms.werkgever import FotoUploadForm, UploadForm
from ...models import Aanvraag
from ...services.concept import document_opladen
from ...services.uittreksels import uittreksel_opladen
from ...volledigheid import Stap, mentoren_van
from .basis import gelukt, toon
from .stappen import kop, mag_vragen, stap, verder

FOTO = "fotos_werkplaats"


@stap(Stap.DOCUMENTEN)
def documenten(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    if request.method == "POST":
        return verder(request, aanvraag)
    return toon(request, "documenten", _context(request, aanvraag))


@rem("opladen", als=met_bestand)
@stap(Stap.DOCUMENTEN)
def opladen(request: HttpRequest, aanvraag: Aanvraag, vak: str) -> HttpResponse:
    """Take one file for one slot; a refused file says why at its slot, and the others stay."""
    doel = next((rij for rij in _vakken(aanvraag) if rij.sleutel == vak), None)
    if doel is None:
        raise Http404
    if request.method != "POST":
        return redirect("werkgever:documenten", ref=aanvraag.ref)
    soort = FotoUploadForm if doel.gevraagd.soort == FOTO else UploadForm
    form = soort(request.POST, {"bestand": request.FILES.get(vak)} if vak in request.FILES else {})
    # The error summary leads to the field of this slot.
    form.fields["bestand"].widget.attrs["id"] = f"id_{vak}"
    if form.is_valid():
        try:
            _bewaar(aanvraag, doel, form.cleaned_data["bestand"], request.user)
        except (Geweigerd, opslag.OngeldigBestand) as fout:
            form.add_error("bestand", str(fout))
        else:
            gelukt(request, f"{doel.titel} is opgeladen.")
            return redirect("werkgever:documenten", ref=aanvraag.ref)
    fouten = {vak: form.errors["bestand"][0]} if "bestand" in form.errors else {}
    return toon(request, "documenten", _context(request, aanvraag, fouten) | {"form": form}, form)


def _vakken(aanvraag: Aanvraag) -> list[Vak]:
    return lege_vakken(aanvraag, mentoren_van(aanvraag), timezone.localdate())


def _bewaar(aanvraag: Aanvraag, vak: Vak, bestand, door: User) -> None:
    nu = timezone.now()
    if vak.gevraagd.soort == STRAFREGISTER and vak.mentor:
        uittreksel_opladen(aanvraag=aanvraag, mentor=vak.mentor, bestand=bestand, door=door, op=nu)
        return
    document_opladen(aanvraag=aanvraag, soort=soort_bijlage(vak.gevraagd), bestand=bestand, door=door, op=nu)


def _context(request: HttpRequest, aanvraag: Aanvraag, fouten: dict[str, str] | None = None) -> dict:
    rijen = [_rij(vak, (fouten or {}).get(vak.sleutel, "")) for vak in gevuld(aanvraag, _vakken(aanvraag))]
    vragen = {"kan_vragen": mag_vragen(request, aanvraag)}
    return kop(request, aanvraag) | {"vakken": rijen, "max_mb": limiet_mb()} | vragen


def _rij(vak: Vak, fout: str) -> dict:
    """One slot for the template. Who uploads a 596.2 can replace it, not open it again (rules.md §4): no link to it."""
    geheim = vak.gevraagd.soort == STRAFREGISTER
    foto = vak.gevraagd.soort == FOTO
    bestand = None
    if vak.document and not geheim:
        bestand = {
            "naam": vak.document.bestandsnaam,
            "url": reverse("documenten:bestand", args=[vak.document.pk]),
            "status": "in_orde",
            "op": vak.document.geupload_op,
        }
    return {
        "vak": vak,
        "fout": fout,
        "geheim": geheim,
        "bestand": bestand,
        "verplicht": vak.gevraagd.niveau == Niveau.VERPLICHT,
        "aangeraden": vak.gevraagd.niveau == Niveau.AANGERADEN,
        "geheim_ontvangen": geheim and vak.gevuld,
        "van_mentor": geheim and vak.document is not None and vak.uittreksel is not None and vak.uittreksel.door_mentor,
        "te_oud": vak.te_oud(timezone.localdate()),
        "hoogstens_oud": vak.hoogstens_oud(timezone.localdate()),
        "voorbeeld": foto,
        "soorten": "image/jpeg,image/png" if foto else "application/pdf,image/jpeg,image/png",
    }
