"""What this floor does when a lower one tells a fact (architecture.md §1): claims are made, and judged again."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.meldingen import postvak
from educam_portal.organisaties.feiten import VESTIGING_VERHUISD
from educam_portal.organisaties.models import Vestiging
from educam_portal.workflow.feiten import bij
from educam_portal.workflow.models import Gebeurtenis
from mentoren.feiten import MENTOROPLEIDING_VOLTOOID
from mentoren.models import Persoon
from overeenkomsten.feiten import (
    OVEREENKOMST_BEEINDIGD,
    OVEREENKOMST_GEANNULEERD,
    OVEREENKOMST_GEREGISTREERD,
    OVEREENKOMST_GEWIJZIGD,
    PERSOONSNUMMER_GEWIST,
    PERSOONSNUMMER_VERVANGEN,
)
from overeenkomsten.models import Lerende, Overeenkomst

from .deadlines import vraag_toestemming, vraagt_niets_meer
from .models import EerderePremie, Levering, Premie, PremieQuerySet, Prestatie, Prestatielijst
from .services.beoordelen import maak_premies, vraag_oordeel
from .services.personen import volg_persoon
from .toestanden import Aanleiding


@bij(OVEREENKOMST_GEREGISTREERD)
def overeenkomst_geregistreerd(*, overeenkomst: Overeenkomst, op: date, **_: Any) -> None:
    """A claim appears for every schooljaar that it touches, and consent is asked (rules.md §6, §7)."""
    maak_premies(overeenkomst=overeenkomst, aanleiding=Aanleiding.GEREGISTREERD, op=timezone.now())
    vraag_toestemming(overeenkomst, op=op)


@bij(OVEREENKOMST_GEWIJZIGD)
def overeenkomst_gewijzigd(*, overeenkomst: Overeenkomst, **_: Any) -> None:
    """A later last day may reach another schooljaar; whatever else changed is judged."""
    if overeenkomst.geregistreerd_op:
        maak_premies(overeenkomst=overeenkomst, aanleiding=Aanleiding.OVEREENKOMST, op=timezone.now())


@bij(OVEREENKOMST_BEEINDIGD)
def overeenkomst_beeindigd(*, overeenkomst: Overeenkomst, op: date, **_: Any) -> None:
    """The days that are still possible are fewer, and nobody need give consent for it any more."""
    vraagt_niets_meer(overeenkomst, op=op)
    _opnieuw(_van(overeenkomst), Aanleiding.BEEINDIGD)


@bij(OVEREENKOMST_GEANNULEERD)
def overeenkomst_geannuleerd(*, overeenkomst: Overeenkomst, op: date, **_: Any) -> None:
    """It never began: what was built on it lapses."""
    vraagt_niets_meer(overeenkomst, op=op)
    _opnieuw(_van(overeenkomst), Aanleiding.OVEREENKOMST)


@bij(MENTOROPLEIDING_VOLTOOID)
def mentoropleiding_voltooid(*, persoon: Persoon, **_: Any) -> None:
    """At every onderneming where this person is or was mentor of a lerende."""
    sleutels = Overeenkomst.history.filter(mentor__persoon=persoon).values("id")
    _opnieuw(_bij(Overeenkomst.objects.filter(pk__in=sleutels)), Aanleiding.MENTOROPLEIDING)


@bij(VESTIGING_VERHUISD)
def vestiging_verhuisd(*, vestiging: Vestiging, **_: Any) -> None:
    """It may lie in another gewest now."""
    _opnieuw(_bij(Overeenkomst.objects.filter(vestiging=vestiging)), Aanleiding.VERHUISD)


@bij(PERSOONSNUMMER_VERVANGEN)
def persoonsnummer_vervangen(*, lerende: Lerende, oud: int, **_: Any) -> None:
    """Claims, worked days and earlier premiums follow the person; who had the former number is judged without them."""
    volg_persoon(lerende=lerende, oud=oud, op=timezone.now())


@bij(PERSOONSNUMMER_GEWIST)
def persoonsnummer_gewist(*, persoonsnummer: int, **_: Any) -> None:
    """What was worked and received before goes with the person; of the claims the figures stay (rules.md §11)."""
    Prestatie.objects.filter(persoonsnummer=persoonsnummer).delete()
    EerderePremie.objects.filter(persoonsnummer=persoonsnummer).delete()
    premies = Premie.objects.filter(persoonsnummer=persoonsnummer)
    soort = ContentType.objects.get_for_model(Premie)
    sleutels = [str(pk) for pk in premies.values_list("pk", flat=True)]
    Gebeurtenis.objects.filter(onderwerp_type=soort, onderwerp_id__in=sleutels).update(tekst="", gegevens={})
    Prestatielijst.objects.filter(onderneming__in=premies.values("onderneming")).delete()
    for levering in Levering.objects.filter(pk__in=premies.values("levering")):
        postvak.wis(levering)
    premies.exclude(reden="").update(reden="gewist")
    premies.update(persoonsnummer=None, herbekijk_op=None, herbekijk_om="", wacht_op="")


def _bij(overeenkomsten: QuerySet[Overeenkomst]) -> PremieQuerySet:
    """Of their lerenden at their ondernemingen, on whichever overeenkomst a claim leans now."""
    return Premie.objects.filter(
        persoonsnummer__in=overeenkomsten.values("lerende__persoonsnummer"),
        onderneming__in=overeenkomsten.values("vestiging__onderneming"),
    )


def _van(overeenkomst: Overeenkomst) -> PremieQuerySet:
    """Of the same lerende at the same onderneming."""
    assert overeenkomst.vestiging is not None  # it was signed
    eigen = Premie.objects.filter(onderneming=overeenkomst.vestiging.onderneming_id)
    return eigen.filter(persoonsnummer=overeenkomst.lerende.persoonsnummer_id)


def _opnieuw(premies: PremieQuerySet, aanleiding: Aanleiding) -> None:
    vraag_oordeel(premies, aanleiding=aanleiding, op=timezone.now())
