"""What EDUCAM sees of overeenkomsten: that they run, and which are not registered in time (rules.md §2, §7)."""

from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdePaginator
from educam_portal.accounts.toegang import Verzoek, vereist_consulent
from educam_portal.organisaties.models import Onderneming, School, Vestiging
from educam_portal.organisaties.zoeken import sleutels
from educam_portal.termijnen.klokken import open_vervaldag

from ..deadlines import REGISTRATIE
from ..forms.educam import REGISTREREN, TEKENEN, EducamForm
from ..models import Overeenkomst
from ..toestanden import BINDEND, Toestand
from .basis import toon

PER_BLADZIJDE = 50


@vereist_consulent
def lijst(request: Verzoek) -> HttpResponse:
    """School, its contact, opleiding, dates and initials; what must be registered soonest, or is late, first."""
    form, vandaag = EducamForm(request.GET), timezone.localdate()
    vraag, stand = form.waarden()
    rijen = _van_stand(_zoek(Overeenkomst.objects.voor_educam(request.user), vraag.strip()), stand)
    rijen = (
        rijen.filter(toestand__in=BINDEND)
        # What several rows share is read once for all of them; joins to each would take longer to plan than to run.
        .select_related("lerende", "vestiging__onderneming")
        .prefetch_related("opleiding", "school", "vestiging__gemeente", "begeleider")
        .annotate(registreren=open_vervaldag(Overeenkomst, "pk", REGISTRATIE))
        .met_schorsing(vandaag)
        # The term counts from the first day, so the earliest is due first; in the order of an index, however many run.
        .order_by(F("geregistreerd_op").desc(nulls_first=True), "start", "pk")
    )
    pagina = BegrensdePaginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    context = {"pagina": pagina, "vandaag": vandaag, "filters": form, "gefilterd": bool(vraag or stand)}
    return toon(request, "educam/lijst", context)


def _van_stand(rijen: QuerySet[Overeenkomst], stand: str) -> QuerySet[Overeenkomst]:
    if stand == TEKENEN:
        return rijen.filter(toestand=Toestand.TER_ONDERTEKENING)
    if stand:
        return rijen.filter(geregistreerd_op__isnull=stand == REGISTREREN)
    return rijen


def _zoek(rijen: QuerySet[Overeenkomst], vraag: str) -> QuerySet[Overeenkomst]:
    """By reference, or by a name of the onderneming, the vestiging or the school."""
    if not vraag:
        return rijen
    if vraag.upper().startswith("OVK-"):
        return rijen.filter(referentie=vraag.upper())
    op_naam = Q(naam__icontains=vraag)
    bedrijven = Onderneming.objects.filter(op_naam)
    gevonden = sleutels(
        plek=Vestiging.objects.filter(op_naam),
        plek_van=Vestiging.objects.filter(onderneming__in=bedrijven),
        school=School.objects.filter(op_naam),
    )
    if gevonden is None:
        zo = ("vestiging__naam", "vestiging__onderneming__naam", "school__naam")
        return rijen.filter(reduce(or_, (Q(**{f"{veld}__icontains": vraag}) for veld in zo)))
    plekken = gevonden["plek"] + gevonden["plek_van"]
    return rijen.filter(Q(vestiging__in=plekken) | Q(school__in=gevonden["school"]))
