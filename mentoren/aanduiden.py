"""Designating a mentor, and the year in which the mentoropleiding must follow (rules.md §3.1, §4)."""

from datetime import date

from educam_portal.organisaties.models import Opleiding, Vestiging
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.feiten import meld

from .feiten import MENTOR_AANGEDUID
from .models import Aanduiding, Mentor

MENTOROPLEIDING = "mentoropleiding"


def duid_aan(
    *, mentor: Mentor, vestiging: Vestiging, opleiding: Opleiding, aangeduid_op: date, erkend_op: date
) -> Aanduiding:
    """Designate a mentor from `aangeduid_op`; called in the transaction that grants the erkenning on `erkend_op`.

    The training term starts at the later of the two, for the first erkenning where the mentor is designated, unless the
    mentoropleiding was completed before (kept for life). Source: rules.md §4.
    """
    aanduiding, _ = Aanduiding.objects.get_or_create(
        mentor=mentor, vestiging=vestiging, opleiding=opleiding, tot=None, defaults={"van": aangeduid_op}
    )
    if mentor.persoon.mentoropleiding_op is None and termijnen.van(mentor, MENTOROPLEIDING) is None:
        termijnen.start(mentor, MENTOROPLEIDING, op=max(aangeduid_op, erkend_op))
    meld(MENTOR_AANGEDUID, aanduiding=aanduiding)
    return aanduiding
