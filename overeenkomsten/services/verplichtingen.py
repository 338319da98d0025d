"""Keeping the obligations of rules.md §5.1: made when everybody signed, ticked by the werkgever or the secretariaat."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.documenten import services as documenten
from educam_portal.parameters import waarde
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import perform

from ..documenten import BEWIJS
from ..models import Overeenkomst, Verplichting
from ..rules.verplichtingen import Stand, plichten, school_hoort_van, startklaar
from ..toestanden import LOPENDE_VERPLICHTINGEN, Verplichtingsoort

STARTKLAAR = "startklaar"
AFVINKEN = "verplichting_afvinken"


def maak_verplichtingen(overeenkomst: Overeenkomst, op: datetime) -> None:
    """Write the rows of an overeenkomst that everybody signed; what is there already stays as it is.

    Whether the lerende is a minor is asked of the first day on the workplace: the examination comes before it.
    """
    assert overeenkomst.start is not None  # a constraint holds it from the moment it is sent
    minderjarig = overeenkomst.lerende.minderjarig(overeenkomst.start)
    Verplichting.objects.bulk_create(
        (
            Verplichting(
                overeenkomst=overeenkomst, soort=plicht.soort, vervalt_op=plicht.vervalt_op, nodig=plicht.nodig
            )
            for plicht in plichten(overeenkomst.soort, overeenkomst.start, minderjarig=minderjarig)
        ),
        ignore_conflicts=True,
    )


def dimona_type(overeenkomst: Overeenkomst) -> str:
    """The code the employer gives with the Dimona; it follows the first day (rules.md §5.1)."""
    assert overeenkomst.start is not None
    return str(waarde("dimona_type_odos", overeenkomst.start))


def standen(rijen: Iterable[Verplichting]) -> list[Stand]:
    """The rows as the rules look at them."""
    return [Stand(rij.soort, rij.nodig, rij.gedaan_op is not None, rij.geschikt) for rij in rijen]


def mist_voor_school(overeenkomst: Overeenkomst) -> list[str]:
    """By name what is not confirmed and also concerns the school (rules.md §5.1)."""
    soorten = school_hoort_van(standen(overeenkomst.verplichtingen.all()))
    return [Verplichtingsoort(soort).label for soort in soorten]


def vink_af(
    *,
    verplichting: Verplichting,
    gedaan_op: date,
    naam: str,
    door: User | None,
    op: datetime,
    geschikt: bool | None = None,
    bestand: File | None = None,
) -> Verplichting:
    """Note that an obligation was met on `gedaan_op` by `naam`; `door` None: through the link of the secretariaat.

    Raises Geweigerd for a day that has yet to come, without a name, and for a medisch onderzoek without its outcome or
    with a document: of that one only the tick, the date and "geschikt" are kept (rules.md §5.1).
    """
    naam = naam.strip()
    if gedaan_op > timezone.localdate(op):
        raise Geweigerd("Die dag moet nog komen. Vink af wat al in orde is.")
    if not naam:
        raise Geweigerd("Schrijf wie dit in orde bracht.")
    medisch = verplichting.soort == Verplichtingsoort.MEDISCH
    if medisch and geschikt is None:
        raise Geweigerd("Duid aan of de lerende geschikt is verklaard.")
    if medisch and bestand is not None:
        raise Geweigerd("Laad van het medisch onderzoek geen document op: de datum en het besluit volstaan.")
    with perform(
        verplichting.overeenkomst, AFVINKEN, door=door, op=op, gegevens={"soort": verplichting.soort}
    ) as overeenkomst:
        rij = _vergrendel(verplichting)
        rij.gedaan_op, rij.gedaan_naam, rij.gedaan_door, rij.genoteerd_op = gedaan_op, naam, door, op
        rij.geschikt, rij.nodig = (geschikt if medisch else None), True
        if bestand is not None:
            rij.bewijs = documenten.bewaar(bestand=bestand, soort=BEWIJS, door=door, onderwerp=overeenkomst)
        rij.save()
        _werk_termijn_bij(overeenkomst, op)
    return rij


def ontvink(*, verplichting: Verplichting, door: User, op: datetime) -> Verplichting:
    """Take a tick back, and erase its proof: it was a mistake. What was due on the first day runs again."""
    with perform(
        verplichting.overeenkomst, AFVINKEN, door=door, op=op, gegevens={"soort": verplichting.soort, "terug": True}
    ) as overeenkomst:
        rij = _vergrendel(verplichting)
        bewijs = rij.bewijs
        rij.gedaan_op = rij.gedaan_door = rij.genoteerd_op = rij.geschikt = rij.bewijs = None
        rij.gedaan_naam = ""
        rij.save()
        if bewijs is not None:
            documenten.wis(bewijs, reden="niet meer afgevinkt")
        _werk_termijn_bij(overeenkomst, op)
    return rij


def zet_medisch_nodig(*, overeenkomst: Overeenkomst, nodig: bool, door: User, op: datetime) -> None:
    """The werkgever says what the risk analysis asks. Raises Geweigerd for a minor: there it is always asked."""
    assert overeenkomst.start is not None
    if not nodig and overeenkomst.lerende.minderjarig(overeenkomst.start):
        raise Geweigerd("Voor een minderjarige is het medisch onderzoek altijd verplicht.")
    gegevens = {"soort": Verplichtingsoort.MEDISCH.value, "nodig": nodig}
    with perform(overeenkomst, AFVINKEN, door=door, op=op, gegevens=gegevens) as vers:
        vers.verplichtingen.filter(soort=Verplichtingsoort.MEDISCH, gedaan_op=None).update(nodig=nodig)
        _werk_termijn_bij(vers, op)


def vink_samen_af(
    *, overeenkomst: Overeenkomst, soorten: Iterable[str], naam: str, gedaan_op: date, op: datetime
) -> list[Verplichting]:
    """Tick those of `soorten` that are open, in one go, through the link of the secretariaat; answers which.

    Never the medisch onderzoek: its outcome comes from the doctor to the werkgever. Raises Geweigerd for a day that has
    yet to come.
    """
    if gedaan_op > timezone.localdate(op):
        raise Geweigerd("Die dag moet nog komen. Kruis aan wat al in orde is.")
    gegevens = {"soort": "samen", "naam": naam}
    with perform(overeenkomst, AFVINKEN, door=None, op=op, gegevens=gegevens) as vers:
        rijen = te_regelen(vers).filter(soort__in=list(soorten))
        gedaan = list(rijen)
        rijen.update(gedaan_op=gedaan_op, gedaan_naam=naam, genoteerd_op=op)
        _werk_termijn_bij(vers, op)
    return gedaan


def te_regelen(overeenkomst: Overeenkomst) -> QuerySet[Verplichting]:
    """What a secretariaat may still tick on its link."""
    open_ = overeenkomst.verplichtingen.filter(gedaan_op=None, nodig=True)
    return open_.exclude(soort=Verplichtingsoort.MEDISCH).order_by("pk")


@transaction.atomic
def sluit_lopende(
    *, overeenkomst: Overeenkomst, naam: str, gedaan_op: date, door: User | None, op: datetime
) -> Overeenkomst:
    """ "Mijn sociaal secretariaat doet dit": every running obligation that is open, in one go (rules.md §5.1).

    Raises Geweigerd without a name or for a day that has yet to come.
    """
    naam = naam.strip()
    if not naam:
        raise Geweigerd("Schrijf de naam van je sociaal secretariaat.")
    if gedaan_op > timezone.localdate(op):
        raise Geweigerd("Die dag moet nog komen.")
    with perform(overeenkomst, AFVINKEN, door=door, op=op, gegevens={"soort": "lopende", "naam": naam}) as vers:
        vers.verplichtingen.filter(soort__in=LOPENDE_VERPLICHTINGEN, gedaan_op=None).update(
            gedaan_op=gedaan_op, gedaan_naam=naam, gedaan_door=door, genoteerd_op=op
        )
    return vers


def _vergrendel(verplichting: Verplichting) -> Verplichting:
    return Verplichting.objects.select_for_update(of=("self",), no_key=True).get(pk=verplichting.pk)


def _werk_termijn_bij(overeenkomst: Overeenkomst, op: datetime) -> None:
    """All rows of the first day in order end the term `startklaar`; a tick taken back lets it run again."""
    dag = timezone.localdate(op)
    if startklaar(standen(overeenkomst.verplichtingen.all())):
        termijnen.voldaan(overeenkomst, STARTKLAAR, op=dag)
    elif overeenkomst.start is not None and termijnen.van(overeenkomst, STARTKLAAR) is not None:
        termijnen.start(overeenkomst, STARTKLAAR, op=dag, vast_op=overeenkomst.start)
