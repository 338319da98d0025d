"""Designating a mentor, and the year in which the mentoropleiding must follow (rules.md §3.1, §4)."""

from datetime import date

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.organisaties.models import Opleiding, Vestiging
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from educam_portal.workflow.feiten import meld

from .feiten import MENTOR_AANGEDUID
from .models import Aanduiding, Mentor
from .rules import begin_mentortermijn

MENTOROPLEIDING = "mentoropleiding"


def duid_aan(
    *, mentor: Mentor, vestiging: Vestiging, opleiding: Opleiding, aangeduid_op: date, erkend_op: date, op: date
) -> Aanduiding:
    """Designate a mentor from `aangeduid_op` for what is recognised from `erkend_op`; part of the change that says so on `op`.

    The training term starts at the later of the two, for the first erkenning where the mentor is designated, unless the
    mentoropleiding was completed before (kept for life). Raises Geweigerd for who is mentor here no more: the caller
    looked before it locked the mentor, and somebody may have left or been barred since. Source: rules.md §3.3, §4.
    """
    mentor.refresh_from_db(fields=["toestand"])
    if mentor.niet_meer:
        raise Geweigerd(mentor.niet_meer)
    wat = {"mentor": mentor, "vestiging": vestiging, "opleiding": opleiding, "tot": None}
    # The mentor is locked by the caller: nobody designates the same one in between.
    aanduiding = Aanduiding.objects.filter(**wat).first() or Aanduiding.objects.create(van=aangeduid_op, **wat)
    # A term that became void when an erkenning ended starts anew with the next one.
    gehad = termijnen.termijnen_bij(mentor, MENTOROPLEIDING).filter(nietig_op=None).exists()
    if mentor.persoon.mentoropleiding_op is None and not gehad:
        begin = begin_mentortermijn(erkend_op, aangeduid_op)
        termijnen.start(mentor, MENTOROPLEIDING, op=begin, aangemaakt_op=op)
    meld(MENTOR_AANGEDUID, aanduiding=aanduiding, op=op)
    return aanduiding


def beeindig_aanduidingen(*, vestiging: Vestiging, opleiding: Opleiding, op: date) -> list[Aanduiding]:
    """The erkenning ended on `op`: nobody is mentor for it any more, and who has none left needs no course for it.

    Returns the designations that ended. Source: rules.md §3.3, §4.
    """
    lopend = Aanduiding.objects.filter(vestiging=vestiging, opleiding=opleiding, tot=None)
    vast = lopend.select_related("mentor__persoon").select_for_update(of=("self",), no_key=True)
    geraakt = list(vast.order_by("pk"))
    for aanduiding in geraakt:
        aanduiding.tot = max(op, aanduiding.van)
        aanduiding.save()
        if Aanduiding.objects.filter(mentor=aanduiding.mentor, tot=None).exists():
            # What is left may be in another region.
            termijnen.zet_partijen(aanduiding.mentor)
        else:
            termijnen.nietig(aanduiding.mentor, MENTOROPLEIDING, op=op)
    return geraakt


def herstel_aanduidingen(*, vestiging: Vestiging, opleiding: Opleiding, beeindigd_op: date, op: date) -> None:
    """Undo `beeindig_aanduidingen` of that day: an appeal gave the erkenning back. The year of the course goes on."""
    geraakt = Aanduiding.objects.filter(
        vestiging=vestiging, opleiding=opleiding, tot=beeindigd_op, mentor__vertrokken_op=None
    )
    vast = geraakt.select_related("mentor__persoon").select_for_update(of=("self",), no_key=True)
    for aanduiding in vast.order_by("pk"):
        wat = {"mentor": aanduiding.mentor, "vestiging": vestiging, "opleiding": opleiding, "tot": None}
        if Aanduiding.objects.filter(**wat).exists():
            continue  # designated anew meanwhile
        aanduiding.tot = None
        aanduiding.save()
        vorige = termijnen.van(aanduiding.mentor, MENTOROPLEIDING)
        if vorige and vorige.nietig_op == beeindigd_op and aanduiding.mentor.persoon.mentoropleiding_op is None:
            _loopt_weer(vorige, aanduiding.mentor, op=op)


def volg_toekenning(mentor: Mentor, *, was: date, wordt: date) -> None:
    """The day of the grant was put right: a year that began on `was` begins on `wordt`, with its extension (rules.md §4).

    Both days are those from which the term counts, the later of grant and designation. The caller locked the mentor.
    """
    lopend = termijnen.termijnen_bij(mentor, MENTOROPLEIDING).open().first()
    if lopend is None or lopend.start != was or was == wordt:
        return
    nieuw = termijnen.herstart(mentor, MENTOROPLEIDING, op=wordt)
    if nieuw.pk != lopend.pk:
        _verleng_mee(nieuw, lopend)


def _loopt_weer(vorige: Termijn, mentor: Mentor, *, op: date) -> None:
    """The term as it was, with its extension; moments that passed meanwhile are not sent again."""
    termijn = termijnen.start(mentor, MENTOROPLEIDING, op=vorige.start, aangemaakt_op=op)
    _verleng_mee(termijn, vorige)


def _verleng_mee(termijn: Termijn, vorige: Termijn) -> None:
    """What a consulent allowed with a reason still counts."""
    if vorige.verlengd_tot is not None:
        termijn.verlengd_tot, termijn.verlengd_reden = vorige.verlengd_tot, vorige.verlengd_reden
        termijn.verlengd_door, termijn.verlengd_op = vorige.verlengd_door, vorige.verlengd_op
        termijnen.herbereken(termijn, "verlengd_tot", "verlengd_reden", "verlengd_door", "verlengd_op")
