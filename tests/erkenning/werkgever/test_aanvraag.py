"""A werkgever files a request through the screens, page by page, as a browser without script would (ux.md §3.2)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.documenten.models import Document
from erkenning.models import Aanvraag, AanvraagLijn
from erkenning.services import behandeling
from erkenning.toestanden import Toestand
from mentoren.models import Mentor, Uittreksel
from tests import fabrieken
from tests.documenten.bestanden import foto, opgeladen, pdf
from tests.erkenning.dossiers import dossier, in_behandeling, klaar_om_te_beslissen, opleiding_met_checklist

pytestmark = pytest.mark.django_db


@pytest.fixture
def vestiging():
    return fabrieken.VestigingFactory()


@pytest.fixture
def werkgever(vestiging, client):
    user = fabrieken.werkgever(vestiging.onderneming)
    client.force_login(user)
    return user


def url(naam, aanvraag, *extra):
    return reverse(f"werkgever:{naam}", args=[aanvraag.ref, *extra])


def start(client) -> Aanvraag:
    client.post(reverse("werkgever:aanvraag_nieuw"))
    return Aanvraag.objects.latest("pk")


def test_from_the_first_click_to_the_confirmation(client, werkgever, vestiging, werker):
    fabrieken.consulent(vestiging.regio)
    opleiding = opleiding_met_checklist()
    aanvraag = start(client)
    assert client.post(url("vestiging", aanvraag), {"vestiging": vestiging.pk}).url == url("opleidingen", aanvraag)
    assert client.post(url("opleidingen", aanvraag), {"opleidingen": [opleiding.pk]}).url == url("plaatsen", aanvraag)
    lijn = aanvraag.lijnen.get()
    assert client.post(url("plaatsen", aanvraag), {f"plaatsen_{lijn.pk}": "2"}).url == url("activiteiten", aanvraag)
    antwoorden = {f"activiteit_{rij.pk}": "ja" for rij in lijn.activiteiten.all()}
    assert client.post(url("activiteiten_lijn", aanvraag, lijn.pk), antwoorden).url == url("mentoren", aanvraag)
    assert client.get(url("mentoren", aanvraag)).url == url("mentor_nieuw", aanvraag)
    gegevens = {
        "voornaam": "Bart",
        "naam": "Goossens",
        "geboortedatum": "15/06/1985",
        "beroep_sinds": "01/09/2008",
        "voldoende_aanwezig": "ja",
        "telefoon": "0470 12 34 56",
    }
    assert client.post(url("mentor_nieuw", aanvraag), gegevens).url == url("mentoren", aanvraag)
    mentor = Mentor.objects.get()
    assert client.post(url("mentoren", aanvraag), {f"mentoren_{lijn.pk}": [mentor.pk]}).url == url(
        "voorwaarden", aanvraag
    )
    antwoorden = {"uitrusting_ok": "ja", "draagkracht_ok": "ja", "veroordelingen_ok": "ja"}
    assert client.post(url("voorwaarden", aanvraag), antwoorden).url == url("documenten", aanvraag)
    vak = f"strafregister-{mentor.pk}"
    client.post(url("opladen", aanvraag, vak), {vak: opgeladen("uittreksel.pdf", pdf(), "application/pdf")})
    assert Uittreksel.objects.get().document.gevoelig
    assert client.get(url("nakijken", aanvraag)).status_code == 200
    akkoord = dict.fromkeys(["leeropportuniteit", "begeleider", "bepalingen", "communicatie"], "on")
    antwoord = client.post(url("nakijken", aanvraag), akkoord)
    aanvraag = Aanvraag.objects.get()
    assert antwoord.url == url("ingediend", aanvraag)
    assert aanvraag.toestand == Toestand.INGEDIEND and aanvraag.lijnen.get().plaatsen == 2
    pagina = client.get(antwoord.url).content.decode()
    assert aanvraag.referentie in pagina
    # A second press of the same button, and the old address of the concept, both end at the dossier.
    assert client.post(f"/werkgever/aanvragen/{aanvraag.sleutel}/nakijken/", akkoord).status_code == 302
    assert client.get(f"/werkgever/aanvragen/{aanvraag.sleutel}/").url == aanvraag.get_absolute_url()
    assert client.get(aanvraag.get_absolute_url()).status_code == 200


def test_the_task_list_counts_as_klaar_only_what_it_calls_klaar(client, werkgever, vestiging):
    """What is asked of documents is not known before the mentor is, so a new concept has none of them done."""
    d = dossier(vestiging=vestiging)
    client.force_login(d.werkgever)

    def gezien() -> tuple[str, int, str]:
        antwoord = client.get(url("aanvraag", d.aanvraag))
        taken = [taak for groep in antwoord.context["groepen"] for taak in groep["taken"]]
        (documenten,) = [taak for taak in taken if taak["titel"] == "Documenten"]
        zin = f"{antwoord.context['aantal_klaar']} van 6 delen klaar"
        assert zin in antwoord.content.decode()
        return zin, sum(taak["status"] == "klaar" for taak in taken), documenten["status"]

    assert gezien() == ("2 van 6 delen klaar", 2, "nog_te_doen")
    d.vul_in()
    assert gezien() == ("5 van 6 delen klaar", 5, "nog_te_doen")


def test_carrosserie_finds_koetswerk_and_keeps_what_was_ticked(client, werkgever):
    aanvraag = start(client)
    gekozen = fabrieken.uit_catalogus("Bandenmonteur duaal")
    antwoord = client.post(
        url("opleidingen", aanvraag), {"zoek": "1", "zoekterm": "carrosserie", "opleidingen": [gekozen.pk]}
    )
    form = antwoord.context["form"]
    assert "Koetswerk duaal" in antwoord.content.decode()
    assert str(gekozen.pk) in form.initial["opleidingen"]
    assert not AanvraagLijn.objects.exists()


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [
        ({}, "Vul de voornaam in."),
        ({"voornaam": "x" * 200, "naam": "y", "geboortedatum": "15/06/1985"}, "80 tekens"),
        ({"voornaam": "Bart", "naam": "Goossens", "geboortedatum": "31/02/1985"}, "Deze geboortedatum klopt niet"),
        ({"voornaam": "Bart", "naam": "Goossens", "geboortedatum": "15/06/2020"}, "Kijk de geboortedatum na"),
        (
            {"voornaam": "Bart", "naam": "G", "geboortedatum": "15/06/1985", "telefoon": "12"},
            "telefoonnummer klopt niet",
        ),
        ({"voornaam": "Bart", "naam": "G", "geboortedatum": "15/06/1985", "email": "bart"}, "e-mailadres klopt niet"),
    ],
)
def test_a_mentor_with_bad_input_gets_a_sentence_and_loses_nothing(client, werkgever, vestiging, gegevens, zin):
    aanvraag = start(client)
    client.post(url("opleidingen", aanvraag), {"opleidingen": [opleiding_met_checklist().pk]})
    antwoord = client.post(
        url("mentor_nieuw", aanvraag), {"voldoende_aanwezig": "ja", "beroep_sinds": "2008-09-01"} | gegevens
    )
    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in inhoud and "Er is een probleem" in inhoud
    for waarde in gegevens.values():
        assert waarde in inhoud
    assert not Mentor.objects.exists()


def test_everything_wrong_on_a_page_is_told_at_once_at_its_field(client, werkgever):
    aanvraag = start(client)
    gegevens = {"naam": "Carrosserie", "nummer": "2.123.456.792", "postcode": "4000", "email": "bart@"}
    fouten = client.post(url("vestiging_nieuw", aanvraag), gegevens).context["form"].errors
    assert set(fouten) == {"nummer", "straat", "huisnummer", "postcode", "email"}
    assert "vestigingsnummer klopt niet" in fouten["nummer"][0] and "Vlaams Gewest" in fouten["postcode"][0]
    client.post(url("opleidingen", aanvraag), {"opleidingen": [opleiding_met_checklist().pk]})
    lijn = aanvraag.lijnen.get()
    fouten = client.post(url("plaatsen", aanvraag), {f"plaatsen_{lijn.pk}": "0"}).context["form"].errors
    assert str(lijn.opleiding) in fouten[f"plaatsen_{lijn.pk}"][0]
    fouten = client.post(url("mentor_nieuw", aanvraag), {"voldoende_aanwezig": "ja"}).context["form"].errors
    assert set(fouten) == {"voornaam", "naam", "geboortedatum", "beroep_sinds"}


def test_a_mentor_or_an_answer_that_will_not_do_is_said_before_filing_and_stops_nobody(client, vestiging):
    d = dossier(vestiging=vestiging).vul_in()
    client.force_login(d.werkgever)
    schoon = client.get(url("nakijken", d.aanvraag)).content.decode()
    assert "kan nog geen mentor zijn" not in schoon and "Je antwoordde" not in schoon
    (mentor,) = d.mentoren
    nu = timezone.localdate()
    mentor.persoon.geboortedatum, mentor.beroep_sinds = nu.replace(year=nu.year - 24, day=1), nu.replace(day=1)
    mentor.persoon.save()
    mentor.save()
    Aanvraag.objects.filter(pk=d.aanvraag.pk).update(draagkracht_ok=False)
    antwoord = client.get(url("nakijken", d.aanvraag))
    van_mentor, van_voorwaarden = antwoord.context["waarschuwt"][:2]
    assert str(mentor) in van_mentor and "25 jaar" in van_mentor and "5 jaar in het beroep" in van_mentor
    assert "“nee”" in van_voorwaarden and not antwoord.context["ontbreekt"]
    # What was typed about the mentor can be checked there, and mended.
    assert url("mentor", d.aanvraag, mentor.pk) in antwoord.content.decode()
    assert "kan nog geen mentor zijn" in client.get(url("aanvraag", d.aanvraag)).content.decode()


def test_a_new_mentor_is_not_added_without_an_opleiding(client):
    """After the save comes the page where the mentor is chosen, for a question and from the check page too."""
    d = in_behandeling()
    client.force_login(d.werkgever)
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag,
        door=d.consulent,
        op=timezone.now(),
        onderdelen=["mentoren"],
        vraag="Wie is de tweede mentor?",
    )
    gegevens = {"voornaam": "An", "naam": "Goossens", "geboortedatum": "15/06/1985", "voldoende_aanwezig": "ja"}
    gegevens |= {"beroep_sinds": "01/09/2008"}
    assert client.post(url("mentor_nieuw", d.aanvraag), gegevens).url == url("mentoren", d.aanvraag)
    keuze = {f"mentoren_{lijn.pk}": [Mentor.objects.latest("pk").pk] for lijn in d.aanvraag.lijnen.all()}
    assert client.post(url("mentoren", d.aanvraag), keuze).url == url("aanvullen", d.aanvraag)
    nieuw = dossier(vestiging=d.aanvraag.vestiging)
    client.force_login(nieuw.werkgever)
    nakijken = "?van=nakijken"
    gegevens["voornaam"] = "Ann"
    antwoord = client.post(url("mentor_nieuw", nieuw.aanvraag) + nakijken, gegevens)
    assert antwoord.url == url("mentoren", nieuw.aanvraag) + nakijken


def test_hostile_text_is_shown_as_text(client, werkgever):
    aanvraag = start(client)
    client.post(url("opleidingen", aanvraag), {"opleidingen": [opleiding_met_checklist().pk]})
    gegevens = {
        "voornaam": "<script>alert(1)</script>",
        "naam": "=cmd|' /C calc'!A0",
        "geboortedatum": "15/06/1985",
        "beroep_sinds": "01/09/2008",
        "voldoende_aanwezig": "ja",
    }
    client.post(url("mentor_nieuw", aanvraag), gegevens)
    inhoud = client.get(url("mentoren", aanvraag)).content.decode()
    assert "<script>alert" not in inhoud and "&lt;script&gt;alert" in inhoud


def test_a_stale_page_keeps_what_was_typed_and_saves_at_the_second_press(client, werkgever):
    aanvraag = start(client)
    antwoorden = {
        "uitrusting_ok": "ja",
        "draagkracht_ok": "ja",
        "veroordelingen_ok": "ja",
        "opmerking": "Bel na 17 uur",
    }
    client.post(
        url("voorwaarden", aanvraag), {"uitrusting_ok": "nee", "draagkracht_ok": "ja", "veroordelingen_ok": "ja"}
    )
    antwoord = client.post(url("voorwaarden", aanvraag), antwoorden | {"versie": "0"})
    assert antwoord.status_code == 422
    assert "intussen op een andere plaats aangepast" in antwoord.content.decode()
    assert "Bel na 17 uur" in antwoord.content.decode()
    versie = antwoord.context["form"]["versie"].value()
    assert client.post(url("voorwaarden", aanvraag), antwoorden | {"versie": versie}).status_code == 302
    assert Aanvraag.objects.get().opmerking == "Bel na 17 uur"


def test_a_refused_file_says_why_at_its_slot(client, werkgever):
    aanvraag = start(client)
    client.post(url("opleidingen", aanvraag), {"opleidingen": [opleiding_met_checklist().pk]})
    leeg = opgeladen("leeg.jpg", b"")
    antwoord = client.post(url("opladen", aanvraag, "fotos_werkplaats"), {"fotos_werkplaats": leeg})
    assert antwoord.status_code == 422 and not Document.objects.exists()
    client.post(
        url("opladen", aanvraag, "fotos_werkplaats"),
        {"fotos_werkplaats": opgeladen("garage.jpg", foto(), "image/jpeg")},
    )
    assert Document.objects.get().soort == "aanvraag_bijlage_fotos_werkplaats"


def test_another_werkgever_sees_nothing(client, werkgever):
    vreemd = dossier().vul_in().dien_in()
    for naam in ("aanvraag", "nakijken", "aanvullen", "intrekken", "kopieren", "documenten", "bericht", "sluiting"):
        assert client.get(url(naam, vreemd.aanvraag)).status_code == 404, naam
    assert client.post(url("intrekken", vreemd.aanvraag)).status_code == 404


def test_answering_a_question_opens_only_the_parts_asked_for(client):
    d = in_behandeling().vraag_aanvulling()
    client.force_login(d.werkgever)
    assert client.get(url("aanvullen", d.aanvraag)).status_code == 200
    assert client.get(url("voorwaarden", d.aanvraag)).url == d.aanvraag.get_absolute_url()
    assert client.get(url("documenten", d.aanvraag)).status_code == 200
    assert client.post(url("aanvullen", d.aanvraag), {"antwoord": "Klaar"}).status_code == 422
    assert client.post(url("aanvullen", d.aanvraag), {"antwoord": "Klaar", "alles": "on"}).status_code == 302
    assert d.ververs().aanvraag.toestand == Toestand.IN_BEHANDELING


def test_withdrawing_and_copying(client):
    d = in_behandeling()
    client.force_login(d.werkgever)
    assert client.post(url("intrekken", d.aanvraag), {"reden": "Te druk"}).status_code == 302
    assert d.ververs().aanvraag.toestand == Toestand.INGETROKKEN
    client.post(url("kopieren", d.aanvraag), {"vestiging": d.aanvraag.vestiging_id})
    kopie = Aanvraag.objects.latest("pk")
    assert kopie.kopie_van == d.aanvraag and kopie.lijnen.count() == 1


def test_a_decided_dossier_shows_the_erkenning_and_its_letters(client):
    d = klaar_om_te_beslissen().beslis()
    client.force_login(d.werkgever)
    inhoud = client.get(url("aanvraag", d.aanvraag)).content.decode()
    assert "Erkend" in inhoud and "wordt gemaakt" in inhoud
    assert timezone.localdate().year + 5 - 1 < int(inhoud.split("tot en met ")[1].split("<")[0].split()[-1].rstrip("."))
