"""When conditions are no longer met: schorsing, opheffing, uitsluiting, each with its letter (rules.md §3.3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.models import Onderneming, Vestiging
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import noteer, perform
from educam_portal.workflow.feiten import meld
from mentoren.aanduiden import beeindig_aanduidingen
from mentoren.models import Mentor

from .. import feiten
from ..brieven import leg_maatregelbrief_vast
from ..models import Aanvraag, Erkenning, Maatregel
from ..toestanden import ErkenningToestand
from .afsluiten import stop_door_uitsluiting
from .begeleiding import sluit_begeleiding
from .bewaring import bewaar_maatregel, bewaar_opnieuw
from .mentorwissel import sluit_mentorwissel


@dataclass(frozen=True, kw_only=True)
class Gehoord:
    """How the onderneming was heard or invited before the measure, or why that could not wait (rules.md §3.3)."""

    op: date | None = None
    hoe: str = ""
    dringend_reden: str = ""


def schorsen(*, erkenning: Erkenning, van: date, tot: date | None, redenen: str, door: User, op: datetime) -> Maatregel:
    """Suspend an erkenning from `van` up to and including `tot` (None: until it is ended).

    It leaves the public list and stops new overeenkomsten; running ones go on. Raises Geweigerd for days that do not
    fit or without reasons. Source: rules.md §3.3.
    """
    vandaag = timezone.localdate(op)
    if van < vandaag:
        raise Geweigerd("Een schorsing begint ten vroegste vandaag.")
    if tot is not None and tot < van:
        raise Geweigerd("De laatste dag van de schorsing valt voor de eerste.")
    eis_redenen(redenen)
    with perform(erkenning, "schorsen", door=door, op=op, reden=redenen.strip()) as rij:
        if van > rij.geldig_tot:
            raise Geweigerd("De erkenning is dan al voorbij.")
        rij.geschorst_van, rij.geschorst_tot = van, tot
        maatregel = Maatregel.objects.create(
            soort=Maatregel.Soort.SCHORSING,
            erkenning=rij,
            van=van,
            tot=tot,
            redenen=redenen.strip(),
            door=door,
            genomen_op=op,
        )
        _schrijf(maatregel, op=op)
        meld(feiten.ERKENNING_GESCHORST, erkenning=rij, maatregel=maatregel, op=vandaag)
    return maatregel


def schorsing_beeindigen(*, erkenning: Erkenning, reden: str, door: User, op: datetime) -> Erkenning:
    """The erkenning counts again from today, earlier than foreseen; one that had not begun disappears."""
    vandaag = timezone.localdate(op)
    with perform(erkenning, "schorsing_beeindigen", door=door, op=op, reden=reden.strip()) as rij:
        begonnen = rij.geschorst_van is not None and rij.geschorst_van < vandaag
        maatregel = rij.maatregelen.filter(soort=Maatregel.Soort.SCHORSING).first()
        if begonnen:
            rij.geschorst_tot = vandaag - timedelta(days=1)
        else:
            rij.geschorst_van = rij.geschorst_tot = None
        if maatregel is not None:
            maatregel.tot = rij.geschorst_tot if begonnen else maatregel.tot
            maatregel.ingetrokken_op = None if begonnen else vandaag
            maatregel.save(update_fields=["tot", "ingetrokken_op"])
        meldingen.stuur(
            "schorsing_voorbij",
            dossier=rij.lijn.aanvraag,
            aan=rij.vestiging.onderneming.werkgevers(),
            gegevens={"erkenning": rij, "reden": reden.strip(), "door": door, "begonnen": begonnen},
        )
        meld(feiten.ERKENNING_SCHORSING_VOORBIJ, erkenning=rij, op=vandaag)
    return rij


def opheffen(*, erkenning: Erkenning, redenen: str, gehoord: Gehoord, door: User, op: datetime) -> Maatregel:
    """End an erkenning today, for reasons, after the onderneming was heard or invited (rules.md §3.3).

    It leaves the public list, its designations end, and the onderneming may appeal. Raises Geweigerd without reasons,
    or when it was not heard and nothing says why that could not wait.
    """
    eis_redenen(redenen)
    eis_gehoord(gehoord, timezone.localdate(op))
    with transaction.atomic():
        # As a decision does: a renewal that is granted at this very moment keeps its mentoren.
        Vestiging.objects.select_for_update(of=("self",), no_key=True).get(pk=erkenning.vestiging_id)
        maatregel = leg_vast(Maatregel.Soort.OPHEFFING, erkenning, None, redenen, gehoord, door, op)
        _beeindig(erkenning, "opheffen", maatregel, op=op)
        _schrijf(maatregel, op=op)
        termijnen.start(maatregel, "beroep_maatregel", op=timezone.localdate(op))
    return maatregel


def uitsluiten(
    *, wie: Vestiging | Onderneming, tot: date | None, redenen: str, gehoord: Gehoord, door: User, op: datetime
) -> Maatregel:
    """Exclude a vestiging or a whole onderneming, up to and including `tot` or for good (None).

    All its erkenningen end, its open aanvragen close without effect, and new ones are refused while it lasts.
    Raises Geweigerd as `opheffen`, for a last day in the past, and when it is excluded already. Source: rules.md §3.3.
    """
    vandaag = timezone.localdate(op)
    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator sluit een onderneming uit.")
    if tot is not None and tot < vandaag:
        raise Geweigerd("Kies een laatste dag vanaf vandaag, of geen voor een definitieve uitsluiting.")
    eis_redenen(redenen)
    eis_gehoord(gehoord, vandaag)
    with transaction.atomic():
        onderneming = wie if isinstance(wie, Onderneming) else wie.onderneming
        Onderneming.objects.select_for_update(of=("self",), no_key=True).get(pk=onderneming.pk)
        vestiging = wie if isinstance(wie, Vestiging) else None
        if Maatregel.objects.uitsluiting_van(onderneming, vestiging, op=vandaag):
            raise Geweigerd(f"{wie} is al uitgesloten.")
        maatregel = leg_vast(Maatregel.Soort.UITSLUITING, wie, tot, redenen, gehoord, door, op)
        vestigingen = [wie] if isinstance(wie, Vestiging) else list(wie.vestigingen.all())
        # First the dossiers, then the vestigingen, as a decision locks them; what is decided before that is ended below.
        for aanvraag in Aanvraag.objects.open().filter(vestiging__in=vestigingen).order_by("pk"):
            stop_door_uitsluiting(aanvraag=aanvraag, door=door, op=op, reden=redenen.strip())
        plaatsen = Vestiging.objects.filter(pk__in=[vestiging.pk for vestiging in vestigingen]).order_by("pk")
        list(plaatsen.select_for_update(of=("self",), no_key=True))
        lopend = Erkenning.objects.filter(vestiging__in=vestigingen, toestand=ErkenningToestand.LOPEND)
        for erkenning in lopend.filter(geldig_tot__gte=vandaag).order_by("pk"):
            _beeindig(erkenning, "uitsluiten", maatregel, op=op)
        _schrijf(maatregel, op=op)
        termijnen.start(maatregel, "beroep_maatregel", op=vandaag)
        noteer(onderneming, "uitgesloten", door=door, op=op, tekst=redenen.strip(), intern=True)
        meld(feiten.ONDERNEMING_UITGESLOTEN, maatregel=maatregel, op=vandaag)
    return maatregel


def leg_vast(
    soort: str,
    over: Erkenning | Vestiging | Onderneming | Mentor,
    tot: date | None,
    redenen: str,
    gehoord: Gehoord,
    door: User,
    op: datetime,
) -> Maatregel:
    """The row of a measure that counts from today."""
    veld = {Erkenning: "erkenning", Vestiging: "vestiging", Onderneming: "onderneming", Mentor: "mentor"}[type(over)]
    maatregel = Maatregel.objects.create(
        soort=soort,
        **{veld: over},
        van=timezone.localdate(op),
        tot=tot,
        redenen=redenen.strip(),
        gehoord_op=gehoord.op,
        gehoord=gehoord.hoe.strip(),
        dringend_reden=gehoord.dringend_reden.strip(),
        door=door,
        genomen_op=op,
    )
    if maatregel.erkenning is None:
        bewaar_maatregel(maatregel, op=maatregel.van)
    return maatregel


def _beeindig(erkenning: Erkenning, actie: str, maatregel: Maatregel, *, op: datetime) -> None:
    """What ends with an erkenning: its term, a begeleiding, its designations; higher floors hear of it.

    Designations go on for a renewal that was granted already, as when the erkenning had reached its last day.
    """
    dag = timezone.localdate(op)
    with perform(erkenning, actie, door=maatregel.door, op=op, reden=maatregel.redenen) as rij:
        rij.opgeheven_op = dag
        termijnen.nietig(rij, "geldigheid", op=dag)
        sluit_begeleiding(rij, op=dag)
        sluit_mentorwissel(rij, op=dag)
        if not Erkenning.objects.naast(rij, dag).exists():
            beeindig_aanduidingen(vestiging=rij.vestiging, opleiding=rij.opleiding, op=dag)
        maatregel.geraakt.add(rij)
    bewaar_opnieuw(rij.lijn.aanvraag)
    meld(feiten.ERKENNING_OPGEHEVEN, erkenning=rij, maatregel=maatregel, op=dag)


def _schrijf(maatregel: Maatregel, *, op: datetime) -> None:
    """The letter, and the mail that says it is there."""
    leg_maatregelbrief_vast(maatregel, op=op)
    erkenning = maatregel.erkenning
    meldingen.stuur(
        "maatregel_genomen",
        dossier=erkenning.lijn.aanvraag if erkenning else None,
        aan=maatregel.van_onderneming.werkgevers(),
        gegevens={"maatregel": maatregel, "waarover": str(maatregel.waarover)},
    )


def eis_redenen(redenen: str) -> None:
    """Raises Geweigerd for a measure without reasons."""
    if not redenen.strip():
        raise Geweigerd("Schrijf de redenen op. Ze staan in de brief.")


def eis_gehoord(gehoord: Gehoord, vandaag: date) -> None:
    """Raises Geweigerd when the onderneming was neither heard nor invited, and no urgency is given."""
    if gehoord.op is not None and gehoord.op > vandaag:
        raise Geweigerd("De dag waarop de onderneming gehoord werd, moet nog komen.")
    if gehoord.op is None and not gehoord.dringend_reden.strip():
        raise Geweigerd(
            "Vul in wanneer de onderneming gehoord of uitgenodigd werd. Kon dat niet wachten? Schrijf dan waarom."
        )
