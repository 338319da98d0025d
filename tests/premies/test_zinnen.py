"""What a reader is told about a condition (premies/zinnen.py): every outcome has its words, and they name days and amounts."""

from datetime import date
from decimal import Decimal

import pytest

from premies.rules import Uitkomst, Voorwaarde, Voorwaardecode
from premies.zinnen import KORT, KORT_NIET, TITELS, Bijzonder, bron, telwoorden, wat_te_doen, zin

from .test_rules import REGELS

C, U = Voorwaardecode, Uitkomst
TOT = date(2027, 8, 31)
WEET = Bijzonder(REGELS, op=date(2026, 10, 3), uiterst=date(2026, 12, 1), gewerkt="2 maanden en 12 dagen", eerder=1)


@pytest.mark.parametrize(
    ("code", "uitkomst", "weet", "verwacht"),
    [
        (C.OVEREENKOMST, U.OPEN, WEET, "Nog niet iedereen tekende de overeenkomst."),
        (C.MENTOROPLEIDING, U.VOLDAAN, WEET, "De mentor volgde de mentoropleiding op 3 oktober 2026."),
        (C.MENTOROPLEIDING, U.VOLDAAN, Bijzonder(REGELS), "De mentor volgde de mentoropleiding."),
        (
            C.VIER_MAANDEN,
            U.OPEN,
            WEET,
            "De lerende moet in dit schooljaar minstens 4 maanden bij jou werken. Ingevuld: 2 maanden en 12 dagen.",
        ),
        (
            C.VIER_MAANDEN,
            U.NIET_VOLDAAN,
            Bijzonder(REGELS),
            "Je haalt de 4 maanden niet met de dagen die hier staan. Er zijn nog geen gewerkte dagen ingevuld. "
            "Ontbreken er dagen? Vul ze in.",
        ),
        (
            C.TIJDIG_GEREGISTREERD,
            U.VOLDAAN,
            WEET,
            "De overeenkomst werd geregistreerd op 3 oktober 2026, binnen 3 maanden na de start.",
        ),
        (
            C.TOESTEMMING,
            U.NIET_VOLDAAN,
            WEET,
            "De toestemming en het rekeningnummer moesten er uiterlijk op 1 december 2026 zijn: 3 maanden na de start.",
        ),
        (C.MAXIMUM, U.VOLDAAN, WEET, "Dit is premie 2 van hoogstens 3 voor deze lerende."),
        (
            C.MAXIMUM,
            U.NIET_VOLDAAN,
            Bijzonder(REGELS, eerder=3),
            "Er gaan al 3 andere premies van deze lerende voor. Meer dan 3 kan niet.",
        ),
        (C.NIVEAU, U.NIET_VOLDAAN, WEET, "De opleiding gaat hoger dan niveau 4 van de Vlaamse kwalificatiestructuur."),
        (C.AANDEEL, U.VOLDAAN, WEET, "De lerende is minstens 50 % van de tijd op de werkplek."),
    ],
)  # fmt: skip
def test_a_sentence(code, uitkomst, weet, verwacht):
    assert zin(Voorwaarde(code, uitkomst), weet) == verwacht


def test_what_to_do_names_the_amount_that_stays_possible_and_the_last_day():
    opleiding = Voorwaarde(C.MENTOROPLEIDING, U.OPEN, TOT)
    assert wat_te_doen(opleiding, Decimal("1000.00")) == (
        "Laat de mentor de mentoropleiding volgen, uiterlijk op 31 augustus 2027. Dan blijft 1.000 euro mogelijk."
    )
    assert wat_te_doen(Voorwaarde(C.TOESTEMMING, U.OPEN, TOT), Decimal("600.00")) == (
        "Geef toestemming en vul je rekeningnummer in, uiterlijk op 31 augustus 2027. Later is er geen premie."
    )
    assert wat_te_doen(Voorwaarde(C.MENTOROPLEIDING, U.VOLDAAN), Decimal(1000)) == ""


def test_every_condition_has_its_words():
    """A sentence for each outcome that the judgement can give, and what to do for each that can be open."""
    kan_open = {C.OVEREENKOMST, C.MENTOROPLEIDING, C.VIER_MAANDEN, C.TIJDIG_GEREGISTREERD, C.TOESTEMMING}
    for code in C:
        assert TITELS[code]
        assert KORT_NIET[code]
        assert bron(code)
        for uitkomst in (U.VOLDAAN, U.NIET_VOLDAAN, *([U.OPEN] if code in kan_open else [])):
            assert zin(Voorwaarde(code, uitkomst), WEET).endswith(".")
    assert set(KORT) == kan_open
    assert all("31 augustus 2027" in wat_te_doen(Voorwaarde(code, U.OPEN, TOT), Decimal(1000)) for code in kan_open)


@pytest.mark.parametrize(
    ("maanden", "dagen", "tekst"),
    [(0, 0, ""), (1, 0, "1 maand"), (0, 1, "1 dag"), (2, 12, "2 maanden en 12 dagen")],
)
def test_months_and_days_in_words(maanden, dagen, tekst):
    assert telwoorden(maanden, dagen) == tekst
