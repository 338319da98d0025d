"""The deadline job on the database (rules.md §7, quality.md "Deadlines")."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from educam_portal import termijnen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Organisatie
from educam_portal.meldingen import dagmail
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import bundels, job
from educam_portal.termijnen.models import PORTAAL, Dagbundel, Herinnering, Taakloop, Termijn
from tests.fabrieken import OrganisatieFactory, UserFactory

START = date(2026, 11, 2)  # a Monday; due on Monday 16 November, reminders on 9, 13 (for -3d and not -1d) and 17
DAG = timedelta(days=1)


def draai(op: date, **velden) -> list[tuple[str, str]]:
    return [(actie.moment, actie.ontvanger) for actie in termijnen.verwerk(op, **velden)]


def dagen(van: date, tot: date) -> dict[date, list[tuple[str, str]]]:
    """What each day brought; the job runs three times a day."""
    uit = {}
    while van <= tot:
        if acties := draai(van) + draai(van) + draai(van):
            uit[van] = acties
        van += DAG
    return uit


def mails() -> QuerySet[Bericht]:
    """The daily messages; each reminder in them stands in the inbox as a message of its own."""
    return Bericht.objects.filter(soort="dagmail")


@pytest.fixture
def termijn(dossier, consulent, leiding) -> Termijn:
    return termijnen.start(dossier, "proef", op=START)


def test_every_moment_goes_once_to_the_right_people(termijn):
    assert dagen(START, START + timedelta(days=40)) == {
        date(2026, 11, 9): [("-7d", "consulent@example.be")],
        date(2026, 11, 13): [("-1d", "consulent@example.be")],
        date(2026, 11, 17): [("+1d", "leiding@example.be")],
    }
    assert mails().count() == 3


def test_the_message_says_what_to_do(termijn):
    draai(date(2026, 11, 9))
    bericht = mails().get()
    assert bericht.adres == "consulent@example.be"
    assert "Doe dit voor 16/11/2026 (-7d)." in bericht.tekst
    assert f"/dossier/{termijn.onderwerp_id}/" in bericht.tekst


def test_after_missed_days_only_the_last_due_moment_goes(termijn):
    assert draai(date(2026, 11, 14)) == [("-1d", "consulent@example.be")]
    assert draai(date(2026, 11, 14)) == []
    assert draai(date(2026, 11, 25)) == [("+1d", "leiding@example.be")]


@pytest.mark.parametrize("einde", ["voldaan", "nietig"])
def test_an_ended_term_sends_nothing(termijn, dossier, einde):
    getattr(termijnen, einde)(dossier, "proef", op=START)
    assert dagen(START, START + timedelta(days=20)) == {}


def test_a_fulfilled_term_sends_nothing_until_that_is_undone(termijn, proef):
    proef.klaar.add(termijn.onderwerp_id)
    assert dagen(START, date(2026, 11, 10)) == {}
    proef.klaar.clear()
    assert dagen(date(2026, 11, 11), date(2026, 11, 12)) == {date(2026, 11, 11): [("-7d", "consulent@example.be")]}


def test_a_paused_term_sends_nothing_and_a_moment_never_goes_twice(termijn, dossier):
    draai(date(2026, 11, 9))
    termijnen.pauzeer(dossier, "proef", sleutel="a", reden="Proef", van=date(2026, 11, 10))
    assert dagen(date(2026, 11, 10), date(2026, 11, 29)) == {}
    termijnen.hervat(dossier, "proef", sleutel="a", tot=date(2026, 11, 30))
    assert list(dagen(date(2026, 11, 30), date(2026, 12, 31)).values()) == [
        [("-3d", "consulent@example.be")],
        [("-1d", "consulent@example.be")],
        [("+1d", "leiding@example.be")],
    ]


def test_a_replacement_gets_what_comes_after_and_not_what_went(termijn, proef):
    draai(date(2026, 11, 9))
    proef.ontvangers = [UserFactory(email="vervanger@example.be")]
    assert draai(date(2026, 11, 10)) == []
    assert draai(date(2026, 11, 13)) == [("-1d", "vervanger@example.be")]


def test_one_message_a_day_with_every_dossier(consulent):
    for _ in range(3):
        termijnen.start(OrganisatieFactory(), "proef", op=START)
    assert len(draai(date(2026, 11, 9))) == 3
    bericht = mails().get()
    assert bericht.tekst.count("(-7d)") == 3


def test_what_comes_up_after_the_message_of_the_day_waits_for_tomorrow(termijn, consulent):
    draai(date(2026, 11, 9))
    ander = termijnen.start(OrganisatieFactory(), "proef", op=START)
    assert draai(date(2026, 11, 9)) == []
    assert Herinnering.objects.filter(termijn=ander, bericht=None).exists()
    assert draai(date(2026, 11, 10), droog=True) == [("-7d", "consulent@example.be")]
    assert draai(date(2026, 11, 10)) == [("-7d", "consulent@example.be")]
    assert mails().count() == 2


def test_what_waited_and_was_met_meanwhile_is_not_told(termijn, consulent):
    draai(date(2026, 11, 9))
    ander = OrganisatieFactory()
    termijnen.start(ander, "proef", op=START)
    draai(date(2026, 11, 9))
    termijnen.voldaan(ander, "proef", op=date(2026, 11, 9))
    assert draai(date(2026, 11, 10)) == []
    assert mails().count() == 1
    assert not Herinnering.objects.filter(bericht=None).exists()
    assert Dagbundel.objects.count() == 1


def test_closed_accounts_and_doubles_get_nothing_and_nobody_is_noted(dossier, proef):
    dicht = UserFactory(is_active=False)
    een = UserFactory(email="een@example.be")
    proef.ontvangers = [dicht, een, "EEN@example.be"]
    termijnen.start(dossier, "proef", op=START)
    assert draai(date(2026, 11, 9)) == [("-7d", "een@example.be")]
    proef.ontvangers = [dicht]
    assert draai(date(2026, 11, 13)) == [("-1d", PORTAAL)]
    assert draai(date(2026, 11, 13)) == []


def test_an_account_that_closes_between_claim_and_message_gets_none(termijn, consulent):
    with mock.patch.object(bundels, "stuur", side_effect=RuntimeError("stroom weg")):
        draai(date(2026, 11, 9))
    consulent.is_active = False
    consulent.save()
    assert draai(date(2026, 11, 9)) == []
    assert not Bericht.objects.exists()
    assert not Herinnering.objects.filter(bericht=None).exists()


def test_a_crash_between_claim_and_message_is_made_good_by_the_next_run(termijn):
    with mock.patch.object(dagmail, "_schrijf", side_effect=RuntimeError("stroom weg")):
        assert draai(date(2026, 11, 9)) == []
    assert Herinnering.objects.filter(bericht=None).count() == 1
    assert not Dagbundel.objects.exists()
    assert Taakloop.objects.get().fouten == 1
    assert draai(date(2026, 11, 9)) == [("-7d", "consulent@example.be")]
    assert draai(date(2026, 11, 9)) == []
    assert mails().count() == 1


def test_a_run_that_is_cut_off_loses_nothing(proef, db):
    for _ in range(3):
        termijnen.start(OrganisatieFactory(), "verval", op=START)
    afgebroken = termijnen.verwerk(date(2026, 11, 20))
    eerste = [next(afgebroken).moment, next(afgebroken).moment]
    afgebroken.close()
    assert sorted(eerste + [moment for moment, _ in draai(date(2026, 11, 20))]) == ["+1d"] * 3 + ["verval"] * 3


def test_one_term_that_fails_stops_no_other_and_is_tried_again(proef, consulent):
    stuk, heel = (termijnen.start(OrganisatieFactory(), "verval", op=START) for _ in range(2))

    def kapot(termijn, op):
        if termijn == stuk:
            raise RuntimeError("gegevens kapot")

    proef.bij_verval = kapot
    assert draai(date(2026, 11, 17)) == [("+1d", PORTAAL), ("verval", PORTAAL)]
    assert not stuk.herinneringen.exists()
    assert heel.herinneringen.filter(moment="verval").exists()
    proef.bij_verval = None
    assert ("verval", PORTAAL) in draai(date(2026, 11, 17))


def test_a_term_lapses_once_and_is_no_longer_announced(dossier, proef, consulent):
    termijn = termijnen.start(dossier, "verval", op=START)
    assert draai(date(2026, 11, 16)) == [("-1d", "consulent@example.be")]
    proef.bij_verval = lambda termijn, op: termijnen.nietig(dossier, "verval", op=op)
    assert draai(date(2026, 11, 20)) == [("+1d", PORTAAL), ("verval", PORTAAL)]
    assert dagen(date(2026, 11, 20), date(2026, 12, 20)) == {}
    assert proef.vervallen == [(termijn.onderwerp_id, date(2026, 11, 20))]


def test_a_lapsed_term_that_is_extended_can_lapse_again(dossier, proef, consulent):
    termijn = termijnen.start(dossier, "verval", op=START)
    draai(date(2026, 11, 17))
    termijnen.verleng(termijn, door=consulent, tot=date(2026, 11, 30), reden="Mentor ziek", op=date(2026, 11, 17))
    assert dagen(date(2026, 11, 18), date(2026, 12, 31)) == {
        date(2026, 11, 23): [("-7d", "consulent@example.be")],
        date(2026, 11, 27): [("-1d", "consulent@example.be")],
        date(2026, 12, 1): [("+1d", PORTAAL), ("verval", PORTAAL)],
    }
    assert [op for _, op in proef.vervallen] == [date(2026, 11, 17), date(2026, 12, 1)]


def test_who_was_reminded_of_the_old_day_is_reminded_of_the_new_one(dossier, consulent):
    """An extension is a new beginning: each moment once for the old day and once for the new, none on its own day."""
    termijn = termijnen.start(dossier, "proef", op=START)
    assert dagen(START, date(2026, 11, 15)) == {
        date(2026, 11, 9): [("-7d", "consulent@example.be")],
        date(2026, 11, 13): [("-1d", "consulent@example.be")],
    }
    termijnen.verleng(termijn, door=consulent, tot=date(2026, 11, 24), reden="Mentor ziek", op=date(2026, 11, 17))
    # A week before the new day is the day of the extension itself: void.
    assert dagen(date(2026, 11, 17), date(2026, 11, 24)) == {
        date(2026, 11, 20): [("-3d", "consulent@example.be")],
        date(2026, 11, 23): [("-1d", "consulent@example.be")],
    }


def test_what_was_claimed_for_the_old_day_and_not_told_is_not_told_after_an_extension(dossier, consulent):
    termijn = termijnen.start(dossier, "proef", op=START)
    termijn.herinneringen.create(moment="-7d", ontvanger=consulent.email, op=date(2026, 11, 9))
    termijnen.verleng(termijn, door=consulent, tot=date(2026, 12, 15), reden="Mentor ziek", op=date(2026, 11, 9))
    assert draai(date(2026, 11, 10)) == []
    assert not Herinnering.objects.exists()


def test_a_lapse_that_erases_its_subject(dossier, proef):
    termijnen.start(dossier, "verval", op=START)
    proef.bij_verval = lambda termijn, op: dossier.delete()
    assert ("verval", PORTAAL) in draai(date(2026, 11, 20))
    assert draai(date(2026, 11, 21)) == []


def test_a_term_of_an_erased_subject_becomes_void(termijn, dossier):
    dossier.delete()
    assert draai(date(2026, 11, 9), droog=True) == []
    assert draai(date(2026, 11, 9)) == []
    termijn.refresh_from_db()
    assert termijn.nietig_op == date(2026, 11, 9)


def test_droog_writes_nothing_and_tells_exactly_what_a_run_does(termijn, consulent):
    for dag in range(3):
        termijnen.start(OrganisatieFactory(), "verval", op=START + timedelta(days=dag))
    termijnen.start(OrganisatieFactory(), "proef", op=START)
    modellen = [Termijn, Herinnering, Dagbundel, Bericht, Taakloop]
    for op in (START, date(2026, 11, 9), date(2026, 11, 13), date(2026, 11, 17), date(2026, 12, 20)):
        voor = [list(model.objects.order_by("pk").values()) for model in modellen]
        droog = list(termijnen.verwerk(op, droog=True))
        assert [list(model.objects.order_by("pk").values()) for model in modellen] == voor
        assert droog == list(termijnen.verwerk(op))


def test_a_day_to_come_only_dry_or_in_demo_mode(termijn, settings):
    settings.DEMO = False
    with pytest.raises(Geweigerd, match="moet nog komen"):
        termijnen.verwerk(date(2999, 1, 1))
    assert draai(date(2999, 1, 1), droog=True)
    settings.DEMO = True
    assert draai(date(2999, 1, 1))


def test_the_last_run_is_kept_for_the_health_page(termijn):
    assert termijnen.laatste_loop() is None
    draai(date(2026, 11, 9))
    eerste = termijnen.laatste_loop()
    assert eerste is not None
    draai(date(2026, 11, 9))
    assert termijnen.laatste_loop() > eerste
    assert Taakloop.objects.get().voor_dag == date(2026, 11, 9)


def test_page_by_page_nobody_is_skipped(proef, db, monkeypatch):
    monkeypatch.setattr(job, "PAGINA", 2)
    monkeypatch.setattr(bundels, "PAGINA", 2)
    proef.ontvangers = list(UserFactory.create_batch(5))
    for nummer in range(7):
        termijnen.start(OrganisatieFactory(), "proef", op=START - (nummer % 3) * DAG)
    droog = draai(date(2026, 11, 9), droog=True)
    assert draai(date(2026, 11, 9)) == droog
    assert len(droog) == 5 * 7
    assert mails().count() == 5


@pytest.mark.parametrize("aantal", [1, 500])
def test_a_run_with_nothing_due_asks_as_little_for_any_number_of_terms(proef, consulent, aantal, db):
    for dossier in Organisatie.objects.bulk_create(OrganisatieFactory.build_batch(aantal)):
        termijnen.start(dossier, "proef", op=START)
    draai(START)
    with CaptureQueriesContext(connection) as vragen:
        assert draai(START + DAG) == []
    assert len(vragen) <= 8
