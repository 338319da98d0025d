"""What an onderneming has to do for its overeenkomsten, for the start page of a werkgever (ux.md §3.2)."""

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from educam_portal.accounts.bladzijden import aantal
from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Onderneming
from erkenning.acties import Actie

from .models import Ondertekenaar, Overeenkomst, Verplichting
from .toestanden import BINDEND, Partij, StukSoort, StukStand, Toestand, Wie
from .tonen import TE_DOEN

HOOGSTENS = 50


def voor_werkgever(onderneming: Onderneming, user: User) -> list[Actie]:
    """A document to sign, a plan to answer, what must be in order for the first day; the same for several is one card.

    Who may only read is asked nothing.
    """
    open_ = Ondertekenaar.objects.filter(
        stuk__overeenkomst=OuterRef("pk"), stuk__stand=StukStand.OPEN, stuk__document__isnull=False,
        partij=Partij.ONDERNEMING, getekend_op=None, geweigerd_op=None,
    )  # fmt: skip
    rijen = (
        Overeenkomst.objects.for_user(user)
        .filter(vestiging__onderneming=onderneming, voorgelegd_op__isnull=False)
        .filter(toestand__in=(Toestand.CONCEPT, *BINDEND))
        .select_related("lerende", "vestiging__onderneming")
        .prefetch_related("school", "mentor__persoon")
        .annotate(
            te_tekenen=Subquery(open_.order_by("-pk").values("stuk__soort")[:1]),
            te_doen=aantal(Verplichting.objects.filter(TE_DOEN), "overeenkomst"),
        )
        .filter(
            Q(toestand=Toestand.CONCEPT, plan_beantwoord_op=None)
            | Q(te_tekenen__isnull=False)
            | Q(toestand__in=(Toestand.ONDERTEKEND, Toestand.LOPEND), te_doen__gt=0)
        )
        .order_by("start", "pk")[:HOOGSTENS]
    )
    eigen = [_actie(rij) for rij in rijen if Wie.WERKGEVER in rij.rollen_van(user)]
    per_titel: dict[str, list[Actie]] = {}
    for actie in eigen:
        per_titel.setdefault(actie.titel, []).append(actie)
    return [zelfde[0] if len(zelfde) == 1 else _samen(zelfde) for zelfde in per_titel.values()]


def _samen(zelfde: list[Actie]) -> Actie:
    """One card for all, or an onderneming with a class of lerenden would see nothing else; the first date counts."""
    url, dagen = reverse("overeenkomst:lijst"), [actie.voor for actie in zelfde if actie.voor]
    return Actie(zelfde[0].titel, f"Voor {len(zelfde)} lerenden", "Bekijk de lijst", url, min(dagen, default=None))


def _actie(rij: Overeenkomst) -> Actie:
    """The one thing that comes first."""
    lerende, ref = str(rij.lerende), rij.referentie
    if soort := rij.te_tekenen:  # type: ignore[attr-defined]  # annotated above
        eerste = soort == StukSoort.OVEREENKOMST
        url = rij.get_absolute_url() if eerste else reverse("overeenkomst:verloop", args=[ref])
        titel = f"Teken de {StukSoort(soort).label.lower()}"
        return Actie(titel, f"Voor {lerende}", "Lees en teken", url, rij.start if eerste else None, ref)
    if rij.toestand == Toestand.CONCEPT:
        tekst = f"Voor {lerende}. Je mentor {rij.mentor} kan dat ook doen."
        url = reverse("overeenkomst:plan", args=[ref])
        return Actie("Beantwoord het opleidingsplan", tekst, "Beantwoord het plan", url, ref=ref)
    tekst = f"Nog {rij.te_doen} te regelen voor {lerende}"  # type: ignore[attr-defined]  # annotated above
    url = f"{rij.get_absolute_url()}#verplichtingen"
    return Actie("Breng alles in orde voor de eerste dag", tekst, "Bekijk wat nog moet", url, rij.start, ref)
