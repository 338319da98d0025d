"""One thread per overeenkomst for mentor, werkgever and school, and a swap of days agreed in it (rules.md §5)."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht, Draadbericht
from educam_portal.workflow.models import Gebeurtenis
from overeenkomsten.models import Agendadag, Dagruil, Overeenkomst
from overeenkomsten.rules.kalender import Dagsoort, Kalenderdag
from overeenkomsten.rules.ruil import bezwaren
from overeenkomsten.services import gesprek
from overeenkomsten.services.wissen import wis_overeenkomst
from overeenkomsten.toestanden import Toestand
from tests import fabrieken
from tests.documenten.bestanden import foto, opgeladen
from tests.overeenkomsten.fabriek import ROOSTER
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db
# A Monday; ROOSTER has school on Monday and Tuesday, the workplace from Wednesday to Friday.
START = date(2026, 10, 5)
WOENSDAG, MAANDAG = date(2026, 10, 14), date(2026, 10, 19)


@pytest.fixture(autouse=True)
def _oktober():
    with time_machine.travel(datetime(2026, 10, 12, 9, tzinfo=timezone.get_current_timezone()), tick=False):
        yield


@pytest.fixture
def z() -> Zaak:
    return zaak(Toestand.LOPEND, start=START, rooster=ROOSTER)


def _adres(z: Zaak, meer: str = "") -> str:
    return f"{z.overeenkomst.get_absolute_url()}gesprek/{meer}"


def _mails(soort: str = "nieuw_bericht") -> list[str]:
    return sorted(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


def test_a_message_reaches_the_others_who_read_and_answer(client, z):
    client.force_login(z.mentor)
    velden = {"tekst": "Yassine werkt goed.", "bijlage": opgeladen("brug.jpg", foto())}
    assert client.post(_adres(z), velden).status_code == 302
    assert _mails() == sorted([z.begeleider.email, z.werkgever.email])
    bericht = Bericht.objects.get(adres=z.begeleider.email, soort="nieuw_bericht")
    assert (bericht.dossier, "Yassine" in bericht.tekst, "Y. B." in bericht.tekst) == (z.overeenkomst, False, True)
    client.force_login(z.begeleider)
    tabs = client.get(z.overeenkomst.get_absolute_url()).context["tabs"]
    assert [(tab["label"], tab["aantal"]) for tab in tabs if tab["label"] == "Gesprek"] == [("Gesprek", 1)]
    antwoord = client.get(_adres(z))
    assert "Yassine werkt goed." in antwoord.content.decode()
    assert [tab["aantal"] for tab in antwoord.context["tabs"] if tab["actief"]] == [None]
    rij = Draadbericht.objects.get()
    assert (rij.kant, rij.gelezen_door) == ("onderneming", z.begeleider)
    assert client.get(rij.bijlage.get_absolute_url()).status_code == 200
    # The werkgever sits on the side of the mentor: no other first reader, and it is theirs to read.
    client.force_login(z.werkgever)
    assert "Gelezen door" in client.get(_adres(z)).content.decode()
    for buiten in (z.secretariaat, zaak(nummer=2).begeleider, fabrieken.coordinator()):
        client.force_login(buiten)
        assert client.get(_adres(z)).status_code == 404
        assert client.post(_adres(z), {"tekst": "x"}).status_code == 404
        assert client.get(rij.bijlage.get_absolute_url()).status_code == 404


def test_who_may_only_read_does_not_write(client, z):
    lezer = fabrieken.lid(z.overeenkomst.vestiging.onderneming.organisatie, "medewerker", bereik="lezen")
    client.force_login(lezer)
    assert client.get(_adres(z)).context["form"] is None
    assert client.post(_adres(z), {"tekst": "x"}).status_code == 404
    with pytest.raises(Geweigerd):
        gesprek.schrijf(overeenkomst=z.overeenkomst, tekst="x", door=z.secretariaat)
    Overeenkomst.objects.update(toestand="geannuleerd", reden="x", geannuleerd_op=timezone.now())
    client.force_login(z.begeleider)
    assert client.get(_adres(z)).status_code == 200
    assert client.post(_adres(z), {"tekst": "x"}).status_code == 404


def test_there_is_nobody_to_talk_to_before_the_mentor_was_asked(client):
    z = zaak(Toestand.CONCEPT, voorgelegd_op=None)
    client.force_login(z.begeleider)
    assert client.get(_adres(z)).status_code == 404


def _stel_voor(z: Zaak, door, dag: date = WOENSDAG, met: date = MAANDAG) -> Dagruil:
    return gesprek.stel_ruil_voor(
        overeenkomst=z.overeenkomst, dag=dag, met=met, reden="Opleiding", door=door, op=timezone.now()
    )


def test_a_swap_agreed_by_the_other_side_stands_in_the_calendar(client, z):
    client.force_login(z.mentor)
    velden = {"dag": WOENSDAG.isoformat(), "met": MAANDAG.isoformat(), "reden": "Opleiding"}
    assert client.post(_adres(z, "ruilen/"), velden).status_code == 302
    ruil = Dagruil.objects.get()
    antwoord = _adres(z, f"ruilen/{ruil.pk}/")
    client.post(antwoord, {"antwoord": "ja"})
    assert not Agendadag.objects.exists()  # nobody agrees with the own proposal
    client.force_login(z.begeleider)
    assert "Akkoord, we ruilen" in client.get(_adres(z)).content.decode()
    assert client.post(antwoord, {"antwoord": "ja"}).status_code == 302
    dagen = {rij.datum: (rij.soort, rij.reden) for rij in Agendadag.objects.all()}
    assert dagen == {
        WOENSDAG: ("school", "Geruild met maandag 19 oktober: Opleiding"),
        MAANDAG: ("garage", "Geruild met woensdag 14 oktober: Opleiding"),
    }
    assert _mails("dag_geruild") == ["yassine1@example.be"]
    assert [rij.tekst for rij in Draadbericht.objects.all()] == [
        "Kunnen we ruilen? Maandag 19 oktober: op de werkplek, in plaats van woensdag 14 oktober. "
        "Woensdag 14 oktober: op school, in plaats van maandag 19 oktober.\n\nOpleiding",
        "Akkoord, we ruilen woensdag 14 oktober met maandag 19 oktober.",
    ]
    log = Gebeurtenis.objects.filter(actie__startswith="ruil").values_list("actie", "door")
    assert set(log) == {("ruil_voorstellen", z.mentor.pk), ("ruil_beantwoorden", z.begeleider.pk)}
    client.post(antwoord, {"antwoord": "nee"})
    assert Dagruil.objects.get().stand == "afgesproken"
    with pytest.raises(Geweigerd, match="al aangepast"):
        _stel_voor(z, z.mentor)


def test_refused_or_taken_back_nothing_changes(z):
    nu = timezone.now()
    with pytest.raises(Geweigerd, match="Eén voorstel tegelijk"):
        _stel_voor(z, z.begeleider) and _stel_voor(z, z.mentor)
    with pytest.raises(Geweigerd, match="eigen voorstel"):
        gesprek.trek_ruil_in(ruil=Dagruil.objects.get(), door=z.mentor, op=nu)
    gesprek.trek_ruil_in(ruil=Dagruil.objects.get(), door=z.begeleider, op=nu)
    tweede = _stel_voor(z, z.begeleider)
    gesprek.beantwoord_ruil(ruil=tweede, akkoord=False, door=z.mentor, op=nu)
    assert list(Dagruil.objects.values_list("stand", flat=True)) == ["ingetrokken", "geweigerd"]
    assert not Agendadag.objects.exists() and not _mails("dag_geruild")


def test_the_werkgever_agrees_only_for_a_mentor_without_an_account(client, z):
    ruil = _stel_voor(z, z.begeleider)
    client.force_login(z.werkgever)
    assert client.post(_adres(z, f"ruilen/{ruil.pk}/"), {"antwoord": "ja"}).status_code == 404
    with pytest.raises(Geweigerd, match="De mentor en de school"):
        gesprek.beantwoord_ruil(ruil=ruil, akkoord=True, door=z.werkgever, op=timezone.now())
    persoon = z.overeenkomst.mentor.persoon
    persoon.user = None
    persoon.save()
    assert client.post(_adres(z, f"ruilen/{ruil.pk}/"), {"antwoord": "ja"}).status_code == 302
    assert Agendadag.objects.count() == 2


def _dag(datum: date, soort: str = "garage", waarom: str = "") -> Kalenderdag:
    return Kalenderdag(datum, Dagsoort(soort), waarom)


@pytest.mark.parametrize(
    ("een", "ander", "zin"),
    [
        (None, _dag(MAANDAG), "binnen de overeenkomst"),
        (_dag(MAANDAG), _dag(MAANDAG), "twee verschillende"),
        (_dag(START, "school"), _dag(MAANDAG), "05/10/2026 is voorbij"),
        (_dag(WOENSDAG), _dag(date(2026, 10, 15)), "doet de lerende hetzelfde"),
        (_dag(WOENSDAG), _dag(date(2026, 11, 2), "vrij", "Herfstvakantie"), "vrij: herfstvakantie. Werken op zo'n dag"),
    ],
)
def test_days_that_are_not_swapped(een, ander, zin):
    assert zin in " ".join(bezwaren(een, ander, vandaag=WOENSDAG, aangepast=()))
    assert bezwaren(_dag(WOENSDAG), _dag(MAANDAG, "school"), vandaag=WOENSDAG, aangepast=()) == []


def test_what_was_said_goes_with_the_overeenkomst(z):
    gesprek.beantwoord_ruil(ruil=_stel_voor(z, z.mentor), akkoord=True, door=z.begeleider, op=timezone.now())
    Overeenkomst.objects.update(toestand=Toestand.AFGELOPEN)
    wis_overeenkomst(overeenkomst=z.overeenkomst, op=timezone.now())
    assert not any(model.objects.exists() for model in (Draadbericht, Dagruil, Agendadag))


def test_the_page_costs_the_same_for_any_number_of_messages(client, z, django_assert_max_num_queries):
    for nummer in range(3):
        gesprek.schrijf(overeenkomst=z.overeenkomst, tekst=str(nummer), door=z.mentor)
    _stel_voor(z, z.mentor)
    client.force_login(z.begeleider)
    client.get(_adres(z))
    with django_assert_max_num_queries(15):
        assert len(client.get(_adres(z)).context["draad"]) == 4


def test_the_page_of_the_overeenkomst_says_whom_to_call(client, z):
    ziet = {}
    for wie in (z.begeleider, z.mentor, z.secretariaat):
        client.force_login(wie)
        ziet[wie] = client.get(z.overeenkomst.get_absolute_url()).context["contact"].naam
    assert ziet == {
        z.begeleider: str(z.overeenkomst.mentor),
        z.mentor: str(z.begeleider),
        z.secretariaat: str(z.begeleider),
    }
