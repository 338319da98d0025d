"""Presence per day, completion once and for life, and an attest of elsewhere (rules.md §4)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.models import Herinnering
from mentoren.aanduiden import MENTOROPLEIDING, duid_aan
from mentoren.models import Aanwezigheid, Attest, ExternAttest, Inschrijving, Persoon
from mentoren.services import voltooien
from tests import fabrieken
from tests.documenten.bestanden import pdf

from .cursus import gemaild, mentor, met_termijn, noteer, schrijf_in, voorbij, werkgever

pytestmark = pytest.mark.django_db
JA, NEE = (True, True), (True, False)


@pytest.fixture
def coordinator(db):
    return fabrieken.coordinator()


def rond_af(sessie, door):
    return voltooien.afronden(sessie=sessie, door=door, op=timezone.now())


def termijn(m):
    return termijnen.van(m, MENTOROPLEIDING)


# --- presence ------------------------------------------------------------------------------------------------------


def test_presence_is_noted_per_day_and_may_be_corrected(coordinator):
    sessie, (een, twee) = voorbij()
    noteer(sessie, {een: JA, twee: NEE}, coordinator)
    noteer(sessie, {twee: JA}, coordinator)
    assert set(Aanwezigheid.objects.values_list("inschrijving", "dag__nummer", "aanwezig")) == {
        (wie.pk, nummer, True) for wie in (een, twee) for nummer in (1, 2)
    }


def test_a_day_that_has_yet_to_come_has_no_presence(coordinator):
    sessie = fabrieken.SessieFactory(over=0)
    wie = fabrieken.InschrijvingFactory(sessie=sessie)
    hoe = {"sessie": sessie, "aanwezig": {wie.pk: True}, "door": coordinator, "op": timezone.now()}
    voltooien.noteer_aanwezigheid(dag=sessie.dag1, **hoe)
    with pytest.raises(Geweigerd, match="Deze dag komt nog"):
        voltooien.noteer_aanwezigheid(dag=sessie.dag2, **hoe)
    straks = fabrieken.SessieFactory(over=5)
    with pytest.raises(Geweigerd, match="begint pas op"):
        voltooien.noteer_aanwezigheid(dag=straks.dag1, **{**hoe, "sessie": straks})


def test_only_who_has_a_seat_is_noted(coordinator):
    sessie, _ = voorbij(1)
    vreemd = fabrieken.InschrijvingFactory()
    with pytest.raises(Geweigerd, match="niet meer ingeschreven"):
        noteer(sessie, {vreemd: JA}, coordinator)
    assert not Aanwezigheid.objects.exists()


def test_closing_waits_until_both_days_are_over_and_everybody_is_noted(coordinator):
    vroeg = fabrieken.SessieFactory(over=-3)
    with pytest.raises(Geweigerd, match="De tweede dag is pas op"):
        rond_af(vroeg, coordinator)
    sessie, (een, _) = voorbij()
    noteer(sessie, {een: JA}, coordinator)
    with pytest.raises(Geweigerd, match="Noteer eerst voor iedereen wie er op dag 1 was"):
        rond_af(sessie, coordinator)


# --- completion ----------------------------------------------------------------------------------------------------


def test_present_on_both_days_is_completed_at_every_onderneming(coordinator):
    sessie, (wel, niet) = voorbij()
    elders = mentor(persoon=wel.persoon)
    for m in (wel.mentor, elders, niet.mentor):
        met_termijn(m)
    noteer(sessie, {wel: JA, niet: NEE}, coordinator)
    rond_af(sessie, coordinator)
    wel.refresh_from_db(), niet.refresh_from_db(), sessie.refresh_from_db()
    assert (sessie.toestand, wel.toestand, niet.toestand) == ("afgerond", "voltooid", "niet_voltooid")
    laatste = sessie.dag2.datum
    assert Persoon.objects.get(pk=wel.persoon_id).mentoropleiding_op == laatste
    assert Persoon.objects.get(pk=niet.persoon_id).mentoropleiding_op is None
    assert termijn(wel.mentor).voldaan_op == termijn(elders).voldaan_op == laatste
    assert termijn(niet.mentor).is_open
    attest = Attest.objects.get()
    assert (attest.persoon_id, attest.voltooid_op) == (wel.persoon_id, laatste)
    assert gemaild("opleiding_voltooid") == {wel.mentor.email, werkgever(wel.mentor).email}
    assert gemaild("opleiding_niet_voltooid") == {niet.mentor.email, werkgever(niet.mentor).email}


def test_who_missed_a_day_may_try_again_and_who_has_it_may_not(coordinator):
    sessie, (wel, niet) = voorbij()
    noteer(sessie, {wel: JA, niet: NEE}, coordinator)
    rond_af(sessie, coordinator)
    assert schrijf_in(fabrieken.SessieFactory(), niet.mentor).toestand == "ingeschreven"
    with pytest.raises(Geweigerd, match="Eén keer is genoeg"):
        schrijf_in(fabrieken.SessieFactory(), fabrieken.MentorFactory(persoon=wel.persoon), door=coordinator)


def test_a_later_designation_starts_no_term_any_more(coordinator):
    sessie, (wel,) = voorbij(1)
    noteer(sessie, {wel: JA}, coordinator)
    rond_af(sessie, coordinator)
    elders = mentor(persoon=Persoon.objects.get(pk=wel.persoon_id))
    duid_aan(
        mentor=elders,
        vestiging=elders.onderneming.vestigingen.get(),
        opleiding=fabrieken.OpleidingFactory(),
        aangeduid_op=timezone.localdate(),
        erkend_op=timezone.localdate(),
        op=timezone.localdate(),
    )
    assert termijn(elders) is None


def test_a_session_closes_once_and_without_people_too(coordinator):
    sessie, _ = voorbij(0)
    rond_af(sessie, coordinator)
    with pytest.raises(Geweigerd, match="kan niet meer"):
        rond_af(sessie, coordinator)


def test_once_the_term_is_met_nobody_is_reminded(coordinator):
    sessie, (wel, niet) = voorbij()
    for wie in (wel, niet):
        met_termijn(wie.mentor, sinds=340)
    noteer(sessie, {wel: JA, niet: NEE}, coordinator)
    rond_af(sessie, coordinator)
    for _ in verwerk(timezone.localdate() + timedelta(days=10)):
        pass
    assert {rij.termijn.onderwerp for rij in Herinnering.objects.all()} == {niet.mentor}


def test_who_waits_at_the_end_hears_that_no_seat_came_free(coordinator):
    sessie, (wel,) = voorbij(1)
    wacht = fabrieken.InschrijvingFactory(sessie=sessie, mentor=mentor(), toestand="wachtlijst", plaats_op_wachtlijst=1)
    noteer(sessie, {wel: JA}, coordinator)
    rond_af(sessie, coordinator)
    wacht.refresh_from_db()
    assert wacht.toestand == "geannuleerd" and wacht.mentor.email in gemaild("opleiding_geen_plaats")


# --- put right -----------------------------------------------------------------------------------------------------


def test_a_mistake_is_put_right_and_frees_the_seat_of_the_second_try(coordinator):
    sessie, (wie,) = voorbij(1)
    met_termijn(wie.mentor)
    noteer(sessie, {wie: NEE}, coordinator)
    rond_af(sessie, coordinator)
    opnieuw = fabrieken.SessieFactory(capaciteit=1)
    tweede = schrijf_in(opnieuw, wie.mentor)
    wacht = schrijf_in(opnieuw, mentor())
    with pytest.raises(Geweigerd, match="Schrijf hoe je weet"):
        voltooien.rechtzetten(inschrijving=wie, reden=" ", door=coordinator, op=timezone.now())
    voltooien.rechtzetten(inschrijving=wie, reden="Stond op de lijst.", door=coordinator, op=timezone.now())
    wie.refresh_from_db(), tweede.refresh_from_db(), wacht.refresh_from_db()
    assert (wie.toestand, tweede.toestand, wacht.toestand) == ("voltooid", "geannuleerd", "ingeschreven")
    assert Attest.objects.get().inschrijving == wie
    assert termijn(wie.mentor).voldaan_op == sessie.dag2.datum
    assert all(Aanwezigheid.objects.values_list("aanwezig", flat=True))


# --- an attest of elsewhere ----------------------------------------------------------------------------------------


def aanvaard(m, door, **hoe) -> ExternAttest:
    gegevens = {"aanbieder": "Syntra", "gevolgd_op": date(2024, 5, 3), "reden": "Twee dagen, zelfde inhoud."}
    return voltooien.aanvaard_extern_attest(mentor=m, door=door, op=timezone.now(), **{**gegevens, **hoe})


def test_the_consulent_of_the_region_accepts_with_a_reason():
    m = met_termijn(mentor())
    elders = met_termijn(mentor(persoon=m.persoon))
    consulent = fabrieken.consulent(fabrieken.regio("ovl"))
    attest = aanvaard(m, consulent, bestand=SimpleUploadedFile("attest.pdf", pdf(), "application/pdf"))
    persoon = Persoon.objects.get(pk=m.persoon_id)
    assert persoon.mentoropleiding_op == date(2024, 5, 3)
    assert persoon.history.first().history_user == consulent
    # The term is met today: whatever was told before stays true.
    assert termijn(m).voldaan_op == termijn(elders).voldaan_op == timezone.localdate()
    assert gemaild("extern_attest_aanvaard") == {m.email, werkgever(m).email}
    assert not Attest.objects.exists()
    lezers = {
        "mentor": fabrieken.mentor_met_account(m),
        "consulent": consulent,
        "coördinator": fabrieken.coordinator(),
        "werkgever": werkgever(m),
        "andere regio": fabrieken.consulent(fabrieken.regio("lim")),
        "beheerder": fabrieken.beheerder(),
    }
    attest.document.refresh_from_db()
    assert {wie for wie, user in lezers.items() if documenten.mag_lezen(attest.document, user)} == {
        "mentor",
        "consulent",
        "coördinator",
    }


def test_nobody_else_accepts_it_and_not_without_reason_or_in_the_future():
    m = mentor()
    eigen = fabrieken.consulent(fabrieken.regio("ovl"))
    for door in (werkgever(m), fabrieken.mentor_met_account(m), fabrieken.consulent(fabrieken.regio("lim"))):
        with pytest.raises(Geweigerd, match="Alleen de consulent"):
            aanvaard(m, door)
    for hoe, zin in (
        ({"reden": " "}, "waarom ze telt"),
        ({"aanbieder": ""}, "waar de opleiding"),
        ({"gevolgd_op": timezone.localdate() + timedelta(days=1)}, "niet in de toekomst"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            aanvaard(m, eigen, **hoe)
    aanvaard(m, eigen)
    with pytest.raises(Geweigerd, match="niet meer nodig"):
        aanvaard(m, eigen)
    assert ExternAttest.objects.count() == 1


def test_whoever_has_it_from_elsewhere_gives_the_seat_back():
    sessie = fabrieken.SessieFactory(capaciteit=1)
    m, wachtende = mentor(), mentor()
    rij, wacht = schrijf_in(sessie, m), schrijf_in(sessie, wachtende)
    aanvaard(m, fabrieken.coordinator())
    rij.refresh_from_db(), wacht.refresh_from_db()
    assert (rij.toestand, wacht.toestand) == ("geannuleerd", "ingeschreven")
    mail = Bericht.objects.get(soort="opleiding_uitgeschreven", adres=m.email)
    assert mail.bijlagen and "loopt door" not in mail.tekst
    assert not Inschrijving.objects.open().filter(persoon=m.persoon).exists()
