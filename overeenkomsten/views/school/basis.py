"""What the screens of a school share: its school, fetching in scope, and pressing a service that may refuse."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Lidmaatschap, Rol, User
from educam_portal.organisaties.models import School
from educam_portal.organisaties.views.school import school_van

from ...forms.periode import uren_zin
from ...kosten import vakanties
from ...models import Klassjabloon, Lerende, Overeenkomst
from ...oordeel import gemiddelde_uren
from ...rules.rooster import lesweken

__all__ = ["collegas_van", "haal", "haal_lerende", "probeer", "samengevat", "school_van", "toon", "uren_van"]


def haal(request: HttpRequest, ref: str) -> Overeenkomst:
    """The overeenkomst of the user's school, or 404: who is also mentor somewhere does not draft there."""
    eigen = Lerende.objects.for_user(request.user).values("pk")
    return get_object_or_404(
        Overeenkomst.objects.for_user(request.user)
        .filter(lerende__in=eigen)
        .select_related(*Overeenkomst.LEEST_MEE, "school__gemeente", "begeleider", "lerende__vertegenwoordiger"),
        referentie=ref,
    )


def haal_lerende(request: HttpRequest, pk: int) -> Lerende:
    return get_object_or_404(
        Lerende.objects.for_user(request.user).select_related(
            "school__organisatie", "opleiding", "persoonsnummer", "vertegenwoordiger"
        ),
        pk=pk,
    )


def collegas_van(school: School) -> QuerySet[User]:
    """The trajectbegeleiders of a school today."""
    leden = Lidmaatschap.objects.geldig().filter(organisatie=school.organisatie_id, rol=Rol.TRAJECTBEGELEIDER)
    return User.objects.filter(lidmaatschappen__in=leden)


def probeer(form: Form, actie: Callable[[], Any]) -> bool:
    """Run the service; a refusal becomes a sentence above the form, and what was typed stays. True when it worked."""
    try:
        actie()
    except Geweigerd as fout:
        form.add_error(None, fout.zin)
        return False
    return True


def toon(request: HttpRequest, sjabloon: str, context: dict[str, Any], *forms: Form) -> HttpResponse:
    """Render; 422 when one of the forms was sent with errors."""
    fout = any(form.is_bound and form.errors for form in forms)
    return render(request, f"overeenkomsten/school/{sjabloon}.html", context, status=422 if fout else 200)


def samengevat(regels: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """(label, value or list of values) as the component `samenvatting` reads them."""
    return [
        {"label": label, "waarde": waarde if isinstance(waarde, list) else str(waarde or "")}
        for label, waarde in regels
    ]


def uren_van(rij: Overeenkomst | Klassjabloon) -> str:
    """The average of its uurrooster as a sum; empty while there is nothing to average."""
    gemiddelde = gemiddelde_uren(rij)
    if gemiddelde is None or rij.start is None or rij.einde is None:
        return ""
    vrij = [(vakantie.van, vakantie.tot) for vakantie in vakanties(rij.start, rij.einde)]
    return uren_zin(gemiddelde, len(lesweken(rij.start, rij.einde, vrij)))
