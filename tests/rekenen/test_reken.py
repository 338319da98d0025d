"""`manage.py reken`: the worked cases, every malformed input by its own sentence, and the exit status."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError

from educam_portal.overzicht.rekenen import SOORTEN, reken

pytestmark = pytest.mark.django_db
GEVALLEN = Path(__file__).parent / "gevallen"
OAO = {"soort": "OAO", "datum": "2026-11-27", "categorie": 1}
ODO = {"soort": "ODO", "datum": "2026-11-27", "uren_werkplek": 80, "uren_les": 32.5}
PREMIE = json.loads((GEVALLEN / "premie.json").read_text(encoding="utf-8"))[0]["geval"]
BEHANDELING = {"ingediend": "2026-11-02", "pauzes": [], "vandaag": "2026-11-10"}


@pytest.fixture
def opdracht(monkeypatch, capsys):
    """Runs the command on raw bytes: (exit status, standard output, standard error)."""

    def roep(soort: str, invoer: bytes | list) -> tuple[int, str, str]:
        ruw = invoer if isinstance(invoer, bytes) else json.dumps(invoer).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ruw)))
        try:
            call_command("reken", soort)
            status = 0
        except SystemExit as einde:
            status = einde.code
        gelezen = capsys.readouterr()
        return status, gelezen.out, gelezen.err

    return roep


def test_there_are_examples_of_every_soort():
    assert {bestand.stem for bestand in GEVALLEN.glob("*.json")} == set(SOORTEN)


@pytest.mark.parametrize("soort", SOORTEN)
def test_worked_cases(soort):
    voorbeelden = json.loads((GEVALLEN / f"{soort}.json").read_text(encoding="utf-8"))
    assert reken(soort, [v["geval"] for v in voorbeelden]) == [v["uitkomst"] for v in voorbeelden]


@pytest.mark.parametrize(
    ("soort", "geval", "uitkomst"),
    [
        # a pause on the due date itself still moves it, the day after does not
        (
            "behandeltermijn",
            BEHANDELING | {"pauzes": [["2026-11-16", "2026-11-18"]]},
            {"vervalt_op": "2026-11-18", "dagen_over": 8},
        ),
        (
            "behandeltermijn",
            BEHANDELING | {"pauzes": [["2026-11-17", "2026-11-18"]]},
            {"vervalt_op": "2026-11-16", "dagen_over": 6},
        ),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-16", None]]}, {"vervalt_op": None, "dagen_over": None}),
        (
            "behandeltermijn",
            BEHANDELING | {"pauzes": [["2026-11-17", None]]},
            {"vervalt_op": "2026-11-16", "dagen_over": 6},
        ),
        # the second starts after the first due date, but not after the moved one
        (
            "behandeltermijn",
            BEHANDELING | {"pauzes": [["2026-11-20", "2026-11-22"], ["2026-11-10", "2026-11-15"]]},
            {"vervalt_op": "2026-11-23", "dagen_over": 13},
        ),
        # one inside the other counts once
        (
            "behandeltermijn",
            BEHANDELING | {"pauzes": [["2026-11-05", "2026-11-10"], ["2026-11-06", "2026-11-07"]]},
            {"vervalt_op": "2026-11-21", "dagen_over": 11},
        ),
        (
            "behandeltermijn",
            BEHANDELING | {"pauzes": [["2026-11-05", "2026-11-05"]]},
            {"vervalt_op": "2026-11-16", "dagen_over": 6},
        ),
        ("behandeltermijn", BEHANDELING | {"vandaag": "2026-11-16"}, {"vervalt_op": "2026-11-16", "dagen_over": 0}),
        # over the change to winter time and the end of the year
        (
            "behandeltermijn",
            {"ingediend": "2026-10-20", "pauzes": [], "vandaag": "2026-10-26"},
            {"vervalt_op": "2026-11-03", "dagen_over": 8},
        ),
        ("geldigheid", {"beslist_op": "2026-11-23"}, {"geldig_van": "2026-11-23", "geldig_tot_en_met": "2031-11-22"}),
        ("geldigheid", {"beslist_op": "2028-02-29"}, {"geldig_van": "2028-02-29", "geldig_tot_en_met": "2033-02-28"}),
        ("geldigheid", {"beslist_op": "2027-03-01"}, {"geldig_van": "2027-03-01", "geldig_tot_en_met": "2032-02-29"}),
        ("geldigheid", {"beslist_op": "2027-02-28"}, {"geldig_van": "2027-02-28", "geldig_tot_en_met": "2032-02-27"}),
        ("mentortermijn", {"erkend_op": "2026-11-23"}, {"uiterlijk": "2027-11-23"}),
        ("mentortermijn", {"erkend_op": "2026-11-23", "aangeduid_op": "2028-02-29"}, {"uiterlijk": "2029-02-28"}),
        ("registratietermijn", {"start": "2026-11-30"}, {"uiterlijk": "2027-02-28"}),
        ("registratietermijn", {"start": "2027-11-30"}, {"uiterlijk": "2028-02-29"}),
        ("proefperiode", {"start": "2028-02-01"}, {"laatste_dag": "2028-03-01"}),
        ("rsz", {"geboortedatum": "2008-02-29", "datum": "2026-12-31"}, {"rsz": "beperkt"}),
        ("rsz", {"geboortedatum": "2008-02-29", "datum": "2027-01-01"}, {"rsz": "volledig"}),
        ("rsz", {"geboortedatum": "2008-12-31", "datum": "2008-12-31"}, {"rsz": "beperkt"}),
        # -0.0 hours are none; a long decimal is exact, half up
        ("leervergoeding", ODO | {"uren_werkplek": -0.0}, {"per_uur": "4.60", "totaal": "0.00"}),
        ("leervergoeding", ODO | {"uren_werkplek": 1e-300}, {"per_uur": "4.60", "totaal": "0.00"}),
        ("leervergoeding", ODO | {"uren_werkplek": 10**9}, {"per_uur": "4.60", "totaal": "4600000000.00"}),
        ("leervergoeding", ODO | {"soort": "ODOS", "uren_les": 0.0125}, {"per_uur": "4.60", "totaal": "368.06"}),
        (
            "regio",
            {"postcode": "1804", "datum": "2026-11-23", "gemeente": "Vilvoorde"},
            {"regio": "Brussel en Brusselse Rand"},
        ),
        (
            "regio",
            {"postcode": "1804", "datum": "2026-11-23", "gemeente": "Zemst"},
            {"regio": "Antwerpen en Vlaams-Brabant"},
        ),
        ("regio", {"postcode": "1934", "datum": "2026-11-23"}, {"regio": "Brussel en Brusselse Rand"}),
        ("regio", {"postcode": "0999", "datum": "2026-11-23"}, {"regio": None}),
        ("nummer", {"soort": "onderneming", "waarde": ""}, {"geldig": False, "weergave": None}),
        ("nummer", {"soort": "iban", "waarde": "geen nummer"}, {"geldig": False, "weergave": None}),
        (
            "nummer",
            {"soort": "iban", "waarde": "BE68 5390 0754 7034"},
            {"geldig": True, "weergave": "BE68 5390 0754 7034"},
        ),
        ("nummer", {"soort": "telefoon", "waarde": "0470123456"}, {"geldig": True, "weergave": "0470 12 34 56"}),
    ],
)
def test_case_of_our_own(soort, geval, uitkomst):
    assert reken(soort, [geval]) == [uitkomst]


@pytest.mark.parametrize(
    ("soort", "geval", "deel"),
    [
        *((soort, geval, "object") for soort in SOORTEN for geval in (None, 1, "x", [], True)),
        *((soort, {}, "ontbreekt") for soort in SOORTEN),
        ("behandeltermijn", {"ingediend": "2026-11-02", "pauzes": []}, "ontbreekt: vandaag"),
        ("behandeltermijn", BEHANDELING | {"extra": 1}, "kennen we niet: extra"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "2026-02-30"}, "2026-02-30 bestaat niet"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "2026-13-01"}, "bestaat niet"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "0000-01-01"}, "bestaat niet"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "20261102"}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "2026-W45-1"}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "2026-11-2"}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "2026-11-02 "}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "2026-11-02T00:00:00"}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "٢٠٢٦-11-02"}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": ""}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": 20261102}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": True}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": float("nan")}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": None}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"vandaag": None}, "geen datum"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "9999-12-25"}, "kalender"),
        ("behandeltermijn", BEHANDELING | {"ingediend": "1830-10-04"}, "geen waarde bekend"),
        ("behandeltermijn", BEHANDELING | {"pauzes": None}, "lijst"),
        ("behandeltermijn", BEHANDELING | {"pauzes": {}}, "lijst"),
        ("behandeltermijn", BEHANDELING | {"pauzes": "2026-11-05"}, "lijst"),
        ("behandeltermijn", BEHANDELING | {"pauzes": ["2026-11-05"]}, "lijst van twee"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-05"]]}, "lijst van twee"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-05", None, None]]}, "lijst van twee"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [[]]}, "lijst van twee"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [{"van": "2026-11-05", "tot": None}]}, "lijst van twee"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [[None, None]]}, "begin van een pauze"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-05", "2026-11-31"]]}, "bestaat niet"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-05", 5]]}, "einde van een pauze"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-05", False]]}, "einde van een pauze"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-05", "2026-11-04"]]}, "eindigt vóór"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-01", "2026-11-04"]]}, "begint vóór"),
        ("behandeltermijn", BEHANDELING | {"pauzes": [["2026-11-01", None]]}, "begint vóór"),
        ("geldigheid", {"beslist_op": "2026-11-23", "jaren": 5}, "kennen we niet: jaren"),
        ("geldigheid", {"beslist_op": ["2026-11-23"]}, "geen datum"),
        ("geldigheid", {"beslist_op": "9996-01-01"}, "kalender"),
        ("mentortermijn", {"aangeduid_op": "2026-11-23"}, "ontbreekt: erkend_op"),
        ("mentortermijn", {"erkend_op": "2026-11-23", "aangeduid_op": None}, "geen datum"),
        ("mentortermijn", {"erkend_op": "2026-11-23", "aangeduid_op": "2027-02-29"}, "bestaat niet"),
        ("mentortermijn", {"erkend_op": "9999-01-01"}, "kalender"),
        ("registratietermijn", {"start": "31/12/2026"}, "geen datum"),
        ("registratietermijn", {"start": "2026-11-23", "einde": "2027-06-30"}, "kennen we niet"),
        ("proefperiode", {"begin": "2026-11-23"}, "ontbreekt"),
        ("rsz", {"geboortedatum": "2008-05-05"}, "ontbreekt: datum"),
        ("rsz", {"geboortedatum": "2008-05-05", "datum": "2008-05-04"}, "vóór de geboortedatum"),
        ("premie", {}, "ontbreekt: aandeel_werkplek"),
        ("premie", PREMIE | {"loon": 1}, "kennen we niet: loon"),
        ("premie", PREMIE | {"schooljaar": 2022, "start": "2022-09-01"}, "geen waarde bekend"),
        ("premie", PREMIE | {"schooljaar": 2027}, "valt niet in schooljaar 2027-2028"),
        *(("premie", PREMIE | {"schooljaar": s}, "geheel getal") for s in ("2026", 2026.0, True, None, 0, 9999)),
        ("premie", PREMIE | {"einde": "2026-08-31"}, "eindigt vóór ze begint"),
        ("premie", PREMIE | {"start": None}, "geen datum"),
        ("premie", PREMIE | {"iban_op": "2026-13-01"}, "bestaat niet"),
        ("premie", PREMIE | {"soort": "oao"}, "kies uit OAO"),
        ("premie", PREMIE | {"gewest": "Vlaams"}, "kies uit vlaams"),
        ("premie", PREMIE | {"ondertekend": 1}, "true of false"),
        ("premie", PREMIE | {"vergoeding": "ja"}, "true of false"),
        ("premie", PREMIE | {"eerder_ontvangen": -1}, "geheel getal"),
        ("premie", PREMIE | {"vks": None}, "geheel getal"),
        *(("premie", PREMIE | {"aandeel_werkplek": a}, "aandeel_werkplek") for a in (1.01, -0.1, "0.5", True, None)),
        ("premie", PREMIE | {"prestaties": {}}, "lijst"),
        ("premie", PREMIE | {"prestaties": [["2026-09-01"]]}, "lijst van twee"),
        ("premie", PREMIE | {"prestaties": [["2026-09-02", "2026-09-01"]]}, "eindigt vóór ze begint"),
        ("leervergoeding", {"datum": "2026-11-27"}, "ontbreekt: soort"),
        ("leervergoeding", {"soort": "OAO", "datum": "2026-11-27"}, "ontbreekt: categorie"),
        ("leervergoeding", {"soort": "ODO", "datum": "2026-11-27", "uren_werkplek": 80}, "ontbreekt: uren_les"),
        ("leervergoeding", {"soort": "ODOS", "datum": "2026-11-27", "uren_les": 80}, "ontbreekt: uren_werkplek"),
        ("leervergoeding", OAO | {"uren_les": 3}, "kennen we niet: uren_les"),
        ("leervergoeding", ODO | {"categorie": 1}, "kennen we niet: categorie"),
        ("leervergoeding", OAO | {"soort": "SAO"}, "kennen we niet: categorie"),
        ("leervergoeding", OAO | {"loon": 1}, "kennen we niet: loon"),
        ("leervergoeding", OAO | {"soort": "oao"}, "geen soort overeenkomst"),
        ("leervergoeding", OAO | {"soort": ""}, "geen soort overeenkomst"),
        ("leervergoeding", OAO | {"soort": None}, "tekst"),
        ("leervergoeding", OAO | {"soort": ["OAO"]}, "tekst"),
        *(("leervergoeding", OAO | {"categorie": c}, "1, 2 of 3") for c in (0, 4, -1, "1", 1.0, True, None, [1])),
        ("leervergoeding", OAO | {"datum": "2022-11-30"}, "geen waarde bekend"),
        ("leervergoeding", ODO | {"datum": "2022-11-30"}, "geen waarde bekend"),
        ("leervergoeding", OAO | {"datum": "2026-02-29"}, "bestaat niet"),
        ("leervergoeding", {"soort": "SAO", "datum": "1/1/2026"}, "geen datum"),
        *(("leervergoeding", ODO | {"uren_werkplek": u}, "moet een getal zijn") for u in ("80", True, None, [80], {})),
        *(
            ("leervergoeding", ODO | {"uren_les": u}, "0 of meer")
            for u in (-1, -0.25, float("nan"), float("inf"), float("-inf"), 1e300, 10**400)
        ),
        ("regio", {"postcode": 2070, "datum": "2026-11-23"}, "tekst"),
        ("regio", {"postcode": None, "datum": "2026-11-23"}, "tekst"),
        ("regio", {"postcode": "", "datum": "2026-11-23"}, "vier cijfers"),
        ("regio", {"postcode": "20700", "datum": "2026-11-23"}, "vier cijfers"),
        ("regio", {"postcode": "abcd", "datum": "2026-11-23"}, "vier cijfers"),
        ("regio", {"postcode": "2070", "datum": "2026-11-31"}, "bestaat niet"),
        ("regio", {"postcode": "2070"}, "ontbreekt: datum"),
        ("regio", {"postcode": "1804", "datum": "2026-11-23"}, "Kies de gemeente"),
        ("regio", {"postcode": "1804", "datum": "2026-11-23", "gemeente": "Gent"}, "Kies de gemeente"),
        ("regio", {"postcode": "1804", "datum": "2026-11-23", "gemeente": 23088}, "tekst"),
        ("regio", {"postcode": "9000", "datum": "2026-11-23", "gemeente": None}, "tekst"),
        ("nummer", {"soort": "paspoort", "waarde": "1"}, "geen soort nummer"),
        ("nummer", {"soort": None, "waarde": "1"}, "tekst"),
        ("nummer", {"soort": ["iban"], "waarde": "1"}, "tekst"),
        ("nummer", {"soort": "iban", "waarde": None}, "tekst"),
        ("nummer", {"soort": "onderneming", "waarde": 203430576}, "tekst"),
        ("nummer", {"soort": "onderneming"}, "ontbreekt: waarde"),
    ],
)
def test_malformed_case_gets_a_sentence_that_names_it(soort, geval, deel):
    (uitkomst,) = reken(soort, [geval])
    assert set(uitkomst) == {"fout"}
    assert deel in uitkomst["fout"]
    assert uitkomst["fout"].endswith(".")


def test_good_cases_exit_with_0_in_order(opdracht):
    status, uit, fouten = opdracht("proefperiode", [{"start": "2026-08-26"}, {"start": "2026-12-06"}])
    assert (status, fouten) == (0, "")
    assert json.loads(uit) == [{"laatste_dag": "2026-09-24"}, {"laatste_dag": "2027-01-04"}]


def test_nothing_to_answer_is_answered(opdracht):
    assert opdracht("rsz", [])[:2] == (0, "[]\n")


def test_a_malformed_case_exits_with_1_and_the_others_are_answered(opdracht):
    status, uit, _ = opdracht("proefperiode", [{"start": "2026-02-30"}, {"start": "2026-12-06"}, 3])
    uitkomsten = json.loads(uit)
    assert status == 1
    assert uitkomsten[1] == {"laatste_dag": "2027-01-04"}
    assert ["fout" in uitkomst for uitkomst in uitkomsten] == [True, False, True]


@pytest.mark.parametrize(
    "invoer",
    [b"", b"{}", b"null", b"3", b"[1,", b"geen json", b"\xff\xfe\xff", b"[" * 100_000, b'"[]"', b'[{"a": 1}] x'],
)
def test_what_is_no_json_list_exits_with_2(opdracht, invoer):
    status, uit, fouten = opdracht("rsz", invoer)
    assert (status, uit) == (2, "")
    assert "JSON-lijst" in fouten


@pytest.mark.parametrize("soort", ["", "premie!", "Regio"])
def test_an_unknown_soort_exits_with_2(opdracht, soort):
    status, uit, fouten = opdracht(soort, [])
    assert (status, uit) == (2, "")
    assert "Kies een soort" in fouten


def test_a_key_that_no_screen_can_show_does_not_break_the_answer(opdracht):
    status, uit, _ = opdracht("proefperiode", b'[{"start": "2026-01-01", "\\ud800\\u0000": 1}]')
    assert status == 1
    assert "??" in json.loads(uit)[0]["fout"]


def test_without_tables_it_says_what_to_do(opdracht, monkeypatch):
    def kapot(*_):
        raise OperationalError("no such table")

    monkeypatch.setattr("educam_portal.overzicht.management.commands.reken.reken", kapot)
    status, _, fouten = opdracht("rsz", [{}])
    assert status == 2
    assert "migrate" in fouten
