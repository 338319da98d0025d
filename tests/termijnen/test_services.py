"""Starting, pausing, extending and ending terms on the database (rules.md §3.2, §7)."""

from datetime import date, timedelta

import pytest

from educam_portal import termijnen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.termijnen import register
from educam_portal.termijnen.models import Termijn
from tests.fabrieken import OrganisatieFactory, UserFactory

START = date(2026, 11, 2)
pytestmark = pytest.mark.usefixtures("proef")


def start(dossier, soort="proef", **velden) -> Termijn:
    return termijnen.start(dossier, soort, **{"op": START} | velden)


def test_a_term_is_due_its_parameter_after_the_start(dossier):
    termijn = start(dossier)
    assert termijn.vervalt_op == date(2026, 11, 16)
    assert termijn.volgende_op == date(2026, 11, 9)
    assert termijnen.van(dossier, "proef") == termijn


def test_starting_twice_keeps_the_open_term(dossier):
    eerste = start(dossier)
    assert start(dossier, op=START + timedelta(days=3)) == eerste
    termijnen.voldaan(dossier, "proef", op=START)
    assert start(dossier) != eerste


def test_a_fixed_date_needs_no_parameter(dossier):
    assert start(dossier, "vast", vast_op=date(2027, 1, 1)).vervalt_op == date(2027, 1, 1)
    with pytest.raises(ValueError, match="vaste datum"):
        start(OrganisatieFactory(), "vast")


def test_an_unknown_kind_is_refused(dossier):
    with pytest.raises(termijnen.OnbekendeSoort):
        start(dossier, "bestaat-niet")


def test_a_pause_stops_the_clock_and_its_end_moves_the_due_date(dossier):
    start(dossier)
    termijnen.pauzeer(dossier, "proef", sleutel="vraag:1", reden="Wacht op aanvulling", van=START + timedelta(days=3))
    termijn = termijnen.van(dossier, "proef")
    assert (termijn.vervalt_op, termijn.volgende_op) == (None, None)
    termijnen.pauzeer(dossier, "proef", sleutel="vraag:1", reden="Wacht op aanvulling", van=START + timedelta(days=4))
    termijnen.pauzeer(
        dossier,
        "proef",
        sleutel="bezoek:1",
        reden="Gesloten",
        van=START + timedelta(days=5),
        tot=START + timedelta(days=10),
    )
    termijnen.hervat(dossier, "proef", sleutel="vraag:1", tot=START + timedelta(days=8))
    termijnen.hervat(dossier, "proef", sleutel="vraag:1", tot=START + timedelta(days=80))
    assert termijnen.van(dossier, "proef").vervalt_op == date(2026, 11, 16) + timedelta(days=7)


def test_a_pause_that_ends_before_it_began_counts_for_nothing(dossier):
    start(dossier)
    termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Proef", van=START + timedelta(days=3))
    termijnen.hervat(dossier, "proef", sleutel="a", tot=START)
    assert termijnen.van(dossier, "proef").vervalt_op == date(2026, 11, 16)


def test_a_subject_without_open_term_is_left_alone(dossier):
    for doe in (
        lambda: termijnen.voldaan(dossier, "proef", op=START),
        lambda: termijnen.nietig(dossier, "proef", op=START),
        lambda: termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Proef", van=START),
        lambda: termijnen.hervat(dossier, "proef", sleutel="a", tot=START),
    ):
        doe()
    assert not Termijn.objects.exists()
    start(dossier)
    termijnen.voldaan(dossier, "proef", op=START)
    termijnen.nietig(dossier, "proef", op=START)
    termijn = termijnen.van(dossier, "proef")
    assert (termijn.voldaan_op, termijn.nietig_op, termijn.volgende_op) == (START, None, None)


def test_the_hook_sees_every_change_of_the_due_date_and_no_other(dossier):
    gezien = []
    register.registreer_na_wijziging("proef", lambda termijn: gezien.append(termijn.vervalt_op))
    start(dossier)
    termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Proef", van=START + timedelta(days=20))
    termijnen.pauzeer(dossier, "proef", sleutel="b", reden="Proef", van=START)
    termijnen.hervat(dossier, "proef", sleutel="b", tot=START + timedelta(days=1))
    assert gezien == [date(2026, 11, 16), None, date(2026, 11, 17)]


def test_a_term_runs_anew(dossier):
    eerste = start(dossier)
    verzet = termijnen.herstart(dossier, "proef", op=START + timedelta(days=5))
    assert verzet == eerste
    assert verzet.vervalt_op == date(2026, 11, 21)
    verzet.herinneringen.create(moment="-7d", ontvanger="iemand@example.be", op=START)
    nieuw = termijnen.herstart(dossier, "proef", op=START + timedelta(days=9))
    eerste.refresh_from_db()
    assert nieuw != eerste
    assert eerste.nietig_op == START + timedelta(days=9)


def test_an_extension_needs_a_later_day_and_a_reason(dossier):
    door, termijn = UserFactory(), start(dossier)
    with pytest.raises(Geweigerd, match="na 16/11/2026"):
        termijnen.verleng(termijn, door=door, tot=date(2026, 11, 16), reden="Ziek", op=START)
    with pytest.raises(Geweigerd, match="waarom"):
        termijnen.verleng(termijn, door=door, tot=date(2026, 12, 1), reden="  ", op=START)
    verlengd = termijnen.verleng(termijn, door=door, tot=date(2026, 12, 1), reden="Ziek", op=START)
    assert (verlengd.vervalt_op, verlengd.volgende_op) == (date(2026, 12, 1), date(2026, 11, 24))


def test_what_cannot_be_extended_says_so(dossier):
    door = UserFactory()
    with pytest.raises(Geweigerd, match="kan niet verlengd worden"):
        termijnen.verleng(
            start(dossier, "vast", vast_op=START), door=door, tot=date(2027, 1, 1), reden="Ziek", op=START
        )
    termijn = start(dossier)
    termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Proef", van=START)
    with pytest.raises(Geweigerd, match="staat stil"):
        termijnen.verleng(termijn, door=door, tot=date(2027, 1, 1), reden="Ziek", op=START)
    termijnen.nietig(dossier, "proef", op=START)
    with pytest.raises(Geweigerd, match="loopt niet meer"):
        termijnen.verleng(termijn, door=door, tot=date(2027, 1, 1), reden="Ziek", op=START)
