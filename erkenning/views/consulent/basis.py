"""What the screens of one dossier share: fetching it in scope, and the page of one action."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator

from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import vereist_consulent
from educam_portal.workflow.diensten import tijdlijn
from educam_portal.workflow.models import Gebeurtenis
from educam_portal.workflow.views import Actie

from ...documenten import behandelt
from ...models import Aanvraag, AanvraagLijn
from ...toestanden import Toestand


def haal_dossier(user: User, ref: str) -> Aanvraag:
    """The filed dossier with this reference that the user handles; 404 for any other (rules.md §2).

    Seeing it as a member of the onderneming is not enough: these screens show what only EDUCAM may read.
    """
    aanvraag = get_object_or_404(
        Aanvraag.objects.for_user(user)
        .op_ref(ref)
        .exclude(toestand=Toestand.CONCEPT)
        .annotate(is_verlenging=Exists(AanvraagLijn.objects.filter(aanvraag=OuterRef("pk"), verlengt__isnull=False)))
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


def teruggestuurd(aanvraag: Aanvraag, user: User, lijnen: Iterable[AanvraagLijn]) -> Gebeurtenis | None:
    """Why the coördinator sent the proposal back, while it was not proposed again; asked only where there was one."""
    if aanvraag.toestand != Toestand.IN_BEHANDELING or not any(lijn.voorstel for lijn in lijnen):
        return None
    return tijdlijn(aanvraag, voor=user).filter(actie="terugsturen").first()


@method_decorator(vereist_consulent, name="dispatch")
class DossierActie(Actie):
    """One action on a dossier within reach of who handles it."""

    zaak: Aanvraag
    sjabloon = "erkenning/consulent/actie.html"
    terug_naar = "consulent:dossier"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.aanvraag = self.zaak = haal_dossier(request.user, kwargs["ref"])
        return super().dispatch(request, *args, **kwargs)

    def niet_nu(self) -> str:
        label = self.zaak.OVERGANGEN[self.actie].label
        return f"“{label}” kan nu niet: dit dossier staat op “{self.zaak.status.consulent}”."

    def terug_url(self) -> str:
        return reverse(self.terug_naar, args=[self.aanvraag.ref])

    def vast(self) -> dict[str, Any]:
        return {"aanvraag": self.aanvraag}
