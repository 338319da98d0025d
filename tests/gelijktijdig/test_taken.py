"""Work in the background that two workers pick up at once, or that meets somebody who decides (quality.md)."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.documenten.models import Document
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.models import Termijn
from erkenning import pdf, tasks
from erkenning.models import Brief, Erkenning
from erkenning.services import beslissen
from erkenning.services import brieven as diensten
from tests.erkenning.dossiers import klaar_om_te_beslissen

from .samen import tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gemaakt(monkeypatch) -> list[int]:
    """The letters that were rendered, with the slow part replaced: it takes long enough to be overtaken."""
    lijst: list[int] = []

    def traag(brief: Brief) -> bytes:
        lijst.append(brief.pk)
        time.sleep(0.2)
        return b"%PDF-1.7"

    monkeypatch.setattr(pdf, "render", traag)
    return lijst


def brief_te_maken() -> Brief:
    klaar_om_te_beslissen().beslis()
    return Brief.objects.get(soort="beslissing")


def test_two_workers_make_a_letter_once(gemaakt):
    brief = brief_te_maken()
    tegelijk(*[lambda: tasks.maak_brief(brief.pk)] * 3, houd=brief)
    brief.refresh_from_db()
    assert (gemaakt, brief.toestand) == ([brief.pk], "klaar")
    assert Document.objects.count() == 1


def test_a_worker_that_outlived_its_lease_adds_no_second_file(gemaakt):
    brief = brief_te_maken()
    tegelijk(*[lambda: diensten.leg_pdf_vast(brief=brief, inhoud=b"%PDF-1.7")] * 2, houd=brief)
    assert Document.objects.count() == 1
    brief.refresh_from_db()
    assert brief.document == Document.objects.get()


def test_the_sweep_beside_the_worker_makes_nothing_twice(gemaakt, monkeypatch):
    brief = brief_te_maken()
    attest = Brief.objects.get(soort="attest")
    monkeypatch.setattr(tasks.maak_brief, "delay", tasks.maak_brief)
    Brief.objects.update(aangemaakt_op=timezone.now() - timedelta(minutes=5))
    tegelijk(tasks.veeg_brieven, tasks.veeg_brieven, lambda: tasks.maak_brief(brief.pk))
    assert sorted(gemaakt) == sorted([brief.pk, attest.pk])


def test_the_deadline_job_runs_while_dossiers_are_decided(caplog):
    """Each dossier is reminded before its decision or not at all, and neither side stumbles over the other."""
    dossiers = [klaar_om_te_beslissen() for _ in range(4)]
    for d in dossiers[1:]:
        # One consulent has them all: one bundle, that the decisions cut through.
        d.aanvraag.consulent = dossiers[0].consulent
        d.aanvraag.save()
    besluiten = {d.aanvraag.pk: d.besluiten() for d in dossiers}
    dag = Termijn.objects.filter(soort="behandeling").first().vervalt_op - timedelta(days=3)

    def beslis() -> None:
        for d in reversed(dossiers):
            beslissen.beslissen(
                aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten[d.aanvraag.pk]
            )

    def draai() -> int:
        return len([actie for actie in termijnen.verwerk(dag) if actie.soort == "behandeling"])

    _, eerste, tweede = tegelijk(beslis, draai, draai, houd=dossiers[0].aanvraag)
    assert Erkenning.objects.count() == 4
    assert eerste + tweede <= 4
    assert Bericht.objects.filter(soort="dagmail", aan=dossiers[0].consulent).count() <= 1
    assert list(termijnen.verwerk(dag + timedelta(days=1))) == []
    assert not [regel for regel in caplog.records if regel.name.startswith("educam_portal")]
