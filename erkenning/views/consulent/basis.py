"""What the screens of one dossier share: fetching it in scope, and the page of one action."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.documenten.fouten import OngeldigBestand

from ...documenten import behandelt
from ...models import Aanvraag
from ...toestanden import Toestand


def haal_dossier(user: User, ref: str) -> Aanvraag:
    """The filed dossier with this reference that the user handles; 404 for any other (rules.md §2).

    Seeing it as a member of the onderneming is not enough: these screens show what only EDUCAM may read.
    """
    aanvraag = get_object_or_404(
        Aanvraag.objects.for_user(user)
        .op_ref(ref)
        .exclude(toestand=Toestand.CONCEPT)
        .select_related(
            "onderneming",
            "vestiging__gemeente",
            "regio__organisatie",
            "consulent",
            "verslag",
            "aangemaakt_door",
            "ingediend_door",
        )
    )
    if not behandelt(aanvraag, user):
        raise Http404
    return aanvraag


class LeegForm(forms.Form):
    """An action that asks nothing more than the press of its button."""


@method_decorator(vereist_consulent, name="dispatch")
class DossierActie(View):
    """One action on a dossier: a page that says what will happen, a form, one service call, and back.

    Subclasses name the row of the transition table (`actie`), the words on the page, and call the service in
    `uitvoeren`. A refusal by the service comes back as a sentence above the form, with everything typed still there.
    """

    actie = ""
    form_class: type[forms.Form] = LeegForm
    sjabloon = "erkenning/consulent/actie.html"
    titel = ""
    uitleg = ""
    knop = ""
    gelukt = "Gelukt."
    gevaar = False
    terug_naar = "consulent:dossier"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.nu = timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.aanvraag = haal_dossier(request.user, kwargs["ref"])
        self.bereid_voor()
        return super().dispatch(request, *args, **kwargs)

    def bereid_voor(self) -> None:
        """Fetch what else the address names; raises Http404."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.aanvraag.mag(request.user, self.actie):
            label = self.aanvraag.OVERGANGEN[self.actie].label
            messages.warning(
                request, f"“{label}” kan nu niet: dit dossier staat op “{self.aanvraag.status.consulent}”."
            )
            return redirect(self.terug_url())
        return self.toon(self.maak_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.maak_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.toon(form, status=422)
        try:
            self.uitvoeren(form.cleaned_data)
        except (Geweigerd, OngeldigBestand) as fout:
            form.add_error(None, fout.zin)
            return self.toon(form, status=422)
        messages.success(request, self.gelukt_zin(form.cleaned_data))
        return redirect(self.terug_url())

    def uitvoeren(self, gegevens: dict[str, Any]) -> Any:
        """Call the one service; raises Geweigerd or OngeldigBestand."""
        raise NotImplementedError

    def maak_form(self, *data: Any) -> forms.Form:
        return self.form_class(*data, **self.form_kwargs())

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        return self.gelukt

    def terug_url(self) -> str:
        return reverse(self.terug_naar, args=[self.aanvraag.ref])

    def meer(self, form: forms.Form) -> dict[str, Any]:
        """More context for the page."""
        return {}

    def toon(self, form: forms.Form, status: int = 200) -> HttpResponse:
        rij = self.aanvraag.OVERGANGEN[self.actie]
        context = {
            "aanvraag": self.aanvraag,
            "form": form,
            "titel": self.titel or rij.label,
            "uitleg": self.uitleg,
            "knop": self.knop or self.titel or rij.label,
            "gevaar": self.gevaar,
            "terug": self.terug_url(),
            "bezwaren": rij.bezwaren(self.aanvraag, self.nu) if rij.mits else [],
        } | self.meer(form)
        return render(self.request, self.sjabloon, context, status=status)
