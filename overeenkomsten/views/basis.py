"""What the screens around an overeenkomst share: fetching in scope, and a sentence when a service refuses."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.toegang import Verzoek

from ..models import Overeenkomst

LEEST = (*Overeenkomst.LEEST_MEE, "begeleider", "lerende__persoonsnummer", "mentor__persoon__user")


def haal(request: Verzoek, ref: str) -> Overeenkomst:
    """The overeenkomst within the user's reach, or 404 (rules.md §2)."""
    rijen = Overeenkomst.objects.for_user(request.user).met_schorsing(timezone.localdate())
    return get_object_or_404(rijen.select_related(*LEEST), referentie=ref)


def probeer(form: Form, actie: Callable[[], Any]) -> bool:
    """Run the service; a refusal becomes an error of the form, and what was typed stays. True when it worked."""
    try:
        actie()
    except Geweigerd as fout:
        form.add_error(fout.veld if fout.veld in form.fields else None, str(fout))
        return False
    return True


def toon(request: Verzoek, sjabloon: str, context: dict[str, Any], *form: Form) -> HttpResponse:
    """Render; 422 when one of the forms was sent with errors."""
    fout = any(f.is_bound and f.errors for f in form)
    return render(request, f"overeenkomsten/{sjabloon}.html", context, status=422 if fout else 200)
