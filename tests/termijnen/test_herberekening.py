"""Another length or other moments reach the terms that run, from the first day of each on (rules.md §7, §8)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Organisatie
from educam_portal.parameters import services as parameters
from educam_portal.parameters.gevolgen import Tijdvak
from educam_portal.termijnen import herberekening, register, tasks
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Herberekening, Termijn
from tests import fabrieken
from tests.erkenning.dossiers import in_behandeling

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def vandaag() -> date:
    return timezone.localdate()


def start(over: int, soort: str = "proef", **velden) -> Termijn:
    """A term that starts `over` days from today."""
    return termijnen.start(fabrieken.OrganisatieFactory(), soort, op=vandaag() + over * DAG, **velden)


def zet(naam: str, ruw, dagen: int):
    """A coördinator changes the value, `dagen` from today."""
    return parameters.zet_parameter(
        naam=naam,
        waarde=ruw,
        geldig_vanaf=vandaag() + dagen * DAG,
        bron="Beslissing van EDUCAM",
        door=fabrieken.coordinator(),
        op=timezone.now(),
    )


def dagen(aantal: int) -> dict:
    return {"aantal": aantal, "eenheid": "dagen"}


def na(*rijen: Termijn) -> list[int]:
    """Days from the start to the due date, as stored."""
    vers = [Termijn.objects.get(pk=rij.pk) for rij in rijen]
    return [(rij.vervalt_op - rij.start).days for rij in vers]


def test_terms_that_begin_before_that_day_keep_their_length(proef, werker):
    eerder, zelfde, later = start(4), start(5), start(9)
    with werker():
        zet("behandeltermijn", dagen(10), 5)
    assert na(eerder, zelfde, later) == [14, 10, 10]
    werk = Herberekening.objects.get()
    assert (werk.totaal, werk.gedaan, werk.veranderd, werk.fouten) == (2, 2, 2, 0)
    assert werk.klaar_op and werk.lease_tot is None


def test_a_next_version_ends_the_span(proef, werker):
    zet("behandeltermijn", dagen(20), 8)
    tussen, na_tweede = start(6), start(8)
    with werker():
        zet("behandeltermijn", dagen(10), 5)
    assert na(tussen, na_tweede) == [10, 20]


def test_pauses_and_extensions_still_count(proef, werker):
    gepauzeerd, verlengd = start(0), start(0)
    termijnen.pauzeer(
        gepauzeerd.onderwerp, "proef", sleutel="vraag", reden="Vraag", van=vandaag(), tot=vandaag() + 2 * DAG
    )
    termijnen.verleng(verlengd, door=fabrieken.coordinator(), tot=vandaag() + 30 * DAG, reden="Ziek.", op=vandaag())
    with werker():
        zet("behandeltermijn", dagen(10), 0)
    assert na(gepauzeerd, verlengd) == [12, 30]


def test_a_date_of_the_event_itself_and_a_term_that_ended_stay(proef, werker):
    vast, gehaald = start(0, vast_op=vandaag() + 3 * DAG), start(0)
    termijnen.voldaan(gehaald.onderwerp, "proef", op=vandaag())
    with werker():
        zet("behandeltermijn", dagen(10), 0)
    assert na(vast, gehaald) == [3, 14]


def test_other_reminders_move_the_day_the_job_looks(proef, werker):
    rij = start(0)
    with werker():
        zet("herinneringen_behandeling", ["-10d"], 0)
    vers = Termijn.objects.get(pk=rij.pk)
    assert vers.volgende_op <= rij.vervalt_op - 10 * DAG
    assert vers.volgende_op < rij.volgende_op
    assert vers.vervalt_op == rij.vervalt_op
    assert Herberekening.objects.get().veranderd == 1


def test_the_work_list_follows(werker):
    d = in_behandeling()
    with werker():
        zet("behandeltermijn", dagen(20), 0)
    d.ververs()
    assert d.aanvraag.vervalt_op == timezone.localdate(d.aanvraag.ingediend_op) + 20 * DAG


def test_a_version_to_come_touches_nothing_now(proef, werker):
    rij = start(0)
    with werker():
        zet("behandeltermijn", dagen(10), 1)
    assert na(rij) == [14] and not Herberekening.objects.exists()


def test_a_start_in_the_future_is_touched_and_given_back(proef, werker):
    rij = start(5)
    with werker():
        versie = zet("behandeltermijn", dagen(10), 3)
    assert na(rij) == [10]
    with werker():
        parameters.trek_parameter_in(parameter=versie, door=fabrieken.coordinator(), op=timezone.now())
    assert na(rij) == [14]


def test_a_parameter_that_no_term_reads_starts_no_work(proef, werker):
    start(0)
    with werker():
        zet("ggmmi", "2300", 0)
    assert not Herberekening.objects.exists()


def test_twice_is_once_and_a_second_worker_does_nothing(proef, werker):
    rij = start(0)
    zet("behandeltermijn", dagen(10), 0)
    werk = Herberekening.objects.get()
    Herberekening.objects.update(lease_tot=timezone.now() + herberekening.LEASE)
    herberekening.werk(werk.pk)
    assert na(rij) == [14], "somebody else has it"
    Herberekening.objects.update(lease_tot=timezone.now() - DAG)
    herberekening.werk(werk.pk)
    herberekening.werk(werk.pk)
    werk.refresh_from_db()
    assert (na(rij), werk.gedaan) == ([10], 1)


def test_a_killed_worker_is_taken_over_where_it_stopped(proef, werker, monkeypatch):
    monkeypatch.setattr(herberekening, "PAGINA", 2)
    rijen = [start(0) for _ in range(5)]
    zet("behandeltermijn", dagen(10), 0)
    werk = Herberekening.objects.get()
    echt, geteld = herberekening._probeer, []

    def valt_uit(pk):
        geteld.append(pk)
        if len(geteld) == 4:
            raise KeyboardInterrupt
        return echt(pk)

    monkeypatch.setattr(herberekening, "_probeer", valt_uit)
    with pytest.raises(KeyboardInterrupt):
        herberekening.werk(werk.pk)
    monkeypatch.setattr(herberekening, "_probeer", echt)
    werk.refresh_from_db()
    assert (werk.gedaan, werk.laatste, werk.klaar_op) == (2, rijen[1].pk, None)
    Herberekening.objects.update(lease_tot=timezone.now() - DAG)
    with werker():
        tasks.veeg_herberekeningen()
    werk.refresh_from_db()
    assert na(*rijen) == [10] * 5 and werk.gedaan == 5 and werk.klaar_op


def test_the_sweep_leaves_alone_what_is_fresh_or_done(proef):
    start(0)
    zet("behandeltermijn", dagen(10), 0)
    assert herberekening.wachtend(timezone.now()) == []
    assert len(herberekening.wachtend(timezone.now() + 2 * timedelta(minutes=1))) == 1
    Herberekening.objects.update(klaar_op=timezone.now())
    assert herberekening.wachtend(timezone.now() + DAG) == []


def test_one_that_cannot_be_computed_does_not_stop_the_others(proef, werker, monkeypatch):
    kapot, goed = start(0), start(0)
    echt = herberekening.herbereken

    def herbereken(termijn):
        if termijn.pk == kapot.pk:
            raise ValueError
        return echt(termijn)

    monkeypatch.setattr(herberekening, "herbereken", herbereken)
    with werker():
        zet("behandeltermijn", dagen(10), 0)
    werk = Herberekening.objects.get()
    assert na(kapot, goed) == [14, 10] and (werk.fouten, werk.veranderd) == (1, 1)
    assert "Bij 1 lukte het niet." in herberekening.stand("behandeltermijn")[0].zin


def test_a_subject_that_is_gone_stops_nothing(proef, werker):
    rij = start(0)
    Organisatie.objects.filter(pk=rij.onderwerp_id).delete()
    with werker():
        zet("behandeltermijn", dagen(10), 0)
    assert Herberekening.objects.get().klaar_op


def test_what_would_be_touched_is_told_per_kind(proef, monkeypatch):
    for ander in ("vast", "verval"):  # they bear the same label
        monkeypatch.delitem(register.SOORTEN, ander)

    def zinnen(naam: str, over: int) -> list[str]:
        alles = herberekening.zinnen(Tijdvak(naam=naam, vanaf=vandaag() + over * DAG, tot=None))
        return [zin for zin in alles if zin.startswith("Proeftermijn")]

    assert zinnen("behandeltermijn", 0) == ["Proeftermijn: er loopt nu geen enkele termijn."]
    start(0)
    start(3)
    start(3, vast_op=vandaag() + 9 * DAG)
    assert zinnen("herinneringen_behandeling", 0) == ["Proeftermijn: 3 lopende termijnen volgen de nieuwe waarde."]
    assert zinnen("behandeltermijn", 1) == [
        "Proeftermijn: 1 lopende termijn volgt de nieuwe waarde.",
        "Proeftermijn: 2 lopende termijnen houden de dagen van nu, want de termijn begon vroeger of kreeg een vaste dag.",
    ]
    assert herberekening.zinnen(Tijdvak(naam="ggmmi", vanaf=vandaag(), tot=None)) == []


def test_the_page_shows_how_far_it_is(proef, client):
    start(0)
    zet("behandeltermijn", dagen(10), 0)
    client.force_login(fabrieken.coordinator())
    adres = reverse("instellingen:parameter", args=["behandeltermijn"])
    assert "worden opnieuw berekend: 0 van 1." in client.get(adres).content.decode()
    herberekening.werk(Herberekening.objects.get().pk)
    assert "Van 1 lopende termijnen" in client.get(adres).content.decode()
