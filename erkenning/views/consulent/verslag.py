"""The report of the visit, written on a phone in the workshop, and the conditions outside it (ux.md §3.4)."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from educam_portal.accounts.fouten import Geweigerd, Verouderd
from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.documenten.fouten import OngeldigBestand
from educam_portal.documenten.momentopname import qr

from ...beslisbaar import gevraagde_lijnen
from ...documenten import verslagfotos
from ...forms.consulent_verslag import OordeelForm, VerslagForm
from ...forms.versie import toon_nieuwe_versie
from ...models import Bezoek
from ...services import verslag as diensten
from .basis import DossierActie


class MetOordelen(DossierActie):
    def form_kwargs(self) -> dict[str, Any]:
        return {
            "antwoorden": {oordeel.voorwaarde: oordeel for oordeel in self.aanvraag.oordelen.all()},
            "initial": {"versie": diensten.merk(self.aanvraag)},
        }

    def geweigerd(self, form: forms.Form, fout: Geweigerd | OngeldigBestand) -> HttpResponse:
        if isinstance(fout, Verouderd):
            # The next press starts from what stands there now.
            toon_nieuwe_versie(form, diensten.merk(self.aanvraag))
        return super().geweigerd(form, fout)


class Verslag(MetOordelen):
    """Save at any time, add photos one by one, file when it is done. Each button keeps everything that was typed."""

    actie = "verslag_bewaren"
    form_class = VerslagForm
    sjabloon = "erkenning/consulent/verslag.html"
    titel = "Bezoekverslag"
    terug_naar = "consulent:bezoek"

    def bereid_voor(self) -> None:
        self.lijnen = gevraagde_lijnen(self.aanvraag)
        self.verslag = getattr(self.aanvraag, "verslag", None)

    def form_kwargs(self) -> dict[str, Any]:
        return super().form_kwargs() | {"lijnen": self.lijnen, "verslag": self.verslag}

    @method_decorator(rem("opladen", als=met_bestand))
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.maak_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.toon(form, status=422)
        try:
            self.uitvoeren(form.cleaned_data | {"velden": form.velden, "bevindingen": form.bevindingen})
        except (Geweigerd, OngeldigBestand) as fout:
            return self.geweigerd(form, fout)
        return self._antwoord(request, self.knop_gedrukt, met_foto=bool(form.cleaned_data["foto"]))

    @property
    def knop_gedrukt(self) -> str:
        return self.request.POST.get("knop", "bewaar")

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        wie = {"aanvraag": self.aanvraag, "door": self.request.user, "op": self.nu}
        diensten.verslag_bewaren(
            **wie,
            velden=gegevens["velden"],
            bevindingen=gegevens["bevindingen"],
            oordelen=gegevens["oordelen"],
            versie=gegevens["versie"] or None,
        )
        if foto := gegevens["foto"]:
            diensten.foto_toevoegen(**wie, bestand=foto)
        if self.knop_gedrukt == "indienen":
            diensten.verslag_indienen(**wie)

    def _antwoord(self, request: HttpRequest, knop: str, *, met_foto: bool) -> HttpResponse:
        if request.headers.get("X-Autosave"):
            return JsonResponse({"versie": diensten.merk(self.aanvraag)})
        hier = reverse("consulent:verslag", args=[self.aanvraag.ref])
        if knop == "indienen":
            messages.success(request, "Gelukt. Het verslag is ingediend.")
            return redirect("consulent:dossier", ref=self.aanvraag.ref)
        if met_foto:
            messages.success(request, "Gelukt. De foto staat bij het verslag.")
            return redirect(f"{hier}#fotos")
        messages.success(request, "Gelukt. Het verslag is bewaard.")
        return redirect(hier)

    def meer(self, form: forms.Form) -> dict[str, Any]:
        return {
            "verslag": self.verslag,
            "fotos": list(verslagfotos(self.aanvraag)),
            "bezoek": self.aanvraag.bezoeken.filter(
                toestand__in=[Bezoek.Toestand.VASTGELEGD, Bezoek.Toestand.UITGEVOERD]
            )
            .order_by("-begint_op")
            .first(),
            "hier": reverse("consulent:verslag", args=[self.aanvraag.ref]),
            "mag_indienen": self.aanvraag.mag(self.request.user, "verslag_indienen"),
            # For the sheet on paper: who is met, and the way back to the dossier.
            "mentoren": list(dict.fromkeys(v.mentor for lijn in self.lijnen for v in lijn.mentoren.all())),
            "qr": qr(f"{settings.PORTAL_URL}{self.aanvraag.consulent_url}"),
        }


class Voorwaarden(MetOordelen):
    """The four conditions, when there is no visit or something must be corrected afterwards."""

    actie = "oordeel_bewaren"
    form_class = OordeelForm
    sjabloon = "erkenning/consulent/voorwaarden.html"
    titel = "Beoordeel de voorwaarden"
    knop = "Bewaar je oordeel"
    gelukt = "Gelukt. Je oordeel is bewaard."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.oordeel_bewaren(
            aanvraag=self.aanvraag,
            door=self.request.user,
            op=self.nu,
            oordelen=gegevens["oordelen"],
            versie=gegevens["versie"] or None,
        )

    def terug_url(self) -> str:
        return f"{super().terug_url()}#voorwaarden"
