"""A coördinator keeps the parameters: a new version, a better one, one that never begins (rules.md §8)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd, Verouderd
from educam_portal.parameters import Duur, duur, gevolgen, services, waarde
from educam_portal.parameters.models import Parameter
from tests import fabrieken

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
TIEN = {"aantal": 10, "eenheid": "dagen"}


@pytest.fixture
def inge():
    return fabrieken.coordinator()


def vandaag() -> date:
    return timezone.localdate()


def zet(
    door, *, dagen: int = 0, naam: str = "behandeltermijn", ruw=TIEN, bron: str = "Beslissing van EDUCAM", **velden
):
    return services.zet_parameter(
        naam=naam,
        waarde=ruw,
        geldig_vanaf=velden.pop("geldig_vanaf", vandaag() + dagen * DAG),
        bron=bron,
        door=door,
        op=timezone.now(),
        **velden,
    )


def test_a_later_version_counts_from_its_day_on(inge):
    zet(inge, dagen=5)
    assert duur("behandeltermijn", vandaag() + 4 * DAG) == Duur(14, "dagen")
    assert duur("behandeltermijn", vandaag() + 5 * DAG) == Duur(10, "dagen")


def test_the_history_says_who_and_what(inge):
    versie = zet(inge, dagen=5, opmerking=" Proef ", afgeleid=True)
    rij = versie.history.get()
    assert (rij.history_user, rij.history_change_reason, rij.opmerking, rij.afgeleid) == (
        inge,
        "nieuwe versie",
        "Proef",
        True,
    )


def test_what_counted_already_stays(inge):
    for dagen in (-1, -400):
        with pytest.raises(Geweigerd, match="vanaf vandaag"):
            zet(inge, dagen=dagen)
    with pytest.raises(Geweigerd, match="na 1 april 2026: de waarde van toen gold al"):
        zet(inge, naam="ggmmi", ruw="2300", geldig_vanaf=date(2026, 4, 1))
    with pytest.raises(Geweigerd, match="gold al"):
        zet(inge, naam="ggmmi", ruw="2300", geldig_vanaf=date(2025, 6, 1))


def test_an_amount_we_hear_of_late_counts_from_its_own_day(inge):
    """The law lets it begin; the versions before it stay as they were."""
    zet(inge, naam="ggmmi", ruw="2300", geldig_vanaf=date(2026, 4, 2))
    assert waarde("ggmmi", date(2026, 4, 2)) == Decimal("2300")
    assert waarde("ggmmi", date(2026, 4, 1)) == Decimal("2189.81")


@pytest.mark.parametrize("dagen", [0, 3])
def test_a_version_that_did_not_count_before_today_is_replaced_and_its_old_value_is_kept(inge, dagen):
    eerste = zet(inge, dagen=dagen)
    acht = {"aantal": 8, "eenheid": "dagen"}
    beter = zet(inge, dagen=dagen, ruw=acht)
    assert beter.pk == eerste.pk
    assert [rij.waarde for rij in beter.history.order_by("history_id")] == [TIEN, acht]
    with pytest.raises(Geweigerd, match="niets veranderd"):
        zet(inge, dagen=dagen, ruw=acht)
    assert zet(inge, dagen=dagen, ruw=acht, bron="Staatsblad 12/3/2027").bron == "Staatsblad 12/3/2027"


def test_what_would_change_is_told_and_nothing_is_written(inge, monkeypatch):
    monkeypatch.setattr(gevolgen, "_volgers", [])
    zet(inge, dagen=9)

    def zinnen(**velden):
        wat = {"naam": "behandeltermijn", "waarde": TIEN, "bron": "Proef"} | velden
        return services.voorzie(door=inge, op=timezone.now(), **wat)

    voor = Parameter.objects.count()
    eerst, tot, brieven = zinnen(geldig_vanaf=vandaag() + 5 * DAG)
    assert "houdt de waarde van toen" in eerst and "een waarde die al klaarstaat" in tot and "Brieven" in brieven
    assert "vervangt de waarde die vanaf die dag klaarstond: 10 dagen" in zinnen(geldig_vanaf=vandaag() + 9 * DAG)[1]
    laat = zinnen(naam="ggmmi", waarde="2300", geldig_vanaf=date(2026, 4, 2))
    assert "begon al op 2 april 2026" in laat[0]
    assert Parameter.objects.count() == voor


def test_only_what_has_yet_to_begin_is_withdrawn(inge):
    later = zet(inge, dagen=3)
    services.trek_parameter_in(parameter=later, door=inge, op=timezone.now())
    assert duur("behandeltermijn", vandaag() + 4 * DAG) == Duur(14, "dagen")
    weg = Parameter.history.filter(naam="behandeltermijn").latest("history_id")
    assert (weg.history_type, weg.history_user) == ("-", inge)
    with pytest.raises(Geweigerd, match="al ingetrokken"):
        services.trek_parameter_in(parameter=later, door=inge, op=timezone.now())
    nu = zet(inge)
    with pytest.raises(Geweigerd, match="geldt al"):
        services.trek_parameter_in(parameter=nu, door=inge, op=timezone.now())
    with pytest.raises(Geweigerd, match="geldt al"):
        services.trek_parameter_in(
            parameter=Parameter.objects.filter(naam="ggmmi").latest("geldig_vanaf"), door=inge, op=timezone.now()
        )


@pytest.mark.parametrize("wie", ["consulent", "beheerder", "werkgever"])
def test_nobody_else_changes_anything(wie):
    door = {
        "consulent": lambda: fabrieken.consulent(fabrieken.regio("ovl")),
        "beheerder": fabrieken.beheerder,
        "werkgever": lambda: fabrieken.werkgever(fabrieken.OndernemingFactory()),
    }[wie]()
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        zet(door, dagen=3)
    versie = Parameter.objects.create(naam="concept", waarde=TIEN, geldig_vanaf=vandaag() + DAG, bron="Proef")
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        services.trek_parameter_in(parameter=versie, door=door, op=timezone.now())


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"bron": "  "}, "bron"),
        ({"naam": "bestaat_niet"}, "bestaat niet"),
        ({"ruw": 14}, "aantal en een eenheid"),
        ({"dagen": 5000}, "tien jaar"),
        ({"naam": "ggmmi", "ruw": "2", "geldig_vanaf": date(1800, 1, 1)}, "gold al"),
    ],
)
def test_what_does_not_fit_is_refused(inge, velden, zin):
    with pytest.raises(Geweigerd, match=zin):
        zet(inge, **{"dagen": 3} | velden)


def test_a_page_that_is_older_than_a_change_overwrites_nobody(inge):
    gezien = services.merk("behandeltermijn")
    zet(inge, dagen=3, gezien=gezien)
    with pytest.raises(Verouderd):
        zet(inge, dagen=4, gezien=gezien)
    assert zet(inge, dagen=4, gezien=services.merk("behandeltermijn"))


def test_what_must_follow_hears_of_exactly_the_days_that_change(inge, monkeypatch):
    gehoord = []
    volger = gevolgen.Volger(
        tel=lambda vak: ["Iets."], start=lambda vak, door, op: gehoord.append((vak, door)), stand=lambda naam: []
    )
    monkeypatch.setattr(gevolgen, "_volgers", [volger])
    later = zet(inge, dagen=9)
    zet(inge, dagen=2)
    services.trek_parameter_in(parameter=later, door=inge, op=timezone.now())
    vakken = [(vak.vanaf - vandaag(), vak.tot and vak.tot - vandaag()) for vak, _ in gehoord]
    assert vakken == [(9 * DAG, None), (2 * DAG, 9 * DAG), (9 * DAG, None)]


def test_a_choice_counts_on_its_day(inge):
    zet(inge, naam="weigering_bevestigen", ruw=False, dagen=1)
    assert (waarde("weigering_bevestigen", vandaag()), waarde("weigering_bevestigen", vandaag() + DAG)) == (True, False)
