"""A klassjabloon, and the concepts of a whole class made from it in one go (rules.md §5)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from overeenkomsten.models import Groepswerk, Klassjabloon, Overeenkomst
from overeenkomsten.rules.roosterkeuring import soort_voor
from overeenkomsten.services import groep, klas
from overeenkomsten.tasks import veeg, voer_groep_uit
from tests import fabrieken
from tests.vragen import kost

from .fabriek import Wereld, wereld
from .klas import sjabloon_van

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(client) -> Wereld:
    w = wereld()
    client.force_login(w.begeleider)
    return w


def _maak(client, rij: Klassjabloon, **velden):
    return client.post(reverse("school:klas_maken", args=[rij.pk]), velden)


def _regels(werk: Groepswerk) -> list[tuple[str, str, str]]:
    return [(regel.wie, regel.stand, regel.zin) for regel in werk.regels.all()]


@pytest.mark.parametrize(
    ("volwassenen", "uren", "soort"),
    [(False, "20", "OAO"), (False, "19.99", "SAO"), (True, "20", "ODOS"), (True, "19.99", "ODO")],
)
def test_the_soort_follows_from_school_and_hours(volwassenen, uren, soort):
    assert soort_voor(volwassenen=volwassenen, gemiddelde=Decimal(uren), grens=20) == soort


def test_a_school_fills_in_a_klassjabloon(client, w):
    activiteit = fabrieken.ActiviteitFactory(
        opleiding=w.erkenning.opleiding, omschrijving="De lerende vervangt banden."
    )
    einde = w.start + timedelta(days=280)
    gegevens = {
        "naam": "6 auto", "opleiding": w.erkenning.opleiding_id, "start": w.start.isoformat(),
        "einde": einde.isoformat(), "categorie": "3",
    }  # fmt: skip
    antwoord = client.post(reverse("school:klas_nieuw"), gegevens)
    rij = Klassjabloon.objects.get()
    assert antwoord.url == reverse("school:klas", args=[rij.pk])
    blokken = {"van_0": "08:00", "tot_0": "16:00", "dag_0": "1", "plek_0": "werkplek", "week_0": "1", "pauze_0": "0"}
    for naam, velden in {
        "klas_rooster": {"voltijds_uren": "38", "weken": "1", **blokken},
        "klas_plan": {f"activiteit_{activiteit.pk}": "werkplek", "eigen_0": "Wassen", "eigen_plek_0": "beide"},
        "klas_evaluatie": {"evaluatievorm": "Een gesprek.", "datum_0": einde.isoformat()},
    }.items():
        rij.refresh_from_db()
        antwoord = client.post(reverse(f"school:{naam}", args=[rij.pk]), {"versie": rij.versie, **velden})
        assert antwoord.status_code == 302, naam
    rij.refresh_from_db()
    assert (rij.categorie, rij.evaluaties, klas.soort_van(rij)) == (3, [einde.isoformat()], "SAO")
    assert rij.plan == [
        {"omschrijving": "De lerende vervangt banden.", "plek": "werkplek", "activiteit": activiteit.pk},
        {"omschrijving": "Wassen", "plek": "beide", "activiteit": None},
    ]
    tekst = client.get(reverse("school:klas", args=[rij.pk])).content.decode()
    assert "Stageovereenkomst alternerende opleiding (SAO)" in tekst and "gemiddeld 8 uur per week" in tekst
    verouderd = client.post(reverse("school:klas_gegevens", args=[rij.pk]), {**gegevens, "versie": "1"})
    assert verouderd.status_code == 422
    assert "Iemand anders paste dit klassjabloon intussen aan." in verouderd.content.decode()
    for datums, zin in (
        ({"start": "0001-01-01"}, "Kijk de eerste dag na"),
        ({"einde": "2099-01-01"}, "Een overeenkomst loopt hoogstens 3 jaar"),
    ):
        fout = client.post(reverse("school:klas_nieuw"), gegevens | {"naam": "ander"} | datums)
        assert (fout.status_code, zin in fout.content.decode()) == (422, True)
    dubbel = client.post(reverse("school:klas_nieuw"), gegevens)
    assert "Jouw school heeft al een klassjabloon met deze naam." in dubbel.content.decode()


def test_concepts_of_a_class_are_made_and_what_cannot_says_why(client, w, werker):
    rij = sjabloon_van(w)
    eerste, tweede, derde = w.lerende(1), w.lerende(2), w.lerende(3)
    velden = {f"kies_{wie.pk}": "on" for wie in (eerste, tweede, derde)}
    velden[f"plek_{eerste.pk}"] = str(w.erkenning.vestiging_id)
    with werker():
        antwoord = _maak(client, rij, **velden)
        # Between the press and the job, the third got a concept, and the second left.
        bestaat = w.concept(derde)
        type(tweede).objects.filter(pk=tweede.pk).update(weg_op=w.start)
    werk = Groepswerk.objects.get()
    assert antwoord.url == reverse("school:groepswerk", args=[werk.pk])
    assert _regels(werk) == [
        ("Yassine Benali1", "gelukt", ""),
        ("Yassine Benali2", "niet", "Deze lerende is weg van school."),
        ("Yassine Benali3", "niet", f"Deze lerende heeft al een overeenkomst of concept: {bestaat.referentie}."),
    ]
    assert werk.klaar_op is not None
    concept = Overeenkomst.objects.get(lerende=eerste)
    assert (concept.soort, concept.vestiging, concept.mentor, concept.vergoeding, concept.toestand) == (
        "OAO", w.erkenning.vestiging, w.mentor, Decimal("700.80"), "concept",
    )  # fmt: skip
    assert [str(regel) for regel in concept.competenties.all()] == [
        "De lerende vervangt remmen.", "De lerende leest een storing uit.",
    ]  # fmt: skip
    assert [rij.soort for rij in concept.evaluaties.all()] == ["tussentijds", "eind"]
    tekst = client.get(antwoord.url).content.decode()
    assert "1 van 3 gelukt." in tekst and "data-ververs" not in tekst


def test_a_concept_without_a_place_says_what_is_left(w):
    rij = klas.maak_concept(
        sjabloon=sjabloon_van(w, plan=[]), lerende=w.lerende(), vestiging=None, door=w.begeleider, op=timezone.now()
    )
    assert klas.wat_ontbreekt(rij) == "Nog in te vullen: leerwerkplek, mentor, opleidingsplan."


def test_a_place_that_is_not_recognised_is_refused(w):
    vreemd = fabrieken.VestigingFactory()
    with pytest.raises(Geweigerd, match="is niet erkend voor"):
        klas.maak_concept(
            sjabloon=sjabloon_van(w), lerende=w.lerende(), vestiging=vreemd, door=w.begeleider, op=timezone.now()
        )
    assert not Overeenkomst.objects.exists()


def test_nobody_chosen_makes_nothing(client, w):
    rij = sjabloon_van(w)
    w.lerende()
    antwoord = _maak(client, rij)
    assert (antwoord.status_code, "Kies minstens één lerende." in antwoord.content.decode()) == (422, True)
    assert not Groepswerk.objects.exists()


def test_only_who_has_none_is_offered_and_a_klas_narrows_it(client, w):
    rij = sjabloon_van(w)
    w.lerende(1, klas="6A"), w.lerende(2, klas="6B"), w.concept(w.lerende(3, klas="6A"))
    adres = reverse("school:klas_maken", args=[rij.pk])
    assert [wie.naam for wie in client.get(adres).context["form"].lerenden] == ["Benali1", "Benali2"]
    gefilterd = client.get(f"{adres}?klas=6A").context
    assert ([wie.naam for wie in gefilterd["form"].lerenden], gefilterd["klassen"]) == (["Benali1"], ["6A", "6B"])


def test_an_overeenkomst_becomes_a_klassjabloon(client, w):
    bron = w.concept()
    antwoord = client.post(reverse("school:klas_bewaren", args=[bron.referentie]), {"naam": "6 auto"})
    rij = Klassjabloon.objects.get()
    assert antwoord.url == reverse("school:klas", args=[rij.pk])
    assert (rij.naam, rij.rooster, len(rij.plan), len(rij.evaluaties)) == ("6 auto", bron.rooster, 2, 2)
    leeg = klas.concept.begin(lerende=w.lerende(2), door=w.begeleider, op=timezone.now())
    antwoord = client.post(reverse("school:klas_bewaren", args=[leeg.referentie]), {"naam": "leeg"})
    assert "Vul eerst de periode van deze overeenkomst in." in antwoord.content.decode()


def test_a_klassjabloon_goes_and_its_concepts_stay(client, w):
    rij = sjabloon_van(w)
    concept = klas.maak_concept(sjabloon=rij, lerende=w.lerende(), vestiging=None, door=w.begeleider, op=timezone.now())
    assert client.post(reverse("school:klas_verwijderen", args=[rij.pk])).url == reverse("school:klassen")
    assert (Klassjabloon.objects.count(), Overeenkomst.objects.get()) == (0, concept)


def test_another_school_finds_nothing(client, w):
    rij, ander = sjabloon_van(w), fabrieken.trajectbegeleider(fabrieken.SchoolFactory())
    lerende = w.lerende()
    with pytest.raises(Geweigerd, match="alleen een trajectbegeleider van de school zelf"):
        klas.nieuw_sjabloon(school=w.school, velden={"naam": "x"}, door=ander, op=timezone.now())
    werk = _groepswerk(w, [lerende], door=w.begeleider)
    client.force_login(ander)
    assert client.get(reverse("school:klas", args=[rij.pk])).status_code == 404
    assert client.get(reverse("school:groepswerk", args=[werk.pk])).status_code == 404
    assert list(client.get(reverse("school:klassen")).context["klassen"]) == []


def _groepswerk(w: Wereld, lerenden, door=None) -> Groepswerk:
    rijen = [groep.Rij(str(wie), lerende=wie, gegevens={"vestiging": None}) for wie in lerenden]
    sjabloon = Klassjabloon.objects.first() or sjabloon_van(w)
    return groep.begin_groepswerk(
        school=w.school, soort=Groepswerk.Soort.KLAS, rijen=rijen, gegevens={"sjabloon": sjabloon.pk},
        door=door or w.begeleider, op=timezone.now(),
    )  # fmt: skip


def test_work_is_done_once_however_often_the_task_runs(w):
    werk = _groepswerk(w, [w.lerende(1), w.lerende(2)])
    voer_groep_uit(werk.pk)
    voer_groep_uit(werk.pk)
    assert [regel[1] for regel in _regels(werk)] == ["gelukt", "gelukt"]
    assert Overeenkomst.objects.count() == 2


def test_a_worker_that_holds_it_keeps_it_and_one_that_died_is_followed(w, werker):
    werk = _groepswerk(w, [w.lerende()])
    rijen = Groepswerk.objects.filter(pk=werk.pk)
    rijen.update(lease_tot=timezone.now() + timedelta(minutes=1))
    voer_groep_uit(werk.pk)
    assert not Overeenkomst.objects.exists()
    rijen.update(lease_tot=timezone.now() - timedelta(minutes=1))
    with werker():
        veeg()
    assert Overeenkomst.objects.count() == 1


def test_a_database_that_is_away_leaves_the_row_waiting(w, monkeypatch):
    werk = _groepswerk(w, [w.lerende()])

    def weg(*_):
        raise OperationalError("weg")

    monkeypatch.setitem(groep._uitvoerders, "klas", weg)
    with pytest.raises(OperationalError):
        voer_groep_uit(werk.pk)
    assert _regels(werk) == [("Yassine Benali1", "wacht", "")]


def test_a_row_that_breaks_stops_no_other(w, monkeypatch, caplog):
    werk = _groepswerk(w, [w.lerende(1), w.lerende(2)])
    gewoon = groep._uitvoerders["klas"]

    def breekt(werk, regel, op):
        return 1 / 0 if regel.volgorde == 1 else gewoon(werk, regel, op)

    monkeypatch.setitem(groep._uitvoerders, "klas", breekt)
    voer_groep_uit(werk.pk)
    assert _regels(werk)[0][1:] == ("niet", groep.LIEP_MIS)
    assert Overeenkomst.objects.count() == 1
    assert "ZeroDivisionError" in caplog.text


def test_stopping_leaves_the_rest_undone(client, w):
    werk = _groepswerk(w, [w.lerende()])
    bezig = client.get(reverse("school:groepswerk", args=[werk.pk])).content.decode()
    assert "0 van 1 gedaan." in bezig and "data-ververs" in bezig
    client.post(reverse("school:groepswerk_stoppen", args=[werk.pk]))
    voer_groep_uit(werk.pk)
    assert _regels(werk) == [("Yassine Benali1", "niet", f"Gestopt door {w.begeleider}.")]
    assert not Overeenkomst.objects.exists()
    werk.refresh_from_db()
    with pytest.raises(Geweigerd, match="Dit werk is al klaar"):
        groep.stop(werk=werk, door=w.begeleider, op=timezone.now())


def test_who_left_the_school_meanwhile_makes_nothing(w):
    werk = _groepswerk(w, [w.lerende()])
    w.begeleider.lidmaatschappen.update(tot=timezone.localdate() - timedelta(days=1))
    voer_groep_uit(werk.pk)
    assert [regel[1:] for regel in _regels(werk)] == [
        ("niet", "Dit mag alleen een trajectbegeleider van de school zelf.")
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_pages_cost_the_same_for_any_number_of_rows(client, w, aantal):
    werk = _groepswerk(w, [w.lerende(nummer) for nummer in range(1, aantal + 1)])
    client.get("/school/")
    with kost(4):
        assert len(client.get(reverse("school:groepswerk", args=[werk.pk])).context["regels"]) == aantal
    with kost(9):
        pagina = client.get(reverse("school:klas_maken", args=[Klassjabloon.objects.get().pk]))
    assert len(pagina.context["form"].lerenden) == aantal
