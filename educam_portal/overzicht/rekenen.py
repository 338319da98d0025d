"""Worked cases through exactly the rules that the screens use: a case of JSON in, an outcome of JSON out.

Used by `manage.py reken`. A case that is malformed gets `{"fout": "…"}`; nothing of it is guessed.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from educam_portal.organisaties import nummers
from educam_portal.organisaties.regios import GemeenteNodig, regio_voor
from educam_portal.parameters import OnbekendeParameter, duur
from educam_portal.termijnen.rules import Stilstand, dagen_over
from erkenning.rules import behandeltermijn, geldigheid
from mentoren.rules import begin_mentortermijn, mentortermijn
from overeenkomsten.rules import proefperiode, registratietermijn, rsz

Geval = dict[str, Any]
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_POSTCODE = re.compile(r"\d{4}", re.ASCII)


class Fout(Exception):
    """The case cannot be answered; the text is a Dutch sentence."""


def reken(soort: str, gevallen: list[Any]) -> list[Geval]:
    """The outcome of every case in `gevallen`, in order. Raises KeyError for a soort that is not in SOORTEN."""
    bereken = SOORTEN[soort]
    return [_een(bereken, geval) for geval in gevallen]


def _een(bereken: Callable[[Geval], Geval], geval: Any) -> Geval:
    if not isinstance(geval, dict):
        return {"fout": "Elk geval is een object met sleutels en waarden."}
    try:
        return bereken(geval)
    except (Fout, GemeenteNodig, OnbekendeParameter) as fout:
        return {"fout": str(fout)}
    except (OverflowError, ValueError):  # the calendar ends in the year 9999
        return {"fout": "De uitkomst valt buiten de kalender; gebruik datums vóór het jaar 9999."}


# --- reading a case ---------------------------------------------------------------------------------------------


def _sleutels(geval: Geval, verplicht: set[str], mogelijk: frozenset[str] = frozenset()) -> None:
    if te_weinig := sorted(verplicht - set(geval)):
        raise Fout(f"Deze sleutel ontbreekt: {', '.join(te_weinig)}.")
    if te_veel := sorted(set(geval) - verplicht - mogelijk):
        raise Fout(f"Deze sleutel kennen we niet: {', '.join(_citaat(sleutel) for sleutel in te_veel)}.")


def _datum(waarde: Any, naam: str) -> date:
    if not isinstance(waarde, str) or not _DATUM.fullmatch(waarde):
        raise Fout(f"“{naam}” is geen datum; schrijf een datum als 2026-11-23.")
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        raise Fout(f"“{naam}”: {waarde} bestaat niet op de kalender.") from None


def _tekst(waarde: Any, naam: str) -> str:
    if not isinstance(waarde, str):
        raise Fout(f"“{naam}” moet tekst zijn, tussen aanhalingstekens.")
    return waarde


def _pauzes(waarde: Any, ingediend: date) -> list[Stilstand]:
    if not isinstance(waarde, list):
        raise Fout("“pauzes” moet een lijst zijn.")
    return [_pauze(pauze, ingediend) for pauze in waarde]


def _pauze(waarde: Any, ingediend: date) -> Stilstand:
    if not isinstance(waarde, list) or len(waarde) != 2:
        raise Fout("Elke pauze is een lijst van twee: de eerste dag, en de dag waarop ze stopt of null.")
    van = _datum(waarde[0], "begin van een pauze")
    tot = None if waarde[1] is None else _datum(waarde[1], "einde van een pauze")
    if van < ingediend:
        raise Fout("Een pauze begint vóór de aanvraag is ingediend.")
    if tot is not None and tot < van:
        raise Fout("Een pauze eindigt vóór ze begint.")
    return Stilstand(van, tot)


def _citaat(tekst: str) -> str:
    """What was typed, short and without signs that a screen cannot show."""
    return "".join(teken if teken.isprintable() else "?" for teken in tekst[:40])


# --- the kinds of case ------------------------------------------------------------------------------------------


def _behandeltermijn(geval: Geval) -> Geval:
    _sleutels(geval, {"ingediend", "pauzes", "vandaag"})
    ingediend = _datum(geval["ingediend"], "ingediend")
    vandaag = _datum(geval["vandaag"], "vandaag")
    pauzes = _pauzes(geval["pauzes"], ingediend)
    vervalt_op = behandeltermijn(ingediend, pauzes, duur("behandeltermijn", ingediend))
    return {"vervalt_op": vervalt_op and vervalt_op.isoformat(), "dagen_over": dagen_over(vervalt_op, vandaag)}


def _geldigheid(geval: Geval) -> Geval:
    _sleutels(geval, {"beslist_op"})
    beslist_op = _datum(geval["beslist_op"], "beslist_op")
    van, tot = geldigheid(beslist_op, duur("geldigheid", beslist_op))
    return {"geldig_van": van.isoformat(), "geldig_tot_en_met": tot.isoformat()}


def _mentortermijn(geval: Geval) -> Geval:
    _sleutels(geval, {"erkend_op"}, frozenset({"aangeduid_op"}))
    erkend_op = _datum(geval["erkend_op"], "erkend_op")
    aangeduid_op = _datum(geval["aangeduid_op"], "aangeduid_op") if "aangeduid_op" in geval else None
    termijn = duur("mentoropleiding", begin_mentortermijn(erkend_op, aangeduid_op))
    return {"uiterlijk": mentortermijn(erkend_op, aangeduid_op, termijn).isoformat()}


def _registratietermijn(geval: Geval) -> Geval:
    _sleutels(geval, {"start"})
    start = _datum(geval["start"], "start")
    return {"uiterlijk": registratietermijn(start, duur("registratie", start)).isoformat()}


def _proefperiode(geval: Geval) -> Geval:
    _sleutels(geval, {"start"})
    start = _datum(geval["start"], "start")
    return {"laatste_dag": proefperiode(start, duur("proefperiode", start)).isoformat()}


def _rsz(geval: Geval) -> Geval:
    _sleutels(geval, {"geboortedatum", "datum"})
    geboortedatum = _datum(geval["geboortedatum"], "geboortedatum")
    datum = _datum(geval["datum"], "datum")
    if datum < geboortedatum:
        raise Fout("“datum” ligt vóór de geboortedatum.")
    return {"rsz": rsz(geboortedatum, datum)}


def _regio(geval: Geval) -> Geval:
    _sleutels(geval, {"postcode", "datum"}, frozenset({"gemeente"}))
    tekst = _tekst(geval["postcode"], "postcode")
    datum = _datum(geval["datum"], "datum")
    gemeente = _tekst(geval["gemeente"], "gemeente") if "gemeente" in geval else None
    postcode = nummers.schoon_postcode(tekst)
    if postcode is None and not _POSTCODE.fullmatch(tekst):
        raise Fout("“postcode” moet uit vier cijfers bestaan.")
    regio = regio_voor(postcode, datum, gemeente) if postcode else None
    return {"regio": regio and regio.naam}


def _nummer(geval: Geval) -> Geval:
    _sleutels(geval, {"soort", "waarde"})
    soort = _tekst(geval["soort"], "soort")
    tekst = _tekst(geval["waarde"], "waarde")
    if soort not in nummers.SOORTEN:
        raise Fout(f"“{_citaat(soort)}” is geen soort nummer; kies uit {', '.join(nummers.SOORTEN)}.")
    schoon, toon = nummers.SOORTEN[soort]
    gevonden = schoon(tekst)
    return {"geldig": gevonden is not None, "weergave": None if gevonden is None else toon(gevonden)}


SOORTEN: dict[str, Callable[[Geval], Geval]] = {
    "behandeltermijn": _behandeltermijn,
    "geldigheid": _geldigheid,
    "mentortermijn": _mentortermijn,
    "nummer": _nummer,
    "proefperiode": _proefperiode,
    "registratietermijn": _registratietermijn,
    "regio": _regio,
    "rsz": _rsz,
}
