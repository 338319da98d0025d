"""Worked cases through exactly the rules that the screens use: a case of JSON in, an outcome of JSON out.

Used by `manage.py reken`. A case that is malformed gets `{"fout": "…"}`; nothing of it is guessed.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, cast

from educam_portal.organisaties import nummers
from educam_portal.organisaties.regios import GemeenteNodig, regio_voor
from educam_portal.parameters import OnbekendeParameter, duur, waarde
from educam_portal.termijnen.rules import Stilstand, dagen_over
from erkenning.rules import behandeltermijn, geldigheid
from mentoren.rules import begin_mentortermijn, mentortermijn
from overeenkomsten.rules import proefperiode, registratietermijn, rsz, vergoeding

from . import gevallen as lees
from .gevallen import Fout, Geval
from .rekenpremie import premie

_POSTCODE = re.compile(r"\d{4}", re.ASCII)


def reken(soort: str, gevallen: list[Any]) -> list[Geval]:
    """The outcome of every case in `gevallen`, in order. Raises KeyError for a soort that is not in SOORTEN."""
    bereken = SOORTEN[soort]
    return [een(bereken, geval) for geval in gevallen]


def een(bereken: Callable[[Geval], Geval], geval: Any) -> Geval:
    """The outcome of one case, or `{"fout": "…"}` when it is malformed."""
    if not isinstance(geval, dict):
        return {"fout": "Elk geval is een object met sleutels en waarden."}
    try:
        return bereken(geval)
    except (Fout, GemeenteNodig, OnbekendeParameter) as fout:
        return {"fout": str(fout)}
    except (OverflowError, ValueError):  # the calendar ends in the year 9999
        return {"fout": "De uitkomst valt buiten de kalender; gebruik datums vóór het jaar 9999."}


# --- the kinds of case ------------------------------------------------------------------------------------------


def _pauzes(waarde: Any, ingediend: date) -> list[Stilstand]:
    if not isinstance(waarde, list):
        raise Fout("“pauzes” moet een lijst zijn.")
    return [_pauze(pauze, ingediend) for pauze in waarde]


def _pauze(waarde: Any, ingediend: date) -> Stilstand:
    if not isinstance(waarde, list) or len(waarde) != 2:
        raise Fout("Elke pauze is een lijst van twee: de eerste dag, en de dag waarop ze stopt of null.")
    van = lees.datum(waarde[0], "begin van een pauze")
    tot = None if waarde[1] is None else lees.datum(waarde[1], "einde van een pauze")
    if van < ingediend:
        raise Fout("Een pauze begint vóór de aanvraag is ingediend.")
    if tot is not None and tot < van:
        raise Fout("Een pauze eindigt vóór ze begint.")
    return Stilstand(van, tot)


def _behandeltermijn(geval: Geval) -> Geval:
    lees.sleutels(geval, {"ingediend", "pauzes", "vandaag"})
    ingediend = lees.datum(geval["ingediend"], "ingediend")
    vandaag = lees.datum(geval["vandaag"], "vandaag")
    pauzes = _pauzes(geval["pauzes"], ingediend)
    vervalt_op = behandeltermijn(ingediend, pauzes, duur("behandeltermijn", ingediend))
    return {"vervalt_op": vervalt_op and vervalt_op.isoformat(), "dagen_over": dagen_over(vervalt_op, vandaag)}


def _geldigheid(geval: Geval) -> Geval:
    lees.sleutels(geval, {"beslist_op"})
    beslist_op = lees.datum(geval["beslist_op"], "beslist_op")
    van, tot = geldigheid(beslist_op, duur("geldigheid", beslist_op))
    return {"geldig_van": van.isoformat(), "geldig_tot_en_met": tot.isoformat()}


def _mentortermijn(geval: Geval) -> Geval:
    lees.sleutels(geval, {"erkend_op"}, frozenset({"aangeduid_op"}))
    erkend_op = lees.datum(geval["erkend_op"], "erkend_op")
    aangeduid_op = lees.datum(geval["aangeduid_op"], "aangeduid_op") if "aangeduid_op" in geval else None
    termijn = duur("mentoropleiding", begin_mentortermijn(erkend_op, aangeduid_op))
    return {"uiterlijk": mentortermijn(erkend_op, aangeduid_op, termijn).isoformat()}


def _registratietermijn(geval: Geval) -> Geval:
    lees.sleutels(geval, {"start"})
    start = lees.datum(geval["start"], "start")
    return {"uiterlijk": registratietermijn(start, duur("registratie", start)).isoformat()}


def _proefperiode(geval: Geval) -> Geval:
    lees.sleutels(geval, {"start"})
    start = lees.datum(geval["start"], "start")
    return {"laatste_dag": proefperiode(start, duur("proefperiode", start)).isoformat()}


def _rsz(geval: Geval) -> Geval:
    lees.sleutels(geval, {"geboortedatum", "datum"})
    geboortedatum = lees.datum(geval["geboortedatum"], "geboortedatum")
    datum = lees.datum(geval["datum"], "datum")
    if datum < geboortedatum:
        raise Fout("“datum” ligt vóór de geboortedatum.")
    return {"rsz": rsz(geboortedatum, datum)}


def _leervergoeding(geval: Geval) -> Geval:
    mogelijk = frozenset({"categorie", "uren_werkplek", "uren_les"})
    lees.sleutels(geval, {"soort", "datum"}, mogelijk)
    soort = lees.tekst(geval["soort"], "soort")
    if soort not in vergoeding.SOORTEN:
        raise Fout(f"“{lees.citaat(soort)}” is geen soort overeenkomst; kies uit {', '.join(vergoeding.SOORTEN)}.")
    if soort in vergoeding.PER_MAAND:
        lees.sleutels(geval, {"soort", "datum", "categorie"})
    elif soort in vergoeding.PER_UUR:
        lees.sleutels(geval, {"soort", "datum", "uren_werkplek", "uren_les"})
    else:
        lees.sleutels(geval, {"soort", "datum"})
    datum = lees.datum(geval["datum"], "datum")
    if soort in vergoeding.ONBETAALD:
        return {"per_maand": "0.00"}
    if soort in vergoeding.PER_MAAND:
        categorie = geval["categorie"]
        if type(categorie) is not int or categorie not in vergoeding.CATEGORIEEN:
            raise Fout("“categorie” moet 1, 2 of 3 zijn.")
        procenten = cast(dict[str, Decimal], waarde("leervergoeding_oao", datum))
        return {"per_maand": str(vergoeding.per_maand(_bedrag("ggmmi", datum), procenten, categorie))}
    werkplek, les = lees.uren(geval["uren_werkplek"], "uren_werkplek"), lees.uren(geval["uren_les"], "uren_les")
    tarief = vergoeding.per_uur(_bedrag("ggmmi", datum), _bedrag("leervergoeding_uur", datum))
    uitkomst = vergoeding.voor_uren(soort, tarief, werkplek=werkplek, les=les)
    return {"per_uur": str(uitkomst.per_uur), "totaal": str(uitkomst.totaal)}


def _bedrag(naam: str, datum: date) -> Decimal:
    return cast(Decimal, waarde(naam, datum))


def _regio(geval: Geval) -> Geval:
    lees.sleutels(geval, {"postcode", "datum"}, frozenset({"gemeente"}))
    tekst = lees.tekst(geval["postcode"], "postcode")
    datum = lees.datum(geval["datum"], "datum")
    gemeente = lees.tekst(geval["gemeente"], "gemeente") if "gemeente" in geval else None
    postcode = nummers.schoon_postcode(tekst)
    if postcode is None and not _POSTCODE.fullmatch(tekst):
        raise Fout("“postcode” moet uit vier cijfers bestaan.")
    regio = regio_voor(postcode, datum, gemeente) if postcode else None
    return {"regio": regio and regio.naam}


def _nummer(geval: Geval) -> Geval:
    lees.sleutels(geval, {"soort", "waarde"})
    soort = lees.tekst(geval["soort"], "soort")
    tekst = lees.tekst(geval["waarde"], "waarde")
    if soort not in nummers.SOORTEN:
        raise Fout(f"“{lees.citaat(soort)}” is geen soort nummer; kies uit {', '.join(nummers.SOORTEN)}.")
    schoon, toon = nummers.SOORTEN[soort]
    gevonden = schoon(tekst)
    return {"geldig": gevonden is not None, "weergave": None if gevonden is None else toon(gevonden)}


SOORTEN: dict[str, Callable[[Geval], Geval]] = {
    "behandeltermijn": _behandeltermijn,
    "geldigheid": _geldigheid,
    "leervergoeding": _leervergoeding,
    "mentortermijn": _mentortermijn,
    "nummer": _nummer,
    "premie": premie,
    "proefperiode": _proefperiode,
    "registratietermijn": _registratietermijn,
    "regio": _regio,
    "rsz": _rsz,
}
