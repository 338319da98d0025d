"""Renewing an erkenning: when, with what, and from which day the new one counts (rules.md §3.3)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.parameters import Duur
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from educam_portal.workflow import impact
from erkenning import rules
from erkenning.models import Brief, Erkenning, LijnActiviteit
from erkenning.services import concept, maatregelen
from erkenning.services.maatregelen import Gehoord
from erkenning.services.verlengen import verlengen
from erkenning.services.vestigingen import sluiten
from mentoren.models import Aanduiding
from tests import fabrieken
from tests.erkenning.dossiers import Dossier, klaar_om_te_beslissen, opleiding_met_checklist

DAG = timedelta(days=1)
VIJF, ZES = Duur(5, "jaren"), Duur(6, "maanden")


# --- the days ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beslist", "vorige_tot", "van", "tot"),
    [
        (date(2031, 10, 1), date(2031, 11, 22), date(2031, 11, 23), date(2036, 11, 22)),
        (date(2031, 11, 22), date(2031, 11, 22), date(2031, 11, 23), date(2036, 11, 22)),
        (date(2031, 11, 23), date(2031, 11, 22), date(2031, 11, 23), date(2036, 11, 22)),
        (date(2032, 1, 9), date(2031, 11, 22), date(2032, 1, 9), date(2037, 1, 8)),
        (date(2033, 1, 1), date(2033, 2, 28), date(2033, 3, 1), date(2038, 2, 28)),
        (date(2031, 10, 1), None, date(2031, 10, 1), date(2036, 9, 30)),
    ],
)
def test_a_renewal_follows_without_a_day_in_between_and_never_overlaps(beslist, vorige_tot, van, tot):
    assert rules.geldigheid(beslist, VIJF, vorige_tot) == (van, tot)


@pytest.mark.parametrize(
    ("geldig_tot", "duur", "vanaf"),
    [
        (date(2031, 11, 22), ZES, date(2031, 5, 22)),
        (date(2031, 8, 31), ZES, date(2031, 2, 28)),
        (date(2031, 11, 22), Duur(90, "dagen"), date(2031, 8, 24)),
        (date(2032, 2, 29), Duur(1, "jaren"), date(2031, 2, 28)),
    ],
)
def test_from_when_it_can_be_filed(geldig_tot, duur, vanaf):
    assert rules.verlengbaar_vanaf(geldig_tot, duur) == vanaf


# --- the concept -------------------------------------------------------------------------------------------------


def bijna_voorbij(d: Dossier, dagen: int = 60) -> Erkenning:
    """The erkenning of a decided dossier, as it stands five years later."""
    rij = Erkenning.objects.get(lijn__aanvraag=d.aanvraag)
    rij.geldig_tot = timezone.localdate() + dagen * DAG
    rij.geldig_van = rij.geldig_tot - 1825 * DAG
    rij.plaatsen = 3
    rij.save()
    Aanduiding.objects.filter(vestiging=rij.vestiging).update(van=rij.geldig_van)
    termijnen.herstart(rij, "geldigheid", op=rij.geldig_van, vast_op=rij.geldig_tot)
    return rij


@pytest.fixture
def d(db):
    return klaar_om_te_beslissen().beslis()


def vraag(erkenning: Erkenning, d: Dossier) -> Dossier:
    """The concept of its renewal."""
    return Dossier(
        d.werkgever, d.consulent, verlengen(erkenning=erkenning, door=d.werkgever, op=timezone.now()), list(d.mentoren)
    )


def ingediend(erkenning: Erkenning, d: Dossier, *, ook: int = 0) -> Dossier:
    """Filed, with the conditions answered and `ook` new opleidingen."""
    nieuw = vraag(erkenning, d)
    nu, aanvraag = timezone.now(), nieuw.aanvraag
    ja = {"uitrusting_ok": True, "draagkracht_ok": True, "veroordelingen_ok": True}
    if ook:
        plaatsen = {erkenning.opleiding: None} | {opleiding_met_checklist(): 1 for _ in range(ook)}
        concept.kies_opleidingen(aanvraag=aanvraag, plaatsen=plaatsen, door=d.werkgever, op=nu)
        rijen = LijnActiviteit.objects.filter(lijn__aanvraag=aanvraag, antwoord="")
        concept.vul_activiteiten(aanvraag=aanvraag, antwoorden={r.pk: "ja" for r in rijen}, door=d.werkgever, op=nu)
        keuze = dict.fromkeys(aanvraag.lijnen.all(), d.mentoren)
        concept.kies_mentoren(aanvraag=aanvraag, keuze=keuze, door=d.werkgever, op=nu)
    concept.bewaar_voorwaarden(aanvraag=aanvraag, antwoorden=ja, door=d.werkgever, op=nu)
    return nieuw.dien_in()


def beslist(nieuw: Dossier, op=None) -> list[Erkenning]:
    """Taken in, visited and granted."""
    nieuw.mentoren = []  # the mentoren are designated already: no new 596.2
    nieuw.neem_in(op).bezoek_en_verslag(op).beslis(op)
    rijen = Erkenning.objects.filter(lijn__aanvraag=nieuw.aanvraag).select_related("lijn")
    return sorted(rijen, key=lambda rij: rij.lijn.verlengt_id is None)


def test_what_is_known_is_filled_in_and_the_conditions_are_asked_anew(d):
    erkenning = bijna_voorbij(d)
    weg = fabrieken.AanduidingFactory(
        vestiging=erkenning.vestiging, opleiding=erkenning.opleiding, tot=timezone.localdate()
    )
    nieuw = vraag(erkenning, d).aanvraag
    lijn = nieuw.lijnen.get()
    assert (lijn.verlengt, lijn.vestiging, lijn.plaatsen) == (erkenning, erkenning.vestiging, 3)
    assert [rij.antwoord for rij in lijn.activiteiten.all()] == ["ja", "ja"]
    voorstel = lijn.mentoren.get()
    assert voorstel.mentor == d.mentoren[0] != weg.mentor and voorstel.voorgesteld_op == erkenning.geldig_van
    assert (nieuw.uitrusting_ok, nieuw.engagementen_op, nieuw.kopie_van) == (None, None, d.aanvraag)
    # A second press goes on with the same concept.
    assert vraag(erkenning, d).aanvraag == nieuw


def test_everything_of_the_vestiging_that_ends_goes_along(d):
    erkenning = bijna_voorbij(d)
    ook = fabrieken.ErkenningFactory(vestiging=erkenning.vestiging, geldig_van=erkenning.geldig_van)
    fabrieken.ErkenningFactory(vestiging=erkenning.vestiging)  # ends years later
    fabrieken.ErkenningFactory(vestiging=fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming))
    verlengt = set(vraag(erkenning, d).aanvraag.lijnen.values_list("verlengt", flat=True))
    assert verlengt == {erkenning.pk, ook.pk}


def test_in_another_vestiging_it_renews_nothing(d):
    nieuw = vraag(bijna_voorbij(d), d).aanvraag
    elders = fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming)
    concept.kies_vestiging(aanvraag=nieuw, vestiging=elders, door=d.werkgever, op=timezone.now())
    lijn = nieuw.lijnen.get()
    assert lijn.verlengt is None and lijn.mentoren.get().voorgesteld_op is None


def test_not_where_the_vestiging_closes(d, client):
    erkenning = bijna_voorbij(d)
    client.force_login(d.werkgever)
    adres = f"/werkgever/erkenningen/{erkenning.pk}/verlengen/"
    assert adres in client.get("/werkgever/").content.decode()
    na = erkenning.geldig_tot + timedelta(days=20)
    sluiten(vestiging=erkenning.vestiging, vanaf=na, reden="Pensioen.", door=d.werkgever, op=timezone.now())
    assert adres not in client.get("/werkgever/").content.decode()
    assert "Verlengen kan niet meer" in client.get(adres).content.decode()
    lijst = client.get("/werkgever/vestigingen/").content.decode()
    assert "Sluit" in lijst and "Gesloten" not in lijst


def test_too_early_says_from_when(d):
    with pytest.raises(Geweigerd, match="Verlengen kan vanaf"):
        vraag(Erkenning.objects.get(), d)


def test_once_only_and_not_after_the_end(d):
    erkenning = bijna_voorbij(d)
    nieuw = ingediend(erkenning, d)
    with pytest.raises(Geweigerd, match=f"al aangevraagd: {nieuw.aanvraag.referentie}"):
        vraag(erkenning, d)
    beslist(nieuw)
    with pytest.raises(Geweigerd, match="al verlengd"):
        vraag(erkenning, d)
    with pytest.raises(Geweigerd, match="voorbij sinds"):
        verlengen(erkenning=erkenning, door=d.werkgever, op=timezone.now() + 61 * DAG)


def test_nothing_that_was_ended_is_renewed(d):
    erkenning = bijna_voorbij(d)
    gehoord = Gehoord(op=timezone.localdate(), hoe="Gesprek.")
    maatregelen.opheffen(
        erkenning=erkenning, redenen="Gesloten.", gehoord=gehoord, door=fabrieken.coordinator(), op=timezone.now()
    )
    with pytest.raises(Geweigerd, match="Opgeheven"):
        vraag(erkenning, d)


# --- granted -----------------------------------------------------------------------------------------------------


def test_granted_it_starts_the_day_after_and_a_new_opleiding_today(d):
    erkenning = bijna_voorbij(d)
    vandaag = timezone.localdate()
    verlengd, erbij = beslist(ingediend(erkenning, d, ook=1))
    assert verlengd.geldig_van == erkenning.geldig_tot + DAG and erbij.geldig_van == vandaag
    assert Erkenning.objects.geldig(erkenning.geldig_tot).filter(opleiding=erkenning.opleiding).get() == erkenning
    assert Erkenning.objects.geldig(erkenning.geldig_tot + DAG).filter(opleiding=erkenning.opleiding).get() == verlengd
    # The mentor stays designated since the first day; the year of the course does not start again.
    assert Aanduiding.objects.get(opleiding=erkenning.opleiding, mentor=d.mentoren[0]).van == erkenning.geldig_van
    assert termijnen.termijnen_bij(d.mentoren[0], "mentoropleiding").count() == 1
    brief = Brief.objects.filter(soort="beslissing").latest("pk")
    assert {rij.get("verlengt_tot") for rij in brief.gegevens["erkend"]} == {erkenning.geldig_tot.isoformat(), None}
    attest = Brief.objects.get(soort="attest", erkenning=verlengd)
    assert attest.gegevens["verlengt_tot"] == erkenning.geldig_tot.isoformat()
    assert "verlengt_tot" not in Brief.objects.get(soort="attest", erkenning=erbij).gegevens


def test_decided_after_the_end_it_starts_on_the_decision_day(d):
    erkenning = bijna_voorbij(d, dagen=5)
    nieuw = ingediend(erkenning, d)
    later = timezone.now() + 9 * DAG
    (verlengd,) = beslist(nieuw, later)
    assert verlengd.geldig_van == timezone.localdate(later)
    assert not Erkenning.objects.geldig(timezone.localdate(later) - DAG).exists()


def test_after_an_opheffing_it_gives_no_day_to_what_was_ended(d):
    erkenning = bijna_voorbij(d)
    nieuw = ingediend(erkenning, d)
    maatregelen.opheffen(
        erkenning=erkenning, redenen="x", gehoord=Gehoord(dringend_reden="y"), door=fabrieken.coordinator(),
        op=timezone.now(),
    )  # fmt: skip
    # The designation ended with the opheffing, but the renewal still says since when.
    (verlengd,) = beslist(nieuw)
    assert verlengd.geldig_van == timezone.localdate()


def test_the_mentoren_go_on_for_a_renewal_that_was_granted_until_that_ends_too(d):
    eerste = bijna_voorbij(d)
    (tweede,) = beslist(ingediend(eerste, d))
    lopend = Aanduiding.objects.filter(mentor=d.mentoren[0], tot=None)
    for erkenning, over in ((eerste, True), (tweede, False)):
        genoemd = {gevolg.titel for rij in impact.van(erkenning).values() for gevolg in rij}
        assert genoemd == {str(tweede) if over else str(d.mentoren[0])}
        maatregelen.opheffen(
            erkenning=erkenning, redenen="x", gehoord=Gehoord(dringend_reden="y"), door=fabrieken.coordinator(),
            op=timezone.now(),
        )  # fmt: skip
        assert lopend.exists() == over
        assert termijnen.termijnen_bij(d.mentoren[0], "mentoropleiding").open().exists() == over


def test_an_ordinary_aanvraag_near_the_end_is_a_renewal(d):
    erkenning = bijna_voorbij(d)
    kopie = concept.kopieer(aanvraag=d.aanvraag, vestiging=erkenning.vestiging, door=d.werkgever, op=timezone.now())
    nieuw = Dossier(d.werkgever, d.consulent, kopie).dien_in()
    lijn = nieuw.aanvraag.lijnen.get()
    assert lijn.verlengt == erkenning and lijn.mentoren.get().voorgesteld_op == erkenning.geldig_van


# --- the term, the end -------------------------------------------------------------------------------------------


def over_de_einddag(erkenning: Erkenning) -> list:
    """What the job does from today to the day after the last one."""
    dagen = (erkenning.geldig_tot - timezone.localdate()).days + 2
    dag = timezone.localdate()
    return [a for n in range(dagen) for a in verwerk(dag + n * DAG, droog=True) if a.soort == "geldigheid"]


def test_who_asked_for_a_renewal_is_not_reminded_and_the_end_still_comes(d, settings):
    erkenning = bijna_voorbij(d)
    assert {a.moment for a in over_de_einddag(erkenning)} == {"-3m", "-1m", "verval"}
    nieuw = ingediend(erkenning, d)
    assert {a.moment for a in over_de_einddag(erkenning)} == {"verval"}
    beslist(nieuw)
    settings.DEMO = True
    list(verwerk(erkenning.geldig_tot + DAG))
    erkenning.refresh_from_db()
    assert erkenning.toestand == "vervallen"
    assert Aanduiding.objects.filter(opleiding=erkenning.opleiding, tot=None).exists()
    assert Erkenning.objects.geldig(erkenning.geldig_tot + DAG).count() == 1


def test_an_erkenning_that_nothing_follows_leaves_the_list_and_has_no_mentor(d, settings, client):
    erkenning = bijna_voorbij(d, dagen=0)
    plek = reverse("publiek:leerwerkplek", args=[erkenning.vestiging_id])
    assert client.get(plek).status_code == 200
    settings.DEMO = True
    list(verwerk(timezone.localdate() + DAG))
    assert not Erkenning.objects.geldig(timezone.localdate() + DAG).exists()
    assert not Aanduiding.objects.filter(tot=None).exists()
    assert not termijnen.termijnen_bij(d.mentoren[0], "mentoropleiding").open().exists()


# --- the screens -------------------------------------------------------------------------------------------------


def test_the_werkgever_finds_the_renewal_and_both_sides_see_what_it_is(client, d):
    erkenning = bijna_voorbij(d)
    adres = reverse("werkgever:verlengen", args=[erkenning.pk])
    client.force_login(d.werkgever)
    assert adres in client.get(reverse("werkgever:overzicht")).content.decode()
    assert adres in client.get(d.aanvraag.get_absolute_url()).content.decode()
    assert "3 plaatsen" in client.get(adres).content.decode()
    antwoord = client.post(adres, follow=True)
    assert "Dit is een verlenging" in antwoord.content.decode()
    assert adres not in client.get(reverse("werkgever:overzicht")).content.decode()
    assert client.get(adres).status_code == 302  # to the concept
    nieuw = ingediend(erkenning, d).aanvraag
    assert "al aangevraagd" in client.get(adres).content.decode()
    assert client.post(adres).status_code == 422
    client.force_login(d.consulent)
    dossier = client.get(nieuw.consulent_url).content.decode()
    assert "Verlenging" in dossier and erkenning.consulent_url in dossier
    assert nieuw.consulent_url in client.get(erkenning.consulent_url).content.decode()


def test_the_mail_leads_to_the_renewal(d, settings):
    erkenning = bijna_voorbij(d, dagen=31)
    settings.DEMO = True
    list(verwerk(timezone.localdate() + 2 * DAG))
    tekst = Bericht.objects.get(soort="herinnering", aan=d.werkgever).tekst
    assert reverse("werkgever:verlengen", args=[erkenning.pk]) in tekst
