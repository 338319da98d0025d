"""What this floor does when a lower one tells a fact (architecture.md §1)."""

from datetime import datetime
from typing import Any

from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.feiten import GEBRUIKER_GEDEACTIVEERD
from educam_portal.workflow.diensten import noteer
from educam_portal.workflow.feiten import bij

from .models import Aanvraag
from .ontvangers import behandelaars, kies_consulent


@bij(GEBRUIKER_GEDEACTIVEERD)
def verdeel_werk(*, user: User, door: User, op: datetime, **_: Any) -> None:
    """Dossiers of somebody who leaves go to a colleague of the region, or wait for the coördinator (quality.md)."""
    dossiers = Aanvraag.objects.open().filter(consulent=user).select_related("vestiging__regio").order_by("pk")
    # Locked, as every change of a dossier: somebody may be deciding or withdrawing it at this very moment.
    for aanvraag in dossiers.select_for_update(of=("self",), no_key=True):
        aanvraag.consulent = kies_consulent(aanvraag)
        aanvraag._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        aanvraag.save()
        noteer(aanvraag, "toewijzen", door=door, op=op, intern=True, gegevens={"aan": str(aanvraag.consulent or "")})
        gegevens = {"aanvraag": aanvraag, "aan": aanvraag.consulent or "de coördinator", "door": door, "reden": ""}
        meldingen.stuur("dossier_toegewezen", dossier=aanvraag, aan=behandelaars(aanvraag), gegevens=gegevens)
