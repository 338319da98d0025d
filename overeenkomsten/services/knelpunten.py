"""When it does not go well: report it, talk within the term, agree, look again, close (rules.md §5)."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform

from ..deadlines import HERCONTROLE, KNELPUNT
from ..deelnemers import stuur_link
from ..models import Deelnemerlink, Knelpunt, Knelpuntgesprek, Overeenkomst
from ..ontvangers import begeleiders, gesprekspartners
from ..toestanden import Deelnemer, Melder, Wie


def melder_van(overeenkomst: Overeenkomst, user: User) -> Melder:
    """As whom somebody with an account reports."""
    rollen = overeenkomst.rollen_van(user)
    if Wie.SCHOOL in rollen:
        return Melder.SCHOOL
    return Melder.MENTOR if Wie.MENTOR in rollen else Melder.WERKGEVER


def meld_knelpunt(*, overeenkomst: Overeenkomst, omschrijving: str, door: User, op: datetime) -> Knelpunt:
    """School, mentor or werkgever says what does not go well. Raises Geweigerd without a word about it."""
    with perform(overeenkomst, "knelpunt_melden", door=door, op=op) as vers:
        rij = _nieuw(vers, melder_van(vers, door), omschrijving, door, op)
        _bericht("knelpunt_gemeld", rij, door)
    return rij


def meld_met_link(*, link: Deelnemerlink, omschrijving: str, op: datetime) -> Knelpunt:
    """The lerende, or a mentor without an account, says it on the personal page. Raises Geweigerd without a word."""
    with perform(link.overeenkomst, "knelpunt_melden_met_link", door=None, op=op) as vers:
        rij = _nieuw(vers, Melder(link.deelnemer), omschrijving, None, op)
        _bericht("knelpunt_gemeld", rij, None)
    return rij


def _nieuw(overeenkomst: Overeenkomst, melder: Melder, omschrijving: str, door: User | None, op: datetime) -> Knelpunt:
    """The row, and the term in which there is a talk."""
    omschrijving = omschrijving.strip()
    if not omschrijving:
        raise Geweigerd("Schrijf wat niet goed loopt.")
    rij = Knelpunt.objects.create(
        overeenkomst=overeenkomst, melder=melder, gemeld_door=door, gemeld_op=op, omschrijving=omschrijving
    )
    termijnen.start(rij, KNELPUNT, op=timezone.localdate(op))
    return rij


def noteer_gesprek(
    *, knelpunt: Knelpunt, gesprek_op: date, afspraken: str, hercontrole_op: date, door: User, op: datetime
) -> Knelpuntgesprek:
    """The talk took place: what was agreed, and when it is looked at again; once more after a later talk.

    Raises Geweigerd for a talk to come, one before the report, no agreement, or a day that does not come after both.
    """
    afspraken, dag = afspraken.strip(), timezone.localdate(op)
    if not afspraken:
        raise Geweigerd("Schrijf wat jullie afspraken.")
    with perform(knelpunt.overeenkomst, "knelpunt_gesprek", door=door, op=op) as vers:
        rij = _open(knelpunt)
        if not timezone.localdate(rij.gemeld_op) <= gesprek_op <= dag:
            raise Geweigerd("Het gesprek was op een dag van de melding tot vandaag.")
        # On the very last day there is still a tomorrow to look again.
        uiterlijk = max(vers.laatste_dag or dag, dag + timedelta(days=1))
        if not dag < hercontrole_op <= uiterlijk:
            raise Geweigerd(f"Kies om opnieuw te kijken een dag die nog komt, uiterlijk {uiterlijk:%d/%m/%Y}.")
        gesprek = rij.gesprekken.create(
            gesprek_op=gesprek_op,
            afspraken=afspraken,
            hercontrole_op=hercontrole_op,
            genoteerd_door=door,
            genoteerd_op=op,
        )
        termijnen.voldaan(rij, KNELPUNT, op=dag)
        termijnen.herstart(rij, HERCONTROLE, op=dag, vast_op=hercontrole_op)
        _bericht("knelpunt_afspraken", rij, door, gesprek=gesprek)
        # Who has no account reads it on the own page.
        for deelnemer in (Deelnemer.LERENDE, Deelnemer.MENTOR):
            stuur_link(vers, deelnemer, "afspraken", op=op)
    return gesprek


def sluit(*, knelpunt: Knelpunt, uitkomst: str, door: User, op: datetime) -> None:
    """It is over: how it ended. Raises Geweigerd without an outcome, or when nobody talked about it yet."""
    uitkomst = uitkomst.strip()
    if not uitkomst:
        raise Geweigerd("Schrijf hoe het afliep.")
    with perform(knelpunt.overeenkomst, "knelpunt_sluiten", door=door, op=op):
        rij = _open(knelpunt)
        if not rij.gesprekken.exists():
            raise Geweigerd("Noteer eerst het gesprek, dan kan je afsluiten.")
        rij.uitkomst, rij.afgesloten_door, rij.afgesloten_op = uitkomst, door, op
        rij.save(update_fields=["uitkomst", "afgesloten_door", "afgesloten_op"])
        termijnen.voldaan(rij, HERCONTROLE, op=timezone.localdate(op))
        _bericht("knelpunt_gesloten", rij, door)


def volgende_dag(op: date) -> date:
    """When one looks again unless somebody chooses another day: two weeks on."""
    return op + timedelta(weeks=2)


def _open(knelpunt: Knelpunt) -> Knelpunt:
    """Locked behind its overeenkomst. Raises Geweigerd when it was closed meanwhile."""
    rij = Knelpunt.objects.select_for_update(of=("self",), no_key=True).get(pk=knelpunt.pk)
    if rij.afgesloten_op is not None:
        raise Geweigerd("Dit knelpunt is al afgesloten.")
    return rij


def _bericht(soort: str, knelpunt: Knelpunt, door: User | None, gesprek: Knelpuntgesprek | None = None) -> None:
    """Tell the others; of what a lerende reports only the school hears, until there was a talk."""
    overeenkomst = knelpunt.overeenkomst
    alleen_school = knelpunt.melder == Melder.LERENDE and soort == "knelpunt_gemeld"
    mensen = begeleiders(overeenkomst) if alleen_school else gesprekspartners(overeenkomst)
    meldingen.stuur(
        soort,
        dossier=overeenkomst,
        aan=[wie for wie in mensen if wie != door],
        gegevens={
            "overeenkomst": overeenkomst,
            "melder": knelpunt.get_melder_display(),
            "uiterlijk": termijnen.van(knelpunt, KNELPUNT),
            "gesprek": gesprek,
        },
    )
