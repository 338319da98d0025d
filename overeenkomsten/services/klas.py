"""Klassjablonen: kept by a school, and made into a concept per lerende through the services of a concept (rules.md §5)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Activiteit, School, Vestiging
from educam_portal.parameters import waarde

from .. import stappen
from ..kosten import minima
from ..models import Groepsregel, Groepswerk, Klassjabloon, Lerende, Overeenkomst
from ..oordeel import gemiddelde_uren
from ..plekken import mentoren_van, te_gebruiken
from ..rules import vergoeding
from ..rules.roosterkeuring import soort_voor
from ..stappen import TITELS, VOLGORDE
from ..toestanden import Toestand
from . import concept
from .bevoegd import eis_trajectbegeleider
from .groep import Uitkomst, voert_uit

VELDEN = frozenset(
    {
        "naam", "opleiding", "start", "einde", "categorie", "voltijds_uren", "rooster", "plan", "evaluaties",
        "evaluatievorm", "vakantiecontact", "vakantietelefoon",
    }
)  # fmt: skip
NAAM_BESTAAT = "Jouw school heeft al een klassjabloon met deze naam. Kies een andere naam."
VEROUDERD = "Iemand anders paste dit klassjabloon intussen aan. Herlaad de pagina en kijk na wat er veranderd is."


def nieuw_sjabloon(*, school: School, velden: Mapping[str, Any], door: User, op: datetime) -> Klassjabloon:
    """Keep a klassjabloon for a school. Raises Geweigerd for another school, or a name that exists."""
    eis_trajectbegeleider(school, door)
    sjabloon = Klassjabloon(school=school, aangemaakt_door=door, aangemaakt_op=op)
    return _bewaar(sjabloon, velden)


def wijzig_sjabloon(*, sjabloon: Klassjabloon, velden: Mapping[str, Any], versie: int, door: User) -> Klassjabloon:
    """Change it; what was made from it stays as it is. Raises Geweigerd for a stale `versie`."""
    with transaction.atomic():
        rijen = Klassjabloon.objects.select_for_update(of=("self",), no_key=True).select_related("school")
        vers = rijen.filter(pk=sjabloon.pk).first()
        if vers is None:
            raise Geweigerd("Dit klassjabloon bestaat niet meer: een collega verwijderde het.")
        eis_trajectbegeleider(vers.school, door)
        if vers.versie != versie:
            raise Geweigerd(VEROUDERD)
        if "opleiding" in velden and velden["opleiding"].pk != vers.opleiding_id:
            # The competences are those of another opleiding.
            velden = {**velden, "plan": []}
        return _bewaar(vers, velden)


def bewaar_als_sjabloon(*, overeenkomst: Overeenkomst, naam: str, door: User, op: datetime) -> Klassjabloon:
    """What an overeenkomst agrees, without whose it is and where. Raises Geweigerd while it has no period."""
    rij = overeenkomst
    if rij.start is None or rij.einde is None:
        raise Geweigerd("Vul eerst de periode van deze overeenkomst in.")
    velden = {
        "naam": naam, "opleiding": rij.opleiding, "start": rij.start, "einde": rij.einde, "categorie": rij.categorie,
        "voltijds_uren": rij.voltijds_uren, "rooster": rij.rooster, "plan": plan_naar_json(
            concept.Planregel(regel.omschrijving, regel.plek, regel.activiteit)
            for regel in rij.competenties.select_related("activiteit")
        ),
        "evaluaties": dagen_naar_json([rij.gepland_op for rij in rij.evaluaties.all()]),
        "evaluatievorm": rij.evaluatievorm, "vakantiecontact": rij.vakantiecontact,
        "vakantietelefoon": rij.vakantietelefoon,
    }  # fmt: skip
    return nieuw_sjabloon(school=rij.school, velden=velden, door=door, op=op)


def verwijder_sjabloon(*, sjabloon: Klassjabloon, door: User) -> None:
    """Nothing that was made from it changes."""
    eis_trajectbegeleider(sjabloon.school, door)
    sjabloon.delete()


def plan_naar_json(regels: Any) -> list[dict[str, Any]]:
    return [
        {
            "omschrijving": regel.omschrijving,
            "plek": str(regel.plek),
            "activiteit": regel.activiteit.pk if regel.activiteit else None,
        }
        for regel in regels
    ]


def dagen_naar_json(dagen: Sequence[date]) -> list[str]:
    return sorted({dag.isoformat() for dag in dagen})


def soort_van(sjabloon: Klassjabloon) -> str:
    """Which overeenkomst these hours give at this school; empty while there is no uurrooster (rules.md §5)."""
    gemiddelde = gemiddelde_uren(sjabloon)
    if gemiddelde is None:
        return ""
    grens = cast(int, waarde("overeenkomst_uren_grens", sjabloon.start))
    return soort_voor(volwassenen=sjabloon.school.soort == School.Soort.CVO, gemiddelde=gemiddelde, grens=grens)


@transaction.atomic
def maak_concept(
    *, sjabloon: Klassjabloon, lerende: Lerende, vestiging: Vestiging | None, door: User, op: datetime
) -> Overeenkomst:
    """One concept with everything of the klassjabloon, at `vestiging` when that is known.

    The only mentor of that place comes along. Raises Geweigerd with the reason when it cannot be made.
    """
    # Of two that make one for the same lerende at once, the second sees what the first made.
    lerende = Lerende.objects.select_for_update(of=("self",), no_key=True).select_related("school", "opleiding").get(
        pk=lerende.pk
    )  # fmt: skip
    _past(sjabloon, lerende, vestiging, op)
    rij = concept.begin(lerende=lerende, door=door, op=op)
    wie: dict[str, Any] = {"door": door, "op": op}
    velden: dict[str, Any] = {
        veld: getattr(sjabloon, veld)
        for veld in (
            "start", "einde", "voltijds_uren", "rooster", "evaluatievorm", "vakantiecontact", "vakantietelefoon",
        )
    }  # fmt: skip
    velden |= {"soort": soort_van(sjabloon), "vestiging": vestiging, "mentor": _enige_mentor(sjabloon, vestiging, op)}
    velden |= _vergoeding(velden["soort"], sjabloon)
    rij = concept.bewaar(overeenkomst=rij, velden=velden, versie=rij.versie, **wie)
    if regels := planregels(sjabloon):
        rij = concept.bewaar_plan(overeenkomst=rij, regels=regels, versie=rij.versie, **wie)
    if dagen := sjabloon.evaluatiedagen:
        rij = concept.plan_evaluaties(overeenkomst=rij, datums=dagen, versie=rij.versie, **wie)
    return rij


def planregels(sjabloon: Klassjabloon) -> list[concept.Planregel]:
    """The plan with the activities of the catalogue that still exist."""
    bekend = Activiteit.objects.in_bulk([regel["activiteit"] for regel in sjabloon.plan if regel["activiteit"]])
    return [
        concept.Planregel(regel["omschrijving"], regel["plek"], bekend.get(regel["activiteit"]))
        for regel in sjabloon.plan
    ]


def wat_ontbreekt(overeenkomst: Overeenkomst) -> str:
    """What the school still fills in, as one sentence; empty when nothing is left."""
    nog = [TITELS[stap].lower() for stap in VOLGORDE if not stappen.klaar(overeenkomst, stap)]
    if overeenkomst.lerende.persoonsnummer_id is None:
        nog.append("rijksregisternummer van de lerende")
    return f"Nog in te vullen: {', '.join(nog)}." if nog else ""


@voert_uit(Groepswerk.Soort.KLAS)
def _concept_uit_sjabloon(werk: Groepswerk, regel: Groepsregel, op: datetime) -> Uitkomst:
    sjabloon = Klassjabloon.objects.select_related("school", "opleiding").filter(pk=werk.gegevens["sjabloon"]).first()
    if sjabloon is None:
        raise Geweigerd("Het klassjabloon bestaat niet meer.")
    if regel.lerende is None:
        raise Geweigerd("Deze lerende bestaat niet meer.")
    vestiging = Vestiging.objects.filter(pk=regel.gegevens.get("vestiging")).first()
    rij = maak_concept(sjabloon=sjabloon, lerende=regel.lerende, vestiging=vestiging, door=werk.door, op=op)
    return rij, wat_ontbreekt(rij)


def _past(sjabloon: Klassjabloon, lerende: Lerende, vestiging: Vestiging | None, op: datetime) -> None:
    if lerende.school_id != sjabloon.school_id:
        raise Geweigerd("Deze lerende is niet van jouw school.")
    if lerende.weg_op is not None:
        raise Geweigerd("Deze lerende is weg van school.")
    if lerende.opleiding_id != sjabloon.opleiding_id:
        raise Geweigerd(f"Deze lerende volgt {lerende.opleiding}, het sjabloon is voor {sjabloon.opleiding}.")
    rijen = lerende.overeenkomsten.filter(toestand=Toestand.CONCEPT).order_by("pk")
    if bestaat := rijen.first() or lerende.overeenkomsten.raakt(sjabloon.start, sjabloon.einde).first():
        raise Geweigerd(f"Deze lerende heeft al een overeenkomst of concept: {bestaat.referentie}.")
    if vestiging and not te_gebruiken(vestiging, sjabloon.opleiding, timezone.localdate(op)):
        raise Geweigerd(f"{vestiging} is niet erkend voor {sjabloon.opleiding}. Kies een andere leerwerkplek.")


def _enige_mentor(sjabloon: Klassjabloon, vestiging: Vestiging | None, op: datetime):
    if vestiging is None:
        return None
    mogelijk = mentoren_van(vestiging.pk, sjabloon.opleiding_id, max(timezone.localdate(op), sjabloon.start))[:2]
    return mogelijk[0] if len(mogelijk) == 1 else None


def _vergoeding(soort: str, sjabloon: Klassjabloon) -> dict[str, Any]:
    """The minimum of the categorie on the first day; the school may raise it per lerende (rules.md §5.2)."""
    if soort in vergoeding.PER_MAAND and sjabloon.categorie:
        bedrag = minima(sjabloon.start)[str(sjabloon.categorie)]
        return {"categorie": sjabloon.categorie, "vergoeding": bedrag}
    return {"vergoeding": minima(sjabloon.start)["uur"]} if soort in vergoeding.PER_UUR else {}


def _bewaar(sjabloon: Klassjabloon, velden: Mapping[str, Any]) -> Klassjabloon:
    if onbekend := set(velden) - VELDEN:
        raise ValueError(f"Geen velden van een klassjabloon: {sorted(onbekend)}")
    for veld, waarde_ in velden.items():
        setattr(sjabloon, veld, waarde_)
    sjabloon.versie += 1
    try:
        with transaction.atomic():
            sjabloon.save()
    except IntegrityError as fout:
        if "naam" in str(fout):
            raise Geweigerd(NAAM_BESTAAT) from fout
        raise
    return sjabloon
