"""The worked case of a premie (rules.md §6), through the judgement of the portal itself."""

from datetime import date
from decimal import Decimal
from typing import Any

from premies.regels import premieregels
from premies.rules import Feiten, Oordeel, Tijdvak, oordeel, schooljaar
from premies.simulatie import Jaar

from . import gevallen as lees
from .gevallen import Fout, Geval

SLEUTELS = {
    "vandaag", "schooljaar", "soort", "ondertekend", "start", "einde", "prestaties", "geregistreerd_op", "toestemming_op",
    "iban_op", "mentoropleiding_op", "gewest", "vergoeding", "eerder_ontvangen", "vks", "volwassenenonderwijs",
    "aandeel_werkplek",
}  # fmt: skip
SOORTEN = ("OAO", "SAO", "ODOS", "ODO")
GEWESTEN = ("vlaams", "brussels", "waals")


def premie(geval: Geval) -> Geval:
    """Right, amount in euro and the outcome of each condition. Raises Fout, or OnbekendeParameter before the first premie."""
    return samengevat(beoordeeld(geval).oordeel)


def samengevat(uitkomst: Oordeel) -> Geval:
    """A judgement as an outcome of JSON."""
    return {
        "recht": uitkomst.recht.value,
        "bedrag": f"{uitkomst.bedrag:.2f}",
        "voorwaarden": uitkomst.uitkomsten,
    }


def beoordeeld(geval: Geval) -> Jaar:
    """The judgement of a case with what it stands on. Raises as `premie`."""
    lees.sleutels(geval, SLEUTELS)
    vandaag = lees.datum(geval["vandaag"], "vandaag")
    feiten = _feiten(geval)
    jaar = schooljaar(feiten.schooljaar)
    if feiten.einde < feiten.start:
        raise Fout("De overeenkomst eindigt vóór ze begint.")
    if feiten.einde < jaar.van or feiten.start > jaar.tot:
        raise Fout(f"De overeenkomst valt niet in schooljaar {feiten.schooljaar}-{feiten.schooljaar + 1}.")
    regels = premieregels(feiten.schooljaar, feiten.start)
    return Jaar(feiten, regels, oordeel(feiten, regels, vandaag), vandaag)


def _feiten(geval: Geval) -> Feiten:
    return Feiten(
        schooljaar=lees.geheel(geval["schooljaar"], "schooljaar", van=1, tot=9998),
        soort=lees.keuze(geval["soort"], "soort", SOORTEN),
        ondertekend=lees.waar(geval["ondertekend"], "ondertekend"),
        start=lees.datum(geval["start"], "start"),
        einde=lees.datum(geval["einde"], "einde"),
        prestaties=_prestaties(geval["prestaties"]),
        geregistreerd_op=_dag(geval, "geregistreerd_op"),
        toestemming_op=_dag(geval, "toestemming_op"),
        iban_op=_dag(geval, "iban_op"),
        mentoropleiding_op=_dag(geval, "mentoropleiding_op"),
        gewest=None if geval["gewest"] is None else lees.keuze(geval["gewest"], "gewest", GEWESTEN),
        betaald=lees.waar(geval["vergoeding"], "vergoeding"),
        eerder_ontvangen=lees.geheel(geval["eerder_ontvangen"], "eerder_ontvangen", van=0, tot=1000),
        vks=lees.geheel(geval["vks"], "vks", van=1, tot=8),
        volwassenenonderwijs=lees.waar(geval["volwassenenonderwijs"], "volwassenenonderwijs"),
        aandeel=_aandeel(geval["aandeel_werkplek"]),
    )


def _dag(geval: Geval, sleutel: str) -> date | None:
    return None if geval[sleutel] is None else lees.datum(geval[sleutel], sleutel)


def _aandeel(waarde: Any) -> Decimal:
    aandeel = lees.getal(waarde, "aandeel_werkplek")
    if aandeel > 1:
        raise Fout("“aandeel_werkplek” moet een getal van 0 tot en met 1 zijn.")
    return aandeel


def _prestaties(waarde: Any) -> tuple[Tijdvak, ...]:
    if not isinstance(waarde, list):
        raise Fout("“prestaties” moet een lijst zijn.")
    return tuple(_prestatie(vak) for vak in waarde)


def _prestatie(waarde: Any) -> Tijdvak:
    if not isinstance(waarde, list) or len(waarde) != 2:
        raise Fout("Elke prestatie is een lijst van twee: de eerste dag en de laatste dag.")
    vak = Tijdvak(lees.datum(waarde[0], "begin van een prestatie"), lees.datum(waarde[1], "einde van een prestatie"))
    if vak.tot < vak.van:
        raise Fout("Een prestatie eindigt vóór ze begint.")
    return vak
