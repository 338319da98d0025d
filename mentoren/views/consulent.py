"""What a consulent does about the mentoropleiding: accept an attest of elsewhere (rules.md §4)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from educam_portal.accounts.remmen import met_bestand, rem
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.workflow.views import Actie

from ..forms.inschrijven import ExternAttestForm
from ..models import Mentor
from ..services import voltooien
from .basis import haal_mentor


@method_decorator(vereist_consulent, name="dispatch")
@method_decorator(rem("opladen", als=met_bestand), name="dispatch")
class ExternAttest(Actie):
    """No row of a table: it is about a person, who has no states."""

    mentor: Mentor
    form_class: type[forms.Form] = ExternAttestForm
    sjabloon = "mentoren/consulent/extern_attest.html"
    titel = "Aanvaard een attest van elders"
    knop = "Aanvaard het attest"
    gelukt = "Gelukt. Het attest telt als mentoropleiding. De mentor en de werkgever krijgen een mail."

    def bereid_voor(self) -> None:
        self.mentor = haal_mentor(self.request.user, self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.mentor.persoon.mentoropleiding_op is not None:
            messages.warning(request, f"{self.mentor} volgde de mentoropleiding al. Een attest is niet meer nodig.")
            return redirect(self.terug_url())
        return self.toon(self.maak_form())

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        voltooien.aanvaard_extern_attest(mentor=self.mentor, door=self.request.user, op=self.nu, **gegevens)

    def terug_url(self) -> str:
        return reverse("consulent:bedrijf", args=[self.mentor.onderneming_id]) + "#mentoren"

    def vast(self) -> dict[str, Any]:
        return {"mentor": self.mentor}
