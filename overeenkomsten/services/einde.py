"""Ending an overeenkomst before its time: asked for on a document, taken back, in force once signed (rules.md §5)."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.workflow.diensten import perform
from educam_portal.workflow.feiten import meld

from .. import deadlines, feiten
from ..models import Beeindiging, Overeenkomst, Stuk
from ..ontvangers import begeleiders, betrokkenen, werkgevers
from ..rules import einde_na_opzeg, proefperiode
from ..rules.einde import Eindvoorstel, bezwaren, te_laat_getekend
from ..stukgegevens import van_beeindiging
from ..stukken import IEDEREEN, laat_vervallen, maak_versie
from ..toestanden import Eindreden, Eindwijze, Partij, StukSoort, Toestand, Wie
from ..voorwaarden import Bezwaar
from .schorsen import sluit_bij_einde
from .wijzigen import laat_open_addendum_vallen


def stel_einde_voor(
    *,
    overeenkomst: Overeenkomst,
    wijze: str,
    door: User,
    op: datetime,
    laatste_dag: date | None = None,
    door_partij: str = "",
    overhandigd_op: date | None = None,
    reden_soort: str = "",
    reden: str = "",
) -> Beeindiging:
    """Ask to end it: a document for who must sign it; the school hears of it at once (rules.md §5).

    In the first days the last day follows from the day the letter is handed over. A werkgever gives notice for the
    onderneming only; the school also writes down what a lerende, who has no account, decides. Raises Geweigerd.
    """
    reden = reden.strip()
    with perform(overeenkomst, "beeindiging_voorstellen", door=door, op=op, reden=reden) as vers:
        assert vers.start is not None and vers.einde is not None
        als = Wie.SCHOOL if Wie.SCHOOL in vers.rollen_van(door) else Wie.WERKGEVER
        if als == Wie.WERKGEVER and door_partij not in ("", Partij.ONDERNEMING):
            raise Geweigerd(
                "Je kan alleen voor de onderneming stoppen. Wil de lerende stoppen, dan noteert de school dat."
            )
        if wijze == Eindwijze.PROEFPERIODE and overhandigd_op is not None:
            laatste_dag = _na_opzeg(vers, overhandigd_op)
        if laatste_dag is None:
            raise Geweigerd("Kies de laatste dag.")
        voorstel = Eindvoorstel(
            wijze, laatste_dag, vers.start, vers.einde, proef_tot(vers), door_partij, overhandigd_op, reden
        )
        if zinnen := bezwaren(voorstel, timezone.localdate(op)):
            raise Geweigerd(" ".join(zinnen))
        rij = Beeindiging(
            overeenkomst=vers, wijze=wijze, laatste_dag=laatste_dag, reden_soort=reden_soort, reden=reden,
            door_partij=door_partij, overhandigd_op=overhandigd_op, gemeld_door=door, gemeld_als=als, gemeld_op=op,
        )  # fmt: skip
        partijen = (door_partij,) if door_partij else IEDEREEN
        rij.stuk = maak_versie(vers, StukSoort.BEEINDIGING, van_beeindiging(rij), partijen, door=door, op=op)
        rij.save()
        deadlines.volg_ondertekening(vers, op=op)
        meldingen.stuur(
            "einde_gevraagd",
            dossier=vers,
            aan=[wie for wie in begeleiders(vers) if wie != door],
            gegevens={"overeenkomst": vers, "einde": rij, "door": door},
        )
    return rij


def _na_opzeg(overeenkomst: Overeenkomst, overhandigd_op: date) -> date:
    """The last day after a notice that is handed over in time; for any other day the day itself, that is refused."""
    start = overeenkomst.start
    assert start is not None
    if not start <= overhandigd_op <= proef_tot(overeenkomst):
        return overhandigd_op
    return einde_na_opzeg(overhandigd_op, duur("opzegtermijn", start))


def proef_tot(overeenkomst: Overeenkomst) -> date:
    """Last day on which a notice without reason may be handed over."""
    assert overeenkomst.start is not None  # a constraint holds it from the moment it is sent
    return proefperiode(overeenkomst.start, duur("proefperiode", overeenkomst.start))


def open_einde(overeenkomst: Overeenkomst) -> Beeindiging | None:
    """The end that was asked for and still waits for signatures."""
    return overeenkomst.beeindigingen.filter(ingetrokken_op=None, van_kracht_op=None).first()


def trek_einde_in(*, overeenkomst: Overeenkomst, door: User, op: datetime) -> Overeenkomst:
    """Not after all: until the last signature, by the side that asked. Raises Geweigerd.

    Who signed, and both sides, hear that it counts no more.
    """
    with perform(overeenkomst, "beeindiging_intrekken", door=door, op=op) as vers:
        rij = open_einde(vers)
        if rij is None:
            raise Geweigerd(
                "Intrekken kan niet meer: iedereen tekende intussen, of iemand trok ze al in. Herlaad de pagina."
            )
        if rij.gemeld_als not in vers.rollen_van(door):
            raise Geweigerd("Alleen wie dit vroeg, kan het intrekken.")
        getekend = _laat_vallen(vers, rij, reden=f"{door} trok ze in.", op=op)
        mensen = {wie: None for wie in [*begeleiders(vers), *werkgevers(vers), *getekend] if wie and wie != door}
        meldingen.stuur(
            "einde_ingetrokken", dossier=vers, aan=list(mensen), gegevens={"overeenkomst": vers, "door": door}
        )
    return vers


def _laat_vallen(overeenkomst: Overeenkomst, rij: Beeindiging, *, reden: str, op: datetime) -> list[User | str]:
    """The document counts no more; answers who had signed it."""
    rij.ingetrokken_op = op
    rij.save(update_fields=["ingetrokken_op"])
    getekend = laat_vervallen(overeenkomst, soort=StukSoort.BEEINDIGING, reden=reden, op=op)
    deadlines.volg_ondertekening(overeenkomst, op=op)
    return [ander.user or ander.email for ander in getekend]


def laat_open_einde_vallen(overeenkomst: Overeenkomst, *, op: datetime) -> None:
    """It ended by itself before everybody signed: there is nothing left to stop."""
    if (rij := open_einde(overeenkomst)) is not None:
        _laat_vallen(overeenkomst, rij, reden="De overeenkomst is afgelopen.", op=op)


def bezwaren_tegen_einde(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> list[Bezwaar]:
    """At the last signature: a letter of the first days is signed when it is handed over, not later."""
    rij = stuk.beeindiging
    if rij.overhandigd_op is None:
        return []
    laatst = max(timezone.localdate(ander.getekend_op) for ander in stuk.ondertekenaars.all() if ander.getekend_op)
    if not te_laat_getekend(rij.overhandigd_op, laatst):
        return []
    return [
        Bezwaar(
            "te_laat",
            f"Deze brief moest getekend zijn op {rij.overhandigd_op:%d/%m/%Y}, de dag waarop hij overhandigd wordt.",
            f"Trek hem in. Een nieuwe kan tot en met {proef_tot(overeenkomst):%d/%m/%Y}.",
        )
    ]


def voltooi_einde(overeenkomst: Overeenkomst, stuk: Stuk, op: datetime) -> None:
    """Everybody who must sign did: the last day is fixed, and everybody hears it (rules.md §5).

    It goes on until that day is over; the school looks for another workplace from now on.
    """
    rij, dag = stuk.beeindiging, timezone.localdate(op)
    rij.van_kracht_op = op
    rij.save(update_fields=["van_kracht_op"])
    overeenkomst.einde_feitelijk, overeenkomst.reden = rij.laatste_dag, waarom(rij)
    deadlines.volg_ondertekening(overeenkomst, op=op, getekend=True)
    laat_open_addendum_vallen(overeenkomst, reden="De overeenkomst stopt.", op=op)
    if rij.laatste_dag <= dag:
        overeenkomst.toestand = Toestand.BEEINDIGD
        sluit_bij_einde(overeenkomst)
        deadlines.stop_alles(overeenkomst, op=op)
    else:
        deadlines.ander_einde(overeenkomst, op=op)
    deadlines.zoekt_werkplek(
        overeenkomst.lerende, sinds=rij.laatste_dag + timedelta(days=1), op=op, verloren=overeenkomst
    )
    meldingen.stuur(
        "overeenkomst_beeindigd",
        dossier=overeenkomst,
        aan=betrokkenen(overeenkomst),
        gegevens={"overeenkomst": overeenkomst, "einde": rij},
    )
    meld(feiten.OVEREENKOMST_BEEINDIGD, overeenkomst=overeenkomst, op=dag)


def waarom(rij: Beeindiging) -> str:
    """How it ended, in a line for its page."""
    soort = f": {Eindreden(rij.reden_soort).label.lower()}" if rij.reden_soort else ""
    toelichting = f" {rij.reden}" if rij.reden else ""
    return f"{rij.get_wijze_display()}{soort}.{toelichting}"
