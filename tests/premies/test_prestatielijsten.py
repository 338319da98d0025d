"""Performed periods from an export: matched by INSZ, seen first, and once however often they are read (rules.md §6)."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.fouten import Geweigerd
from premies.models import Levering, Premie, Prestatie, Prestatielijst
from premies.services.prestatielijsten import lees_in, neem_over, wis_oude
from tests.overeenkomsten.fabriek import insz
from tests.premies.test_beoordelen import START, de_premie, geregistreerd, uitkomsten

pytestmark = pytest.mark.django_db
KOP = "INSZ;Naam;Datum in dienst;Datum uit dienst;Loon"


def levering(door) -> Levering:
    return Levering.objects.create(referentie="PRL-2027-00001", schooljaar=2026, gemaakt_door=door)


def bestand(*rijen: str, kop: str = KOP) -> bytes:
    return "\r\n".join((kop, *rijen)).encode()


@travel("2027-02-15 10:00", tick=False)
def test_what_matches_is_taken_over_once_and_judged(werker):
    gemaakt = geregistreerd(werker)
    premie = de_premie(gemaakt)
    wie = {"onderneming": premie.onderneming, "bron": "dimona", "door": gemaakt.werkgever, "op": timezone.now()}
    eigen = insz(701)
    inhoud = bestand(
        f"{eigen[:6]}-{eigen[6:9]}-{eigen[9:]};Benali;01/09/2026;31/10/2026;1000",
        f"{eigen};Benali;20261101;;1000",
        f"{insz(5)};Iemand;01/09/2026;31/10/2026;900",
        "123;Fout;01/09/2026;;1",
        f"{eigen};Benali;31/02/2027;;1",
        f"{eigen};Benali;01/03/2027;;1",
        f"{eigen};Benali;01/09/2024;30/09/2024;1",
        f"{eigen};Benali;01/01/0001;;1",
    )
    lijst = lees_in(inhoud=inhoud, **wie)
    assert [(een["rij"], een["van"], een["tot"], een["stand"]) for een in lijst.regels] == [
        (2, "2026-09-01", "2026-10-31", "nieuw"),
        (3, "2026-11-01", "2027-02-15", "nieuw"),
    ]
    assert [(een["rij"], een["zin"]) for een in lijst.rest] == [
        (4, "Voor deze persoon loopt bij jou geen premie die nog in opbouw is."),
        (5, "Het rijksregisternummer klopt niet."),
        (6, "De eerste dag is geen datum."),
        (7, "Deze periode moet nog beginnen."),
        (8, "In deze periode loopt voor Yassine B. geen premie."),
        (9, "De eerste dag is geen datum."),
    ]
    assert lijst.onbekende_kolommen == ["Naam", "Loon"]
    assert eigen not in str(lijst.regels)
    assert not Prestatie.objects.exists()
    neem_over(lijst=lijst, door=gemaakt.werkgever, op=timezone.now())
    premie.refresh_from_db()
    assert uitkomsten(premie)["vier_maanden"] == "voldaan"
    with pytest.raises(Geweigerd, match="al overgenomen"):
        neem_over(lijst=lijst, door=gemaakt.werkgever, op=timezone.now())
    opnieuw = lees_in(inhoud=inhoud, **wie)
    assert [een["stand"] for een in opnieuw.regels] == ["bestaat", "bestaat"]
    neem_over(lijst=opnieuw, door=gemaakt.werkgever, op=timezone.now())
    assert Prestatie.objects.count() == 2


def test_the_same_employment_grows_with_each_export(werker):
    with travel("2026-10-15 10:00", tick=False):
        gemaakt = geregistreerd(werker)
        onderneming = de_premie(gemaakt).onderneming
    for moment, stand in (("2026-10-15 10:00", "nieuw"), ("2026-11-15 10:00", "langer")):
        with travel(moment, tick=False):
            lijst = lees_in(
                onderneming=onderneming, inhoud=bestand(f"{insz(701)};B;01/09/2026;;1"), bron="dimona",
                door=gemaakt.werkgever, op=timezone.now(),
            )  # fmt: skip
            assert [een["stand"] for een in lijst.regels] == [stand]
            neem_over(lijst=lijst, door=gemaakt.werkgever, op=timezone.now())
    [rij] = Prestatie.objects.all()
    assert (rij.van, rij.tot) == (START, date(2026, 11, 15))


@travel("2027-11-15 10:00", tick=False)
def test_the_days_of_a_schooljaar_that_was_handed_on_are_left_out(werker):
    """Of somebody employed since the first schooljaar the days of the second are taken over; of the first none change."""
    gemaakt = geregistreerd(werker, einde=date(2028, 6, 30))
    premie, later = de_premie(gemaakt), de_premie(gemaakt, 2027)
    wie = {"onderneming": premie.onderneming, "bron": "dimona", "door": gemaakt.werkgever, "op": timezone.now()}
    doorgegeven = {"toestand": "doorgegeven", "levering": levering(gemaakt.werkgever)}
    Premie.objects.filter(pk=premie.pk).update(**doorgegeven)
    inhoud = bestand(f"{insz(701)};B;01/09/2026;;1", f"{insz(701)};B;01/09/2026;31/08/2027;1")
    lijst = lees_in(inhoud=inhoud, **wie)
    assert [(een["van"], een["tot"], een["stand"]) for een in lijst.regels] == [("2027-09-01", "2027-11-15", "nieuw")]
    assert [een["zin"] for een in lijst.rest] == [
        "In deze periode is de premie voor Yassine B. al doorgegeven. Er verandert niets meer aan."
    ]
    neem_over(lijst=lijst, door=gemaakt.werkgever, op=timezone.now())
    assert [(een.van, een.tot) for een in Prestatie.objects.all()] == [(date(2027, 9, 1), date(2027, 11, 15))]
    # Handed on between looking and taking over: nothing of the list is stored.
    lijst = lees_in(inhoud=bestand(f"{insz(701)};B;01/09/2027;30/09/2027;1"), **wie)
    Premie.objects.filter(pk=later.pk).update(**doorgegeven)
    with pytest.raises(Geweigerd, match="Kies de lijst opnieuw"):
        neem_over(lijst=lijst, door=gemaakt.werkgever, op=timezone.now())
    assert Prestatie.objects.get().tot == date(2027, 11, 15)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (bestand("x", kop="INSZ;Van"), "We missen een kolom: Datum uit dienst"),
        (bestand("x", kop="INSZ;Van;Tot;Einddatum"), "twee keer: Datum uit dienst"),
        (bestand(), "nog niemand"),
    ],
)
@travel("2026-10-15 10:00", tick=False)
def test_a_file_that_is_no_list_is_refused_whole(werker, inhoud, zin):
    gemaakt = geregistreerd(werker)
    with pytest.raises(Geweigerd, match=zin):
        lees_in(
            onderneming=de_premie(gemaakt).onderneming, inhoud=inhoud, bron="dmfa", door=gemaakt.werkgever,
            op=timezone.now(),
        )  # fmt: skip
    assert not Prestatielijst.objects.exists()


@travel("2026-10-15 10:00", tick=False)
def test_rows_of_another_onderneming_are_left_out_and_old_lists_go(werker):
    gemaakt = geregistreerd(werker)
    onderneming = de_premie(gemaakt).onderneming
    rij = f"{insz(701)};01/09/2026;;"
    lijst = lees_in(
        onderneming=onderneming, door=gemaakt.werkgever, op=timezone.now(), bron="dmfa",
        inhoud=bestand(f"{rij}0203430576", f"{rij}{onderneming.nummer}", f"{rij}12", kop="INSZ;Van;Tot;Ondernemingsnummer"),
    )  # fmt: skip
    assert [een["zin"] for een in lijst.rest] == [
        "Deze rij gaat over een andere onderneming.",
        "Het ondernemingsnummer klopt niet.",
    ]
    assert len(lijst.regels) == 1
    wis_oude(op=timezone.now())
    assert Prestatielijst.objects.exists()
    with travel("2026-11-20 10:00", tick=False):
        wis_oude(op=timezone.now())
    assert not Prestatielijst.objects.exists()
