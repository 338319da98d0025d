"""The one door per change: lock, check, body, save, history; or nothing at all (architecture.md §3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.workflow.diensten import PORTAAL, noteer, perform, tijdlijn
from educam_portal.workflow.models import Gebeurtenis
from educam_portal.workflow.overgangen import Overgang, Overgangen
from erkenning.models import Aanvraag
from erkenning.toestanden import Toestand, Wie
from tests import fabrieken

pytestmark = pytest.mark.django_db
T = Toestand

TABEL = Overgangen(
    Overgang("nemen", (T.INGEDIEND,), T.IN_BEHANDELING, (Wie.CONSULENT,), "Nemen"),
    Overgang("kiezen", (T.INGEDIEND,), (T.IN_BEHANDELING, T.AANVULLING_GEVRAAGD), (Wie.CONSULENT,), "Kiezen"),
    Overgang("noteren", (T.INGEDIEND,), None, (Wie.CONSULENT,), "Noteren", intern=True),
    Overgang("vervallen", (T.INGEDIEND,), T.ZONDER_GEVOLG, (PORTAAL,), "Vervallen"),
    Overgang("nooit", (T.INGEDIEND,), None, (Wie.CONSULENT,), "Nooit", (lambda d, op: ["Dat kan nooit."],)),
)


@pytest.fixture
def aanvraag(monkeypatch):
    monkeypatch.setattr(Aanvraag, "OVERGANGEN", TABEL)
    return fabrieken.AanvraagFactory(toestand=T.INGEDIEND)


@pytest.fixture
def consulent(aanvraag):
    return fabrieken.consulent(aanvraag.regio)


def stand(aanvraag: Aanvraag) -> tuple:
    vers = Aanvraag.objects.get(pk=aanvraag.pk)
    return vers.toestand, vers.opmerking, Gebeurtenis.objects.count(), vers.history.count()


def test_it_saves_the_new_state_and_writes_one_event(aanvraag, consulent):
    op = timezone.now()
    with perform(aanvraag, "nemen", door=consulent, op=op, reden="Ik doe het.", gegevens={"a": 1}) as dossier:
        dossier.opmerking = "gezien"
    assert stand(aanvraag)[:2] == (T.IN_BEHANDELING, "gezien")
    gebeurtenis = Gebeurtenis.objects.get()
    assert (gebeurtenis.actie, gebeurtenis.van, gebeurtenis.naar) == ("nemen", T.INGEDIEND, T.IN_BEHANDELING)
    assert (gebeurtenis.door, gebeurtenis.op, gebeurtenis.tekst) == (consulent, op, "Ik doe het.")
    assert (gebeurtenis.gegevens, gebeurtenis.intern, gebeurtenis.onderwerp) == ({"a": 1}, False, aanvraag)


def test_history_says_who_and_why(aanvraag, consulent):
    with perform(aanvraag, "nemen", door=consulent, op=timezone.now(), reden="x" * 150):
        pass
    laatste = aanvraag.history.first()
    assert (laatste.history_user, laatste.history_change_reason) == (consulent, "x" * 100)


def test_the_body_works_on_what_is_stored_not_on_what_the_caller_held(aanvraag, consulent):
    Aanvraag.objects.filter(pk=aanvraag.pk).update(opmerking="van een ander")
    aanvraag.opmerking = "verouderd"
    with perform(aanvraag, "nemen", door=consulent, op=timezone.now()) as dossier:
        assert dossier is not aanvraag and dossier.opmerking == "van een ander"
    assert stand(aanvraag)[1] == "van een ander"


def test_what_the_portal_does_by_itself_nobody_else_may(aanvraag, consulent):
    with (
        pytest.raises(Geweigerd, match="mag je niet"),
        perform(aanvraag, "vervallen", door=consulent, op=timezone.now()),
    ):
        pass
    with pytest.raises(Geweigerd, match="mag je niet"), perform(aanvraag, "nemen", door=None, op=timezone.now()):
        pass
    with perform(aanvraag, "vervallen", door=None, op=timezone.now(), reden="Te laat.") as dossier:
        dossier.afgesloten_op = timezone.now()
    gebeurtenis = Gebeurtenis.objects.get()
    assert (gebeurtenis.door, gebeurtenis.naar, gebeurtenis.tekst) == (None, T.ZONDER_GEVOLG, "Te laat.")
    assert aanvraag.history.first().history_user is None


def test_a_crash_in_the_body_leaves_nothing(aanvraag, consulent):
    voor = stand(aanvraag)
    with pytest.raises(RuntimeError), perform(aanvraag, "nemen", door=consulent, op=timezone.now()) as dossier:
        dossier.opmerking = "half"
        dossier.save()
        noteer(dossier, "tussendoor", door=consulent, op=timezone.now())
        raise RuntimeError("halverwege")
    assert stand(aanvraag) == voor


@pytest.mark.parametrize("actie", ["nemen", "nooit"])
def test_a_refusal_never_reaches_the_body(aanvraag, consulent, actie):
    door = consulent if actie == "nooit" else fabrieken.UserFactory()
    voor = stand(aanvraag)
    with pytest.raises(Geweigerd), perform(aanvraag, actie, door=door, op=timezone.now()):
        raise AssertionError("de romp liep toch")
    assert stand(aanvraag) == voor


def test_the_second_of_two_gets_a_sentence(aanvraag, consulent):
    eerste, tweede = Aanvraag.objects.get(pk=aanvraag.pk), Aanvraag.objects.get(pk=aanvraag.pk)
    with perform(eerste, "nemen", door=consulent, op=timezone.now()):
        pass
    with pytest.raises(Geweigerd, match="In behandeling"), perform(tweede, "nemen", door=consulent, op=timezone.now()):
        pass
    assert Gebeurtenis.objects.count() == 1


def test_an_open_target_is_chosen_by_the_body(aanvraag, consulent):
    with perform(aanvraag, "kiezen", door=consulent, op=timezone.now()) as dossier:
        dossier.toestand = T.AANVULLING_GEVRAAGD
    assert stand(aanvraag)[0] == T.AANVULLING_GEVRAAGD


def test_a_body_that_chooses_a_target_outside_the_table_is_a_mistake_of_ours(aanvraag, consulent):
    voor = stand(aanvraag)
    with (
        pytest.raises(ValueError, match="moet eindigen"),
        perform(aanvraag, "kiezen", door=consulent, op=timezone.now()),
    ):
        pass
    assert stand(aanvraag) == voor


def test_an_event_keeps_the_state_and_an_internal_one_stays_internal(aanvraag, consulent):
    werkgever = fabrieken.werkgever(aanvraag.onderneming)
    with perform(aanvraag, "noteren", door=consulent, op=timezone.now()):
        pass
    assert stand(aanvraag)[0] == T.INGEDIEND
    assert [g.actie for g in tijdlijn(aanvraag, voor=consulent)] == ["noteren"]
    assert not tijdlijn(aanvraag, voor=werkgever).exists()


def test_the_timeline_is_newest_first_and_of_one_dossier(aanvraag, consulent):
    ander = fabrieken.AanvraagFactory(toestand=T.INGEDIEND)
    begin = timezone.now()
    for tel in range(3):
        noteer(aanvraag, f"stap-{tel}", door=None, op=begin + timedelta(minutes=tel))
    noteer(ander, "elders", door=consulent, op=begin)
    assert [g.actie for g in tijdlijn(aanvraag, voor=consulent)] == ["stap-2", "stap-1", "stap-0"]
