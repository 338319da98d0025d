"""An appeal against a refusal or a measure, and the ruling of the beroepscommissie (rules.md §3.2, facts §1.5)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.organisaties.models import Vestiging
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import noteer, perform, vergrendel
from educam_portal.workflow.feiten import meld
from mentoren.aanduiden import herstel_aanduidingen
from mentoren.services.dossier import herstel as herstel_mentor

from .. import feiten
from ..beslisbaar import mentor_oordelen
from ..brieven import leg_attest_vast
from ..models import Aanvraag, AanvraagLijn, Beroep, Erkenning, LijnMentor, Maatregel
from ..ontvangers import werkgevers
from .beslissen import erken, vergrendel_mentoren
from .bewaring import bewaar_opnieuw
from .bezet import vergrendel_vestiging
from .mentorwissel import hervat_mentorwissel


def beroep_registreren(
    *, over: Aanvraag | Maatregel, ingediend_op: date, notitie: str, door: User, op: datetime
) -> Beroep:
    """Record that the onderneming appealed on `ingediend_op`; whether it is admissible is for the commissie to say.

    The term for an appeal is met. Raises Geweigerd for a day still to come or before the decision, when one runs
    already, and when there is nothing to appeal against.
    """
    if ingediend_op > timezone.localdate(op):
        raise Geweigerd("De dag van het beroep moet nog komen.")
    with transaction.atomic():
        if isinstance(over, Aanvraag):
            with perform(over, "beroep_registreren", door=door, op=op) as dossier:
                _niet_voor(ingediend_op, dossier.beslist_op)
                termijnen.voldaan(dossier, "beroep", op=ingediend_op)
                beroep = _maak(dossier, None, ingediend_op, notitie, door)
        else:
            maatregel = _maatregel(over, door)
            _niet_voor(ingediend_op, timezone.localdate(maatregel.genomen_op))
            if not maatregel.kan_beroep:
                raise Geweigerd("Hiertegen kan nu geen beroep geregistreerd worden.")
            termijnen.voldaan(maatregel, "beroep_maatregel", op=ingediend_op)
            beroep = _maak(None, maatregel, ingediend_op, notitie, door)
            noteer(maatregel, "beroep_registreren", door=door, op=op)
        _mail("beroep_geregistreerd", beroep)
    return beroep


def beroep_uitspraak(
    *,
    beroep: Beroep,
    uitkomst: str,
    uitspraak_op: date,
    toelichting: str,
    door: User,
    op: datetime,
    toegekend: Iterable[AanvraagLijn] = (),
    vanaf: date | None = None,
    mentoren: Iterable[LijnMentor] = (),
) -> Beroep:
    """Record the ruling. Against a refusal, `toegekend` lines become erkenningen from `vanaf`, the date in the ruling,
    with these `mentoren`; against a measure a `gegrond` ruling gives back what it ended (rules.md §3.2).

    Raises Geweigerd when nothing is granted by a ruling that says it was, for days that do not fit, for a line
    without mentor, or when the ruling was entered already.
    """
    if not beroep.ingediend_op <= uitspraak_op <= timezone.localdate(op):
        raise Geweigerd("De uitspraak valt na het beroep en ten laatste vandaag.")
    lijnen, voorstellen = list(toegekend), list(mentoren)
    gegrond = uitkomst == Beroep.Uitkomst.GEGROND
    if bool(lijnen) != (gegrond and beroep.aanvraag_id is not None):
        raise Geweigerd("Duid bij een gegrond beroep aan welke opleidingen toch erkend worden, en alleen dan.")
    with transaction.atomic():
        rij = vergrendel(beroep)
        if rij.uitkomst:
            raise Geweigerd("De uitspraak in dit beroep staat er al.")
        rij.uitkomst, rij.uitspraak_op, rij.toelichting = uitkomst, uitspraak_op, toelichting.strip()
        rij.uitspraak_door = door
        if rij.aanvraag is not None:
            with perform(rij.aanvraag, "beroep_uitspraak", door=door, op=op, reden=toelichting.strip()) as dossier:
                for lijn in lijnen:
                    _ken_toe(dossier, lijn, vanaf or uitspraak_op, voorstellen, op=op)
            bewaar_opnieuw(dossier)
        else:
            assert rij.maatregel is not None
            maatregel = _maatregel(rij.maatregel, door)
            if gegrond:
                _herstel(maatregel, door=door, op=op)
            noteer(maatregel, "beroep_uitspraak", door=door, op=op, tekst=toelichting.strip())
        rij.save()
        rij.toegekend.set(lijnen)
        _mail("beroep_uitspraak", rij)
    return rij


def _ken_toe(
    dossier: Aanvraag, lijn: AanvraagLijn, vanaf: date, voorstellen: list[LijnMentor], *, op: datetime
) -> None:
    """A refused line becomes an erkenning from the date in the ruling, with its attest."""
    vergrendel_vestiging(dossier)
    rij = dossier.lijnen.filter(pk=lijn.pk, toestand=AanvraagLijn.Toestand.GEWEIGERD).first()
    if rij is None:
        raise Geweigerd(f"{lijn.opleiding} is in dit dossier niet geweigerd.")
    if dossier.beslist_op is not None and vanaf < dossier.beslist_op:
        raise Geweigerd("Een erkenning na beroep begint niet voor de dag van de beslissing.")
    aanvaard = [voorstel for voorstel in voorstellen if voorstel.lijn_id == rij.pk]
    if not aanvaard:
        raise Geweigerd(f"Duid minstens één mentor aan voor {rij.opleiding}.")
    vergrendel_mentoren([rij])
    for oordeel in mentor_oordelen(aanvaard, vandaag=timezone.localdate(op)):
        if not oordeel.geldig:
            raise Geweigerd(f"{oordeel.voorstel.mentor} voldoet niet aan de voorwaarden voor een mentor.")
        oordeel.voorstel.oordeel = LijnMentor.Oordeel.AANVAARD
        oordeel.voorstel.save()
    rij.redenen = ""
    erkenning = erken(rij, vanaf, op=timezone.localdate(op))
    _alleen(erkenning)
    leg_attest_vast(erkenning, op=op)
    meld(feiten.ERKENNING_TOEGEKEND, erkenning=erkenning, op=vanaf)


def _alleen(erkenning: Erkenning) -> None:
    """One erkenning at a time for a vestiging × opleiding; who decides or asks again waits for our lock."""
    samen = Erkenning.objects.filter(
        vestiging=erkenning.vestiging_id,
        opleiding=erkenning.opleiding_id,
        opgeheven_op=None,
        geldig_van__lte=erkenning.geldig_tot,
        geldig_tot__gte=erkenning.geldig_van,
    )
    if samen.exclude(pk=erkenning.pk).exists():
        raise Geweigerd(f"{erkenning.opleiding} is hier intussen opnieuw erkend. Hef die erkenning eerst op.")


def _herstel(maatregel: Maatregel, *, door: User, op: datetime) -> None:
    """Give back what the measure ended, with its designations and its term; a barred mentor may be proposed anew.

    At a vestiging that closed meanwhile nothing is given back: it would have ended there too.
    """
    dag = timezone.localdate(op)
    maatregel.vernietigd_op = dag
    maatregel.save(update_fields=["vernietigd_op"])
    if maatregel.mentor is not None:
        herstel_mentor(mentor=maatregel.mentor, door=door, op=op)
    geraakt = list(maatregel.geraakt.select_related("lijn__aanvraag").order_by("pk"))
    plaatsen = {erkenning.vestiging_id for erkenning in geraakt}
    vergrendeld = Vestiging.objects.select_for_update(of=("self",), no_key=True).select_related("onderneming")
    vestigingen = {rij.pk: rij for rij in vergrendeld.filter(pk__in=plaatsen).order_by("pk")}
    for erkenning in geraakt:
        vestiging = vestigingen[erkenning.vestiging_id]
        if vestiging.gesloten_op is not None:
            continue
        if ander := Maatregel.objects.uitsluiting_van(vestiging.onderneming, vestiging, op=dag):
            raise Geweigerd(ander.zin)
        with perform(erkenning, "herstellen", door=door, op=op) as rij:
            beeindigd_op, rij.opgeheven_op = rij.opgeheven_op, None
            assert beeindigd_op is not None  # the constraint holds it
            _alleen(rij)
            # Past its last day already: the job lets it lapse at its next run.
            termijnen.start(rij, "geldigheid", op=rij.geldig_van, vast_op=rij.geldig_tot, aangemaakt_op=dag)
            herstel_aanduidingen(vestiging=rij.vestiging, opleiding=rij.opleiding, beeindigd_op=beeindigd_op, op=dag)
            hervat_mentorwissel(rij, op=dag)
        bewaar_opnieuw(erkenning.lijn.aanvraag)
        meld(feiten.ERKENNING_HERSTELD, erkenning=rij, op=dag)


def _maatregel(maatregel: Maatregel, door: User) -> Maatregel:
    """Locked; a coördinator only (rules.md §3.2)."""
    if not door.is_coordinator:
        raise Geweigerd("Alleen een coördinator registreert een beroep.")
    return vergrendel(maatregel)


def _niet_voor(ingediend_op: date, beslist_op: date | None) -> None:
    if beslist_op is not None and ingediend_op < beslist_op:
        raise Geweigerd("Het beroep kan niet voor de beslissing vallen.")


def _maak(
    aanvraag: Aanvraag | None, maatregel: Maatregel | None, ingediend_op: date, notitie: str, door: User
) -> Beroep:
    return Beroep.objects.create(
        aanvraag=aanvraag,
        maatregel=maatregel,
        ingediend_op=ingediend_op,
        notitie=notitie.strip(),
        geregistreerd_door=door,
    )


def _mail(soort: str, beroep: Beroep) -> None:
    over = beroep.aanvraag or beroep.maatregel
    assert over is not None  # the constraint holds it
    mensen = (
        werkgevers(beroep.aanvraag)
        if beroep.aanvraag
        else list(beroep.maatregel.van_onderneming.werkgevers())
        if beroep.maatregel
        else []
    )
    meldingen.stuur(
        soort,
        dossier=beroep.aanvraag,
        aan=mensen,
        gegevens={"beroep": beroep, "url": over.get_absolute_url()},
    )
