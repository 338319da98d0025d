"""The second press of the same button: the answer of the first, and nothing done twice (quality.md "double submit")."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse

from educam_portal.accounts import dubbel
from educam_portal.accounts.models import User
from educam_portal.accounts.services import maak_gebruiker
from educam_portal.meldingen.models import Bericht
from tests.formulier import open_formulier


@pytest.fixture
def pers(rf: RequestFactory):
    """`pers(tekst=…)` sends a form through the middleware; `pers.gedaan` holds what the view got, `pers.antwoord` says."""

    class Pers:
        gedaan: list[str] = []
        antwoord = staticmethod(lambda n: HttpResponseRedirect(f"/klaar/{n}/"))

        def __call__(self, pagina: str = "p1", koekje: str = "s1", kop: dict | None = None, **velden) -> HttpResponse:
            verzoek = rf.post("/bericht/", {"csrfmiddlewaretoken": pagina} | velden, headers=kop or {})
            verzoek.COOKIES["sessionid"] = koekje
            return dubbel.EenKeerMiddleware(self.doe)(verzoek)

        def doe(self, verzoek) -> HttpResponse:
            self.gedaan.append(verzoek.POST.get("tekst", ""))
            antwoord = self.antwoord(len(self.gedaan))
            antwoord.set_cookie("messages", f"gelukt {len(self.gedaan)}")
            return antwoord

    Pers.gedaan = []
    return Pers()


def test_the_same_press_gets_the_same_answer_with_its_cookies(pers):
    een, twee = pers(tekst="Dag"), pers(tekst="Dag")
    assert pers.gedaan == ["Dag"]
    assert (twee.status_code, twee["Location"]) == (een.status_code, een["Location"]) == (302, "/klaar/1/")
    assert twee.cookies["messages"].value == "gelukt 1"


@pytest.mark.parametrize(
    "anders",
    [{"tekst": "Dag!"}, {"pagina": "p2"}, {"koekje": "s2"}, {"extra": ""}],
    ids=["text", "tab", "who", "field"],
)
def test_anything_else_is_another_press(pers, anders):
    pers(tekst="Dag")
    pers(**{"tekst": "Dag"} | anders)
    assert len(pers.gedaan) == 2


def test_another_file_of_the_same_name_is_another_press(pers):
    for inhoud in (b"een", b"een", b"twee"):
        pers(bestand=SimpleUploadedFile("foto.jpg", inhoud))
    assert len(pers.gedaan) == 2


def test_a_page_with_errors_may_be_sent_again(pers):
    pers.antwoord = lambda n: HttpResponse("kijk na", status=422)
    pers(tekst="Dag")
    pers.antwoord = lambda n: HttpResponseRedirect("/klaar/")
    assert pers(tekst="Dag")["Location"] == "/klaar/"
    assert len(pers.gedaan) == 2


def test_a_view_that_breaks_leaves_the_way_free(pers):
    def stuk(n):
        raise RuntimeError

    pers.antwoord = stuk
    with pytest.raises(RuntimeError):
        pers(tekst="Dag")
    pers.antwoord = lambda n: HttpResponseRedirect("/klaar/")
    assert pers(tekst="Dag")["Location"] == "/klaar/"


def test_who_presses_something_else_and_then_this_again_means_it(pers):
    for tekst in ("aan", "uit", "aan"):
        pers(tekst=tekst)
    assert pers.gedaan == ["aan", "uit", "aan"]


@pytest.mark.parametrize("vrij", [{"kop": {"X-Autosave": "1"}}, {"pagina": None}], ids=["autosave", "no token"])
def test_what_is_no_press_of_a_form_passes(pers, rf, vrij):
    if "pagina" in vrij:
        for _ in range(2):
            dubbel.EenKeerMiddleware(pers.doe)(rf.post("/api/", {"tekst": "Dag"}))
    else:
        for _ in range(2):
            pers(tekst="Dag", **vrij)
    assert len(pers.gedaan) == 2


def test_who_hangs_up_while_sending_breaks_nothing(rf):
    class Afgebroken:
        def read(self, *_):
            raise OSError("verbinding verbroken")

    verzoek = rf.post("/bericht/", {"csrfmiddlewaretoken": "p1", "tekst": "Dag"})
    verzoek._stream = Afgebroken()
    assert dubbel.EenKeerMiddleware(lambda verzoek: HttpResponse(status=403))(verzoek).status_code == 403


def test_a_second_press_does_not_wait_forever(pers, monkeypatch):
    monkeypatch.setattr(dubbel, "WACHT", 0)
    binnen = []

    def nog_eens(n):
        binnen.append(pers(tekst="Dag"))
        return HttpResponseRedirect("/klaar/")

    pers.antwoord = nog_eens
    pers(tekst="Dag")
    assert pers.gedaan == ["Dag"]
    assert binnen[0].status_code == 409 and "Je klikte twee keer" in binnen[0].content.decode()


def test_the_key_tells_nothing_of_what_was_typed(rf):
    verzoek = rf.post("/aanmelden/", {"csrfmiddlewaretoken": "p1", "password": "geheim-woord"})
    assert "geheim" not in dubbel._wat(verzoek)
    assert dubbel._wat(verzoek).startswith(dubbel._wie(verzoek))


# --- through the real pages ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_signing_up_twice_makes_one_account_and_sends_one_mail():
    client = Client(enforce_csrf_checks=True)
    form = open_formulier(client, reverse("account_signup"))
    gegevens = {"email": "nieuw@example.be", "password1": "vijf-groene-bruggen"}
    een, twee = (form.stuur(client, **gegevens) for _ in range(2))
    assert een.status_code == twee.status_code == 302
    assert een["Location"] == twee["Location"]
    assert User.objects.count() == 1
    assert [bericht.soort for bericht in Bericht.objects.all()] == ["account_email_confirmation_signup"]


@pytest.mark.django_db
def test_logging_in_twice_with_the_first_answer_thrown_away_logs_in():
    maak_gebruiker(email="els@example.be", naam="Els", wachtwoord="vijf-groene-bruggen")
    client = Client(enforce_csrf_checks=True)
    form = open_formulier(client, reverse("account_login"))
    ongeduldig = Client(enforce_csrf_checks=True)
    ongeduldig.cookies.load({naam: koekje.value for naam, koekje in client.cookies.items()})
    gegevens = {"login": "els@example.be", "password": "vijf-groene-bruggen"}
    form.stuur(client, **gegevens)
    assert form.stuur(ongeduldig, **gegevens).status_code == 302
    assert ongeduldig.get(reverse("accounts:profiel")).status_code == 200
