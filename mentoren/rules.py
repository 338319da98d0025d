"""What a mentor must do by when: facts in, outcome out (rules.md §4). No database, no clock, no request."""

from datetime import date

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import na_termijn


def mentortermijn(erkend_op: date, aangeduid_op: date | None, duur: Duur) -> date:
    """Last day to complete the mentoropleiding: `duur` after the later of grant and designation (rules.md §4).

    `aangeduid_op` None = designated with the aanvraag, so the grant counts.
    """
    return na_termijn(begin_mentortermijn(erkend_op, aangeduid_op), duur)


def begin_mentortermijn(erkend_op: date, aangeduid_op: date | None) -> date:
    """The day the term of the mentoropleiding starts from: the later of grant and designation (rules.md §4)."""
    return max(erkend_op, aangeduid_op or erkend_op)
