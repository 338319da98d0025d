"""A night without work reads next to nothing, however much the portal holds (quality.md, Budgets)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.documenten.tasks import wis_vervallen
from educam_portal.meldingen.tasks import meld_storingen, veeg
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from erkenning.tasks import veeg_brieven
from tests import fabrieken
from tests.vragen import kost, kost_hoogstens

pytestmark = pytest.mark.django_db
BUDGET = 20


def _lopende(aantal: int) -> None:
    """Terms that all run on for weeks, and some that ended long ago."""
    vandaag = timezone.localdate()
    for nummer in range(aantal):
        aanvraag = fabrieken.AanvraagFactory(toestand="ingediend")
        termijnen.start(aanvraag, "behandeling", op=vandaag)
        oud = fabrieken.AanvraagFactory(toestand="ingediend")
        termijnen.start(oud, "behandeling", op=vandaag - timedelta(days=100 + nummer))
        termijnen.voldaan(oud, "behandeling", op=vandaag - timedelta(days=90))


@pytest.mark.parametrize("aantal", [1, 30])
def test_the_deadline_job_with_nothing_due(aantal):
    _lopende(aantal)
    with kost(6):
        assert not list(verwerk(timezone.localdate()))


@pytest.mark.parametrize("aantal", [1, 30])
def test_the_whole_night_with_nothing_due(aantal):
    _lopende(aantal)
    with kost_hoogstens(BUDGET):
        assert not list(verwerk(timezone.localdate()))
        veeg()
        meld_storingen()
        veeg_brieven()
        wis_vervallen()
