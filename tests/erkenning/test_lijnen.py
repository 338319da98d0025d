"""One open line and one running erkenning per vestiging × opleiding; dropping and copying lines (rules.md §3.1)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from erkenning.models import Erkenning
from erkenning.services import afsluiten, concept
from erkenning.toestanden import Toestand
from erkenning.volledigheid import taken
from tests import fabrieken

from .acties import in_toestand
from .dossiers import Dossier, dossier, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db


def schrap(d: Dossier, lijn):
    afsluiten.opleiding_schrappen(aanvraag=d.aanvraag, lijn=lijn, door=d.werkgever, op=timezone.now())
    return d.ververs()


def tweede(d: Dossier, vestiging=None) -> Dossier:
    """The same opleidingen asked again, by the same werkgever."""
    kopie = concept.kopieer(
        aanvraag=d.aanvraag, vestiging=vestiging or d.aanvraag.vestiging, door=d.werkgever, op=timezone.now()
    )
    return Dossier(d.werkgever, d.consulent, kopie, list(d.mentoren))


# --- dropping ------------------------------------------------------------------------------------------------------


def test_a_line_dropped_from_a_concept_is_gone():
    d = dossier(opleidingen=2)
    schrap(d, d.aanvraag.lijnen.first())
    assert d.aanvraag.lijnen.count() == 1


def test_a_line_dropped_after_filing_stays_as_history_and_is_free_again():
    d = in_toestand(Toestand.IN_BEHANDELING)
    lijn = d.aanvraag.lijnen.first()
    schrap(d, lijn)
    lijn.refresh_from_db()
    assert (lijn.toestand, lijn.open) == ("geschrapt", False)
    assert d.aanvraag.toestand == Toestand.IN_BEHANDELING


@pytest.mark.parametrize("toestand", [Toestand.CONCEPT, Toestand.INGEDIEND])
def test_at_least_one_opleiding_stays(toestand):
    d = in_toestand(toestand, opleidingen=1)
    with pytest.raises(Geweigerd, match="minstens één opleiding"):
        schrap(d, d.aanvraag.lijnen.get())


def test_a_line_of_another_dossier_is_not_dropped():
    d, ander = dossier(opleidingen=2), dossier(opleidingen=2)
    with pytest.raises(Geweigerd, match="staat niet meer in je aanvraag"):
        schrap(d, ander.aanvraag.lijnen.first())
    assert ander.aanvraag.lijnen.count() == 2


# --- one open line -------------------------------------------------------------------------------------------------


def test_a_second_open_line_is_refused_with_the_reference_of_the_first():
    d = in_toestand(Toestand.INGEDIEND)
    with pytest.raises(Geweigerd, match=d.aanvraag.referentie):
        tweede(d).dien_in()


def test_two_concepts_may_ask_the_same_and_the_second_is_warned():
    d = in_toestand(Toestand.CONCEPT)
    t = tweede(d)
    vandaag = timezone.localdate()
    assert not [zin for taak in taken(t.aanvraag, op=vandaag) for zin in taak.ontbreekt if "loopt" in zin]
    d.dien_in()
    assert [zin for taak in taken(t.aanvraag, op=vandaag) for zin in taak.ontbreekt if d.aanvraag.referentie in zin]


def test_the_database_has_the_last_word():
    d = in_toestand(Toestand.INGEDIEND)
    t = tweede(d)
    with pytest.raises(IntegrityError), transaction.atomic():
        t.aanvraag.lijnen.update(open=True)


@pytest.mark.parametrize("einde", ["intrekken", "schrappen"])
def test_a_line_that_ended_makes_room(einde):
    d = in_toestand(Toestand.INGEDIEND)
    t = tweede(d)
    if einde == "intrekken":
        afsluiten.intrekken(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    else:
        lijn = d.aanvraag.lijnen.order_by("pk").first()
        schrap(d, lijn)
        t.aanvraag.lijnen.exclude(opleiding=lijn.opleiding).delete()
    assert t.dien_in().aanvraag.toestand == Toestand.INGEDIEND


def test_another_vestiging_is_another_matter():
    d = in_toestand(Toestand.INGEDIEND)
    elders = fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming, postcode="3500")
    t = tweede(d, vestiging=elders).dien_in()
    assert t.aanvraag.regio == elders.regio != d.aanvraag.regio


def test_a_running_erkenning_is_refused_until_it_has_ended():
    d = klaar_om_te_beslissen().beslis()
    t = tweede(d)
    with pytest.raises(Geweigerd, match="al erkend"):
        t.dien_in()
    gisteren = timezone.localdate() - timedelta(days=1)
    Erkenning.objects.update(geldig_van=gisteren - timedelta(days=9), geldig_tot=gisteren)
    assert t.dien_in().aanvraag.toestand == Toestand.INGEDIEND


# --- copying -------------------------------------------------------------------------------------------------------


def test_a_copy_carries_answers_opleidingen_and_mentoren_and_nothing_else():
    d = in_toestand(Toestand.BESLIST)
    kopie = tweede(d).aanvraag
    assert (kopie.toestand, kopie.referentie, kopie.ingediend_op) == (Toestand.CONCEPT, None, None)
    assert kopie.uitrusting_ok is True
    for lijn in kopie.lijnen.all():
        assert (lijn.toestand, lijn.open, lijn.voorstel, lijn.redenen) == ("gevraagd", False, "", "")
        assert {rij.antwoord for rij in lijn.activiteiten.all()} == {"ja"}
        assert {rij.bevinding for rij in lijn.activiteiten.all()} == {""}
        assert [(v.mentor, v.voorgesteld_op, v.oordeel) for v in lijn.mentoren.all()] == [(d.mentoren[0], None, "")]


def test_a_copy_leaves_out_who_left():
    d = in_toestand(Toestand.BESLIST)
    d.mentoren[0].toestand, d.mentoren[0].vertrokken_op = "vertrokken", timezone.localdate()
    d.mentoren[0].save()
    assert not tweede(d).aanvraag.lijnen.filter(mentoren__isnull=False).exists()


def test_a_copy_stays_within_the_onderneming():
    d = in_toestand(Toestand.BESLIST)
    with pytest.raises(Geweigerd, match="eigen onderneming"):
        tweede(d, vestiging=fabrieken.VestigingFactory())
    with pytest.raises(Geweigerd):
        concept.kopieer(aanvraag=d.aanvraag, vestiging=None, door=d.consulent, op=timezone.now())
