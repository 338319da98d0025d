"""Starting, pausing, extending and ending terms (rules.md §7). Every function is one transaction and locks its term.

A subject has at most one open term per kind. Functions on a subject without an open term do nothing: whoever ends a
dossier need not know which terms were still running.
"""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from educam_portal import meldingen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User

from . import berekenen
from .bundels import vergrendel_onderwerp
from .models import PORTAAL, Termijn, TermijnQuerySet
from .register import NA_WIJZIGING, soort_termijn

# Any moment before the due date: whom it would remind is who must act.
HERINNERING = "-0d"


def termijnen_bij(onderwerp: models.Model, soort: str | None = None) -> TermijnQuerySet:
    """Every term of a subject, newest first; of one kind when `soort` is given."""
    rijen = Termijn.objects.filter(
        onderwerp_type=ContentType.objects.get_for_model(onderwerp), onderwerp_id=str(onderwerp.pk)
    ).order_by("-pk")
    return rijen if soort is None else rijen.filter(soort=soort)


def van(onderwerp: models.Model, soort: str) -> Termijn | None:
    """The newest term of this kind of a subject, open or not; None when there never was one."""
    return termijnen_bij(onderwerp, soort).first()


def _samen() -> transaction.Atomic:
    """Part of the caller's transaction, or one of its own: nobody goes on after half of a change to a term failed."""
    return transaction.atomic(savepoint=False)


def _open(onderwerp: models.Model, soort: str) -> Termijn | None:
    """The open term, locked until the end of the transaction."""
    return termijnen_bij(onderwerp, soort).open().select_for_update(of=("self",), no_key=True).first()


def start(
    onderwerp: models.Model, soort: str, *, op: date, vast_op: date | None = None, aangemaakt_op: date | None = None
) -> Termijn:
    """Start a term on `op`; an open one of this kind is returned as it is.

    `vast_op` is the due date when the event itself gives it. `aangemaakt_op` is the day it came to exist, when that is
    not `op`: reminder moments on or before it are void. Raises OnbekendeSoort, and ValueError without any due date.
    """
    partijen = soort_termijn(soort).partijen(onderwerp)
    with _samen():
        lopend = _open(onderwerp, soort)
        if lopend is not None:
            return lopend
        termijn = Termijn(
            soort=soort,
            onderwerp_type=ContentType.objects.get_for_model(onderwerp),
            onderwerp_id=str(onderwerp.pk),
            voor=partijen.voor,
            bij=partijen.bij,
            persoon=partijen.persoon,
            start=op,
            vast_op=vast_op,
            aangemaakt_op=aangemaakt_op or op,
        )
        berekenen.zet_dagen(termijn, als_nieuw=True)
        try:
            with transaction.atomic():
                termijn.save()
        except IntegrityError:
            # Somebody else started it between our look and our insert; the partial unique index let one through.
            lopend = _open(onderwerp, soort)
            if lopend is None:
                raise
            return lopend
        _na_wijziging(termijn)
        return termijn


def zet_partijen(onderwerp: models.Model) -> None:
    """Look again whom the open terms of a subject concern: the vestiging moved to another region, a person got an account."""
    with transaction.atomic():
        for termijn in termijnen_bij(onderwerp).open().select_for_update(of=("self",), no_key=True):
            partijen = soort_termijn(termijn.soort).partijen(onderwerp)
            termijn.voor, termijn.bij, termijn.persoon = partijen.voor, partijen.bij, partijen.persoon
            termijn.save(update_fields=["voor", "bij", "persoon"])


def herstart(onderwerp: models.Model, soort: str, *, op: date, vast_op: date | None = None) -> Termijn:
    """Let the term run anew from `op`: the last change of a concept, an evaluation that is planned on another day.

    A term of which nothing was sent yet is moved; otherwise it becomes void and a new one starts, with new reminders.
    """
    with _samen():
        lopend = _open(onderwerp, soort)
        if lopend is None:
            return start(onderwerp, soort, op=op, vast_op=vast_op)
        if (lopend.start, lopend.vast_op) == (op, vast_op):
            return lopend
        gepauzeerd, herinnerd = berekenen.wat_er_gebeurde(lopend)
        if herinnerd:
            nietig(onderwerp, soort, op=op)
            return start(onderwerp, soort, op=op, vast_op=vast_op)
        lopend.start, lopend.vast_op, lopend.aangemaakt_op = op, vast_op, op
        return herbereken(lopend, "start", "vast_op", "aangemaakt_op", als_nieuw=not gepauzeerd)


def voldaan(onderwerp: models.Model, soort: str, *, op: date) -> None:
    """The term was met on `op`: nothing more is sent."""
    _sluit(onderwerp, soort, voldaan_op=op)


def nietig(onderwerp: models.Model, soort: str, *, op: date) -> None:
    """The term no longer makes sense from `op` on: nothing more is sent."""
    _sluit(onderwerp, soort, nietig_op=op)


def _sluit(onderwerp: models.Model, soort: str, **einde: date) -> None:
    with _samen():
        termijn = _open(onderwerp, soort)
        if termijn is not None:
            for veld, op in einde.items():
                setattr(termijn, veld, op)
            termijn.volgende_op = None
            termijn.save(update_fields=[*einde, "volgende_op"])


def pauzeer(
    onderwerp: models.Model, soort: str, *, sleutel: str, reden: str, van: date, tot: date | None = None
) -> None:
    """Let the term stand still from `van` because of `sleutel` (one open pause per cause), until `hervat`.

    `tot` is the day on which it runs again, when that is known. `reden` is a Dutch phrase both sides may read.
    """
    with _samen():
        termijn = _open(onderwerp, soort)
        if termijn is None:
            return
        lopend = termijn.pauzes.filter(sleutel=sleutel, tot=None).first()
        if lopend is None:
            termijn.pauzes.create(sleutel=sleutel, reden=reden, van=van, tot=tot and max(van, tot))
        elif tot is not None:
            lopend.tot = max(lopend.van, tot)
            lopend.save(update_fields=["tot"])
        herbereken(termijn)


def hervat(onderwerp: models.Model, soort: str, *, sleutel: str, tot: date) -> None:
    """The pause of `sleutel` ends: the term runs again from `tot`. Does nothing when no such pause is open."""
    with _samen():
        termijn = _open(onderwerp, soort)
        if termijn is None:
            return
        pauze = termijn.pauzes.filter(sleutel=sleutel, tot=None).first()
        if pauze is None:
            return
        pauze.tot = max(pauze.van, tot)
        pauze.save(update_fields=["tot"])
        herbereken(termijn)


def verleng(termijn: Termijn, *, door: User, tot: date, reden: str, op: date) -> Termijn:
    """Extend an open term to `tot`, with a reason (rules.md §7). Who may is up to the caller.

    Raises Geweigerd for a kind that cannot be extended, a term that ended or stands still, a date that is not later, or
    no reason. A term that had lapsed can lapse again, and the moments before the new due date that come after `op` go as
    for a new term: nobody misses the day that replaced the old one. What was claimed and not yet told is not told any more.
    """
    reden = reden.strip()
    with transaction.atomic():
        # The subject first, as every service does: in the other order two of them could wait for each other.
        vergrendel_onderwerp(termijn)
        rij = Termijn.objects.select_for_update(of=("self",), no_key=True).get(pk=termijn.pk)
        soort = soort_termijn(rij.soort)
        if not soort.verlengbaar:
            raise Geweigerd(f"De termijn “{soort.label}” kan niet verlengd worden.")
        if not rij.is_open:
            raise Geweigerd("Deze termijn loopt niet meer. Verlengen heeft geen zin.")
        if rij.vervalt_op is None:
            raise Geweigerd("Deze termijn staat stil. Verleng ze wanneer ze weer loopt.")
        if tot <= rij.vervalt_op:
            raise Geweigerd(f"Kies een dag na {rij.vervalt_op:%d/%m/%Y}, de dag waarop de termijn nu eindigt.")
        if not reden:
            raise Geweigerd("Schrijf waarom je de termijn verlengt.")
        rij.verlengd_tot, rij.verlengd_door, rij.verlengd_reden = tot, door, reden
        rij.verlengd_op, rij.ronde = op, rij.ronde + 1
        rij.save(update_fields=["verlengd_tot", "verlengd_door", "verlengd_reden", "verlengd_op", "ronde"])
        rij.herinneringen.filter(bericht=None).exclude(ontvanger=PORTAAL).delete()
        herbereken(rij)
        if soort.bij_verlenging is not None:
            soort.bij_verlenging(rij)
        return rij


def verleng_en_meld(termijn: Termijn, *, door: User, tot: date, reden: str, op: date) -> Termijn:
    """As `verleng`, and everybody who is reminded of the term gets the new date with the reason."""
    with transaction.atomic():
        rij = verleng(termijn, door=door, tot=tot, reden=reden, op=op)
        soort = soort_termijn(rij.soort)
        meldingen.stuur(
            "termijn_verlengd",
            dossier=soort.dossier(rij),
            aan=[ontvanger for ontvanger in soort.ontvangers(rij, HERINNERING) if ontvanger != door],
            gegevens={
                "label": soort.label,
                "titel": soort.titel(rij),
                "tot": rij.vervalt_op,
                "reden": rij.verlengd_reden,
                "door": door,
            },
        )
    return rij


def herbereken(termijn: Termijn, *ook: str, als_nieuw: bool = False) -> Termijn:
    """Compute the dates of an open term again from its stored facts; the hooks of its kind run when the due date moved.

    The caller holds the lock on the row, or made it, and knows with `als_nieuw` that it has no pauses or reminders.
    Returns the same object, saved, with the fields that `ook` names.
    """
    if not termijn.is_open:
        return termijn
    with _samen():
        was = termijn.vervalt_op
        berekenen.zet_dagen(termijn, als_nieuw=als_nieuw)
        termijn.save(update_fields=[*ook, "vervalt_op", "volgende_op"])
        if termijn.vervalt_op != was:
            _na_wijziging(termijn)
    return termijn


def _na_wijziging(termijn: Termijn) -> None:
    for functie in NA_WIJZIGING[termijn.soort]:
        functie(termijn)
