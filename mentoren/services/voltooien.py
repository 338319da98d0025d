"""Presence per day, closing a session, and completion: once, for life, at every onderneming (rules.md §4)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.workflow.diensten import noteer, perform
from educam_portal.workflow.feiten import meld

from ..aanbod import met_plaats
from ..attesten import leg_attest_vast
from ..documenten import EXTERN_ATTEST
from ..feiten import MENTOROPLEIDING_VOLTOOID
from ..models import Aanwezigheid, ExternAttest, Inschrijving, Mentor, Persoon, Sessie, Sessiedag
from ..models.opleiding import rollen_bij
from ..ontvangers import deelnemer, verwittig
from ..rules import is_voltooid
from ..toestanden import Inschrijfstand, Wie
from .inschrijvingen import geef_plaats_terug, sluit_wachtlijst, vergrendel_met_sessie

GEVOLGD = "De mentoropleiding is al gevolgd."


def noteer_aanwezigheid(
    *, sessie: Sessie, dag: Sessiedag, aanwezig: Mapping[int, bool], door: User, op: datetime
) -> Sessie:
    """Write down who was there on one day (`aanwezig`: id of Inschrijving → was there). Those left out stay as they are."""
    with perform(sessie, "aanwezigheid_noteren", door=door, op=op, gegevens={"dag": dag.nummer}) as rij:
        if dag.sessie_id != rij.pk or dag.datum > timezone.localdate(op):
            raise Geweigerd(f"Deze dag komt nog: {dag.datum:%d/%m/%Y}. Noteer dan wie er is.")
        deelnemers = set(rij.inschrijvingen.filter(toestand=Inschrijfstand.INGESCHREVEN).values_list("pk", flat=True))
        if onbekend := set(aanwezig) - deelnemers:
            raise Geweigerd(f"{len(onbekend)} van deze mensen zijn niet meer ingeschreven. Herlaad de pagina.")
        Aanwezigheid.objects.bulk_create(
            [Aanwezigheid(inschrijving_id=pk, dag=dag, aanwezig=ja, door=door, op=op) for pk, ja in aanwezig.items()],
            update_conflicts=True,
            unique_fields=["inschrijving", "dag"],
            update_fields=["aanwezig", "door", "op"],
        )
    return rij


def afronden(*, sessie: Sessie, door: User, op: datetime) -> Sessie:
    """Close a session: who was there on both days has completed the course and gets an attest; the others hear what now."""
    with transaction.atomic():
        with perform(sessie, "afronden", door=door, op=op) as rij:
            sluit_wachtlijst(rij, op=op)
        deelnemers = list(rij.inschrijvingen.filter(toestand=Inschrijfstand.INGESCHREVEN).order_by("pk"))
        wie = [inschrijving.persoon_id for inschrijving in deelnemers]
        personen = Persoon.objects.select_for_update(of=("self",), no_key=True).order_by("pk").in_bulk(wie)
        aanwezig = _aanwezig_per_inschrijving(rij)
        andere = met_plaats(op)
        for inschrijving in deelnemers:
            gehaald = is_voltooid(aanwezig.get(inschrijving.pk, {}))
            with perform(inschrijving, "beoordelen", door=door, op=op) as deel:
                deel.toestand = Inschrijfstand.VOLTOOID if gehaald else Inschrijfstand.NIET_VOLTOOID
            if gehaald:
                _reik_uit(deel, personen[deel.persoon_id], door=door, op=op)
            else:
                verwittig("opleiding_niet_voltooid", deel, op=op, gegevens={"andere": andere})
    return rij


def rechtzetten(*, inschrijving: Inschrijving, reden: str, door: User, op: datetime) -> Inschrijving:
    """Somebody was noted absent by mistake: the presence is put right and the course counts (rules.md §4)."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf hoe je weet dat deze persoon er beide dagen was.")
    with transaction.atomic():
        persoon, lopend = vergrendel_met_sessie(inschrijving.persoon)
        with perform(inschrijving, "rechtzetten", door=door, op=op, reden=reden) as rij:
            for dag in rij.sessie.dagen.all():
                Aanwezigheid.objects.update_or_create(
                    inschrijving=rij, dag=dag, defaults={"aanwezig": True, "door": door, "op": op}
                )
        _reik_uit(rij, persoon, door=door, op=op)
        geef_plaats_terug(lopend, reden=GEVOLGD, op=op)
    return rij


def aanvaard_extern_attest(
    *,
    mentor: Mentor,
    aanbieder: str,
    gevolgd_op: date,
    reden: str,
    bestand: File | None = None,
    door: User,
    op: datetime,
) -> ExternAttest:
    """Accept a course followed elsewhere instead of EDUCAM's, with the reason why it counts (rules.md §4).

    Raises Geweigerd when `door` does not follow this mentor for EDUCAM, OngeldigBestand for the file.
    """
    aanbieder, reden = aanbieder.strip(), reden.strip()
    if not {Wie.CONSULENT, Wie.COORDINATOR} & rollen_bij(mentor, door):
        raise Geweigerd("Alleen de consulent van deze mentor aanvaardt een attest.")
    if not aanbieder or not reden:
        raise Geweigerd("Schrijf waar de opleiding gevolgd is en waarom ze telt.")
    dag = timezone.localdate(op)
    if gevolgd_op > dag:
        raise Geweigerd("Kies de dag waarop de opleiding gevolgd is. Die ligt niet in de toekomst.")
    with transaction.atomic():
        persoon, lopend = vergrendel_met_sessie(mentor.persoon)
        if persoon.mentoropleiding_op is not None:
            toen = date_format(persoon.mentoropleiding_op, "j F Y")
            raise Geweigerd(f"{persoon} volgde de mentoropleiding al op {toen}. Een attest is niet meer nodig.")
        document = None
        if bestand is not None:
            document = documenten.bewaar(bestand=bestand, soort=EXTERN_ATTEST, door=door, onderwerp=persoon)
        attest = ExternAttest.objects.create(
            persoon=persoon,
            aanbieder=aanbieder,
            gevolgd_op=gevolgd_op,
            reden=reden,
            document=document,
            aanvaard_door=door,
            aanvaard_op=op,
        )
        noteer(mentor, "extern_attest_aanvaarden", door=door, op=op, tekst=reden)
        _voltooi(persoon, gevolgd_op, voldaan_op=dag, door=door)
        meldingen.stuur(
            "extern_attest_aanvaard",
            dossier=mentor,
            aan=[*deelnemer(mentor), *mentor.onderneming.werkgevers()],
            gegevens={"persoon": persoon, "attest": attest},
        )
        geef_plaats_terug(lopend, reden=GEVOLGD, op=op)
    return attest


def _aanwezig_per_inschrijving(sessie: Sessie) -> dict[int, dict[int, bool]]:
    """Id of the enrolment → number of the day → was there."""
    uit: dict[int, dict[int, bool]] = {}
    rijen = Aanwezigheid.objects.filter(dag__sessie=sessie).values_list("inschrijving", "dag__nummer", "aanwezig")
    for pk, nummer, aanwezig in rijen:
        uit.setdefault(pk, {})[nummer] = aanwezig
    return uit


def _reik_uit(inschrijving: Inschrijving, persoon: Persoon, *, door: User, op: datetime) -> None:
    """The person has completed the course on its last day: an attest and a mail."""
    dag = inschrijving.sessie.dag2.datum
    leg_attest_vast(inschrijving, op=op)
    _voltooi(persoon, dag, voldaan_op=dag, door=door)
    verwittig("opleiding_voltooid", inschrijving, op=op)


def _voltooi(persoon: Persoon, dag: date, *, voldaan_op: date, door: User) -> None:
    """Set the day on a locked person, once, and tell every floor: terms are met at every onderneming."""
    if persoon.mentoropleiding_op is None:
        persoon.mentoropleiding_op = dag
        persoon._history_user = door  # type: ignore[attr-defined]  # simple_history reads it
        persoon._change_reason = "mentoropleiding voltooid"  # type: ignore[attr-defined]
        persoon.save()
    meld(MENTOROPLEIDING_VOLTOOID, persoon=persoon, op=voldaan_op, door=door)
