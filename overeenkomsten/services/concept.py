"""Drafting an overeenkomst: saved at every step, laid before the mentor, copied (rules.md §5)."""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.models import Activiteit
from educam_portal.workflow.diensten import noteer, perform
from educam_portal.workflow.nummering import volgende

from .. import deadlines
from ..models import Evaluatie, Lerende, Overeenkomst, OvereenkomstTeller, Plancompetentie
from ..toestanden import Antwoord, Plek
from .bevoegd import eis_trajectbegeleider

# What the steps of the draft fill in; everything else has a service of its own.
VELDEN = frozenset(
    {
        "soort",
        "opleiding",
        "vestiging",
        "mentor",
        "start",
        "einde",
        "rooster",
        "voltijds_uren",
        "categorie",
        "vergoeding",
        "evaluatievorm",
        "vakantiecontact",
        "vakantietelefoon",
        "leeftijd_bevestigd",
    }
)
# A plan answered for one workplace by one mentor says nothing about another.
MAAKT_PLAN_ONBEANTWOORD = ("vestiging", "mentor", "opleiding")
# What the next overeenkomst takes over from another one: everything but whose and when.
GEMEENSCHAPPELIJK = VELDEN - {"start", "einde", "leeftijd_bevestigd"}
VEROUDERD = "Iemand anders paste dit concept intussen aan. Herlaad de pagina en kijk na wat er veranderd is."


@dataclass(frozen=True)
class Planregel:
    """One competence as the school types it."""

    omschrijving: str
    plek: str = Plek.BEIDE
    activiteit: Activiteit | None = None


@transaction.atomic
def begin(*, lerende: Lerende, door: User, op: datetime) -> Overeenkomst:
    """Start a draft for a lerende of one's own school. Raises Geweigerd for somebody of another school."""
    eis_trajectbegeleider(lerende.school, door)
    overeenkomst = Overeenkomst(
        referentie=volgende(OvereenkomstTeller, timezone.localdate(op).year, voorvoegsel="OVK"),
        school=lerende.school,
        begeleider=door,
        lerende=lerende,
        opleiding=lerende.opleiding,
        aangemaakt_door=door,
        aangemaakt_op=op,
        gewijzigd_op=op,
    )
    overeenkomst._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
    overeenkomst.save()
    noteer(overeenkomst, "begin", door=door, op=op)
    deadlines.start_concept(overeenkomst, op=op)
    return overeenkomst


@contextmanager
def _aanpassen(overeenkomst: Overeenkomst, *, versie: int, door: User, op: datetime):
    """The draft, locked, when nobody changed it since it was shown as `versie`."""
    with perform(overeenkomst, "wijzigen", door=door, op=op) as vers:
        if vers.versie != versie:
            raise Geweigerd(VEROUDERD)
        yield vers
        vers.versie += 1
        vers.gewijzigd_op = op
        deadlines.start_concept(vers, op=op)


def bewaar(
    *, overeenkomst: Overeenkomst, velden: Mapping[str, Any], versie: int, door: User, op: datetime
) -> Overeenkomst:
    """Save what one step of the draft holds. Raises Geweigerd for a stale `versie`, ValueError for an unknown field."""
    if onbekend := set(velden) - VELDEN:
        raise ValueError(f"Geen velden van een concept: {sorted(onbekend)}")
    with _aanpassen(overeenkomst, versie=versie, door=door, op=op) as vers:
        anders = {veld for veld, waarde in velden.items() if getattr(vers, veld) != waarde}
        for veld, waarde in velden.items():
            setattr(vers, veld, waarde)
        if anders.intersection(MAAKT_PLAN_ONBEANTWOORD):
            _vraag_opnieuw(vers)
    return vers


def bewaar_plan(
    *, overeenkomst: Overeenkomst, regels: Sequence[Planregel], versie: int, door: User, op: datetime
) -> Overeenkomst:
    """Replace the opleidingsplan. What the mentor answered of a line that stays the same is kept (rules.md §5)."""
    with _aanpassen(overeenkomst, versie=versie, door=door, op=op) as vers:
        was = {(rij.omschrijving, rij.plek): rij for rij in vers.competenties.all()}
        vers.competenties.all().delete()
        nieuw = []
        for volgorde, regel in enumerate(regels, start=1):
            rij = Plancompetentie(
                overeenkomst=vers,
                volgorde=volgorde,
                activiteit=regel.activiteit,
                omschrijving=regel.omschrijving,
                plek=regel.plek,
            )
            if gelijk := was.get((regel.omschrijving, regel.plek)):
                rij.antwoord, rij.toelichting = gelijk.antwoord, gelijk.toelichting
            nieuw.append(rij)
        Plancompetentie.objects.bulk_create(nieuw)
        if any(rij.antwoord == Antwoord.OPEN for rij in nieuw):
            vers.plan_beantwoord_op = None
    return vers


def plan_evaluaties(
    *, overeenkomst: Overeenkomst, datums: Sequence[date], versie: int, door: User, op: datetime
) -> Overeenkomst:
    """Replace the planned evaluation moments; the last one is the final evaluation."""
    with _aanpassen(overeenkomst, versie=versie, door=door, op=op) as vers:
        vers.evaluaties.all().delete()
        op_volgorde = sorted(set(datums))
        Evaluatie.objects.bulk_create(
            Evaluatie(
                overeenkomst=vers,
                gepland_op=datum,
                soort=Evaluatie.Soort.EIND if datum == op_volgorde[-1] else Evaluatie.Soort.TUSSENTIJDS,
            )
            for datum in op_volgorde
        )
    return vers


@transaction.atomic
def kopieer(*, bron: Overeenkomst, lerende: Lerende, door: User, op: datetime) -> Overeenkomst:
    """A draft for another lerende with everything of `bron` but the dates and whose it is; the plan is to be answered."""
    return _kopie(bron, begin(lerende=lerende, door=door, op=op), set(GEMEENSCHAPPELIJK))


@transaction.atomic
def verleng_vorige(*, bron: Overeenkomst, door: User, op: datetime) -> Overeenkomst:
    """A draft that follows `bron` for the same lerende: next year of the opleiding."""
    nieuw = begin(lerende=bron.lerende, door=door, op=op)
    nieuw.vorige = bron
    # What a lerende earns may rise with each year that succeeds: it is proposed anew (rules.md §5.2).
    return _kopie(bron, nieuw, GEMEENSCHAPPELIJK - {"categorie", "vergoeding"})


def _kopie(bron: Overeenkomst, nieuw: Overeenkomst, velden: set[str] | frozenset[str]) -> Overeenkomst:
    for veld in velden:
        setattr(nieuw, veld, getattr(bron, veld))
    nieuw.save()
    Plancompetentie.objects.bulk_create(
        Plancompetentie(
            overeenkomst=nieuw,
            volgorde=rij.volgorde,
            activiteit_id=rij.activiteit_id,
            omschrijving=rij.omschrijving,
            plek=rij.plek,
        )
        for rij in bron.competenties.all()
    )
    return nieuw


def leg_voor(*, overeenkomst: Overeenkomst, door: User, op: datetime) -> Overeenkomst:
    """Ask the mentor to answer the opleidingsplan; from now on mentor and werkgever see the draft."""
    with perform(overeenkomst, "voorleggen", door=door, op=op) as vers:
        vers.voorgelegd_op = op
        vers.versie += 1
        mentor = vers.mentor
        meldingen.stuur(
            "plan_voorgelegd",
            dossier=vers,
            aan=mentor_of_werkgevers(vers),
            gegevens={"overeenkomst": vers, "mentor": mentor, "door": door},
        )
    return vers


def mentor_of_werkgevers(overeenkomst: Overeenkomst) -> list[User | str]:
    """The mentor when there is an account, else the werkgevers, who answer together with the mentor."""
    mentor = overeenkomst.mentor
    assert mentor is not None
    if mentor.persoon.user is not None:
        return [mentor.persoon.user]
    return list(mentor.onderneming.werkgevers())


def beantwoord_plan(
    *, overeenkomst: Overeenkomst, antwoorden: Mapping[int, tuple[str, str]], door: User, op: datetime
) -> Overeenkomst:
    """What the mentor says of each competence: id → (antwoord, toelichting). Raises Geweigerd when a reason is missing.

    The plan is answered once every line has an answer; the school hears it (rules.md §5).
    """
    with perform(overeenkomst, "plan_beantwoorden", door=door, op=op) as vers:
        for rij in vers.competenties.all():
            antwoord, toelichting = antwoorden.get(rij.pk, (rij.antwoord, rij.toelichting))
            if antwoord not in Antwoord.values:
                raise ValueError(f"Geen antwoord: {antwoord}")
            toelichting = toelichting.strip()
            if antwoord in (Antwoord.NEE, Antwoord.ANDERS) and not toelichting:
                raise Geweigerd(f"Schrijf bij “{rij.omschrijving}” waarom het niet kan, of hoe het anders kan.")
            rij.antwoord, rij.toelichting = antwoord, toelichting
            rij.save(update_fields=["antwoord", "toelichting"])
        if vers.competenties.filter(antwoord=Antwoord.OPEN).exists():
            vers.plan_beantwoord_op = None
        else:
            vers.plan_beantwoord_op = op
            meldingen.stuur(
                "plan_beantwoord",
                dossier=vers,
                aan=[vers.begeleider],
                gegevens={
                    "overeenkomst": vers,
                    "mentor": vers.mentor,
                    "anders": vers.competenties.filter(antwoord__in=[Antwoord.NEE, Antwoord.ANDERS]).count(),
                },
            )
    return vers


def _vraag_opnieuw(overeenkomst: Overeenkomst) -> None:
    overeenkomst.plan_beantwoord_op = None
    overeenkomst.voorgelegd_op = None
    overeenkomst.competenties.update(antwoord=Antwoord.OPEN, toelichting="")
