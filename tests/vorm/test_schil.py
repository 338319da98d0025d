"""The shell: menu per role, organisation switch, landmarks; and the style guide and error pages that stand in it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.defaults import page_not_found, permission_denied, server_error

from educam_portal.accounts.backend import PortaalBackend
from educam_portal.accounts.models import Lidmaatschap, Organisatie, Rol, User
from educam_portal.overzicht import context
from educam_portal.overzicht.context import Portaal

pytestmark = pytest.mark.django_db


def vraag(user, pad="/", organisatie=None):
    request = RequestFactory().get(pad)
    request.user = user
    request.organisatie = organisatie
    return request


def lid(user: User, rol: str, naam: str, soort: str = "onderneming") -> Organisatie:
    organisatie = Organisatie.objects.create(soort=soort, naam=naam, sleutel=naam.lower())
    Lidmaatschap.objects.create(user=user, organisatie=organisatie, rol=rol)
    return organisatie


@pytest.fixture
def bart() -> User:
    return User.objects.create_user("bart@example.be", naam="Bart Peeters")


@pytest.fixture
def adressen(monkeypatch):
    """Every URL name exists, so that the menu can be judged apart from what is installed."""
    monkeypatch.setattr(context, "adres", lambda naam: "/" + naam.replace(":", "/") + "/")


def test_bezoeker_kost_geen_query():
    with CaptureQueriesContext(connection) as vragen:
        portaal = Portaal(vraag(AnonymousUser()))
        assert portaal.publiek == "bezoeker"
        assert (portaal.organisatie, portaal.organisaties, portaal.ongelezen) == (None, [], 0)
        assert portaal.nav is not None
    assert len(vragen) == 0


def test_schil_leest_enkel_de_lidmaatschappen(bart):
    """Beside the user himself, who brings his unread messages along."""
    garage = lid(bart, Rol.VERANTWOORDELIJKE, "Garage")
    with CaptureQueriesContext(connection) as vragen:
        user = PortaalBackend().get_user(bart.pk)
        html = render_to_string("base.html", {}, vraag(user, "/werkgever/", garage))
    assert len(vragen) == 2
    assert "Garage" in html


def test_menu_per_rol_en_hoogstens_vijf(bart, adressen):
    garage = lid(bart, Rol.MEDEWERKER, "Garage")
    educam = lid(bart, Rol.CONSULENT, "Regio", "regio")
    als_garage = Portaal(vraag(bart, "/werkgever/aanvragen/ERK-1/", garage))
    assert als_garage.publiek == "werkgever"
    assert len(als_garage.nav) == 5
    assert als_garage.meer
    assert [item.label for item in als_garage.nav if item.actief] == ["Aanvragen"]
    assert Portaal(vraag(bart, "/", educam)).publiek == "consulent"
    assert all(len(items) - 5 <= 5 for items in context.NAV.values())


def test_coordinator_ziet_het_menu_van_het_deel_waar_hij_is(bart, adressen):
    educam = lid(bart, Rol.COORDINATOR, "Coordinatie", "educam")
    Lidmaatschap.objects.create(user=bart, organisatie=educam, rol=Rol.CONSULENT)
    assert Portaal(vraag(bart, "/consulent/vandaag/", educam)).publiek == "consulent"
    assert Portaal(vraag(bart, "/coordinator/", educam)).publiek == "coordinator"
    assert Portaal(vraag(bart, "/werkgever/", educam)).publiek == "coordinator"


def test_ongelezen_telt_wat_geregistreerd_is(bart, monkeypatch):
    monkeypatch.setattr(context, "_tellers", [lambda user: 2, lambda user: 1])
    assert Portaal(vraag(bart)).ongelezen == 3


def test_schil_heeft_een_h1_plaats_skiplink_en_meldplaats(client):
    soep = BeautifulSoup(client.get("/demo/vorm/").content, "html.parser")
    assert len(soep.select("h1")) == 1
    assert soep.select_one("a.skiplink")["href"] == "#inhoud"
    assert soep.select_one("main#inhoud[tabindex='-1'] #melding[role=status][aria-live=polite]") is not None
    assert soep.html["lang"] == "nl"
    ids = [element["id"] for element in soep.select("[id]")]
    assert len(ids) == len(set(ids))


def test_vormgids_met_fouten_geeft_422_en_zegt_het_in_de_titel(client):
    antwoord = client.get("/demo/vorm/?fout=1")
    soep = BeautifulSoup(antwoord.content, "html.parser")
    assert antwoord.status_code == 422
    assert soep.title.get_text().startswith("Fout: ")
    assert all(soep.find(id=link["href"][1:]) for link in soep.select(".foutenoverzicht a"))


def test_vormgids_bestaat_alleen_in_de_demo(client, settings):
    settings.DEMO = False
    assert client.get("/demo/vorm/").status_code == 404


def test_foutpaginas_staan_op_zichzelf(settings):
    request = vraag(AnonymousUser())
    with CaptureQueriesContext(connection) as vragen:
        paginas = [
            page_not_found(request, Exception()).content,
            permission_denied(request, Exception()).content,
            server_error(request).content,
        ] + [render_to_string(f"{code}.html") for code in ("403_csrf", "429", "503")]
    assert len(vragen) == 0
    titels = set()
    for html in paginas:
        soep = BeautifulSoup(html, "html.parser")
        assert len(soep.select("h1")) == 1
        titels.add(soep.title.get_text())
    assert len(titels) == len(paginas)


def test_de_schil_haalt_alleen_eigen_scripts(bart):
    """A library that nothing uses costs every page its weight (rules of the house: what is not used is not served)."""
    html = BeautifulSoup(render_to_string("base.html", {}, vraag(bart)), "html.parser")
    assert [script["src"] for script in html.select("script")] == ["/static/js/portaal.js"]
    assert html.select('[hx-headers], meta[name="htmx-config"]') == []
