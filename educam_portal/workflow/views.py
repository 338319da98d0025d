"""The page of one action: what will happen, a form, one service call, and back (architecture.md §2)."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.fouten import OngeldigBestand


class LeegForm(forms.Form):
    """An action that asks nothing more than the press of its button."""


class Actie(ABC, View):
    """One row of a transition table as a page; without `actie`, one service of something that has no states.

    Subclasses fetch the object in `bereid_voor` (in scope, 404 outside it), give it as `zaak`, name the row (`actie`), the
    words on the page, and call the service in `uitvoeren`. A refusal by the service comes back as a sentence above the
    form, with everything typed still there.
    """

    zaak: Any
    actie = ""
    form_class: type[forms.Form] = LeegForm
    sjabloon = ""
    titel = ""
    uitleg = ""
    knop = ""
    gelukt = "Gelukt."
    gevaar = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.nu = timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.bereid_voor()
        return super().dispatch(request, *args, **kwargs)

    def bereid_voor(self) -> None:
        """Fetch what the address names; raises Http404."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.mag():
            messages.warning(request, self.niet_nu())
            return redirect(self.terug_url())
        return self.toon(self.maak_form())

    def mag(self) -> bool:
        """Whether the table offers this action now."""
        if not self.actie:
            return True
        rollen = self.zaak.rollen_van(self.request.user)
        return self.actie in self.zaak.OVERGANGEN.acties(self.zaak.toestand, rollen)

    def niet_nu(self) -> str:
        """What to say to who opens the page when the moment has passed."""
        label = self.zaak.OVERGANGEN[self.actie].label
        return f"“{label}” kan nu niet: de stand is “{self.zaak.get_toestand_display()}”."

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.maak_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.toon(form, status=422)
        try:
            self.uitvoeren(form.cleaned_data)
        except (Geweigerd, OngeldigBestand) as fout:
            return self.geweigerd(form, fout)
        messages.success(request, self.gelukt_zin(form.cleaned_data))
        return redirect(self.terug_url())

    def geweigerd(self, form: forms.Form, fout: Geweigerd | OngeldigBestand) -> HttpResponse:
        """The page again, with the sentence above the form and everything typed still there."""
        form.add_error(None, fout.zin)
        return self.toon(form, status=422)

    @abstractmethod
    def uitvoeren(self, gegevens: dict[str, Any]) -> Any:
        """Call the one service; raises Geweigerd or OngeldigBestand."""

    def maak_form(self, *data: Any) -> forms.Form:
        return self.form_class(*data, **self.form_kwargs())

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        return self.gelukt

    @abstractmethod
    def terug_url(self) -> str:
        """Where to go afterwards, and where the link back leads."""

    def vast(self) -> dict[str, Any]:
        """Context that every page of this family of actions has."""
        return {}

    def meer(self, form: forms.Form) -> dict[str, Any]:
        """More context for this page."""
        return {}

    def toon(self, form: forms.Form, status: int = 200) -> HttpResponse:
        rij = self.zaak.OVERGANGEN[self.actie] if self.actie else None
        context = {
            "form": form,
            "titel": self.titel or rij.label,
            "uitleg": self.uitleg,
            "knop": self.knop or self.titel or rij.label,
            "gevaar": self.gevaar,
            "terug": self.terug_url(),
            "bezwaren": rij.bezwaren(self.zaak, self.nu) if rij and rij.mits else [],
        }
        context |= self.vast() | self.meer(form)
        return render(self.request, self.sjabloon, context, status=status)
