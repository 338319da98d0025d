"""A claim without a right to it that may still get one: what it waits for (rules.md §6)."""

from datetime import date
from enum import StrEnum

from .maanden import DAG
from .oordeel import Blik, Feiten, Oordeel, Premieregels, Uitkomst, Voorwaardecode


class Wachten(StrEnum):
    PLAATS = "plaats"
    DAGEN = "dagen"


def wacht_op(uitslag: Oordeel, feiten: Feiten, regels: Premieregels, vandaag: date, *, zeker: int) -> Wachten | None:
    """What would still open the way; None when something is lost for good, or nothing stands in the way.

    A place comes free when a claim that goes first falls away (rules.md §6, maximum); `zeker` of them cannot. Days that
    were worked may be told later than they were worked; a place weighs more than days: of both it is the place.
    """
    niet = {een.code for een in uitslag.voorwaarden if een.uitkomst == Uitkomst.NIET_VOLDAAN}
    plaats = Voorwaardecode.MAXIMUM in niet
    if niet - {Voorwaardecode.MAXIMUM, Voorwaardecode.VIER_MAANDEN}:
        return None
    if plaats and zeker >= regels.maximum:
        return None
    if Voorwaardecode.VIER_MAANDEN in niet and not kan_aangevuld(feiten, regels, vandaag):
        return None
    return Wachten.PLAATS if plaats else Wachten.DAGEN if niet else None


def kan_aangevuld(feiten: Feiten, regels: Premieregels, vandaag: date) -> bool:
    """Whether the months are reached when every day since the last one that was told is told too.

    Until the schooljaar is over: then everything has been asked. Days before the last one told were not worked.
    """
    blik = Blik(feiten, regels, vandaag)
    if vandaag > blik.jaar.tot:
        return False
    laatste = max((vak.tot for vak in blik.gepresteerd(vandaag)), default=blik.jaar.van - DAG)
    return blik.haalbaar(laatste + DAG)
