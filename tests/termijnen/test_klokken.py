"""The clock that both sides see (ux.md §3.8)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from educam_portal import termijnen
from educam_portal.accounts.models import Organisatie
from educam_portal.termijnen.klokken import Stand
from educam_portal.termijnen.models import Termijn
from tests.fabrieken import OrganisatieFactory, UserFactory

START = date(2026, 11, 2)
DAG = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("proef")


@pytest.fixture
def termijn(dossier) -> Termijn:
    return termijnen.start(dossier, "proef", op=START)


@pytest.mark.parametrize(
    ("na", "over", "stand", "tekst"),
    [
        (0, 14, Stand.RUIM, "nog 14 dagen"),
        (9, 5, Stand.RUIM, "nog 5 dagen"),
        (10, 4, Stand.BIJNA, "nog 4 dagen"),
        (12, 2, Stand.BIJNA, "nog 2 dagen"),
        (13, 1, Stand.NU, "morgen"),
        (14, 0, Stand.NU, "vandaag"),
        (15, -1, Stand.TE_LAAT, "1 dag te laat"),
        (20, -6, Stand.TE_LAAT, "6 dagen te laat"),
    ],
)
def test_the_words_follow_the_days_left(termijn, na, over, stand, tekst):
    klok = termijnen.klok(termijn, START + na * DAG)
    assert (klok.dagen_over, klok.stand, klok.tekst, klok.dag) == (over, stand, tekst, na)
    assert klok.te_laat == (over < 0)
    assert (klok.vervalt_op, klok.label) == (date(2026, 11, 16), "Proeftermijn")


def test_a_paused_clock_promises_what_is_left_after_it(termijn, dossier):
    termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Wacht op aanvulling", van=START + 5 * DAG)
    klok = termijnen.klok(termijnen.van(dossier, "proef"), START + 12 * DAG)
    assert (klok.gepauzeerd, klok.vervalt_op, klok.dagen_over) == (True, None, 9)
    assert (klok.pauze_reden, klok.pauze_sinds) == ("Wacht op aanvulling", START + 5 * DAG)
    assert (klok.dag, klok.dag_netto) == (12, 5)
    assert klok.tekst == "gepauzeerd, daarna nog 9 dagen"
    termijnen.hervat(dossier, "proef", sleutel="a", tot=START + 12 * DAG)
    klok = termijnen.klok(termijnen.van(dossier, "proef"), START + 12 * DAG)
    assert (klok.gepauzeerd, klok.dagen_over, klok.dag_netto) == (False, 9, 5)


@pytest.mark.parametrize("gepauzeerd", [False, True])
@pytest.mark.parametrize(("einde", "tekst"), [("voldaan", "klaar op dag 9"), ("nietig", "loopt niet meer")])
def test_an_ended_clock_stands_still(termijn, dossier, einde, tekst, gepauzeerd):
    if gepauzeerd:
        termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Proef", van=START + 5 * DAG)
    getattr(termijnen, einde)(dossier, "proef", op=START + 9 * DAG)
    klok = termijnen.klok(termijnen.van(dossier, "proef"), START + 90 * DAG)
    assert (klok.stand, klok.tekst, klok.gepauzeerd, klok.te_laat) == (Stand.KLAAR, tekst, False, False)
    assert (klok.dag, klok.dag_netto) == (9, 5 if gepauzeerd else 9)


def test_an_extended_clock_says_until_when(termijn, dossier):
    termijnen.verleng(termijn, door=UserFactory(), tot=date(2026, 12, 1), reden="Mentor ziek", op=date(2026, 11, 3))
    klok = termijnen.klok(termijnen.van(dossier, "proef"), START)
    assert (klok.vervalt_op, klok.verlengd_tot, klok.dagen_over) == (date(2026, 12, 1), date(2026, 12, 1), 29)


@pytest.mark.parametrize("aantal", [1, 5])
def test_a_list_costs_the_same_for_any_number_of_rows(aantal, db):
    dossiers = OrganisatieFactory.create_batch(aantal)
    for dossier in dossiers:
        termijnen.start(dossier, "proef", op=START)
        termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Proef", van=START)
    termijnen.klok(termijnen.van(dossiers[0], "proef"), START)
    with CaptureQueriesContext(connection) as vragen:
        gevonden = termijnen.termijnen_van(dossiers, "proef")
        assert [termijnen.klok(gevonden[dossier.pk], START).gepauzeerd for dossier in dossiers] == [True] * aantal
        rijen = Organisatie.objects.filter(pk__in=[dossier.pk for dossier in dossiers])
        assert [termijnen.klok(rij, START).dagen_over for rij in termijnen.open_voor(rijen, "proef")] == [14] * aantal
    assert len(vragen) == 4


def test_a_list_gives_the_newest_term_and_only_open_ones_when_asked(dossier):
    termijnen.start(dossier, "proef", op=START)
    termijnen.voldaan(dossier, "proef", op=START)
    alle = Organisatie.objects.all()
    assert list(termijnen.open_voor(alle)) == []
    nieuw = termijnen.start(dossier, "proef", op=START + DAG)
    vast = termijnen.start(dossier, "vast", op=START, vast_op=START)
    assert termijnen.termijnen_van([dossier, OrganisatieFactory()], "proef") == {dossier.pk: nieuw}
    assert termijnen.termijnen_van([], "proef") == {}
    assert set(termijnen.open_voor(alle)) == {nieuw, vast}
    assert set(termijnen.open_voor(alle, "vast")) == {vast}
