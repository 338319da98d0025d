"""What people choose about their mails: the page, what it keeps, and the link to it in every mail."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from educam_portal import meldingen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Rol, User
from educam_portal.meldingen import bezorging, voorkeuren
from educam_portal.meldingen.models import Voorkeur
from educam_portal.meldingen.register import GROEPEN, SOORTEN, Wijze, keuzes
from tests.fabrieken import OrganisatieFactory, lid
from tests.meldingen.conftest import GEGEVENS

pytestmark = pytest.mark.django_db
PAGINA = "/berichten/voorkeuren/"
OP = datetime(2026, 12, 3, 9, 12, tzinfo=UTC)
SOORT_VAN = {Rol.CONSULENT: "regio", Rol.COORDINATOR: "educam", Rol.TRAJECTBEGELEIDER: "school"}
ROLLEN = [Rol.VERANTWOORDELIJKE, Rol.MENTOR, Rol.BEHEERDER, *SOORT_VAN]


def iemand(rol: str | None = None) -> User:
    user = User.objects.create_user(f"{rol or 'niemand'}@example.be", naam="Bart Peeters")
    return user if rol is None else lid(OrganisatieFactory(soort=SOORT_VAN.get(rol, "onderneming")), rol, user=user)


def als(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def gekozen(user: User) -> dict[str, str]:
    return dict(Voorkeur.objects.filter(user=user).values_list("groep", "wijze"))


@pytest.mark.parametrize("rol", [None, *ROLLEN])
def test_every_role_has_a_page_with_its_own_groups(rol):
    user = iemand(rol)
    soep = BeautifulSoup(als(user).get(PAGINA).content, "html.parser")
    te_kiezen = {veld["name"] for veld in soep.select("main input[type=radio]")}
    huidige = voorkeuren.huidige(user)
    assert te_kiezen == {naam for naam in huidige if len(keuzes(GROEPEN[naam])) > 1}
    for naam in te_kiezen:
        assert soep.select_one(f"main input[name={naam}][checked]")["value"] == huidige[naam]
    assert {"Je account", "Herinneringen aan termijnen"} <= {dt.get_text() for dt in soep.select("main dt")}


@pytest.mark.parametrize("rol", ROLLEN)
def test_the_page_says_what_really_happens(rol):
    """For every kind somebody of this role may get, and every choice: the page and the outbox agree."""
    user = iemand(rol)
    for keuze in [None, *Wijze]:
        Voorkeur.objects.filter(user=user).delete()
        if keuze is not None:
            Voorkeur.objects.bulk_create(Voorkeur(user=user, groep=naam, wijze=keuze) for naam in GROEPEN)
        huidige = voorkeuren.huidige(user)
        for soort in (soort for soort in SOORTEN.values() if soort.groep in huidige):
            echt = voorkeuren.wijzen(soort, [user])[user.pk]
            if keuze != Wijze.NIET or Wijze.NIET in keuzes(GROEPEN[soort.groep]):
                assert echt == huidige[soort.groep], (soort.naam, keuze)
            else:
                assert echt != Wijze.NIET, (soort.naam, keuze)


def test_a_choice_is_kept_and_only_what_changed(nick):
    client = als(nick)
    velden = {naam: wijze.value for naam, wijze in voorkeuren.huidige(nick).items() if len(keuzes(GROEPEN[naam])) > 1}
    assert client.post(PAGINA, velden).headers["Location"] == PAGINA
    assert gekozen(nick) == {}
    antwoord = client.post(PAGINA, velden | {"gesprekken": "dagmail"}, follow=True)
    assert "Je keuze is bewaard." in antwoord.content.decode()
    assert gekozen(nick) == {"gesprekken": "dagmail"}
    client.post(PAGINA, velden | {"gesprekken": "niet"})
    assert gekozen(nick) == {"gesprekken": "niet"}


@pytest.mark.parametrize("waarde", ["", "nooit", "<b>", None])
def test_a_strange_choice_is_refused_with_a_sentence(waarde):
    user = iemand(Rol.VERANTWOORDELIJKE)
    velden = {naam: wijze.value for naam, wijze in voorkeuren.huidige(user).items()}
    velden.pop("gesprekken")
    antwoord = als(user).post(PAGINA, velden if waarde is None else velden | {"gesprekken": waarde})
    assert antwoord.status_code == 422
    assert "Berichten van mensen" in antwoord.content.decode()
    assert gekozen(user) == {}


def test_a_term_cannot_be_silenced():
    user = iemand(Rol.VERANTWOORDELIJKE)
    velden = {naam: wijze.value for naam, wijze in voorkeuren.huidige(user).items()}
    assert als(user).post(PAGINA, velden | {"aanvraag": "niet"}).status_code == 422
    for keuzes_ in ({"aanvraag": "niet"}, {"account": "niet"}, {"herinneringen": "meteen"}, {"dossiers": "meteen"}):
        with pytest.raises(Geweigerd):
            voorkeuren.bewaar(user=user, keuzes=keuzes_, op=OP)
    assert gekozen(user) == {}


def test_somebody_elses_choice_is_not_touched(nick):
    ander = iemand(Rol.MENTOR)
    voorkeuren.bewaar(user=ander, keuzes={"gesprekken": "niet"}, op=OP)
    als(nick).post(PAGINA, {"gesprekken": "dagmail", "organisatie": "meteen"})
    assert gekozen(ander) == {"gesprekken": "niet"}
    assert Client().get(PAGINA).headers["Location"].startswith("/aanmelden/")


def test_every_mail_to_an_account_leads_to_the_choice(nick, smtp):
    berichten = meldingen.stuur("nieuw_bericht", dossier=None, aan=[nick, "iemand@example.be"], gegevens=GEGEVENS)
    for bericht in berichten:
        bezorging.lever(bericht.pk)
    met, zonder = ([deel.get_content() for deel in mail.walk() if not deel.is_multipart()] for mail in smtp.mails)
    url = "http://localhost:8000/berichten/voorkeuren/"
    assert f"Kies welke mails je krijgt: {url}" in met[0]
    assert f'<a href="{url}"' in met[1]
    assert not any("voorkeuren" in deel for deel in zonder)


@pytest.mark.parametrize("aantal", [1, 3])
def test_one_query_for_any_number_of_readers(aantal, django_assert_num_queries):
    users = [User.objects.create_user(f"u{nummer}@example.be") for nummer in range(aantal)]
    with django_assert_num_queries(1):
        assert len(voorkeuren.wijzen(SOORTEN["nieuw_bericht"], users)) == aantal
    with django_assert_num_queries(0):
        assert set(voorkeuren.wijzen(SOORTEN["herinnering"], users).values()) == {Wijze.DAGMAIL}
