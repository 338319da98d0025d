"""The premie kwalificerend werkplekleren: facts in, outcome out (rules.md §6). No database, no clock, no request."""

from decimal import Decimal


def premiebedrag(*, betaald: bool, met_vergoeding: Decimal, zonder_vergoeding: Decimal) -> Decimal:
    """The premie in euro for one lerende and one schooljaar (rules.md §6, Amount).

    `betaald`: the onderneming pays the lerende; the two amounts are the parameters in force for that schooljaar.
    """
    return met_vergoeding if betaald else zonder_vergoeding
