"""What the reminder of the mentoropleiding says, and where it leads (rules.md §4, §7)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.register import SOORTEN
from mentoren.aanduiden import MENTOROPLEIDING
from tests import fabrieken

from .cursus import mentor, schrijf_in, vol, werkgever

pytestmark = pytest.mark.django_db
SOORT = SOORTEN[MENTOROPLEIDING]


@pytest.fixture
def m(db):
    """A mentor who has a month left."""
    rij = mentor()
    termijnen.start(rij, MENTOROPLEIDING, op=timezone.localdate() - timedelta(days=335))
    return rij


def zin(m, moment: str = "-1m") -> str:
    return SOORT.zin(termijnen.van(m, MENTOROPLEIDING), moment)


def test_it_names_the_next_session_with_a_seat(m):
    assert zin(m).startswith("Volg de mentoropleiding, uiterlijk op") and "sessie" not in zin(m)
    vol(over=3)
    vrij = fabrieken.SessieFactory(over=9, postcode="8500")
    assert f"{vrij.dag1.datum.year} in Kortrijk" in zin(m)
    termijn = termijnen.van(m, MENTOROPLEIDING)
    termijn.bekeken_op = vrij.dag1.datum + timedelta(days=1)
    assert "sessie" not in SOORT.zin(termijn, "-1m"), "in de kalender van morgen is ze al begonnen"


def test_whoever_is_enrolled_is_not_told_to_enrol(m):
    rij = schrijf_in(fabrieken.SessieFactory(), m)
    assert zin(m).startswith(f"{m} is ingeschreven voor de sessie van")
    rij.delete()
    schrijf_in(vol(), m)
    assert f"{m} staat op de wachtlijst voor" in zin(m)


def test_after_the_due_date_the_consulent_reads_that_it_was_not_followed(m):
    assert "is niet gevolgd" in zin(m, "+1d")


def test_everybody_is_led_to_where_one_enrols(m):
    termijn = termijnen.van(m, MENTOROPLEIDING)
    assert SOORT.url(termijn, m.email) == "/mentoropleiding/"
    assert SOORT.url(termijn, fabrieken.mentor_met_account(m)) == "/mentor/"
    assert SOORT.url(termijnen.van(m, MENTOROPLEIDING), werkgever(m)) == "/werkgever/mentoren/"
    consulent = fabrieken.consulent(fabrieken.regio("ovl"))
    assert SOORT.url(termijn, consulent) == f"/consulent/bedrijven/{m.onderneming_id}/#mentoren"


def test_the_job_mails_the_mentor_and_the_werkgever_once(m):
    vervalt = termijnen.van(m, MENTOROPLEIDING).vervalt_op
    for na in (0, 1):
        for _ in verwerk(vervalt - timedelta(days=28) + timedelta(days=na)):
            pass
    mails = Bericht.objects.filter(soort="dagmail").values_list("adres", flat=True)
    assert sorted(mails) == sorted([m.email, werkgever(m).email])
