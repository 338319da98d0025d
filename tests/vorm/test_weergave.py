"""Dates, amounts and the deadline clock as people read them (ux.md 2.8, 3.8)."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from educam_portal.overzicht import weergave

VANDAAG = date(2026, 11, 24)


def dag(n: int) -> date:
    return VANDAAG + timedelta(days=n)


def test_datums_en_uren():
    assert weergave.nldatum(date(2026, 12, 3)) == "donderdag 3 december 2026"
    assert weergave.nldatum(date(2026, 12, 3), weekdag=False) == "3 december 2026"
    assert weergave.kortedatum(date(2026, 12, 3), VANDAAG) == "3 dec."
    assert weergave.kortedatum(date(2028, 5, 1), VANDAAG) == "1 mei 2028"
    assert weergave.uur(time(9, 5)) == "9.05 uur"
    # 23.30 uur UTC is already the next day in Brussels.
    laat = datetime(2026, 12, 2, 23, 30, tzinfo=UTC)
    assert (weergave.nldatum(laat), weergave.uur(laat)) == ("donderdag 3 december 2026", "0.30 uur")


@pytest.mark.parametrize(
    ("bedrag", "tekst"),
    [
        (1000, "1.000 euro"),
        (Decimal("4.11"), "4,11 euro"),
        ("600.00", "600 euro"),
        (0, "0 euro"),
        (-12.5, "-12,50 euro"),
    ],
)
def test_bedragen(bedrag, tekst):
    assert weergave.euro(bedrag) == tekst


def test_telefoonnummers():
    assert weergave.telefoon("+32470123456") == "0470 12 34 56"
    assert weergave.telefoon("02 778 63 30") == "02 778 63 30"
    assert weergave.telefoon("+31612345678").startswith("+31")
    assert weergave.telefoon("geen nummer") == "geen nummer"
    assert weergave.tel_link("0470 12 34 56") == "+32470123456"
    assert weergave.tel_link("toestel 9") == "9"


def test_filters_zwijgen_over_niets():
    bron = (
        "{% load portaal %}[{{ n|nldatum }}{{ n|langedatum }}{{ n|kortedatum }}{{ n|uur }}{{ n|euro }}"
        "{{ n|telefoon }}{{ n|tel_link }}]"
    )
    assert Template(bron).render(Context({"n": None})) == "[]"


@pytest.mark.parametrize(
    ("n", "kleur", "tekst"),
    [
        (9, "groen", "nog 9 dagen"),
        (5, "groen", "nog 5 dagen"),
        (4, "oranje", "nog 4 dagen"),
        (2, "oranje", "nog 2 dagen"),
        (1, "rood", "morgen"),
        (0, "rood", "vandaag"),
        (-1, "rood", "1 dag te laat"),
        (-2, "rood", "2 dagen te laat"),
        (120, "groen", "nog 4 maanden"),
        (1800, "groen", "nog 4 jaar"),
    ],
)
def test_klok_per_dag(n, kleur, tekst):
    klok = weergave.klok(dag(n), vandaag=VANDAAG, start=dag(-5))
    assert (klok.kleur, klok.tekst, klok.datum) == (kleur, tekst, dag(n))
    assert klok.stand == ("te_laat" if n < 0 else "loopt")


def test_klok_gepauzeerd_en_beslist():
    pauze = weergave.klok(None, vandaag=VANDAAG, gepauzeerd=True, rest=6)
    assert (pauze.stand, pauze.kleur, pauze.tekst) == ("gepauzeerd", "grijs", "nog 6 dagen na aanvulling")
    assert weergave.klok(None, vandaag=VANDAAG).tekst == "gepauzeerd"
    klaar = weergave.klok(dag(5), vandaag=VANDAAG, start=date(2026, 11, 10), klaar_op=date(2026, 11, 19))
    assert (klaar.stand, klaar.tekst, klaar.totaal) == ("klaar", "beslist op dag 9", 0)


@given(n=st.integers(-400, 4000), duur=st.integers(1, 2000))
def test_klok_blijft_binnen_haar_balk_en_kort(n, duur):
    klok = weergave.klok(dag(n), vandaag=VANDAAG, start=dag(n - duur))
    assert 0 <= klok.gedaan <= klok.totaal == duur
    assert len(klok.tekst) <= 20


def klok_html(parameters: str) -> BeautifulSoup:
    bron = "{% load portaal %}{% termijnklok d " + parameters + " vandaag=v %}"
    context = Context({"d": date(2026, 12, 3), "s": date(2026, 11, 19), "v": VANDAAG})
    return BeautifulSoup(Template(bron).render(context), "html.parser")


def test_klok_toont_altijd_datum_en_label():
    soep = klok_html('"Beslissing vóór" start=s')
    assert soep.select_one("time")["datetime"] == "2026-12-03"
    tekst = " ".join(soep.get_text().split())
    assert tekst == "Beslissing vóór donderdag 3 december 2026 nog 9 dagen"
    balk = soep.select_one("progress")
    assert (balk["value"], balk["max"], balk["aria-hidden"]) == ("5", "14", "true")
    assert not soep.select("[style]")


def test_korte_klok_en_pauze():
    assert "3 dec." in klok_html("kort=True").get_text()
    pauze = klok_html('"Beslissing vóór" gepauzeerd=True rest=1')
    assert pauze.select_one("time") is None
    assert "datum schuift op" in pauze.get_text()
    assert "nog 1 dag na aanvulling" in pauze.get_text()
