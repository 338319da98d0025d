"""Deciding in two steps: choose, read the letter that will go, confirm (rules.md §3.2, ux.md §3.4)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from educam_portal.parameters import waarde

from ... import brieven
from ...beslisbaar import gevraagde_lijnen
from ...dossieroordeel import beoordeel_dossier
from ...forms.consulent_beslissen import BeslissenForm
from ...forms.versie import verborgen
from ...models import Brief
from ...services import beslissen as diensten
from ...toestanden import Toestand
from .basis import DossierActie, teruggestuurd
from .dossier import anker_url


class Beslissen(DossierActie):
    """Nothing is decided before the letter was shown."""

    actie = "beslissen"
    form_class = BeslissenForm
    sjabloon = "erkenning/consulent/beslissen.html"
    titel = "Beslis over deze aanvraag"
    knop = "Bekijk de brief"

    def bereid_voor(self) -> None:
        self.vandaag = timezone.localdate(self.nu)
        self.lijnen = gevraagde_lijnen(self.aanvraag)
        self.oordeel = beoordeel_dossier(self.aanvraag, self.lijnen, op=self.vandaag)

    def form_kwargs(self) -> dict[str, Any]:
        return {"lijnen": self.lijnen, "oordeel": self.oordeel}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.POST.get("stap"):
            case "bevestig":
                return super().post(request, *args, **kwargs)
            case "wijzig":
                return self.toon(self.maak_form(request.POST))
        form = self.maak_form(request.POST)
        if form.is_valid():
            rij = self.aanvraag.OVERGANGEN[self.actie]
            zinnen = rij.bezwaren(self.aanvraag, self.nu) if rij.mits else []
            zinnen += diensten.bezwaren(self.aanvraag, self.lijnen, form.cleaned_data["besluiten"], op=self.vandaag)
            for zin in zinnen:
                form.add_error(None, zin)
        if form.errors:
            return self.toon(form, status=422)
        return self._brief(form)

    def _brief(self, form: BeslissenForm) -> HttpResponse:
        """The very letter, with a bar to confirm above and below it."""
        gegevens = brieven.beslissing_gegevens(self.aanvraag, op=self.nu, voorstel=form.voorstel)
        context = brieven.context(Brief.Soort.BESLISSING, gegevens) | {
            "voorbeeld": True,
            "aanvraag": self.aanvraag,
            "verborgen": verborgen(form),
            "wacht": self._wacht_op_coordinator(form.cleaned_data),
            "hier": reverse("consulent:beslissen", args=[self.aanvraag.ref]),
        }
        return render(self.request, "erkenning/consulent/beslissen_voorbeeld.html", context)

    def _wacht_op_coordinator(self, gegevens: dict[str, Any]) -> bool:
        """Whether a refusal in it must be confirmed by a coördinator first (rules.md §3.2)."""
        geweigerd = any(not besluit.erkennen for besluit in gegevens["besluiten"].values())
        return geweigerd and bool(waarde("weigering_bevestigen", self.vandaag))

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.aanvraag = diensten.beslissen(
            aanvraag=self.aanvraag, door=self.request.user, op=self.nu, besluiten=gegevens["besluiten"]
        )

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        if self.aanvraag.toestand == Toestand.TER_BEVESTIGING:
            return "Gelukt. Een coördinator bevestigt de weigering. Daarna vertrekt de brief."
        return "Gelukt. De beslissing is genomen. De werkgever krijgt een mail, de brief wordt gemaakt."

    def meer(self, form: forms.Form) -> dict[str, Any]:
        return {
            "oordeel": self.oordeel,
            "teruggestuurd": teruggestuurd(self.aanvraag, self.request.user, self.lijnen),
            "in_de_weg": [
                {"zin": bezwaar.zin, "url": anker_url(self.aanvraag, bezwaar.anker)}
                for bezwaar in self.oordeel.bezwaren
            ],
        }
