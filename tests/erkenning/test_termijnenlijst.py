"""`/termijnen/`: everything due, per reader, soonest first; its calendar; more time for a term (rules.md §2, §7)."""

from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Bereik, Rol
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Agenda, Termijn
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Aanvulling
from erkenning.services import bezoek
from tests import fabrieken
from tests.erkenning.dossiers import dossier, in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
LIJST = "/termijnen/"


def soorten(client, **vraag) -> list[str]:
    return [rij["termijn"].soort for rij in client.get(LIJST, vraag).context["rijen"]]


@pytest.fixture
def als(client):
    def meld_aan(user):
        client.force_login(user)
        return client

    return meld_aan


def test_soonest_first_and_what_stands_still_last(als):
    d = in_behandeling().vraag_aanvulling()
    assert soorten(als(d.consulent)) == ["eerste_contact", "aanvulling", "behandeling"]


def test_everybody_sees_the_own_and_who_must_act(als):
    d = in_behandeling().vraag_aanvulling()
    rijen = als(d.werkgever).get(LIJST).context["rijen"]
    assert [(rij["termijn"].soort, rij["aan_zet"]) for rij in rijen] == [
        ("aanvulling", "Jij"),
        ("behandeling", "Staat stil"),
    ]
    assert all(rij["url"].startswith("/werkgever/") for rij in rijen)
    ander = in_behandeling(vestiging=fabrieken.VestigingFactory(postcode="3500"))
    assert soorten(als(ander.consulent)) == ["eerste_contact", "behandeling"]
    assert [rij["aan_zet"] for rij in als(ander.consulent).get(LIJST).context["rijen"]] == ["Jij", "Jij"]
    rijen = als(fabrieken.coordinator()).get(LIJST).context["rijen"]
    assert len(rijen) == 5 and not any(rij["jij"] for rij in rijen), "who watches all regions is not the one to move"
    assert soorten(als(fabrieken.UserFactory())) == []


def test_a_concept_is_nobodys_business_at_educam(als):
    d = dossier()
    assert soorten(als(d.werkgever)) == ["concept"]
    assert soorten(als(d.consulent)) == []
    assert soorten(als(fabrieken.coordinator())) == []


@pytest.mark.parametrize(
    ("bereik", "ziet"), [(Bereik.AANVRAGEN, 1), (Bereik.LEZEN, 1), (Bereik.PREMIES, 0), (Bereik.OVEREENKOMSTEN, 0)]
)
def test_a_machtiging_shows_the_terms_of_its_scope(als, bereik, ziet):
    d = in_behandeling()
    gemachtigde = fabrieken.lid(d.aanvraag.onderneming.organisatie, Rol.MEDEWERKER, bereik=bereik, bron="machtiging")
    assert len(soorten(als(gemachtigde))) == ziet


def test_a_mentor_sees_the_own_course_term(als):
    d = klaar_om_te_beslissen().beslis()
    mentor = d.mentoren[0]
    user = fabrieken.lid(d.aanvraag.onderneming.organisatie, Rol.MENTOR)
    mentor.persoon.user = user
    mentor.persoon.save()
    termijnen.zet_partijen(mentor)
    assert soorten(als(user)) == ["mentoropleiding"]


def test_filters_and_chips(als):
    d = in_behandeling().vraag_aanvulling()
    client = als(d.consulent)
    assert soorten(client, soort="aanvulling") == ["aanvulling"]
    assert soorten(client, aan_zet="ik") == ["eerste_contact", "behandeling"]
    assert soorten(client, aan_zet="ander") == ["aanvulling"]
    assert soorten(client, periode="stil") == ["behandeling"]
    assert soorten(client, periode="week") == ["eerste_contact"]
    assert soorten(client, periode="te_laat") == []
    antwoord = client.get(LIJST, {"soort": "aanvulling", "periode": "maand"})
    assert [chip["label"] for chip in antwoord.context["chips"]] == [
        "Soort: Aanvulling door de werkgever",
        "Wanneer: Binnen een maand",
    ]
    assert antwoord.context["chips"][0]["url"] == "?periode=maand"
    assert "Niets gevonden" in client.get(LIJST, {"periode": "te_laat"}).content.decode()
    assert soorten(client, soort="bestaat-niet", pagina="x") == ["eerste_contact", "aanvulling", "behandeling"]


def test_what_the_portal_wipes_in_years_shows_only_for_who_asks(als):
    d = in_behandeling()
    termijnen.start(d.aanvraag, "bewaring", op=timezone.localdate(), vast_op=timezone.localdate() + timedelta(days=900))
    client = als(d.consulent)
    assert soorten(client) == ["eerste_contact", "behandeling"]
    assert 'href="?soort=bewaring"' in client.get(LIJST).content.decode()
    assert soorten(client, soort="bewaring") == ["bewaring"]
    assert 'href="?soort=bewaring"' not in client.get(LIJST, {"soort": "bewaring"}).content.decode()
    assert 'href="?soort=bewaring"' not in als(d.werkgever).get(LIJST).content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_for_any_number(als, aantal, django_assert_num_queries):
    d = in_behandeling().vraag_aanvulling()
    for _ in range(aantal - 1):
        in_behandeling(vestiging=fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming)).vraag_aanvulling()
    client = als(d.consulent)
    client.get(LIJST)  # content types are read once a process
    with django_assert_num_queries(7):
        assert len(soorten(client)) == 3 * aantal


def test_fifty_a_page(als):
    vestiging = fabrieken.VestigingFactory()
    consulent = fabrieken.consulent(vestiging.regio)
    for aanvraag in fabrieken.AanvraagFactory.create_batch(51, toestand="ingediend", vestiging=vestiging):
        termijnen.start(aanvraag, "behandeling", op=timezone.localdate())
    client = als(consulent)
    assert len(soorten(client)) == 50
    assert client.get(LIJST).context["volgende"] == "?pagina=2"
    tweede = client.get(LIJST, {"pagina": 2}).context
    assert (len(tweede["rijen"]), tweede["vorige"], tweede["volgende"]) == (1, "?pagina=1", "")


# --- the feed ----------------------------------------------------------------------------------------------------


def feed(client, user) -> list:
    client.force_login(user)
    client.post(reverse("termijnen:agenda_vernieuwen"))
    adres = client.get(LIJST).context["agenda_link"]
    client.logout()
    antwoord = client.get(adres.removeprefix("http://localhost:8000"))
    assert antwoord.status_code == 200
    return list(icalendar.Calendar.from_ical(antwoord.content).walk("VEVENT"))


def test_the_feed_holds_terms_and_visits_and_no_paused_clock(client):
    d = in_behandeling()
    bezoek.bezoek_vastleggen(
        aanvraag=d.aanvraag, begint_op=timezone.now() + timedelta(days=2), door=d.consulent, op=timezone.now()
    )
    d.vraag_aanvulling()
    titels = sorted(str(event["summary"]) for event in feed(client, d.werkgever))
    assert [titel.split(":")[0] for titel in titels] == ["Aanvulling door de werkgever", "Plaatsbezoek EDUCAM"]
    dagen = {event["dtstart"].dt for event in feed(client, d.consulent) if "dtend" in event and "transp" in event}
    assert Termijn.objects.get(soort="aanvulling").vervalt_op in dagen


def test_a_new_address_kills_the_old_one(client):
    d = in_behandeling()
    feed(client, d.werkgever)
    oud = Agenda.objects.get()
    client.force_login(d.werkgever)
    eerste = client.get(LIJST).context["agenda_link"].removeprefix("http://localhost:8000")
    client.post(reverse("termijnen:agenda_vernieuwen"))
    client.logout()
    assert client.get(eerste).status_code == 404
    assert Agenda.objects.get().token_hash != oud.token_hash
    assert oud.zaad not in eerste and oud.token_hash not in eerste


def test_a_closed_account_has_no_feed(client):
    d = in_behandeling()
    feed(client, d.werkgever)
    client.force_login(d.werkgever)
    adres = client.get(LIJST).context["agenda_link"].removeprefix("http://localhost:8000")
    d.werkgever.is_active = False
    d.werkgever.save()
    client.logout()
    assert client.get(adres).status_code == 404
    assert client.get("/agenda/onbekend.ics").status_code == 404


# --- more time ---------------------------------------------------------------------------------------------------


def test_more_time_tells_who_must_act_and_why(als):
    d = in_behandeling().vraag_aanvulling()
    termijn = Termijn.objects.get(soort="aanvulling")
    tot = termijn.vervalt_op + timedelta(days=10)
    antwoord = als(d.consulent).post(
        reverse("termijnen:verlengen", args=[termijn.pk]), {"tot": tot.isoformat(), "reden": "De garage is verhuisd."}
    )
    assert antwoord.status_code == 302
    termijn.refresh_from_db()
    assert (termijn.vervalt_op, Aanvulling.objects.get().uiterlijk) == (tot, tot)
    mail = Bericht.objects.get(soort="termijn_verlengd")
    assert (mail.adres, mail.dossier) == (d.werkgever.email, d.aanvraag)
    assert "De garage is verhuisd." in mail.tekst
    assert Gebeurtenis.objects.get(actie="aanvulling_verlengd").tekst == "De garage is verhuisd."


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies een dag."),
        ({"tot": "2026-02-31", "reden": "x"}, "Kies een dag die bestaat"),
        ({"tot": "2020-01-01", "reden": "x"}, "Kies een dag na"),
        ({"tot": "2099-01-01", "reden": " "}, "Schrijf waarom"),
    ],
)
def test_a_wrong_extension_says_what_to_do(als, velden, zin):
    d = in_behandeling().vraag_aanvulling()
    adres = reverse("termijnen:verlengen", args=[Termijn.objects.get(soort="aanvulling").pk])
    antwoord = als(d.consulent).post(adres, velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


def test_only_who_follows_it_and_only_what_can_be_extended(als):
    d = in_behandeling().vraag_aanvulling()
    aanvulling, behandeling = (Termijn.objects.get(soort=soort) for soort in ("aanvulling", "behandeling"))
    ver = fabrieken.consulent(fabrieken.VestigingFactory(postcode="3500").regio)
    for user, termijn, verwacht in [
        (d.consulent, aanvulling, 200),
        (fabrieken.coordinator(), aanvulling, 200),
        (d.consulent, behandeling, 404),
        (d.werkgever, aanvulling, 404),
        (ver, aanvulling, 404),
    ]:
        assert als(user).get(reverse("termijnen:verlengen", args=[termijn.pk])).status_code == verwacht
