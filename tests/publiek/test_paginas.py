"""What holds for every public page, and what each of the quiet ones promises."""

import gzip
import re
from datetime import date, datetime, time, timedelta
from html import unescape

import html5lib
import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from educam_portal.overzicht import nieuws
from educam_portal.overzicht.verklaring import LAATST_NAGEKEKEN
from educam_portal.parameters.models import Parameter
from erkenning.toestanden import Toestand
from tests.fabrieken import AanvraagFactory, ErkenningFactory

pytestmark = pytest.mark.django_db
PAGINAS = [
    "/",
    "/check/",
    "/voorbereiden/",
    "/leerwerkplekken/",
    "/consulenten/",
    "/controleer/",
    "/hoe-werkt-het/",
    "/opleidingen/",
    "/aanbieders/",
    "/wie-zoek-je/",
    "/kosten/",
    "/premie/",
    "/privacy/",
    "/toegankelijkheid/",
    "/contact/",
    "/nieuw/",
    "/api/v1/",
]


@pytest.mark.parametrize("pad", PAGINAS)
def test_every_page_has_one_heading_a_description_and_little_weight(client, pad):
    ErkenningFactory()
    answer = client.get(pad)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert html.count("<h1") == 1
    omschrijving = re.search(r'<meta name="description" content="([^"]*)"', html)
    assert omschrijving and 40 <= len(omschrijving[1]) <= 170
    assert "noindex" not in html
    assert len(gzip.compress(answer.content)) < 30_000
    assert not re.search(r"\bu\b|\buw\b", re.sub(r"<[^>]+>", " ", html).lower()), "je-vorm"


@pytest.mark.parametrize("pad", PAGINAS)
def test_every_page_is_valid_html(client, pad):
    ErkenningFactory()
    lezer = html5lib.HTMLParser()
    lezer.parse(client.get(pad).content.decode())
    assert lezer.errors == []


def test_titles_are_unique(client):
    titels = [re.search(r"<title>(.*?)</title>", client.get(pad).content.decode(), re.S)[1] for pad in PAGINAS]
    assert len(set(titels)) == len(PAGINAS)


@pytest.mark.parametrize("pad", PAGINAS)
def test_pages_cost_few_queries(client, pad, django_assert_max_num_queries):
    client.get(pad)
    with django_assert_max_num_queries(4):
        assert client.get(pad).status_code == 200


def test_links_of_the_front_page_lead_somewhere(client):
    html = client.get("/").content.decode()
    for adres in set(re.findall(r'href="(/[^"#]*)"', html)):
        if not adres.startswith("/static/"):
            assert client.get(adres).status_code in (200, 302), adres


# --- the live figure ------------------------------------------------------------------------------------------------
def beslist(aantal, dagen):
    """`aantal` decisions of the month before this one, each `dagen` days after filing."""
    dag = timezone.localdate().replace(day=1) - timedelta(days=5)
    # Noon of that very day: counted back from now in hours, a change of the clock could make it another day.
    ingediend = timezone.make_aware(datetime.combine(dag - timedelta(days=dagen), time(12)))
    AanvraagFactory.create_batch(aantal, toestand=Toestand.BESLIST, beslist_op=dag, ingediend_op=ingediend)


def test_the_figure_stays_away_below_twenty_decisions(client):
    beslist(19, 3)
    assert client.get("/").context["stiptheid"] is None


def test_the_figure_counts_day_14_as_in_time_and_rounds_down(client):
    beslist(14, 14)
    beslist(7, 15)
    stiptheid = client.get("/").context["stiptheid"]
    assert (stiptheid.binnen, stiptheid.totaal, stiptheid.procent) == (14, 21, 66)


def test_the_term_on_the_page_is_the_parameter(client):
    Parameter.objects.filter(naam="behandeltermijn").update(waarde={"aantal": 10, "eenheid": "dagen"})
    assert "Binnen 10 dagen een beslissing" in client.get("/").content.decode()


# --- quiet pages ----------------------------------------------------------------------------------------------------
def test_the_accessibility_statement_is_looked_over_every_year():
    assert timezone.localdate() <= LAATST_NAGEKEKEN + relativedelta(months=12), (
        "Kijk het portaal opnieuw na en zet de nieuwe datum in educam_portal/overzicht/verklaring.py"
    )


def test_privacy_shows_the_terms_in_force(client):
    Parameter.objects.filter(naam="bewaring_strafregister").update(waarde={"aantal": 21, "eenheid": "dagen"})
    html = client.get("/privacy/").content.decode()
    assert "hoogstens 21 dagen na de beslissing" in html
    assert "5 jaar na het einde" in html
    # The account of a premie is in two places, each with its own term.
    assert "3 maanden nadat je de toestemming introk" in html
    assert "In het bestand voor het departement staat het nog 5 jaar na het schooljaar" in html


def test_opleidingen_are_found_by_the_words_of_the_trade(client):
    assert "Koetswerk duaal" in client.get("/opleidingen/", {"q": "carrosserie"}).content.decode()
    assert "Geen opleiding gevonden" in client.get("/opleidingen/", {"q": "zzzzzz"}).content.decode()


def test_opleidingen_cost_the_same_with_and_without_a_search(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert client.get("/opleidingen/").status_code == 200
    with django_assert_num_queries(2):
        assert client.get("/opleidingen/", {"q": "auto"}).status_code == 200


def test_the_checklist_names_the_596_2_and_how_old_it_may_be(client):
    html = client.get("/voorbereiden/").content.decode()
    assert "model 596.2" in html and "hoogstens 1 jaar oud" in html and "15 minuten" in html


def test_amounts_come_from_the_parameters(client):
    Parameter.objects.filter(naam="premie_met_vergoeding").update(waarde="1234.00")
    assert "1.234 euro" in client.get("/hoe-werkt-het/").content.decode()


def test_robots_keep_out_of_private_parts(client):
    tekst = client.get("/robots.txt").content.decode()
    assert "Disallow: /werkgever/" in tekst and "Disallow: /controleer/" in tekst
    assert "Disallow: /leerwerkplekken" not in tekst


def test_the_news_comes_from_the_changelog(client):
    html = unescape(client.get("/nieuw/").content.decode())
    assert nieuws.uitgaven()
    for regels in nieuws.uitgaven()[0].onderwerpen.values():
        for regel in regels:
            assert regel in html


def test_reading_a_changelog():
    tekst = (
        "# Kop\nuitleg\n\n## [1.1.0]\n- los\n\n## [1.0.0] - 2026-03-05\n### Nieuw\n- `een`\n  loopt door\n- **twee**\n"
    )
    boven, onder = nieuws.lees(tekst)
    assert (boven.versie, boven.datum, boven.onderwerpen) == ("1.1.0", None, {"": ["los"]})
    assert (onder.datum, onder.onderwerpen) == (date(2026, 3, 5), {"Nieuw": ["een loopt door", "twee"]})
