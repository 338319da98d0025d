"""A mentor fills in the own part and brings the own 596.2, by personal link or logged in (rules.md §4, ux.md §3.3)."""

import logging
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts import remmen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.logboek import Regel
from educam_portal.accounts.models import Rol
from educam_portal.documenten.beleid import mag_lezen
from educam_portal.documenten.models import Document
from educam_portal.meldingen import geheimen
from educam_portal.meldingen.geheimen import GeheimVervallen
from educam_portal.meldingen.models import Bericht
from educam_portal.workflow.models import Gebeurtenis
from erkenning.services import behandeling, concept, mentorwissel
from erkenning.services.eigen_deel import laad_uittreksel_op
from erkenning.services.uittreksels import merk, uittreksel_nakijken, uittreksel_opladen
from erkenning.volledigheid import Stap, taken
from mentoren.models import Mentor, Mentorvraag
from mentoren.services import dossier as mentordiensten
from mentoren.services.vragen import vraag_mentor
from mentoren.vragen import geheim_van, token
from tests import fabrieken
from tests.documenten.bestanden import pdf
from tests.erkenning.dossiers import dossier, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
ANTWOORDEN = {
    "voornaam": "Marc",
    "naam": "De Wit",
    "geboortedatum": "15/06/1985",
    "telefoon": "0470123456",
    "functie": "Werkplaatsleider",
    "beroep_sinds": "01/09/2008",
    "voldoende_aanwezig": "ja",
}


@pytest.fixture
def d():
    return dossier().vul_in()


def bestand() -> SimpleUploadedFile:
    return SimpleUploadedFile("uittreksel.pdf", pdf(), "application/pdf")


def stuur_link(d, email: str = "marc@example.be") -> Mentorvraag:
    return vraag_mentor(mentor=d.mentoren[0], email=email, door=d.werkgever, op=timezone.now())


def adres(vraag: Mentorvraag, naam: str = "link") -> str:
    return reverse(f"eigen:{naam}", args=[token(vraag)])


def gemaild(soort: str) -> set[str]:
    return set(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


def laad_op(client, vraag: Mentorvraag):
    return client.post(adres(vraag, "link_uittreksel"), {"bestand": bestand()})


# --- the link ---------------------------------------------------------------------------------------------------------
def test_the_link_goes_to_the_mentor_and_is_stored_nowhere(d):
    vraag = stuur_link(d, " Marc@Example.be ")
    bericht = Bericht.objects.get(soort="mentor_gevraagd")
    assert (bericht.adres, vraag.mentor.email) == ("marc@example.be", "marc@example.be")
    assert token(vraag) not in bericht.tekst
    assert token(vraag) in geheim_van(vraag.token_hash)["link"]


def test_looking_never_uses_it_up(d, client):
    vraag = stuur_link(d)
    vooraf = (Gebeurtenis.objects.count(), Bericht.objects.count())
    for _ in range(3):
        for naam in ("link", "link_gegevens", "link_uittreksel"):
            assert client.get(adres(vraag, naam)).status_code == 200
    assert (Gebeurtenis.objects.count(), Bericht.objects.count()) == vooraf


def test_asking_again_replaces_it(d, client):
    oud = token(stuur_link(d))
    nieuw = stuur_link(d)
    vervangen = client.get(reverse("eigen:link", args=[oud]))
    assert vervangen.status_code == 404
    assert "Kreeg je later nog een mail met een link?" in vervangen.content.decode()
    assert client.get(adres(nieuw)).status_code == 200


def test_a_mail_that_waits_or_goes_again_never_carries_a_later_link(d):
    stuur_link(d, "fout@example.be")
    nieuw = stuur_link(d, "juist@example.be")
    oud, goed = Bericht.objects.filter(soort="mentor_gevraagd").order_by("pk")
    with pytest.raises(GeheimVervallen):
        geheimen.vul_in(oud.tekst, oud.gegevens["geheim"])
    assert token(nieuw) in geheimen.vul_in(goed.tekst, goed.gegevens["geheim"])


def test_an_expired_one_tells_nothing_and_is_renewed_to_the_same_address(d, client):
    vraag = stuur_link(d)
    Mentorvraag.objects.update(gevraagd_op=timezone.now() - 20 * DAG, vervalt_op=timezone.now())
    tekst = client.get(adres(vraag, "link_gegevens")).content.decode()
    assert "werkt niet meer" in tekst
    assert str(vraag.mentor.onderneming) not in tekst
    assert client.post(adres(vraag, "link_gegevens"), ANTWOORDEN).status_code == 200
    assert vraag.mentor.persoon.voornaam != "Marc"
    assert client.post(adres(vraag, "link_vernieuwen")).status_code == 200
    assert Bericht.objects.filter(soort="mentor_gevraagd", adres="marc@example.be").count() == 2
    assert client.get(adres(vraag)).status_code == 404


@pytest.mark.parametrize("einde", ["vertrokken", "ander adres"])
def test_it_stops_when_the_mentor_leaves_or_gets_another_address(einde, d, client):
    vraag = stuur_link(d)
    if einde == "vertrokken":
        vandaag = timezone.localdate()
        mentordiensten.vertrek(mentor=vraag.mentor, per=vandaag, waarnemer="", door=d.werkgever, op=timezone.now())
    else:
        Mentor.objects.update(email="ander@example.be")
    assert "werkt niet meer" in client.get(adres(vraag)).content.decode()
    assert client.post(adres(vraag, "link_vernieuwen")).status_code == 422
    with pytest.raises(GeheimVervallen):
        geheim_van(vraag.token_hash)


def test_a_stranger_and_a_consulent_who_helps_ask_nobody(d):
    for door in (fabrieken.UserFactory(), d.consulent):
        with pytest.raises(Geweigerd):
            vraag_mentor(mentor=d.mentoren[0], email="x@example.be", door=door, op=timezone.now())
    assert not Mentorvraag.objects.exists()


# --- the data ---------------------------------------------------------------------------------------------------------
def test_the_werkgever_needs_only_a_name_and_an_address(d, client):
    client.force_login(d.werkgever)
    adres_stap = reverse("werkgever:mentor_nieuw", args=[d.aanvraag.ref])
    kort = {"voornaam": "An", "naam": "Claes", "email": "", "versie": d.ververs().aanvraag.versie, "vraag_mentor": "1"}
    assert client.post(adres_stap, kort).status_code == 422
    assert client.post(adres_stap, kort | {"email": "an@example.be"}).status_code == 302
    nieuw = Mentor.objects.get(email="an@example.be")
    assert (nieuw.persoon.geboortedatum, nieuw.voldoende_aanwezig) == (None, None)
    assert gemaild("mentor_gevraagd") == {"an@example.be"}
    taak = {taak.stap: taak for taak in taken(d.aanvraag, op=timezone.localdate())}[Stap.MENTOREN]
    assert "Vul de geboortedatum van An Claes in." in taak.ontbreekt


def test_what_the_mentor_answers_stands_in_the_aanvraag(d, client):
    vraag = stuur_link(d)
    versie = d.ververs().aanvraag.versie
    assert client.post(adres(vraag, "link_gegevens"), ANTWOORDEN).status_code == 302
    mentor = Mentor.objects.select_related("persoon").get(pk=vraag.mentor_id)
    assert (str(mentor), mentor.persoon.geboortedatum, mentor.email) == ("Marc De Wit", date(1985, 6, 15), vraag.email)
    assert mentor.zelf_ingevuld_op is not None
    assert d.ververs().aanvraag.versie == versie + 1
    assert d.werkgever.email in gemaild("mentor_ingevuld")


def test_an_employer_page_from_before_does_not_overwrite_it(d, client):
    versie = d.ververs().aanvraag.versie
    assert client.post(adres(stuur_link(d), "link_gegevens"), ANTWOORDEN).status_code == 302
    client.force_login(d.werkgever)
    oud = ANTWOORDEN | {"voornaam": "Oud", "versie": versie}
    antwoord = client.post(reverse("werkgever:mentor", args=[d.aanvraag.ref, d.mentoren[0].pk]), oud)
    assert antwoord.status_code == 422
    assert Mentor.objects.get(pk=d.mentoren[0].pk).persoon.voornaam == "Marc"


def test_a_mistake_comes_back_with_everything_typed(d, client):
    antwoord = client.post(adres(stuur_link(d), "link_gegevens"), ANTWOORDEN | {"geboortedatum": "31/02/1985"})
    assert antwoord.status_code == 422
    assert "Werkplaatsleider" in antwoord.content.decode()


def test_once_filed_the_data_stay_unless_the_consulent_asks(d, client):
    vraag = stuur_link(d)
    d.dien_in().neem_in()
    assert client.post(adres(vraag, "link_gegevens"), ANTWOORDEN).status_code == 422
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), onderdelen=["mentoren"], vraag="Wie is het?"
    )
    assert client.post(adres(vraag, "link_gegevens"), ANTWOORDEN).status_code == 302


def test_who_was_checked_stays_that_person(d, client):
    vraag = stuur_link(d)
    fabrieken.UittrekselFactory(mentor=vraag.mentor)
    tekst = client.get(adres(vraag, "link_gegevens")).content.decode()
    assert 'name="voornaam"' not in tekst
    assert client.post(adres(vraag, "link_gegevens"), ANTWOORDEN).status_code == 302
    assert Mentor.objects.get(pk=vraag.mentor_id).persoon.voornaam != "Marc"


# --- the 596.2 --------------------------------------------------------------------------------------------------------
def test_the_werkgever_learns_that_it_came_and_never_opens_or_replaces_it(d, client):
    vraag = stuur_link(d)
    assert laad_op(client, vraag).status_code == 302
    document = Document.objects.get(soort="strafregister")
    assert (document.geupload_door, document.gevoelig) == (None, True)
    assert document.bewaren_tot == timezone.localdate() + 30 * DAG
    assert not mag_lezen(document, d.werkgever)
    client.force_login(d.werkgever)
    pagina = client.get(reverse("werkgever:documenten", args=[d.aanvraag.ref])).content.decode()
    assert "laadde het uittreksel zelf op" in pagina
    assert str(document.pk) not in pagina
    with pytest.raises(Geweigerd):
        uittreksel_opladen(
            aanvraag=d.aanvraag, mentor=vraag.mentor, bestand=bestand(), door=d.werkgever, op=timezone.now()
        )


def test_the_mentor_replaces_it_and_it_is_never_shown_again(d, client):
    vraag = stuur_link(d)
    laad_op(client, vraag)
    eerste = Document.objects.get(soort="strafregister")
    assert str(eerste.pk) not in client.get(adres(vraag, "link_uittreksel")).content.decode()
    assert laad_op(client, vraag).status_code == 302
    eerste.refresh_from_db()
    assert eerste.gewist_op is not None


def test_the_consulent_of_a_filed_dossier_hears_of_it_and_the_mentor_that_it_was_checked(d, client):
    vraag = stuur_link(d)
    d.dien_in().neem_in()
    assert laad_op(client, vraag).status_code == 302
    assert gemaild("uittreksel_binnen") == {d.consulent.email}
    document = Document.objects.get(soort="strafregister")
    assert document.bewaren_tot is None
    assert mag_lezen(document, d.consulent)
    uittreksel_nakijken(
        aanvraag=d.aanvraag,
        mentor=vraag.mentor,
        uitgegeven_op=timezone.localdate() - 9 * DAG,
        uitkomst="blanco",
        getoond=False,
        gezien=merk(vraag.mentor.uittreksels.first()),
        door=d.consulent,
        op=timezone.now(),
    )
    assert gemaild("uittreksel_nagekeken") == {"marc@example.be"}
    assert laad_op(client, vraag).status_code == 422


def test_what_is_no_document_is_refused_with_a_sentence(d, client):
    slecht = {"bestand": SimpleUploadedFile("uittreksel.pdf", b"geen pdf", "application/pdf")}
    assert client.post(adres(stuur_link(d), "link_uittreksel"), slecht).status_code == 422
    assert not Document.objects.filter(soort="strafregister").exists()


def test_nothing_is_asked_of_who_stands_in_no_aanvraag(d):
    los = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    with pytest.raises(Geweigerd):
        laad_uittreksel_op(mentor=los, bestand=bestand(), door=None, op=timezone.now())
    assert not los.uittreksels.exists()


def test_of_a_later_proposal_it_goes_when_the_proposal_ends():
    d = klaar_om_te_beslissen().beslis()
    nieuw = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)
    erkenning = d.aanvraag.lijnen.get().erkenning
    nu = timezone.now()
    voorstel = mentorwissel.mentor_voorstellen(erkenning=erkenning, mentor=nieuw, door=d.werkgever, op=nu)
    document = laad_uittreksel_op(mentor=nieuw, bestand=bestand(), door=None, op=nu).document
    assert (document.bewaren_tot, mag_lezen(document, d.consulent)) == (None, True)
    mentorwissel.mentor_beoordelen(voorstel=voorstel, aanvaard=False, reden="Kan niet.", door=d.consulent, op=nu)
    document.refresh_from_db()
    assert document.bewaren_tot == timezone.localdate() + 30 * DAG


# --- logged in --------------------------------------------------------------------------------------------------------
def test_with_an_account_the_mentor_does_the_same_for_the_own_rows_only(d, client):
    mentor = d.mentoren[0]
    mentor.persoon.user = fabrieken.lid(mentor.onderneming.organisatie, Rol.MENTOR)
    mentor.persoon.save()
    ander = fabrieken.MentorFactory(onderneming=mentor.onderneming)
    client.force_login(mentor.persoon.user)
    assert "wacht op jouw deel" in client.get(reverse("mentor:start")).content.decode()
    assert client.post(reverse("eigen:gegevens", args=[mentor.pk]), ANTWOORDEN).status_code == 302
    assert client.post(reverse("eigen:uittreksel", args=[mentor.pk]), {"bestand": bestand()}).status_code == 302
    assert "wacht op jouw deel" not in client.get(reverse("mentor:start")).content.decode()
    for naam in ("start", "gegevens", "uittreksel"):
        assert client.get(reverse(f"eigen:{naam}", args=[ander.pk])).status_code == 404


def test_a_concept_may_change_while_the_mentor_was_answering(d, client):
    """The aanvraag is filed between opening and saving: the answer says so, and what was typed stays."""
    vraag = stuur_link(d)
    client.get(adres(vraag, "link_gegevens"))
    d.dien_in()
    antwoord = client.post(adres(vraag, "link_gegevens"), ANTWOORDEN)
    assert antwoord.status_code == 422
    assert "liggen nu vast" in antwoord.content.decode()
    assert concept.open_stappen(d.ververs().aanvraag) == set()


def test_who_was_barred_comes_in_by_no_link(d, client):
    vraag = stuur_link(d)
    geweerd = fabrieken.MentorFactory(
        onderneming=d.aanvraag.onderneming,
        persoon__voornaam="Marc",
        persoon__naam="De Wit",
        toestand="geweerd",
        vertrokken_op=timezone.localdate(),
    )
    antwoord = client.post(adres(vraag, "link_gegevens"), ANTWOORDEN)
    assert antwoord.status_code == 422
    tekst = antwoord.content.decode().replace("&#x27;", "'")
    assert "Met deze naam en geboortedatum kan dit niet" in tekst and geweerd.niet_meer not in tekst
    assert Mentor.objects.get(pk=vraag.mentor_id).zelf_ingevuld_op is None


def test_saving_over_and_over_stops_telling_the_werkgever(d, client, monkeypatch):
    monkeypatch.setitem(remmen.GRENZEN, "mentorlink_gegevens", remmen.Grens(2, 3600, "Wacht een uur."))
    vraag = stuur_link(d)
    codes = [client.post(adres(vraag, "link_gegevens"), ANTWOORDEN).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
    assert Bericht.objects.filter(soort="mentor_ingevuld").count() == 2


@pytest.mark.parametrize("veld", ["voornaam", "naam"])
def test_a_name_in_a_mail_is_no_link(veld, d, client):
    vraag = stuur_link(d)
    antwoord = client.post(adres(vraag, "link_gegevens"), ANTWOORDEN | {veld: "www.kwaad.example"})
    assert antwoord.status_code == 422 and "geen webadres" in antwoord.content.decode()
    assert not Bericht.objects.filter(soort="mentor_ingevuld").exists()


def test_the_log_names_the_page_and_not_the_link(d, client, settings):
    assert settings.LOGGING["formatters"]["regel"]["()"] == f"{Regel.__module__}.{Regel.__name__}"
    vraag = stuur_link(d)
    regels = StringIO()
    handler = logging.StreamHandler(regels)
    handler.setFormatter(Regel("{levelname} {message}", style="{"))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        assert client.post(adres(vraag, "link_gegevens"), {}).status_code == 422
    finally:
        logger.removeHandler(handler)
    assert "/mentor/link/•••/gegevens/" in regels.getvalue()
    assert token(vraag) not in regels.getvalue()
