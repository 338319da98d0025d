"""Planning, moving and cancelling sessions; the coördinator's work (rules.md §4)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.organisaties.models import Gemeente
from educam_portal.workflow.diensten import noteer, perform

from ..aanbod import met_plaats
from ..models import Inschrijving, Sessie, Sessiedag
from ..ontvangers import verwittig
from ..rules import Dag, bezwaren_tegen_dagen
from ..toestanden import Inschrijfstand
from .inschrijvingen import schuif_door, voer_af

VELDEN = (
    "titel",
    "locatie",
    "straat",
    "huisnummer",
    "postcode",
    "gemeente",
    "capaciteit",
    "trainer",
    "programma",
)
# What people need to know when it changes; the rest they read on the page of the session.
ADRES = ("locatie", "straat", "huisnummer", "postcode", "gemeente")


@dataclass(frozen=True, kw_only=True)
class Planning:
    """Everything a coördinator fills in about a session."""

    titel: str
    locatie: str
    straat: str
    huisnummer: str
    postcode: str
    gemeente: Gemeente
    capaciteit: int
    trainer: str
    programma: str
    dagen: tuple[Dag, Dag]


def plan(*, planning: Planning, door: User, op: datetime) -> Sessie:
    """Announce a session: from now on people can enrol. Raises Geweigerd for days that are over or out of order."""
    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator plant sessies.")
    _controleer(planning.dagen)
    if timezone.make_aware(datetime.combine(planning.dagen[0].datum, planning.dagen[0].van)) <= op:
        raise Geweigerd("Kies dagen in de toekomst.")
    with transaction.atomic():
        velden = {veld: getattr(planning, veld) for veld in VELDEN}
        sessie = Sessie.objects.create(**velden, aangemaakt_door=door, aangemaakt_op=op)
        for nummer, dag in enumerate(planning.dagen, start=1):
            Sessiedag.objects.create(sessie=sessie, nummer=nummer, datum=dag.datum, van=dag.van, tot=dag.tot)
        noteer(sessie, "plannen", door=door, op=op)
    return sessie


def wijzig(*, sessie: Sessie, planning: Planning, door: User, op: datetime) -> Sessie:
    """Change a planned session. Another day, hour or place is told to everybody; more places move the waiting list up."""
    _controleer(planning.dagen)
    with transaction.atomic():
        with perform(sessie, "wijzigen", door=door, op=op) as rij:
            bezet = rij.inschrijvingen.filter(toestand=Inschrijfstand.INGESCHREVEN).count()
            if planning.capaciteit < bezet:
                raise Geweigerd(f"Er zijn al {bezet} mensen ingeschreven. Kies minstens {bezet} plaatsen.")
            elders = any(getattr(rij, veld) != getattr(planning, veld) for veld in ADRES)
            for veld in VELDEN:
                setattr(rij, veld, getattr(planning, veld))
            verzet = _verzet(rij, planning.dagen, op)
        if elders or verzet:
            _vertel_wijziging(rij, op)
        schuif_door(rij, op=op)
    return rij


def annuleer(*, sessie: Sessie, reden: str, door: User, op: datetime) -> Sessie:
    """The session does not take place: everybody hears why, and which other ones still have seats."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf waarom de sessie niet doorgaat.")
    with transaction.atomic():
        with perform(sessie, "annuleren", door=door, op=op, reden=reden) as rij:
            rij.reden = reden
        andere = met_plaats(op)
        for inschrijving in _open(rij):
            had_plaats = inschrijving.toestand == Inschrijfstand.INGESCHREVEN
            weg = voer_af(inschrijving, reden=reden, op=op)
            verwittig(
                "opleiding_gaat_niet_door", weg, op=op, agenda=had_plaats, gegevens={"reden": reden, "andere": andere}
            )
    return rij


def _open(sessie: Sessie) -> list[Inschrijving]:
    """Who has a seat or waits, in the order in which they came."""
    return list(sessie.inschrijvingen.open().order_by("plaats_op_wachtlijst", "pk"))


def _vertel_wijziging(sessie: Sessie, op: datetime) -> None:
    """An update of the event in each calendar; who waits reads it too."""
    for inschrijving in _open(sessie):
        vast = inschrijving.toestand == Inschrijfstand.INGESCHREVEN
        if vast:
            inschrijving.volgnummer += 1
            inschrijving.save(update_fields=["volgnummer"])
        verwittig("opleiding_verplaatst", inschrijving, op=op, agenda=vast)


def _controleer(dagen: tuple[Dag, Dag]) -> None:
    if bezwaren := bezwaren_tegen_dagen(dagen):
        raise Geweigerd(" ".join(bezwaren))


def _verzet(sessie: Sessie, dagen: tuple[Dag, Dag], op: datetime) -> bool:
    """Move the days that changed; a day that is over, or whose presence is noted, stays where it is."""
    rijen = list(sessie.dagen.all())
    gewijzigd = [
        (rij, dag)
        for rij, dag in zip(rijen, dagen, strict=True)
        if (rij.datum, rij.van, rij.tot) != (dag.datum, dag.van, dag.tot)
    ]
    for rij, dag in gewijzigd:
        if rij.begint_op <= op or rij.aanwezigheden.exists():
            raise Geweigerd(f"Dag {rij.nummer} is al begonnen en kan niet meer verzet worden.")
        if timezone.make_aware(datetime.combine(dag.datum, dag.van)) <= op:
            raise Geweigerd("Kies dagen in de toekomst.")
    if dagen[0].datum >= rijen[1].datum:
        # Later: the second day makes room first, for two days of a session never fall together.
        gewijzigd.reverse()
    for rij, dag in gewijzigd:
        rij.datum, rij.van, rij.tot = dag.datum, dag.van, dag.tot
        rij.save(update_fields=["datum", "van", "tot"])
    return bool(gewijzigd)
