"""What EDUCAM sees of overeenkomsten: that they run, and which are not registered in time (rules.md §2, §7)."""

from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.accounts.toegang import Verzoek, vereist_consulent
from educam_portal.termijnen.klokken import open_vervaldag

from ..deadlines import REGISTRATIE
from ..models import Overeenkomst
from ..toestanden import Toestand
from .basis import toon

PER_BLADZIJDE = 50


@vereist_consulent
def lijst(request: Verzoek) -> HttpResponse:
    """School, opleiding, dates and initials; what must be registered soonest, or is late, first; then who was last."""
    vandaag = timezone.localdate()
    rijen = (
        Overeenkomst.objects.voor_educam(request.user)
        .filter(toestand__in=(Toestand.ONDERTEKEND, Toestand.LOPEND))
        .select_related("lerende", "opleiding", "school", "vestiging__gemeente")
        .annotate(registreren=open_vervaldag(Overeenkomst, "pk", REGISTRATIE))
        .met_schorsing(vandaag)
        # The term counts from the first day, so the earliest is due first; in the order of an index, however many run.
        .order_by(F("geregistreerd_op").desc(nulls_first=True), "start", "pk")
    )
    pagina = BegrensdePaginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    context = {"pagina": pagina, "vandaag": vandaag}
    return toon(request, "educam/lijst", context)
