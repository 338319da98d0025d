"""Asking the werkgever to complete something, with the mail shown before it goes (rules.md §3.2, ux.md §3.4)."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.utils import timezone

from educam_portal.meldingen.opmaak import ontleed
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn

from ...forms.consulent_vraag import AanvullingForm, WerkpuntenForm
from ...models import Aanvulling
from ...ontvangers import werkgevers
from ...services import behandeling
from .basis import DossierActie


class AanvullingVragen(DossierActie):
    """Tick the parts, write the question, look at the mail, send. While it is open the handling term stands still."""

    actie = "aanvulling_vragen"
    form_class: type[forms.Form] = AanvullingForm
    sjabloon = "erkenning/consulent/aanvulling.html"
    titel = "Vraag een aanvulling"
    uitleg = "De werkgever krijgt een mail. Tot er een antwoord is, staat de termijn van de beslissing stil."
    knop = "Stuur de vraag"
    gelukt = "Gelukt. De werkgever kreeg je vraag. De termijn staat stil."
    mail = "aanvulling_gevraagd"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "voorbeeld" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.maak_form(request.POST)
        # Looking is no change: a valid preview answers like a page.
        return self.toon(form, status=200 if form.is_valid() else 422)

    @property
    def uiterlijk(self):
        dag = timezone.localdate(self.nu)
        return na_termijn(dag, duur("aanvulling", dag))

    def meer(self, form: forms.Form) -> dict[str, Any]:
        klaar = form.is_bound and form.is_valid()
        return {
            "uiterlijk": self.uiterlijk,
            "werkgevers": werkgevers(self.aanvraag),
            "voorbeeld": self._mail(form.cleaned_data) if klaar else None,
        }

    def _mail(self, gegevens: dict[str, Any]) -> dict[str, str]:
        """Title and text of the mail as it would go now; nothing is written."""
        vraag = Aanvulling(vraag=gegevens["vraag"], onderdelen=gegevens["onderdelen"])
        context = Context(
            {
                "aanhef": "Dag,",
                "portal_url": settings.PORTAL_URL,
                "aanvraag": self.aanvraag,
                "aanvulling": vraag,
                "door": self.request.user,
                "uiterlijk": gegevens.get("uiterlijk") or self.uiterlijk,
            },
            # A text mail knows no HTML; the page escapes what it shows.
            autoescape=False,
        )
        inhoud = Engine.get_default().get_template(f"meldingen/{self.mail}.txt").render(context)
        titel, tekst = ontleed(inhoud, settings.PORTAL_URL)
        return {"titel": titel, "tekst": tekst}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        behandeling.aanvulling_vragen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)


class WerkpuntenOpleggen(AanvullingVragen):
    """After the visit: what must change, and by when (rules.md §3.2)."""

    actie = "werkpunten_opleggen"
    form_class = WerkpuntenForm
    titel = "Leg werkpunten op"
    uitleg = "Wat moet er na het bezoek nog in orde komen, en tegen wanneer? De termijn van de beslissing staat zo lang stil."
    knop = "Stuur de werkpunten"
    gelukt = "Gelukt. De werkgever kreeg de werkpunten. De termijn staat stil."
    mail = "werkpunten_opgelegd"

    def form_kwargs(self) -> dict[str, Any]:
        dag = timezone.localdate(self.nu)
        return {"grens": na_termijn(dag, duur("werkpunten_max", dag))}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        behandeling.werkpunten_opleggen(aanvraag=self.aanvraag, door=self.request.user, op=self.nu, **gegevens)
