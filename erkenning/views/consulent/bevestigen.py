"""The second pair of eyes: a coördinator confirms a proposed refusal, or sends it back (rules.md §3.2)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ... import brieven
from ...beslisbaar import gevraagde_lijnen
from ...forms.consulent import RedenForm
from ...forms.versie import MerkVeld
from ...models import Brief
from ...services import beslissen as diensten
from .basis import DossierActie


class BevestigForm(forms.Form):
    """`gezien` says which proposal the page showed (services.beslissen.merk)."""

    gezien = MerkVeld(required=False)


class Bevestigen(DossierActie):
    """The letter as it will go, with the reasons of the refusal, and who proposed it."""

    actie = "bevestigen"
    form_class = BevestigForm
    sjabloon = "erkenning/consulent/bevestigen_voorbeeld.html"
    gelukt = "Gelukt. De beslissing is bevestigd. De werkgever krijgt een mail, de brief wordt gemaakt."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.bevestigen(
            aanvraag=self.aanvraag, door=self.request.user, op=self.nu, gezien=gegevens["gezien"] or None
        )

    def toon(self, form: forms.Form, status: int = 200) -> HttpResponse:
        voorstel = diensten.voorgesteld(gevraagde_lijnen(self.aanvraag))
        gegevens = brieven.beslissing_gegevens(self.aanvraag, op=self.nu, voorstel=voorstel)
        context = brieven.context(Brief.Soort.BESLISSING, gegevens) | {
            "voorbeeld": True,
            "aanvraag": self.aanvraag,
            "form": form,
            "gezien": diensten.merk(voorstel),
            "zelf": self.aanvraag.beslist_door_id == self.request.user.pk,
            "hier": reverse("consulent:bevestigen", args=[self.aanvraag.ref]),
            "terug": self.terug_url(),
            "terugsturen": reverse("consulent:terugsturen", args=[self.aanvraag.ref]),
        }
        return render(self.request, self.sjabloon, context, status=status)


class Terugsturen(DossierActie):
    """Back to the consulent, with a reason; the werkgever sees nothing of it."""

    actie = "terugsturen"
    form_class = RedenForm
    titel = "Stuur het dossier terug"
    uitleg = "De consulent leest je reden in een mail en beslist opnieuw. De termijn loopt intussen door."
    knop = "Stuur terug"
    gelukt = "Gelukt. Het dossier ligt weer bij de consulent."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.terugsturen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)
