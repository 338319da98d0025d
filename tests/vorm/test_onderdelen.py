"""The components: what they say, where they lead, and that every icon exists."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from educam_portal.workflow.models import Gebeurtenis
from erkenning.toestanden import STATUS
from overeenkomsten.toestanden import STATUS as OVEREENKOMST

WORTEL = Path(__file__).resolve().parents[2]


def teken(bron: str, pad: str = "/lijst/", **waarden) -> BeautifulSoup:
    context = Context({"request": RequestFactory().get(pad), **waarden})
    return BeautifulSoup(Template("{% load portaal onderdelen %}" + bron).render(context), "html.parser")


def woorden(soep) -> str:
    return " ".join(soep.get_text().split())


def test_statusbadge_leest_de_status_voor_zijn_publiek():
    status = STATUS["aanvulling_gevraagd"]
    assert woorden(teken("{% statusbadge s %}", s=status)) == "Aanvulling gevraagd: jij bent aan zet"
    soep = teken('{% statusbadge s publiek="consulent" %}', s=status)
    assert woorden(soep) == "Wacht op werkgever"
    assert soep.select_one("use")["href"].endswith("#question-circle")


def test_melding_die_gelukt_is_begint_met_gelukt():
    assert woorden(teken('{% melding "Je aanvraag is bewaard." "success" %}')) == "Gelukt. Je aanvraag is bewaard."
    assert woorden(teken('{% melding "Gelukt: bewaard." "success" %}')) == "Gelukt: bewaard."
    assert teken('{% melding "Nee." "error" %}').select_one("[role=alert]")


def test_takenlijst_hele_rij_een_link_en_geen_link_in_wat_nog_niet_kan():
    taken = [{"titel": "Mentor", "status": "bezig", "url": "/m/"}, {"titel": "Nakijken", "status": "kan_nog_niet"}]
    soep = teken("{% takenlijst g %}", g=[{"titel": "Gegevens", "taken": taken}])
    link = soep.select_one("a")
    assert soep.find(id=link["aria-describedby"]).get_text(strip=True) == "Bezig"
    assert len(soep.select("a")) == 1
    assert "Kan nog niet" in woorden(soep)


def test_samenvatting_wijzig_met_verborgen_woorden_en_vul_in():
    rijen = [
        {"label": "Naam", "waarde": "<Bart>", "url": "/w/", "verborgen": "naam mentor"},
        {"label": "Opleiding", "waarde": [], "url": "/o/"},
        {"label": "Nummer", "waarde": ""},
    ]
    soep = teken('{% samenvatting r titel="Mentor" %}', r=rijen)
    assert [woorden(link) for link in soep.select("a")] == ["Wijzig naam mentor", "Vul in: opleiding"]
    assert "<Bart>" in soep.get_text()
    assert "Niet ingevuld" in soep.get_text()


def test_contactkaart_belt_en_mailt_en_zwijgt_zonder_kaart():
    kaart = {"naam": "Sofie", "telefoon": "0470 12 34 56", "email": "sofie@example.be", "regio": "Gent"}
    soep = teken("{% contactkaart k %}", k=kaart)
    assert [link["href"] for link in soep.select("a")] == ["tel:+32470123456", "mailto:sofie@example.be"]
    assert woorden(teken("{% contactkaart k %}", k=None)) == ""


def test_sorteerkop_keert_om_en_houdt_de_filters():
    soep = teken(
        '<table><tr>{% sorteerkop "Termijn" "termijn" %}</tr></table>', "/l/?sorteer=termijn&status=nieuw&pagina=3"
    )
    assert soep.th["aria-sort"] == "ascending"
    assert soep.a["href"] == "?status=nieuw&sorteer=-termijn"
    ander = teken('<table><tr>{% sorteerkop "Naam" "naam" "termijn" %}</tr></table>')
    assert "aria-sort" not in ander.th.attrs
    assert ander.a["href"] == "?sorteer=naam"


def test_paginering_telt_niet_verder_dan_duizend():
    soep = teken('{% paginering p "dossiers" %}', "/l/?q=x", p=Paginator(range(5000), 50).page(2))
    assert "51 tot 100 van 1.000+ dossiers" in woorden(soep)
    assert [link["href"] for link in soep.select("a")] == ["?q=x&pagina=1", "?q=x&pagina=3"]
    assert "Geen dossiers" in woorden(teken('{% paginering p "dossiers" %}', p=Paginator([], 50).page(1)))


def test_voortgang_zegt_waar_we_zijn():
    soep = teken("{% voortgang s 1 %}", s=["Ingediend", "Nagekeken", "Beslist"])
    assert woorden(soep.select_one("[aria-current=step]")) == "Nagekeken: hier zijn we nu"


def test_tijdlijn_noemt_wie_wanneer_en_wat_alleen_educam_ziet():
    op = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
    feit = Gebeurtenis(actie="aanvulling_vragen", op=op, tekst="Welke hefbrug?", intern=True)
    soep = teken("{% tijdlijn g t %}", g=[feit, {"titel": "Ingediend", "op": op, "door": "Bart"}], t={})
    eerste, tweede = soep.select("li")
    assert "Aanvulling vragen" in woorden(eerste)
    assert "Alleen zichtbaar voor EDUCAM" in woorden(eerste)
    assert "24 november 2026 om 9.05 uur, door het systeem" in woorden(eerste)
    assert woorden(tweede) == "Ingediend 24 november 2026 om 9.05 uur, door Bart"
    met_titel = teken("{% tijdlijn g t %}", g=[feit], t={"aanvulling_vragen": "Vraag aan de werkgever"})
    assert "Vraag aan de werkgever" in woorden(met_titel)


def test_tabs_en_chips():
    items = [
        {"label": "Te doen", "url": "/a/", "aantal": 0, "actief": True},
        {"label": "Alles", "url": "/b/", "actief": False},
    ]
    soep = teken("{% tabs t %}", t=items)
    assert woorden(soep.select_one("[aria-current=page]")) == "Te doen 0"
    assert woorden(teken("{% filterchips c %}", c=[])) == ""
    assert "Verwijder filter Limburg" in woorden(teken("{% filterchips c %}", c=[{"label": "Limburg", "url": "/"}]))


def test_uploadvak_noemt_grens_en_fout_voor_de_keuze():
    soep = teken('{% uploadvak "cv" "Attest" "/op/" fout="Te groot." verplicht=False %}', csrf_token="t" * 32)
    invoer = soep.select_one("#id_cv")
    assert invoer["aria-describedby"] == "id_cv_helptext id_cv_error"
    assert "hoogstens 10 MB" in soep.get_text()
    assert "(niet verplicht)" in soep.h3.get_text()
    assert soep.select_one("input[name=csrfmiddlewaretoken]")["value"] == "t" * 32


def test_blokken_dragen_hun_inhoud():
    assert woorden(teken('{% kaart titel="Bezoek" %}<p>Morgen</p>{% endkaart %}')) == "Bezoek Morgen"
    paneel = teken('{% bevestigpaneel "Ingediend" "ERK-2026-00001" %}<p>Dank je.</p>{% endbevestigpaneel %}')
    assert woorden(paneel.h1) == "Ingediend"
    assert "ERK-2026-00001" in woorden(paneel)


def test_adres_of_leeg():
    assert woorden(teken('{% adres_of_leeg "bestaat_niet" as u %}[{{ u }}]')) == "[]"


ICONEN = set((WORTEL / "scripts/iconen.txt").read_text().split())


@pytest.mark.parametrize("map_", ["templates", "educam_portal", "erkenning", "mentoren", "overeenkomsten"])
def test_elk_icoon_staat_in_de_lijst(map_):
    gebruikt = set()
    for pad in (WORTEL / map_).rglob("*.html" if map_ == "templates" else "*.py"):
        gebruikt |= set(re.findall(r'icoon(?:=|\s)"([a-z0-9-]+)"', pad.read_text()))
    gebruikt |= {status.icoon for status in (*STATUS.values(), *OVEREENKOMST.values())}
    assert gebruikt <= ICONEN
