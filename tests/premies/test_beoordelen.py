"""Claims appear, are judged by what happens, and remember why (rules.md §6)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.workflow.feiten import meld
from overeenkomsten import feiten
from overeenkomsten.services.lerenden import persoonsnummer, wijzig_lerende
from premies.models import Levering, Premie, Prestatie, Toestemming
from premies.services.beoordelen import beoordeel
from premies.services.presteren import voeg_prestatie_toe, wis_prestatie
from premies.services.toestemmen import geef_toestemming, trek_toestemming_in, wijzig_iban
from premies.tasks import herbekijk
from premies.toestanden import Aanleiding
from tests.fabrieken import MentorFactory
from tests.overeenkomsten.fabriek import insz
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db
IBAN = "BE68 5390 0754 7034"
START = date(2026, 9, 1)


def geregistreerd(werker, **velden) -> Zaak:
    """An overeenkomst registered on its first day, with its claims judged."""
    start = velden.pop("start", START)
    gemaakt = zaak("lopend", start=start, geregistreerd_op=velden.pop("geregistreerd_op", start), **velden)
    with werker():
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=gemaakt.overeenkomst, op=start)
    return gemaakt


def vervolg(werker, eerste: Zaak, **velden) -> Zaak:
    """Another overeenkomst of the same person at the same onderneming."""
    plek, start = eerste.overeenkomst.vestiging, velden["start"]
    gemaakt = zaak("lopend", nummer=2, vestiging=plek, **{"geregistreerd_op": start} | velden)
    gemaakt.lerende.persoonsnummer = eerste.lerende.persoonsnummer
    gemaakt.lerende.save()
    with werker():
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=gemaakt.overeenkomst, op=start)
    return gemaakt


def de_premie(gemaakt: Zaak, jaar: int = 2026) -> Premie:
    return Premie.objects.get(persoonsnummer=gemaakt.lerende.persoonsnummer_id, schooljaar=jaar)


def uitkomsten(premie: Premie) -> dict[str, str]:
    return {een["code"]: een["uitkomst"] for een in premie.voorwaarden}


def voltooid(gemaakt: Zaak, dag: date) -> None:
    persoon = gemaakt.overeenkomst.mentor.persoon
    persoon.mentoropleiding_op = dag
    persoon.save()


@travel("2026-10-15 10:00", tick=False)
def test_a_registered_overeenkomst_makes_a_claim_per_schooljaar(werker):
    gemaakt = geregistreerd(werker, einde=date(2028, 6, 30))
    premies = list(Premie.objects.order_by("schooljaar"))
    assert [(een.schooljaar, een.toestand, een.recht, een.bedrag) for een in premies] == [
        (2026, "in_opbouw", "nog_niet", 1000),
        (2027, "in_opbouw", "nog_niet", 1000),
    ]
    assert premies[0].referentie == "PRM-2026-00001"
    assert uitkomsten(premies[0]) == {
        "overeenkomst": "voldaan",
        "mentoropleiding": "open",
        "vlaams_gewest": "voldaan",
        "vier_maanden": "open",
        "tijdig_geregistreerd": "voldaan",
        "toestemming": "open",
        "maximum": "voldaan",
        "niveau": "voldaan",
        "aandeel": "voldaan",
    }
    [beoordeling] = premies[0].beoordelingen.all()
    assert beoordeling.aanleiding == Aanleiding.GEREGISTREERD
    # Told again, nothing is made twice and nothing is written again.
    with werker():
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=gemaakt.overeenkomst, op=START)
    assert Premie.objects.count() == 2
    assert premies[0].beoordelingen.count() == 1


def test_from_consent_to_klaar_with_its_history(werker):
    with travel("2026-10-15 10:00", tick=False):
        gemaakt = geregistreerd(werker)
        premie = de_premie(gemaakt)
        geef_toestemming(
            onderneming=premie.onderneming, iban=IBAN, akkoord=True, door=gemaakt.werkgever, op=timezone.now()
        )
    with travel("2027-02-01 10:00", tick=False):
        voeg_prestatie_toe(premie=premie, van=START, tot=date(2027, 1, 31), door=gemaakt.werkgever, op=timezone.now())
        voltooid(gemaakt, date(2027, 1, 20))
        beoordeel(persoonsnummer=premie.persoonsnummer_id, aanleiding=Aanleiding.MENTOROPLEIDING, op=timezone.now())
        premie.refresh_from_db()
        assert (premie.toestand, premie.recht, premie.herbekijk_op) == ("in_opbouw", "ja", date(2027, 9, 1))
    with travel("2027-09-01 00:20", tick=False):
        herbekijk()
    premie.refresh_from_db()
    assert (premie.toestand, premie.herbekijk_op) == ("klaar", None)
    assert [een.aanleiding for een in premie.beoordelingen.all()] == [
        "geregistreerd", "toestemming", "prestaties", "mentoropleiding", "tijd",
    ]  # fmt: skip


def test_what_is_missing_when_the_schooljaar_ends_makes_it_vervallen_and_a_late_proof_revives_it(werker):
    with travel("2026-10-15 10:00", tick=False):
        gemaakt = geregistreerd(werker)
        premie = de_premie(gemaakt)
        geef_toestemming(
            onderneming=premie.onderneming, iban=IBAN, akkoord=True, door=gemaakt.werkgever, op=timezone.now()
        )
        voltooid(gemaakt, date(2026, 10, 1))
    with travel("2027-09-01 00:20", tick=False):
        herbekijk()
        premie.refresh_from_db()
        assert (premie.toestand, premie.recht, premie.bedrag) == ("vervallen", "nee", 0)
        voeg_prestatie_toe(premie=premie, van=START, tot=date(2027, 1, 31), door=gemaakt.werkgever, op=timezone.now())
    premie.refresh_from_db()
    assert (premie.toestand, premie.bedrag) == ("klaar", 1000)


@travel("2026-10-15 10:00", tick=False)
def test_a_period_counts_once_lies_in_the_year_and_can_be_wiped(werker):
    gemaakt = geregistreerd(werker)
    premie = de_premie(gemaakt)
    wie = {"premie": premie, "door": gemaakt.werkgever, "op": timezone.now()}
    rij = voeg_prestatie_toe(van=START, tot=date(2026, 10, 14), **wie)
    assert voeg_prestatie_toe(van=START, tot=date(2026, 10, 14), **wie) == rij
    for van, tot, zin in (
        (date(2026, 10, 3), date(2026, 10, 2), "vóór de eerste"),
        (START, date(2026, 10, 16), "voorbij"),
        (date(2026, 8, 31), date(2026, 9, 2), "dit schooljaar"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            voeg_prestatie_toe(van=van, tot=tot, **wie)
    wis_prestatie(prestatie=rij, **wie)
    with pytest.raises(Geweigerd, match="staan er niet meer"):
        wis_prestatie(prestatie=rij, **wie)


def test_withdrawn_consent_counts_and_a_new_one_has_its_own_days(werker):
    with travel("2026-10-15 10:00", tick=False):
        gemaakt = geregistreerd(werker)
        premie = de_premie(gemaakt)
        wie = {"onderneming": premie.onderneming, "door": gemaakt.werkgever}
        geef_toestemming(iban=IBAN, akkoord=True, op=timezone.now(), **wie)
        wijzig_iban(iban="BE71 0961 2345 6769", op=timezone.now(), **wie)
        premie.refresh_from_db()
        assert uitkomsten(premie)["toestemming"] == "voldaan"
        with pytest.raises(Geweigerd, match="al toestemming"):
            geef_toestemming(iban=IBAN, akkoord=True, op=timezone.now(), **wie)
        trek_toestemming_in(op=timezone.now(), **wie)
        premie.refresh_from_db()
        assert uitkomsten(premie)["toestemming"] == "open"
    with travel("2026-12-02 10:00", tick=False):
        geef_toestemming(iban=IBAN, akkoord=True, op=timezone.now(), **wie)
        premie.refresh_from_db()
        assert (uitkomsten(premie)["toestemming"], premie.recht) == ("niet_voldaan", "nee")
    assert Toestemming.objects.count() == 2


@pytest.mark.parametrize(
    ("iban", "akkoord", "zin"), [("BE68 5390 0754 7035", True, "klopt niet"), (IBAN, False, "Vink aan")]
)
def test_consent_needs_a_tick_and_a_right_number(werker, iban, akkoord, zin):
    with travel("2026-10-15 10:00", tick=False):
        gemaakt = geregistreerd(werker)
        with pytest.raises(Geweigerd, match=zin):
            geef_toestemming(
                onderneming=de_premie(gemaakt).onderneming, iban=iban, akkoord=akkoord, door=gemaakt.werkgever,
                op=timezone.now(),
            )  # fmt: skip
    assert not Toestemming.objects.exists()


@travel("2026-10-15 10:00", tick=False)
def test_of_four_claims_the_earliest_three_have_the_places_whatever_came_first(werker):
    """The same person at four garages in one schooljaar, registered in another order than they begin."""
    persoon = persoonsnummer(insz(950))
    zaken = {}
    for nummer, dag in ((1, 4), (2, 1), (3, 3), (4, 2)):
        gemaakt = zaak("lopend", nummer=nummer, start=date(2026, 9, dag), geregistreerd_op=date(2026, 9, dag))
        gemaakt.lerende.persoonsnummer = persoon
        gemaakt.lerende.save()
        with werker():
            meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=gemaakt.overeenkomst, op=START)
        zaken[dag] = gemaakt.overeenkomst.vestiging.onderneming
    maximum = {
        dag: uitkomsten(Premie.objects.get(onderneming=onderneming))["maximum"] for dag, onderneming in zaken.items()
    }
    assert maximum == {1: "voldaan", 2: "voldaan", 3: "voldaan", 4: "niet_voldaan"}
    laatste = Premie.objects.get(onderneming=zaken[4])
    assert (laatste.eerder, laatste.eerder_hier) == (3, 0)


@travel("2026-10-15 10:00", tick=False)
def test_the_nightly_job_leaves_alone_what_time_cannot_have_changed(werker, django_assert_num_queries):
    geregistreerd(werker)
    with django_assert_num_queries(1):
        herbekijk()
    with travel(timezone.now() + timedelta(days=60), tick=False):
        herbekijk()
        [premie] = Premie.objects.filter(schooljaar=2026)
        assert uitkomsten(premie)["toestemming"] == "niet_voldaan"


@travel("2026-10-15 10:00", tick=False)
def test_an_overeenkomst_that_was_cancelled_or_ends_early_leaves_no_right(werker):
    geannuleerd, kort = geregistreerd(werker), geregistreerd(werker, nummer=2)
    rij = geannuleerd.overeenkomst
    rij.toestand, rij.geannuleerd_op, rij.reden = "geannuleerd", timezone.now(), "Toch niet"
    rij.save()
    eindigt = kort.overeenkomst
    eindigt.einde_feitelijk = date(2026, 10, 20)
    eindigt.save()
    with werker():
        meld(feiten.OVEREENKOMST_GEANNULEERD, overeenkomst=rij, op=START)
        meld(feiten.OVEREENKOMST_BEEINDIGD, overeenkomst=eindigt, op=START)
    assert uitkomsten(de_premie(geannuleerd))["overeenkomst"] == "niet_voldaan"
    assert uitkomsten(de_premie(kort))["vier_maanden"] == "niet_voldaan"


def test_a_schooljaar_that_the_overeenkomst_no_longer_touches_gives_no_right(werker):
    """Days worked on after it ended are those of another contract."""
    with travel("2026-10-15 10:00", tick=False):
        gemaakt = geregistreerd(werker, einde=date(2028, 6, 30))
    eindigt = gemaakt.overeenkomst
    eindigt.toestand, eindigt.einde_feitelijk = "beeindigd", date(2027, 5, 31)
    eindigt.save()
    with travel("2028-03-01 10:00", tick=False):
        premie = de_premie(gemaakt, 2027)
        voeg_prestatie_toe(
            premie=premie, van=date(2027, 9, 1), tot=date(2028, 2, 29), door=gemaakt.werkgever, op=timezone.now()
        )
        premie.refresh_from_db()
    assert (premie.recht, uitkomsten(premie)["vier_maanden"]) == ("nee", "voldaan")
    assert uitkomsten(premie)["overeenkomst"] == "niet_voldaan"


@travel("2026-10-15 10:00", tick=False)
def test_who_stood_in_the_draft_alone_was_no_mentor(werker):
    gemaakt = zaak("lopend", start=START, geregistreerd_op=START)
    rij, echte = gemaakt.overeenkomst, gemaakt.overeenkomst.mentor
    opgeleid = MentorFactory(onderneming=rij.vestiging.onderneming)
    opgeleid.persoon.mentoropleiding_op = date(2025, 1, 1)
    opgeleid.persoon.save()
    rij.history.all().delete()
    for mentor, toestand in ((opgeleid, "concept"), (echte, "lopend")):
        rij.mentor, rij.toestand = mentor, toestand
        rij.ondertekend_op = timezone.now() if toestand == "lopend" else None
        rij.geregistreerd_op = START if toestand == "lopend" else None
        rij.save()
    with werker():
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=rij, op=START)
    assert uitkomsten(de_premie(gemaakt))["mentoropleiding"] == "open"


@travel("2027-09-02 10:00", tick=False)
def test_the_days_of_a_claim_that_was_handed_on_stay(werker):
    gemaakt = geregistreerd(werker, einde=date(2028, 6, 30))
    premie, later = de_premie(gemaakt), de_premie(gemaakt, 2027)
    wie = {"door": gemaakt.werkgever, "op": timezone.now()}
    rij = voeg_prestatie_toe(premie=premie, van=START, tot=date(2027, 1, 31), **wie)
    levering = Levering.objects.create(referentie="PRL-2027-00001", schooljaar=2026, gemaakt_door=gemaakt.werkgever)
    Premie.objects.filter(pk=premie.pk).update(toestand="doorgegeven", levering=levering)
    for claim, zin in ((premie, "al doorgegeven"), (later, "horen ook bij een premie")):
        with pytest.raises(Geweigerd, match=zin):
            wis_prestatie(premie=claim, prestatie=rij, **wie)
    # Nor do days come in by the claim of another schooljaar.
    for claim, van, zin in (
        (premie, date(2027, 8, 1), "al doorgegeven"),
        (later, date(2027, 8, 31), "Kies dagen van 01/09/2027"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            voeg_prestatie_toe(premie=claim, van=van, tot=date(2027, 8, 31), **wie)
    assert [(een.van, een.tot) for een in Prestatie.objects.all()] == [(START, date(2027, 1, 31))]


@travel("2026-10-15 10:00", tick=False)
def test_claims_and_days_follow_a_number_that_is_replaced(werker):
    gemaakt = geregistreerd(werker)
    premie, lerende = de_premie(gemaakt), gemaakt.lerende
    voeg_prestatie_toe(premie=premie, van=START, tot=date(2026, 10, 14), door=gemaakt.werkgever, op=timezone.now())
    with werker():
        wijzig_lerende(lerende=lerende, velden={}, insz=insz(990), vertegenwoordiger=None, door=gemaakt.begeleider)
    lerende.refresh_from_db()
    assert lerende.persoonsnummer_id != premie.persoonsnummer_id
    premie.refresh_from_db()
    assert premie.persoonsnummer_id == Prestatie.objects.get().persoonsnummer_id == lerende.persoonsnummer_id
    assert premie.herbekijk_om == ""
