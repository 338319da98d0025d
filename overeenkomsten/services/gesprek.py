"""Talking about an overeenkomst: one thread for mentor, werkgever and school, and swapping a day in it (rules.md §5)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.core.files.base import File
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import draden
from educam_portal.meldingen import services as meldingen
from educam_portal.meldingen.models import Draadbericht
from educam_portal.workflow.diensten import perform

from ..agenda import kalenderdagen, uitzonderingen
from ..documenten import GESPREK
from ..models import Agendadag, Dagruil, Overeenkomst
from ..ontvangers import gesprekspartners, lerende
from ..rules.kalender import Kalenderdag
from ..rules.ruil import bezwaren
from ..termijnsoorten import titel
from ..toestanden import Kant, Toestand, Wie

SPREKERS = {Wie.SCHOOL, Wie.MENTOR, Wie.WERKGEVER}
Stand = Dagruil.Stand


def kant_van(overeenkomst: Overeenkomst, user: User) -> Kant:
    """The side of whoever reads or writes the thread."""
    return Kant.SCHOOL if Wie.SCHOOL in overeenkomst.rollen_van(user) else Kant.ONDERNEMING


def mag_schrijven(overeenkomst: Overeenkomst, user: User) -> bool:
    """Who acts for a side writes, as long as there is an overeenkomst; a machtiging to read does not."""
    return overeenkomst.toestand != Toestand.GEANNULEERD and bool(SPREKERS & overeenkomst.rollen_van(user))


def schrijf(*, overeenkomst: Overeenkomst, tekst: str, door: User, bestand: File | None = None) -> Draadbericht:
    """Add a message; the other people of the thread are told. Raises Geweigerd for who takes no part."""
    if not mag_schrijven(overeenkomst, door):
        raise Geweigerd("Je kan in dit gesprek niet schrijven.")
    return draden.plaats(
        overeenkomst,
        auteur=door,
        tekst=tekst,
        bestand=bestand,
        aan=gesprekspartners(overeenkomst),
        url=adres(overeenkomst),
        titel=titel(overeenkomst),
        kant=kant_van(overeenkomst, door),
        bijlagesoort=GESPREK,
    )


def adres(overeenkomst: Overeenkomst) -> str:
    """The page of the thread."""
    return f"{overeenkomst.get_absolute_url()}gesprek/"


def mag_ruilen(overeenkomst: Overeenkomst, user: User) -> bool:
    """Mentor and school agree on a swap (rules.md §5); the werkgever only for a mentor without an account."""
    rollen = overeenkomst.rollen_van(user)
    if not overeenkomst.mag(user, "ruil_voorstellen"):
        return False
    eigen_account = overeenkomst.mentor is not None and overeenkomst.mentor.persoon.user_id is not None
    return bool(rollen & {Wie.SCHOOL, Wie.MENTOR}) or not eigen_account


def stel_ruil_voor(
    *, overeenkomst: Overeenkomst, dag: date, met: date, reden: str, door: User, op: datetime
) -> Dagruil:
    """Propose to swap two days. Raises Geweigerd while another proposal waits, and for days that cannot be swapped."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf waarom je wil ruilen.")
    with perform(overeenkomst, "ruil_voorstellen", door=door, op=op) as vers:
        _mag(vers, door)
        if vers.dagruilen.filter(stand=Stand.OPEN).exists():
            raise Geweigerd("Er wacht al een voorstel op antwoord. Eén voorstel tegelijk.")
        een, ander = _dagen(vers, dag, met, op)
        ruil = Dagruil.objects.create(
            overeenkomst=vers, dag=dag, met=met, reden=reden, kant=kant_van(vers, door),
            voorgesteld_door=door, voorgesteld_op=op,
        )  # fmt: skip
        schrijf(overeenkomst=vers, tekst=f"Kunnen we ruilen? {_zin(een, met)} {_zin(ander, dag)}\n\n{reden}", door=door)
    return ruil


def beantwoord_ruil(*, ruil: Dagruil, akkoord: bool, door: User, op: datetime) -> None:
    """The other side agrees or not; agreed, both days stand in the calendar and the lerende is told.

    Raises Geweigerd for the own proposal, one that was answered, and days that cannot be swapped any more.
    """
    with _antwoord(ruil, Stand.AFGESPROKEN if akkoord else Stand.GEWEIGERD, door, op) as (vers, rij):
        if rij.kant == kant_van(vers, door):
            raise Geweigerd("Wacht op het antwoord van de andere kant. Je kan je voorstel wel intrekken.")
        if not akkoord:
            schrijf(overeenkomst=vers, tekst=f"Ruilen lukt niet: {_dagnaam(rij.dag)}.", door=door)
            return
        een, ander = _dagen(vers, rij.dag, rij.met, op)
        for dag, wordt, met in ((een, ander, rij.met), (ander, een, rij.dag)):
            Agendadag.objects.create(
                overeenkomst=vers, datum=dag.datum, soort=wordt.soort.value,
                reden=f"Geruild met {_dagnaam(met)}: {rij.reden}", genoteerd_door=door, genoteerd_op=op,
            )  # fmt: skip
        schrijf(overeenkomst=vers, tekst=f"Akkoord, we ruilen {_dagnaam(rij.dag)} met {_dagnaam(rij.met)}.", door=door)
        meldingen.stuur(
            "dag_geruild",
            dossier=vers,
            aan=lerende(vers, timezone.localdate(op)),
            gegevens={"overeenkomst": vers, "dagen": vers.agendadagen.filter(datum__in=(rij.dag, rij.met))},
        )


def trek_ruil_in(*, ruil: Dagruil, door: User, op: datetime) -> None:
    """The side that proposed it takes it back. Raises Geweigerd for the other side, or when it was answered."""
    with _antwoord(ruil, Stand.INGETROKKEN, door, op) as (vers, rij):
        if rij.kant != kant_van(vers, door):
            raise Geweigerd("Je kan alleen een eigen voorstel intrekken.")
        schrijf(
            overeenkomst=vers, tekst=f"Ik trek mijn voorstel in: {_dagnaam(rij.dag)} blijft zoals het was.", door=door
        )


@contextmanager
def _antwoord(ruil: Dagruil, stand: str, door: User, op: datetime) -> Iterator[tuple[Overeenkomst, Dagruil]]:
    """One answer to a proposal that is open; the overeenkomst is locked, so nobody else answers meanwhile."""
    with perform(ruil.overeenkomst, "ruil_beantwoorden", door=door, op=op, gegevens={"stand": str(stand)}) as vers:
        _mag(vers, door)
        rij = Dagruil.objects.select_for_update(of=("self",), no_key=True).get(pk=ruil.pk)
        if rij.stand != Stand.OPEN:
            raise Geweigerd(f"Op dit voorstel is al geantwoord: {rij.get_stand_display().lower()}.")
        rij.stand, rij.beantwoord_door, rij.beantwoord_op = stand, door, op
        rij.save(update_fields=["stand", "beantwoord_door", "beantwoord_op"])
        yield vers, rij


def _mag(overeenkomst: Overeenkomst, door: User) -> None:
    if not mag_ruilen(overeenkomst, door):
        raise Geweigerd("De mentor en de school spreken een ruil af, zolang de overeenkomst loopt.")


def _dagen(overeenkomst: Overeenkomst, dag: date, met: date, op: datetime) -> tuple[Kalenderdag, Kalenderdag]:
    """What both days are now. Raises Geweigerd when they cannot be swapped."""
    per_dag = {rij.datum: rij for rij in kalenderdagen(overeenkomst, min(dag, met), max(dag, met))}
    een, ander = per_dag.get(dag), per_dag.get(met)
    fout = bezwaren(een, ander, vandaag=timezone.localdate(op), aangepast=uitzonderingen(overeenkomst))
    if fout or een is None or ander is None:
        raise Geweigerd(" ".join(fout))
    return een, ander


def _dagnaam(dag: date) -> str:
    return date_format(dag, "l j F")


def _zin(dag: Kalenderdag, met: date) -> str:
    """Where the lerende goes on another day instead."""
    waar = Agendadag.Soort(dag.soort.value).label.lower()
    return f"{_dagnaam(met).capitalize()}: {waar}, in plaats van {_dagnaam(dag.datum)}."
