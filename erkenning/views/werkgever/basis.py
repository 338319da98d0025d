"""What the employer's screens share: fetching in scope, and pressing a service with a sentence when it refuses."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import FilteredRelation, Q, Subquery
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd, Verouderd
from educam_portal.organisaties.afwezigheden import kaart_voor_werkgever
from educam_portal.organisaties.models import ContactKaart

from ...forms.versie import toon_nieuwe_versie
from ...forms.werkgever import StapForm
from ...models import Aanvraag


def haal(request: HttpRequest, ref: str, **erbij: Subquery) -> Aanvraag:
    """The aanvraag within the user's reach, or 404; onderneming, vestiging, regio, `open_vraag` and `erbij` come along."""
    eigen = Aanvraag.objects.for_user(request.user).filter(
        onderneming__organisatie__in=[lid.organisatie_id for lid in request.user.lidmaatschappen_nu]
    )
    return get_object_or_404(
        eigen.op_ref(ref)
        # At most one is open (aanvulling_een_open), so it comes along in the same row.
        .annotate(open_vraag=FilteredRelation("aanvullingen", condition=Q(aanvullingen__afloop="")), **erbij)
        .select_related(
            "onderneming__organisatie", "vestiging__gemeente", "vestiging__regio", "regio", "consulent", "open_vraag"
        )
    )


def probeer(form: Form, actie: Callable[[], Any]) -> bool:
    """Run the service; a refusal becomes an error of the form, and what was typed stays. True when it worked."""
    try:
        actie()
    except Verouderd as fout:
        form.add_error(None, str(fout))
        if isinstance(form, StapForm):
            toon_nieuwe_versie(form, Aanvraag.objects.values_list("versie", flat=True).get(pk=form.aanvraag.pk))
        return False
    except Geweigerd as fout:
        form.add_error(None, str(fout))
        return False
    return True


def kan_niet(request: HttpRequest, aanvraag: Aanvraag, actie: str) -> bool:
    """Whether to send back to the aanvraag: `actie` is not offered now.

    Who pressed while it just stopped being offered stays: the service says why, and what was typed is still there.
    """
    if aanvraag.mag(request.user, actie):
        return False
    rol_mag = bool(set(aanvraag.OVERGANGEN[actie].wie) & aanvraag.rollen_van(request.user))
    return request.method != "POST" or not rol_mag


def toon(request: HttpRequest, sjabloon: str, context: dict[str, Any], *form: Form) -> HttpResponse:
    """Render; 422 when one of the forms was sent with errors. A page about an aanvraag always knows whom to call."""
    if "aanvraag" in context and "kaart" not in context:
        context["kaart"] = kaart_van(context["aanvraag"])
    fout = any(f.is_bound and f.errors for f in form)
    return render(request, f"erkenning/werkgever/{sjabloon}.html", context, status=422 if fout else 200)


def gelukt(request: HttpRequest, zin: str) -> None:
    messages.success(request, zin)


def kaart_van(aanvraag: Aanvraag) -> ContactKaart | None:
    """The contact card of the region that handles the aanvraag, or will; it says so when somebody stands in today."""
    regio = aanvraag.regio or (aanvraag.vestiging.regio if aanvraag.vestiging else None)
    return kaart_voor_werkgever(regio, timezone.localdate(), aanvraag.consulent) if regio else None


def wie_behandelt(aanvraag: Aanvraag, kaart: ContactKaart | None) -> str:
    """Who handles it, in words: who stands in today, else the consulent of the dossier or of the region."""
    if kaart and kaart.vervanging:
        return str(kaart.vervanging.vervanger)
    return str(aanvraag.consulent or (kaart.naam if kaart else ""))
