"""Enrolling, cancelling, and the waiting list that moves up by itself (rules.md §4).

The session is locked before anything else, so that the last seat is given once and two changes cannot wait for each other:
session, then person, then enrolment.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.formats import date_format

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.workflow.diensten import noteer, perform, vergrendel

from ..models import Inschrijving, Mentor, Persoon, Sessie
from ..models.opleiding import rollen_bij
from ..ontvangers import verwittig
from ..toestanden import Inschrijfstand, SessieToestand

I = Inschrijfstand  # noqa: E741  # as in transitions.py


def schrijf_in(*, sessie: Sessie, mentor: Mentor, door: User, op: datetime) -> Inschrijving:
    """Give the mentor a seat, or a place on the waiting list when the session is full.

    Who waits elsewhere and finds a seat here, leaves that waiting list. Raises Geweigerd when `door` may not enrol this
    mentor, when the session has begun or does not take place, and when it was done already. Source: rules.md §4.
    """
    try:
        with transaction.atomic():
            return _schrijf_in(sessie, mentor, door, op)
    except IntegrityError:
        # Two who enrol one person in two sessions at once lock different sessions; the unique index lets one through.
        lopend = lopende_inschrijving(mentor.persoon)
        if lopend is None:
            raise
        raise Geweigerd(_al_ingeschreven(lopend)) from None


def lopende_inschrijving(persoon: Persoon) -> Inschrijving | None:
    """The one enrolment or waiting place that a person can have."""
    return persoon.inschrijvingen.open().select_related("sessie__gemeente").prefetch_related("sessie__dagen").first()


def _schrijf_in(sessie: Sessie, mentor: Mentor, door: User, op: datetime) -> Inschrijving:
    if not rollen_bij(mentor, door):
        raise Geweigerd("Je kan deze persoon niet inschrijven.")
    sessie = vergrendel(sessie)
    if sessie.toestand != SessieToestand.GEPLAND:
        raise Geweigerd(f"Deze sessie is {sessie.get_toestand_display().lower()}. Kies een andere sessie.")
    if sessie.begonnen(op):
        raise Geweigerd("Deze sessie is al begonnen. Kies een andere sessie.")
    persoon = vergrendel(mentor.persoon)
    # Leaving locks the person too: who left a moment ago is not enrolled any more.
    mentor.refresh_from_db(fields=["toestand", "vertrokken_op"])
    if mentor.niet_meer:
        raise Geweigerd(mentor.niet_meer)
    if persoon.mentoropleiding_op is not None:
        dag = date_format(persoon.mentoropleiding_op, "j F Y")
        raise Geweigerd(f"{persoon} volgde de mentoropleiding al op {dag}. Eén keer is genoeg.")
    plaats = _vrije_plaatsen(sessie) > 0 and not sessie.inschrijvingen.filter(toestand=I.WACHTLIJST).exists()
    lopend = lopende_inschrijving(persoon)
    if lopend is not None:
        if lopend.toestand == I.INGESCHREVEN or lopend.sessie_id == sessie.pk or not plaats:
            raise Geweigerd(_al_ingeschreven(lopend))
        voer_af(lopend, reden="Kreeg een plaats in een andere sessie.", op=op)
    inschrijving = Inschrijving.objects.create(
        sessie=sessie,
        persoon=persoon,
        mentor=mentor,
        toestand=I.INGESCHREVEN if plaats else I.WACHTLIJST,
        plaats_op_wachtlijst=None if plaats else _achteraan(sessie),
        ingeschreven_op=op,
        ingeschreven_door=door,
    )
    noteer(inschrijving, "inschrijven", door=door, op=op)
    if plaats:
        verwittig("opleiding_ingeschreven", inschrijving, op=op, agenda=True, gegevens={"door": door})
    else:
        verwittig("opleiding_wachtlijst", inschrijving, op=op, gegevens={"door": door})
    return inschrijving


def annuleer(*, inschrijving: Inschrijving, door: User, op: datetime, reden: str = "") -> Inschrijving:
    """Give a seat or a waiting place back; a freed seat goes to the first who waits."""
    with transaction.atomic():
        sessie = vergrendel(inschrijving.sessie)
        with perform(inschrijving, "annuleren", door=door, op=op, reden=reden.strip()) as rij:
            had_plaats = rij.toestand == I.INGESCHREVEN
            _sluit(rij, reden.strip(), op)
        verwittig("opleiding_uitgeschreven", rij, op=op, agenda=had_plaats, gegevens={"door": door})
        schuif_door(sessie, op=op)
    return rij


def voer_af(inschrijving: Inschrijving, *, reden: str, op: datetime) -> Inschrijving:
    """End an enrolment because of something else that happened; telling people is up to who knows why."""
    with perform(inschrijving, "afvoeren", door=None, op=op, reden=reden) as rij:
        _sluit(rij, reden, op)
    return rij


def vergrendel_met_sessie(persoon: Persoon) -> tuple[Persoon, Inschrijving | None]:
    """The person and, before it, the session of the open enrolment: a seat that is no longer needed goes to who waits."""
    lopend = lopende_inschrijving(persoon)
    if lopend is not None:
        vergrendel(lopend.sessie)
    vers = vergrendel(persoon)
    nu = lopende_inschrijving(vers)
    if (nu and nu.pk) != (lopend and lopend.pk):
        raise Geweigerd(f"De inschrijving van {vers} veranderde op dit moment. Probeer het nog eens.")
    return vers, nu


def geef_plaats_terug(lopend: Inschrijving | None, *, reden: str, op: datetime) -> None:
    """End an enrolment that is needed no more, of a session that the caller locked; the seat goes to who waits."""
    if lopend is None:
        return
    had_plaats = lopend.toestand == I.INGESCHREVEN
    weg = voer_af(lopend, reden=reden, op=op)
    verwittig("opleiding_uitgeschreven", weg, op=op, agenda=had_plaats, gegevens={"door": None})
    schuif_door(weg.sessie, op=op)


def _sluit(rij: Inschrijving, reden: str, op: datetime) -> None:
    rij.plaats_op_wachtlijst, rij.geannuleerd_op, rij.reden = None, op, reden
    rij.volgnummer += 1


def schuif_door(sessie: Sessie, *, op: datetime) -> list[Inschrijving]:
    """Give the free seats of a locked session to who waits longest, until it starts; each gets a mail."""
    if sessie.toestand != SessieToestand.GEPLAND or sessie.begonnen(op):
        return []
    wachtenden = sessie.inschrijvingen.filter(toestand=I.WACHTLIJST).order_by("plaats_op_wachtlijst")
    geplaatst = []
    for volgende in wachtenden[: max(0, _vrije_plaatsen(sessie))]:
        with perform(volgende, "doorschuiven", door=None, op=op) as rij:
            rij.plaats_op_wachtlijst = None
        verwittig("opleiding_plaats_vrij", rij, op=op, agenda=True)
        geplaatst.append(rij)
    return geplaatst


def sluit_wachtlijsten(*, op: datetime) -> int:
    """Who still waits when a session starts gets no seat any more, and hears it; gives how many. Safe to run twice."""
    met_wachtlijst = Sessie.objects.filter(inschrijvingen__toestand=I.WACHTLIJST).distinct().order_by("pk")
    aantal = 0
    for sessie in met_wachtlijst.prefetch_related("dagen"):
        if sessie.begonnen(op):
            with transaction.atomic():
                aantal += sluit_wachtlijst(vergrendel(sessie), op=op)
    return aantal


def sluit_wachtlijst(sessie: Sessie, *, op: datetime) -> int:
    """End the waiting list of a locked session that has begun."""
    wachtenden = list(sessie.inschrijvingen.filter(toestand=I.WACHTLIJST).order_by("plaats_op_wachtlijst"))
    for inschrijving in wachtenden:
        rij = voer_af(inschrijving, reden="Er kwam geen plaats vrij.", op=op)
        verwittig("opleiding_geen_plaats", rij, op=op)
    return len(wachtenden)


def _vrije_plaatsen(sessie: Sessie) -> int:
    return sessie.capaciteit - sessie.inschrijvingen.filter(toestand=I.INGESCHREVEN).count()


def _achteraan(sessie: Sessie) -> int:
    laatste = sessie.inschrijvingen.aggregate(laatste=Max("plaats_op_wachtlijst"))["laatste"]
    return (laatste or 0) + 1


def _al_ingeschreven(lopend: Inschrijving) -> str:
    """Where somebody is enrolled or waits already; never by which onderneming (rules.md §4)."""
    waar = f"de sessie van {date_format(lopend.sessie.dag1.datum, 'j F Y')} in {lopend.sessie.gemeente}"
    if lopend.toestand == I.WACHTLIJST:
        return f"{lopend.persoon} staat al op de wachtlijst voor {waar}."
    return f"{lopend.persoon} is al ingeschreven voor {waar}. Annuleer die inschrijving eerst."
