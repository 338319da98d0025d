"""What failed is told once a day to the beheerders, never when nothing failed, and never about itself."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from educam_portal import meldingen
from educam_portal.meldingen import bezorging, storingen
from educam_portal.meldingen.models import Bericht, Storingsmelding
from educam_portal.meldingen.tasks import meld_storingen
from tests import fabrieken
from tests.meldingen.conftest import GEGEVENS

pytestmark = pytest.mark.django_db
WEG = "550 5.1.1 No such mailbox"


@pytest.fixture
def nu() -> datetime:
    """Noon: a few minutes later is the same day."""
    return timezone.localtime().replace(hour=12)


@pytest.fixture(autouse=True)
def beheerder():
    return fabrieken.beheerder(user=fabrieken.UserFactory(email="beheer@example.be", naam="Robin Beheer"))


def mislukt(op, adres="weg@example.be", soort="nieuw_bericht") -> Bericht:
    (bericht,) = meldingen.stuur("nieuw_bericht", dossier=None, aan=[adres], gegevens=GEGEVENS)
    Bericht.objects.filter(pk=bericht.pk).update(soort=soort, toestand="mislukt", mislukt_op=op, fout=WEG)
    return bericht


def test_nothing_failed_tells_nothing():
    assert storingen.meld(timezone.now()) == []
    assert not Storingsmelding.objects.exists()


def test_what_failed_is_told_with_the_answer_and_without_contents(smtp, werker, beheerder):
    nu = timezone.now()
    mislukt(nu - timedelta(hours=3))
    mislukt(nu - timedelta(days=2))
    with werker():
        assert meld_storingen() == 1
    (brief,) = smtp.mails
    assert (brief["To"], brief["Subject"]) == (beheerder.email, "Er mislukte iets sinds de vorige melding")
    tekst = brief.get_body(("plain",)).get_content()
    assert f"- Nieuw bericht in een dossier aan weg@example.be: {WEG}" in tekst
    assert "http://localhost:8000/beheer/berichten/" in tekst
    assert GEGEVENS["titel"] not in tekst


def test_at_most_once_a_day_and_each_failure_once(nu):
    mislukt(nu - timedelta(hours=3))
    assert len(storingen.meld(nu)) == 1
    mislukt(nu + timedelta(minutes=5))
    assert storingen.meld(nu + timedelta(minutes=10)) == []
    # After a day without the job: what came since, once.
    (later,) = storingen.meld(nu + timedelta(days=2))
    assert later.tekst.count(WEG) == 1
    assert storingen.meld(nu + timedelta(days=3)) == []


def test_a_message_of_failures_that_fails_starts_no_loop(nu):
    mislukt(nu - timedelta(hours=1))
    (melding,) = storingen.meld(nu)
    Bericht.objects.filter(pk=melding.pk).update(toestand="mislukt", mislukt_op=nu + timedelta(minutes=1), fout=WEG)
    assert storingen.meld(nu + timedelta(days=1)) == []
    # The inbox has it all the same.
    assert melding.postvak


def test_a_long_list_is_cut_and_counted(nu):
    for nummer in range(storingen.REGELS + 2):
        mislukt(nu, f"weg{nummer}@example.be")
    (melding,) = storingen.meld(nu)
    assert melding.tekst.count(WEG) == storingen.REGELS
    assert "- en nog 2" in melding.tekst
    assert melding.titel == "Er mislukten 22 dingen sinds de vorige melding"


def test_higher_floors_tell_what_they_gave_up(monkeypatch):
    monkeypatch.setattr(storingen, "_bronnen", [lambda van, tot: ["Attest van erkenning 12: geen lettertype"]])
    (melding,) = storingen.meld(timezone.now())
    assert "- Attest van erkenning 12: geen lettertype" in melding.tekst


def test_without_a_beheerder_it_waits_for_one(beheerder, nu):
    mislukt(nu)
    beheerder.is_active = False
    beheerder.save()
    assert storingen.meld(nu) == []
    beheerder.is_active = True
    beheerder.save()
    assert [bericht.aan for bericht in storingen.meld(nu)] == [beheerder]


def test_a_message_given_up_by_the_delivery_says_when(bericht, settings):
    settings.DEMO = True
    Bericht.objects.filter(pk=bericht.pk).update(adres="iemand@elders.be")
    nu = timezone.now() + timedelta(minutes=1)
    bezorging.lever(bericht.pk, nu=nu)
    assert Bericht.objects.get().mislukt_op == nu
