"""The dates of an overeenkomst: facts in, outcome out (rules.md §5, §7). No database, no clock, no request."""

from datetime import date
from typing import Literal

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import na_termijn, span_duur

# A fixed point of social-security law, not an amount: limited up to and including the year of this birthday.
RSZ_BEPERKT_TOT_VERJAARDAG = 18


def registratietermijn(start: date, duur: Duur) -> date:
    """Last day on which registering `start` still counts for the premie: a term after the start (rules.md §7)."""
    return na_termijn(start, duur)


def proefperiode(start: date, duur: Duur) -> date:
    """Last day on which either side may stop without reason; the start date is day 1 (rules.md §5, §7)."""
    return span_duur(start, duur)


def rsz(geboortedatum: date, datum: date) -> Literal["beperkt", "volledig"]:
    """How far the lerende is subject to RSZ on `datum`.

    Limited until 31 December of the year of the 18th birthday, full from 1 January of the next (rules.md §5.1,
    facts.md §4.5). Raises ValueError when `datum` lies before the birth.
    """
    if datum < geboortedatum:
        raise ValueError("De datum ligt vóór de geboortedatum.")
    return "beperkt" if datum.year - geboortedatum.year <= RSZ_BEPERKT_TOT_VERJAARDAG else "volledig"
