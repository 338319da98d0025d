"""What the mentor does with colleagues who help: name them, confirm what they saw, stop (rules.md §5)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from educam_portal.accounts.antwoord import met_melding
from educam_portal.accounts.toegang import Verzoek, vereist_aangemeld

from ..forms.leren import CollegaForm, VoorstellenForm
from ..models import Vorderingsvoorstel
from ..services import mentorhulp as diensten
from ..toestanden import Wie
from .evaluaties import LerenActie
from .leren import haal_leren


class Noemen(LerenActie):
    actie = "collega_noemen"
    form_class = CollegaForm
    titel = "Laat een collega mee aanduiden"
    uitleg = (
        "Je collega krijgt een persoonlijke link en duidt aan wat de lerende kan. Een account is niet nodig. "
        "Het telt pas als jij het bevestigt."
    )
    knop = "Stuur de link"
    gelukt = "Je collega krijgt een mail met een persoonlijke link."

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        diensten.noem(overeenkomst=self.zaak, **gegevens, **self.wie())


class Beslissen(LerenActie):
    actie = "voorstel_beslissen"
    form_class = VoorstellenForm
    sjabloon = "overeenkomsten/leren/voorstellen.html"
    titel = "Wat je collega's zagen"
    uitleg = "Klopt het volgens jou? Wat je bevestigt, telt mee. Wat je openlaat, vragen we later opnieuw."
    knop = "Bewaar"

    def form_kwargs(self) -> dict[str, Any]:
        open_ = Vorderingsvoorstel.objects.filter(hulp__overeenkomst=self.zaak, beslist_op=None)
        return {"voorstellen": open_.select_related("hulp", "competentie")}

    def uitvoeren(self, gegevens: dict[str, Any]) -> None:
        self.aantal = diensten.beslis(overeenkomst=self.zaak, besluiten=gegevens["besluiten"], **self.wie())

    def gelukt_zin(self, gegevens: dict[str, Any]) -> str:
        return f"Bewaard. Er {'telt' if self.aantal == 1 else 'tellen'} nu {self.aantal} mee."


@vereist_aangemeld
@require_POST
def stoppen(request: Verzoek, ref: str, pk: int) -> HttpResponse:
    """The link of this colleague works no more."""
    rij, _ = haal_leren(request, ref)
    if Wie.MENTOR not in rij.rollen_van(request.user):
        raise Http404
    hulp = get_object_or_404(rij.mentorhulpen, pk=pk)
    hulp.overeenkomst = rij
    met_melding(
        request,
        lambda: diensten.stop(hulp=hulp, door=request.user, op=timezone.now()),
        f"De link van {hulp} werkt niet meer.",
    )
    return redirect("overeenkomst:leren", ref=ref)


DEUREN = [
    ("collega_noemen", "collegas/nieuw/", vereist_aangemeld(Noemen.as_view())),
    ("voorstellen", "collegas/voorstellen/", vereist_aangemeld(Beslissen.as_view())),
    ("collega_stoppen", "collegas/<int:pk>/stoppen/", stoppen),
]
