"""The reply of the department: whole or not at all, and read again it changes nothing (rules.md §6)."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.fouten import Geweigerd
from overeenkomsten.services.lerenden import persoonsnummer
from premies.models import Antwoord, Antwoordlezing, EerderePremie, Premie
from premies.services import antwoorden
from premies.services.antwoorden import begin_antwoord, verwerk_antwoord
from tests import fabrieken
from tests.overeenkomsten.fabriek import insz

from .fabriek import NA, antwoord_op, geleverd, klare_premie

pytestmark = pytest.mark.django_db
LATER = "2027-11-02 10:00"
OKTOBER, NOVEMBER = "2027-10-01", "2027-11-01"


@pytest.fixture
def levering(werker):
    """Three claims handed over."""
    with travel(NA, tick=False):
        for nummer in (1, 2, 3):
            klare_premie(nummer)
        gemaakt = geleverd(werker, fabrieken.coordinator())
    with travel(LATER, tick=False):
        yield gemaakt


def rij(nummer: int, uitkomst: str, **velden: str) -> dict[str, str]:
    return {"referentie": f"PRM-2027-{nummer:05d}", "uitkomst": uitkomst, "beslist_op": OKTOBER, **velden}


def verwerk(levering, *rijen, **kop) -> Antwoord:
    return verwerk_antwoord(
        levering=levering, inhoud=antwoord_op(levering, *rijen, **kop), door=levering.gemaakt_door, op=timezone.now()
    )


def stand() -> list[tuple]:
    return list(Premie.objects.order_by("pk").values_list("toestand", "beslist_op", "reden", "uitbetaald_op"))


def telling(antwoord: Antwoord) -> tuple[int, ...]:
    return antwoord.toegekend, antwoord.geweigerd, antwoord.uitbetaald, antwoord.ongewijzigd


ALLES = [
    rij(1, "toegekend"),
    rij(2, "geweigerd", reden="Geen Dimona gevonden"),
    rij(3, "uitbetaald", uitbetaald_op=NOVEMBER),
]


def test_each_outcome_is_taken_over_and_a_replay_changes_nothing(levering):
    eerste = verwerk(levering, *ALLES)
    daarna = [
        ("toegekend", date(2027, 10, 1), "", None),
        ("geweigerd", date(2027, 10, 1), "Geen Dimona gevonden", None),
        ("uitbetaald", date(2027, 10, 1), "", date(2027, 11, 1)),
    ]
    assert (stand(), telling(eerste)) == (daarna, (2, 1, 1, 0))
    with travel("2027-11-03", tick=False):
        assert verwerk(levering, *ALLES) == eerste
        # The same content in another file, in another order.
        ander = verwerk(levering, *reversed(ALLES))
    assert (stand(), telling(ander)) == (daarna, (0, 0, 0, 3))
    betaald = verwerk(levering, rij(1, "uitbetaald", uitbetaald_op=NOVEMBER, beslist_op=""))
    assert (stand()[0], telling(betaald)) == (("uitbetaald", date(2027, 10, 1), "", date(2027, 11, 1)), (0, 0, 1, 0))
    # What was read before the payment, read once more after it.
    assert telling(verwerk(levering, ALLES[0], gemaakt_op="2027-11-09")) == (0, 0, 0, 1)


ONMOGELIJK = [
    ([rij(1, "toegekend"), rij(9, "toegekend")], "Rij 2 .PRM-2027-00009.: deze aanvraag kennen we niet"),
    ([rij(1, "toegekend"), rij(4, "toegekend")], "Rij 2 .PRM-2027-00004.: .*nog niet doorgegeven"),
    ([rij(1, "uitbetaald", beslist_op="", uitbetaald_op=NOVEMBER)], "Rij 1 .*nog niet toegekend"),
    ([rij(1, "toegekend", beslist_op="2027-09-01")], "Rij 1 .*niet tussen de levering en vandaag"),
    ([rij(1, "uitbetaald", uitbetaald_op="2027-11-03")], "Rij 1 .*niet tussen de levering en vandaag"),
    ([rij(1, "uitbetaald", uitbetaald_op="2027-09-30")], "Rij 1 .*betaling ligt vóór de beslissing"),
    ([rij(1, "toegekend"), rij(3, "geweigerd", reden="x")], "Rij 2 .*toegekend op 01/10/2027"),
    ([rij(1, "toegekend"), rij(2, "geweigerd", reden="Anders")], "Rij 2 .*geweigerd op 01/10/2027"),
    ([rij(1, "toegekend"), rij(2, "toegekend")], "Rij 2 .*zegt iets anders: toegekend"),
    ([rij(1, "toegekend"), rij(3, "toegekend", beslist_op="2027-10-02")], "Rij 2 .*een andere dag"),
    ([rij(1, "toegekend"), rij(3, "uitbetaald", uitbetaald_op="2027-11-02")], "Rij 2 .*uitbetaald op 01/11/2027"),
]


def test_one_row_that_cannot_be_refuses_the_whole(levering):
    klare_premie(4)
    verwerk(levering, *ALLES[1:])
    voor = stand()
    for rijen, zin in ONMOGELIJK:
        with pytest.raises(Geweigerd, match=zin):
            verwerk(levering, *rijen)
    assert (stand(), Antwoord.objects.count()) == (voor, 1)


def test_a_claim_of_another_batch_and_a_reply_to_another_are_refused(levering, werker):
    klare_premie(4)
    tweede = geleverd(werker, levering.gemaakt_door)
    with pytest.raises(Geweigerd, match="zit in een andere levering, PRL-2027-00002"):
        verwerk(levering, rij(1, "toegekend", beslist_op="2027-11-02"), rij(4, "toegekend", beslist_op="2027-11-02"))
    with pytest.raises(Geweigerd, match="antwoord op levering PRL-2027-00001, niet op PRL-2027-00002"):
        verwerk_antwoord(
            levering=tweede, inhoud=antwoord_op(levering, ALLES[0]), door=levering.gemaakt_door, op=timezone.now()
        )
    assert {toestand for toestand, *_ in stand()} == {"doorgegeven"}


def test_a_refused_claim_gives_its_place_to_who_stands_behind(werker):
    with travel(NA, tick=False):
        persoon, door = persoonsnummer(insz(950)), fabrieken.coordinator()
        EerderePremie.objects.create(persoonsnummer=persoon, aantal=2, bron="brief", ingevoerd_door=door)
        eerste = klare_premie(1, persoon=persoon)
        tweede = klare_premie(2, persoon=persoon, start=date(2026, 9, 2))
        assert (eerste.toestand, tweede.toestand) == ("klaar", "vervallen")
        levering = geleverd(werker, door)
    with travel(LATER, tick=False):
        verwerk(levering, {**rij(1, "geweigerd", reden="Nee"), "referentie": eerste.referentie})
    tweede.refresh_from_db()
    assert (tweede.toestand, tweede.beoordelingen.last().aanleiding) == ("klaar", "andere_premie")


def opgeladen(werker, levering, inhoud: bytes) -> Antwoordlezing:
    with werker():
        rij = begin_antwoord(
            levering=levering,
            inhoud=inhoud,
            bestandsnaam="antwoord.json",
            door=levering.gemaakt_door,
            op=timezone.now(),
        )
    rij.refresh_from_db()
    return rij


def test_an_upload_is_read_by_a_worker_and_what_is_refused_is_not_kept(levering, werker):
    inhoud = antwoord_op(levering, *ALLES)
    kapot = opgeladen(werker, levering, inhoud.replace(b"Geen Dimona", b"Een  Dimona"))
    assert (kapot.antwoord, kapot.fout[:38]) == (None, "Rij 2 klopt niet met haar controlegeta")
    assert kapot.document.gewist_op is not None
    with travel("2027-11-02 10:05", tick=False):
        goed = opgeladen(werker, levering, inhoud)
    with travel("2027-11-02 10:10", tick=False):
        nog_eens = opgeladen(werker, levering, inhoud)
    assert (goed.fout, goed.totaal, goed.was_er_al, goed.document.gewist_op) == ("", 3, False, None)
    assert (nog_eens.antwoord, nog_eens.was_er_al) == (goed.antwoord, True)


def test_a_failure_changes_nothing_and_says_so(levering, werker, monkeypatch):
    echt = antwoorden._voer_uit

    def valt_om(actie, premie, *rest):
        if actie == "weigeren":
            raise RuntimeError("schijf vol")
        echt(actie, premie, *rest)

    monkeypatch.setattr(antwoorden, "_voer_uit", valt_om)
    rij = opgeladen(werker, levering, antwoord_op(levering, *ALLES))
    assert (rij.fout, Antwoord.objects.count()) == (antwoorden.LIEP_MIS, 0)
    assert {toestand for toestand, *_ in stand()} == {"doorgegeven"}


def test_only_a_coordinator_and_only_after_the_files_were_made(levering):
    wie = {"levering": levering, "inhoud": b"{}", "bestandsnaam": "a.json", "op": timezone.now()}
    with pytest.raises(Geweigerd, match="Alleen een coördinator"):
        begin_antwoord(door=fabrieken.consulent(fabrieken.regio("ovl")), **wie)
    levering.klaar_op = None
    with pytest.raises(Geweigerd, match="nog niet klaar"):
        begin_antwoord(door=levering.gemaakt_door, **wie)
