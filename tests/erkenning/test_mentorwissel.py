"""A mentor leaves, the erkenning is flagged, another one is proposed and judged (rules.md §3.1, §3.3, §4)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.meldingen.register import soort_bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from erkenning.models import Erkenning, LijnMentor, Mentorvoorstel
from erkenning.services import concept, maatregelen, mentorwissel
from erkenning.services.maatregelen import Gehoord
from erkenning.services.uittreksels import merk
from mentoren.models import Aanduiding
from mentoren.services import dossier as mentordiensten
from tests import fabrieken
from tests.erkenning.dossiers import klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture
def d():
    return klaar_om_te_beslissen().beslis()


def erkenning() -> Erkenning:
    return Erkenning.objects.get()


def vertrek(d, *, dagen_geleden: int = 0, mentor=None) -> None:
    mentordiensten.vertrek(
        mentor=mentor or d.mentoren[0],
        per=timezone.localdate() - dagen_geleden * DAG,
        waarnemer="Jan Maes",
        door=d.werkgever,
        op=timezone.now(),
    )


def termijn():
    return termijnen.termijnen_bij(erkenning(), "mentor_vervangen").open().first()


def stel_voor(d, mentor=None) -> Mentorvoorstel:
    mentor = mentor or fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    return mentorwissel.mentor_voorstellen(erkenning=erkenning(), mentor=mentor, door=d.werkgever, op=timezone.now())


def kijk_na(d, voorstel, uitkomst: str = "blanco") -> None:
    mentorwissel.uittreksel_nakijken(
        voorstel=voorstel,
        uitgegeven_op=timezone.localdate() - 20 * DAG,
        uitkomst=uitkomst,
        getoond=True,
        gezien=merk(voorstel.mentor.uittreksels.first()),
        door=d.consulent,
        op=timezone.now(),
    )


def oordeel(d, voorstel, *, aanvaard: bool = True, reden: str = "", door=None) -> Mentorvoorstel:
    return mentorwissel.mentor_beoordelen(
        voorstel=voorstel, aanvaard=aanvaard, reden=reden, door=door or d.consulent, op=timezone.now()
    )


def gemaild(soort: str) -> set[str]:
    return set(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


# --- leaving ----------------------------------------------------------------------------------------------------------
def test_the_last_mentor_leaves_and_thirty_days_start(d, client):
    client.force_login(d.werkgever)
    voorstellen, overzicht = (
        reverse("werkgever:mentor_voorstellen", args=[erkenning().pk]),
        reverse("werkgever:overzicht"),
    )
    pagina = client.get(overzicht).content.decode()
    assert voorstellen in pagina and "Geen mentor" not in pagina
    vertrek(d, dagen_geleden=3)
    pagina = client.get(overzicht).content.decode()
    assert voorstellen in pagina and "Geen mentor" in pagina
    assert termijn().vervalt_op == timezone.localdate() + 27 * DAG
    assert termijn().voor == d.aanvraag.onderneming.organisatie
    assert gemaild("mentor_vertrokken") == {d.werkgever.email, d.consulent.email}
    tekst = {rij.adres: rij.tekst for rij in Bericht.objects.filter(soort="mentor_vertrokken")}
    assert voorstellen in tekst[d.werkgever.email] and "Stel uiterlijk op" in tekst[d.werkgever.email]
    assert "De werkgever stelt uiterlijk op" in tekst[d.consulent.email]
    assert not Aanduiding.objects.filter(tot=None).exists()


def test_an_erkenning_with_another_mentor_is_not_flagged(d):
    rij = erkenning()
    ander = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    fabrieken.AanduidingFactory(mentor=ander, vestiging=rij.vestiging, opleiding=rij.opleiding)
    vertrek(d)
    assert termijn() is None and not gemaild("mentor_vertrokken")
    vertrek(d, mentor=ander)
    assert termijn() is not None


def test_a_concept_loses_the_mentor_and_a_filed_aanvraag_cannot_grant_with_one():
    open_ = klaar_om_te_beslissen()
    kopie = concept.kopieer(
        aanvraag=open_.aanvraag, vestiging=open_.aanvraag.vestiging, door=open_.werkgever, op=timezone.now()
    )
    vertrek(open_)
    assert not LijnMentor.objects.filter(lijn__aanvraag=kopie).exists()
    with pytest.raises(Geweigerd, match="geen mentor meer"):
        open_.beslis()


def test_an_erkenning_that_ends_needs_no_mentor(d):
    vertrek(d)
    voorstel = stel_voor(d)
    maatregelen.opheffen(
        erkenning=erkenning(),
        redenen="Gesloten.",
        gehoord=Gehoord(op=timezone.localdate(), hoe="Gesprek."),
        door=fabrieken.coordinator(),
        op=timezone.now(),
    )
    assert termijn() is None
    assert Mentorvoorstel.objects.get(pk=voorstel.pk).besluit == "vervallen"


# --- who comes instead ------------------------------------------------------------------------------------------------
def test_acceptance_designates_from_the_day_of_the_proposal_and_meets_the_term(d):
    vertrek(d)
    voorstel = stel_voor(d)
    assert gemaild("mentor_voorgesteld") == {d.consulent.email}
    assert termijn() is not None, "voorstellen alleen volstaat niet"
    with pytest.raises(Geweigerd, match="Uittreksel"):
        oordeel(d, voorstel)
    kijk_na(d, voorstel)
    oordeel(d, voorstel)
    aanduiding = Aanduiding.objects.get(mentor=voorstel.mentor)
    assert (aanduiding.van, aanduiding.tot) == (voorstel.voorgesteld_op, None)
    assert termijn() is None and termijnen.van(erkenning(), "mentor_vervangen").voldaan_op == timezone.localdate()
    assert termijnen.van(voorstel.mentor, "mentoropleiding").start == timezone.localdate()
    assert gemaild("mentor_beoordeeld") == {d.werkgever.email}
    with pytest.raises(Geweigerd, match="intussen aanvaard"):
        oordeel(d, voorstel, aanvaard=False, reden="Toch niet.")


def test_a_refusal_says_why_and_the_term_goes_on(d):
    vertrek(d)
    voorstel = stel_voor(d)
    with pytest.raises(Geweigerd, match="Schrijf waarom"):
        oordeel(d, voorstel, aanvaard=False)
    oordeel(d, voorstel, aanvaard=False, reden="Deze mentor kan niet worden aangeduid.")
    assert termijn() is not None
    stel_voor(d, voorstel.mentor)  # later, with another paper, the same person may be proposed again


def test_a_vermelding_is_judged_by_two_people(d):
    vertrek(d)
    voorstel, coordinator = stel_voor(d), fabrieken.coordinator()
    kijk_na(d, voorstel, "vermelding")
    assert gemaild("vermelding_te_beoordelen") == {coordinator.email}
    with pytest.raises(Geweigerd, match="Wordt beoordeeld"):
        oordeel(d, voorstel)
    wie = {"voorstel": voorstel, "oordeel": "aanvaard", "op": timezone.now()}
    with pytest.raises(Geweigerd):
        mentorwissel.uittreksel_beoordelen(**wie, door=d.consulent)
    mentorwissel.uittreksel_beoordelen(**wie, door=coordinator)
    oordeel(d, voorstel)
    assert Aanduiding.objects.filter(mentor=voorstel.mentor, tot=None).exists()


def test_who_waits_without_a_recent_uittreksel_can_be_asked_to_bring_it(d, client):
    voorstel = stel_voor(d)
    client.force_login(d.werkgever)
    vragen = reverse("mentoren:vragen", args=[voorstel.mentor_id])
    assert vragen in client.get(reverse("werkgever:mentor_voorstellen", args=[erkenning().pk])).content.decode()
    kijk_na(d, voorstel)
    assert vragen not in client.get(reverse("werkgever:mentor_voorstellen", args=[erkenning().pk])).content.decode()


def test_a_596_2_that_is_not_accepted_costs_the_werkgever_one_sentence(d):
    vertrek(d)
    voorstel, nu = stel_voor(d), timezone.now()
    kijk_na(d, voorstel, "vermelding")
    coordinator = fabrieken.coordinator()
    mentorwissel.uittreksel_beoordelen(voorstel=voorstel, oordeel="niet_aanvaard", op=nu, door=coordinator)
    oordeel(d, voorstel, aanvaard=False, reden="Veroordeeld voor diefstal.")
    voorstel.refresh_from_db()
    assert voorstel.reden == "Deze mentor kan niet worden aangeduid."
    mail = Bericht.objects.get(soort="mentor_beoordeeld")
    assert voorstel.reden in mail.tekst and "diefstal" not in mail.tekst


def test_only_an_own_mentor_who_is_not_there_yet_is_proposed_once(d):
    with pytest.raises(Geweigerd, match="hier al mentor"):
        stel_voor(d, d.mentoren[0])
    with pytest.raises(Geweigerd, match="eigen onderneming"):
        stel_voor(d, fabrieken.MentorFactory())
    voorstel = stel_voor(d)
    with pytest.raises(Geweigerd, match="al voor"):
        stel_voor(d, voorstel.mentor)
    vertrek(d, mentor=voorstel.mentor)
    assert Mentorvoorstel.objects.get().besluit == "vervallen"
    with pytest.raises(Geweigerd, match="geen mentor meer"):
        stel_voor(d, voorstel.mentor)


def herinnerd(dagen: int) -> set[str]:
    """Whom the job would tell about the missing mentor on a day so far ahead."""
    op = timezone.localdate() + dagen * DAG
    return {
        actie.ontvanger
        for n in range(2)
        for actie in verwerk(op - n * DAG, droog=True)
        if actie.soort == "mentor_vervangen"
    }


def test_the_reminder_goes_to_who_must_act(d):
    vertrek(d)
    assert herinnerd(16) == {d.werkgever.email}
    assert herinnerd(33) == {d.consulent.email}
    stel_voor(d)
    assert herinnerd(16) == {d.consulent.email}


def test_the_consulent_hears_that_a_mentor_who_came_later_did_not_follow_the_course(d):
    vertrek(d)
    voorstel = stel_voor(d)
    kijk_na(d, voorstel)
    oordeel(d, voorstel)
    te_laat = termijnen.van(voorstel.mentor, "mentoropleiding").vervalt_op + DAG
    acties = [actie for actie in verwerk(te_laat, droog=True) if actie.soort == "mentoropleiding"]
    assert [(actie.moment, actie.ontvanger) for actie in acties] == [("+1d", d.consulent.email)]


def test_what_was_done_meanwhile_is_not_told_in_the_daily_message(d):
    vertrek(d)
    voorstel, coordinator = stel_voor(d), fabrieken.coordinator()
    kijk_na(d, voorstel, "vermelding")
    berichten = {
        soort: Bericht.objects.get(soort=soort) for soort in ("mentor_voorgesteld", "vermelding_te_beoordelen")
    }

    def achterhaald() -> dict[str, bool]:
        return {naam: soort_bericht(naam).achterhaald(rij.dossier, rij) for naam, rij in berichten.items()}

    assert achterhaald() == {"mentor_voorgesteld": False, "vermelding_te_beoordelen": False}
    mentorwissel.uittreksel_beoordelen(voorstel=voorstel, oordeel="aanvaard", door=coordinator, op=timezone.now())
    assert achterhaald() == {"mentor_voorgesteld": False, "vermelding_te_beoordelen": True}
    oordeel(d, voorstel)
    assert achterhaald() == {"mentor_voorgesteld": True, "vermelding_te_beoordelen": True}


# --- who may ----------------------------------------------------------------------------------------------------------
def test_every_cell(d):
    """The werkgever proposes, the consulent of the region judges, a coördinator may that too (rules.md §2)."""
    voorstel = stel_voor(d)
    kijk_na(d, voorstel)
    regio = erkenning().vestiging.regio
    mensen = {
        "werkgever": d.werkgever,
        "lezer": fabrieken.werkgever(d.aanvraag.onderneming, bereik="lezen", bron="machtiging"),
        "consulent": d.consulent,
        "andere regio": fabrieken.consulent(fabrieken.regio("lim")),
        "coordinator": fabrieken.coordinator(),
        "andere werkgever": fabrieken.werkgever(fabrieken.OndernemingFactory()),
    }
    assert regio.code != "lim"
    nieuw = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    proeven = {
        "mentor_voorstellen": (
            {"werkgever"},
            lambda door: mentorwissel.mentor_voorstellen(
                erkenning=erkenning(), mentor=nieuw, door=door, op=timezone.now()
            ),
        ),
        "mentor_beoordelen": ({"consulent", "coordinator"}, lambda door: oordeel(d, voorstel, door=door)),
    }
    for actie, (wie, druk) in proeven.items():
        for naam, door in mensen.items():
            punt = transaction.savepoint()
            try:
                druk(door)
                gelukt = True
            except Geweigerd:
                gelukt = False
            transaction.savepoint_rollback(punt)
            assert gelukt == (naam in wie), f"{actie} door {naam}"


# --- screens ----------------------------------------------------------------------------------------------------------
def test_the_screens_lead_from_the_flag_to_the_new_mentor(client, d):
    vertrek(d)
    rij = erkenning()
    client.force_login(d.werkgever)
    assert "Duid een andere mentor aan" in client.get("/werkgever/").content.decode()
    pagina = f"/werkgever/erkenningen/{rij.pk}/mentor/"
    nieuw = {"voornaam": "An", "naam": "Claes", "geboortedatum": "15/06/1985", "beroep_sinds": "01/09/2008"}
    antwoord = client.post("/werkgever/mentoren/nieuw/", nieuw | {"voldoende_aanwezig": "ja", "terug": pagina})
    assert (antwoord.status_code, antwoord["Location"]) == (302, pagina)
    mentor = d.aanvraag.onderneming.mentoren.latest("pk")
    assert client.post(pagina, {"mentor": mentor.pk}).status_code == 302
    assert "EDUCAM kijkt na" in client.get(pagina).content.decode()
    assert "Duid een andere mentor aan" not in client.get("/werkgever/").content.decode()
    client.force_login(d.consulent)
    html = client.get(f"/consulent/erkenningen/{rij.pk}/").content.decode()
    adres = f"/consulent/erkenningen/{rij.pk}/mentoren/{rij.mentorvoorstellen.get().pk}/"
    assert "Geen mentor." in html and adres in html
    gezien = {"uitgegeven_op": timezone.localdate().isoformat(), "uitkomst": "blanco", "getoond": "on", "gezien": ""}
    assert client.post(f"{adres}uittreksel/", gezien)["Location"] == adres
    assert client.post(adres, {"besluit": "aanvaard", "reden": ""}).status_code == 302
    assert "Geen mentor." not in client.get(f"/consulent/erkenningen/{rij.pk}/").content.decode()
    assert client.get(adres).status_code == 302, "een voorstel wordt één keer beoordeeld"
