"""When it does not go well: reported, talked about in time, looked at again, closed with an outcome (rules.md §5)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import SOORTEN
from overeenkomsten import deadlines
from overeenkomsten.models import Knelpunt, Overeenkomst
from overeenkomsten.services import knelpunten
from overeenkomsten.toestanden import Melder, Toestand
from tests import fabrieken
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db
# A Monday.
VANDAAG = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def _oktober():
    with time_machine.travel(datetime(2026, 10, 12, 9, tzinfo=timezone.get_current_timezone()), tick=False):
        yield


@pytest.fixture
def z() -> Zaak:
    return zaak(Toestand.LOPEND, start=date(2026, 10, 5))


def _adres(z: Zaak, meer: str = "") -> str:
    return f"{z.overeenkomst.get_absolute_url()}gesprek/{meer}"


def _gemeld(z: Zaak, door=None) -> Knelpunt:
    return knelpunten.meld_knelpunt(
        overeenkomst=z.overeenkomst, omschrijving="Te laat", door=door or z.mentor, op=timezone.now()
    )


def _gesprek(rij: Knelpunt, z: Zaak, **anders):
    velden = {"gesprek_op": VANDAAG, "afspraken": "Bus", "hercontrole_op": VANDAAG + timedelta(days=14), **anders}
    return knelpunten.noteer_gesprek(knelpunt=rij, door=z.begeleider, op=timezone.now(), **velden)


def _mails(soort: str) -> set[str]:
    return set(Bericht.objects.filter(soort=soort).values_list("adres", flat=True))


def _open() -> dict[str, date | None]:
    rijen = Termijn.objects.open().filter(soort__in=("knelpunt", "hercontrole"))
    return dict(rijen.values_list("soort", "vervalt_op"))


def test_from_report_to_outcome_on_the_screens(client, z):
    client.force_login(z.mentor)
    assert client.post(_adres(z, "knelpunt/"), {"omschrijving": " "}).status_code == 422
    assert client.post(_adres(z, "knelpunt/"), {"omschrijving": "Hij komt vaak te laat."}).status_code == 302
    rij = Knelpunt.objects.get()
    assert (rij.melder, rij.gemeld_door) == (Melder.MENTOR, z.mentor)
    assert _open() == {"knelpunt": date(2026, 10, 19)}
    assert _mails("knelpunt_gemeld") == {z.begeleider.email, z.werkgever.email}
    client.force_login(z.begeleider)
    html = client.get(_adres(z)).content.decode()
    assert "Hij komt vaak te laat." in html and "Noteer het gesprek" in html
    velden = {"gesprek_op": "2026-10-12", "afspraken": "Een bus vroeger.", "hercontrole_op": "2026-10-26"}
    assert client.post(_adres(z, f"knelpunt/{rij.pk}/gesprek/"), velden).status_code == 302
    assert _open() == {"hercontrole": date(2026, 10, 26)}
    assert _mails("knelpunt_afspraken") == {z.mentor.email, z.werkgever.email}
    assert client.post(_adres(z, f"knelpunt/{rij.pk}/sluiten/"), {"uitkomst": "Hij is op tijd."}).status_code == 302
    assert _open() == {}
    client.force_login(z.werkgever)
    html = client.get(_adres(z)).content.decode()
    assert "Een bus vroeger." in html and "Hij is op tijd." in html
    for buiten, code in ((z.werkgever, 404), (z.secretariaat, 404), (zaak(nummer=2).begeleider, 404)):
        client.force_login(buiten)
        assert client.post(_adres(z, f"knelpunt/{rij.pk}/sluiten/"), {"uitkomst": "x"}).status_code == code
    client.force_login(z.secretariaat)
    assert client.get(_adres(z, "knelpunt/")).status_code == 404


def test_what_the_lerende_says_is_for_the_school_until_there_was_a_talk(client, z):
    rij = Knelpunt.objects.create(
        overeenkomst=z.overeenkomst, melder="lerende", gemeld_op=timezone.now(), omschrijving="Niemand legt iets uit."
    )
    ziet = {}
    for wie in (z.begeleider, z.mentor):
        client.force_login(wie)
        ziet[wie] = client.get(_adres(z)).content.decode()
    assert "Niemand legt iets uit." in ziet[z.begeleider]
    assert "Er is geen knelpunt gemeld." in ziet[z.mentor]
    _gesprek(rij, z, afspraken="De mentor plant elke week een half uur.")
    html = client.get(_adres(z)).content.decode()
    assert "elke week een half uur" in html and "Niemand legt iets uit." not in html


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"gesprek_op": VANDAAG + timedelta(days=1)}, "tot vandaag"),
        ({"gesprek_op": VANDAAG - timedelta(days=1)}, "tot vandaag"),
        ({"hercontrole_op": VANDAAG}, "nog komt"),
        ({"hercontrole_op": date(2027, 8, 2)}, "uiterlijk 01/08/2027"),
        ({"afspraken": " "}, "wat jullie afspraken"),
    ],
)
def test_a_talk_that_cannot_have_been(z, anders, zin):
    rij = _gemeld(z)
    with pytest.raises(Geweigerd, match=zin):
        _gesprek(rij, z, **anders)
    assert set(_open()) == {"knelpunt"}


def test_closing_comes_after_a_talk_and_once(z):
    rij, wie = _gemeld(z), {"uitkomst": "Goed", "door": z.begeleider, "op": timezone.now()}
    with pytest.raises(Geweigerd, match="eerst het gesprek"):
        knelpunten.sluit(knelpunt=rij, **wie)
    with pytest.raises(Geweigerd, match="mag je niet"):
        knelpunten.sluit(knelpunt=rij, **wie | {"door": z.mentor})
    _gesprek(rij, z)
    _gesprek(rij, z, hercontrole_op=VANDAAG + timedelta(days=20))
    assert _open() == {"hercontrole": date(2026, 11, 1)}
    knelpunten.sluit(knelpunt=rij, **wie)
    with pytest.raises(Geweigerd, match="al afgesloten"):
        knelpunten.sluit(knelpunt=rij, **wie)


def test_who_is_told_and_that_the_whole_school_hears_of_a_day_that_passed(z):
    collega = fabrieken.trajectbegeleider(z.overeenkomst.school)
    rij = _gemeld(z)
    _gesprek(tweede := _gemeld(z, z.begeleider), z)

    def aan(soort: str, onderwerp: Knelpunt, moment: str) -> set[str]:
        termijn, kind = termijnen.van(onderwerp, soort), SOORTEN[soort]
        assert kind.zin(termijn, moment).endswith(".") and "Benali" not in kind.titel(termijn)
        assert len(f"Nog 14 dagen: {kind.wat(termijn, moment)}") <= 60
        return {wie.email for wie in kind.ontvangers(termijn, moment)}

    school, iedereen = z.begeleider.email, {z.begeleider.email, collega.email}
    assert (aan("knelpunt", rij, "-1d"), aan("knelpunt", rij, "+1d")) == ({school}, iedereen)
    assert aan("hercontrole", tweede, "-2d") == {school, z.mentor.email}
    assert aan("hercontrole", tweede, "+1d") == iedereen


def test_the_end_of_the_overeenkomst_ends_its_terms(z):
    rij = _gemeld(z)
    termijn = termijnen.van(rij, "knelpunt")
    assert not SOORTEN["knelpunt"].klaar(termijn)
    Overeenkomst.objects.update(toestand=Toestand.AFGELOPEN)
    assert SOORTEN["knelpunt"].klaar(Termijn.objects.get(pk=termijn.pk))
    deadlines.stop_alles(Overeenkomst.objects.get(), op=timezone.now())
    assert _open() == {}


def test_the_page_with_everything_on_it_costs_at_most_fifteen_queries(client, z, django_assert_max_num_queries):
    for door in (z.mentor, z.begeleider):
        _gesprek(_gemeld(z, door), z)
    client.force_login(z.begeleider)
    client.get(_adres(z))
    with django_assert_max_num_queries(15):
        assert len(client.get(_adres(z)).context["knelpunten"]) == 2
