"""Changing what was signed, by an addendum that everybody signs (rules.md §5)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Schoolvakantie
from educam_portal.termijnen.services import van
from overeenkomsten.models import Overeenkomst
from overeenkomsten.rules.kalender import Vakantie
from overeenkomsten.rules.vakantiewerk import Vakantiedag, bezwaren, vrije_weken
from overeenkomsten.services.lerenden import wijzig_lerende
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.services.overdragen import draag_over
from overeenkomsten.services.wijzigen import stel_addendum_voor, trek_addendum_in
from overeenkomsten.stukken import open_stuk
from overeenkomsten.tasks import nieuwe_dag
from tests.fabrieken import AanduidingFactory, MentorFactory, mentor_met_account, trajectbegeleider

from .fabriek import ROOSTER, Wereld, maak_document, wereld

HERFST = Vakantie("Herfstvakantie", date(2026, 11, 2), date(2026, 11, 8))
ZOMER = Vakantie("Zomervakantie", date(2027, 7, 1), date(2027, 8, 31))
BIJ = "addendum"
# Two days at the garage, one at school: less than the hours of an OAO.
KORT = {"weken": 1, "blokken": [blok for blok in ROOSTER["blokken"] if blok["dag"] != 5]}


def keur(*dagen: tuple[date, date], bezet=(), zomer=()) -> list[str]:
    paren = [Vakantiedag(*paar) for paar in dagen]
    return bezwaren(
        paren, start=date(2026, 9, 1), einde=date(2027, 8, 31), vakanties=[HERFST, ZOMER], bezet=bezet, zomerdagen=zomer
    )


@pytest.mark.parametrize(
    ("paar", "zin"),
    [
        ((date(2026, 11, 3), date(2026, 11, 12)), None),
        ((date(2026, 11, 10), date(2026, 11, 12)), "geen dag van een schoolvakantie"),
        ((date(2026, 11, 3), date(2026, 11, 4)), "is al vrij"),
        ((date(2026, 11, 3), date(2026, 11, 3)), "maar één keer"),
        ((date(2026, 11, 3), date(2027, 9, 2)), "valt buiten de overeenkomst"),
    ],
)
def test_which_day_may_be_worked_in_a_holiday(paar, zin):
    zinnen = keur(paar)
    assert (zinnen == []) if zin is None else any(zin in een for een in zinnen)


def test_it_is_taken_back_within_the_schooljaar():
    assert keur((date(2027, 7, 5), date(2027, 6, 10))) == []
    laat = bezwaren(
        [Vakantiedag(date(2027, 7, 5), date(2027, 9, 10))],
        start=date(2026, 9, 1), einde=date(2028, 6, 30), vakanties=[ZOMER], bezet=[], zomerdagen=[],
    )  # fmt: skip
    assert laat == ["Haal 05/07/2027 in hetzelfde schooljaar in, niet op 10/09/2027."]


def test_four_weeks_of_the_summer_stay_free():
    assert vrije_weken(2027, []) == 8
    maandagen = [date(2027, 7, 5) + timedelta(days=7 * week) for week in range(5)]
    assert vrije_weken(2027, maandagen) == 3
    zinnen = keur((maandagen[4], date(2027, 6, 10)), zomer=maandagen[:4])
    assert zinnen == ["In juli en augustus 2027 blijven 3 weken vrij. Dat moeten er altijd 4 zijn."]
    assert keur((maandagen[3], date(2027, 6, 10)), zomer=maandagen[:3]) == []


def teken(w: Wereld, rij: Overeenkomst, soort: str = BIJ) -> None:
    for partij in ("school", "onderneming", "lerende"):
        door = {"school": w.begeleider, "onderneming": w.werkgever}.get(partij)
        tekenaar = open_stuk(rij, soort).ondertekenaars.select_related("stuk__overeenkomst").get(partij=partij)
        bewijs = Bewijs("aangemeld" if door else "link", partij)
        onderteken(ondertekenaar=tekenaar, bewijs=bewijs, door=door, op=timezone.now())
    rij.refresh_from_db()


@pytest.fixture
def w(db) -> Wereld:
    return wereld(start=timezone.localdate())


def getekend(w: Wereld, nummer: int = 1, **velden) -> Overeenkomst:
    rij = w.verstuurd(w.lerende(nummer), **velden)
    teken(w, rij, "overeenkomst")
    return rij


def vraag(w: Wereld, rij: Overeenkomst, wat: str, **meer):
    velden = meer.pop("velden")
    bijlage = stel_addendum_voor(
        overeenkomst=rij,
        wat=wat,
        velden=velden,
        reden="Zo spraken we af.",
        door=w.begeleider,
        op=timezone.now(),
        **meer,
    )
    maak_document(rij, soort=BIJ)
    return bijlage


def test_another_last_day_holds_once_everybody_signed(w):
    rij = getekend(w)
    assert rij.toestand == "lopend"
    nieuw = rij.einde + timedelta(days=20)
    bijlage = vraag(w, rij, "einde", velden={"einde": nieuw})
    assert bijlage.stuk.gegevens["wijzigingen"][0]["wat"] == "Laatste dag"
    assert Overeenkomst.objects.get(pk=rij.pk).einde < nieuw
    teken(w, rij)
    bijlage.refresh_from_db()
    assert (rij.einde, rij.toestand, bijlage.toegepast_op is not None) == (nieuw, "lopend", True)
    assert van(rij, "overeenkomst_einde").vervalt_op == nieuw
    assert Bericht.objects.filter(soort="addendum_getekend", adres=rij.lerende.email).count() == 1


def test_the_refusals_of_the_overeenkomst_hold_for_what_changes_and_only_for_that(w):
    rij = getekend(w)
    for wat, velden, zin in (
        ("einde", {"einde": rij.start + timedelta(days=1200)}, "loopt hoogstens"),
        ("vergoeding", {"vergoeding": Decimal("1.00")}, "minder dan het minimum"),
        ("mentor", {"mentor": MentorFactory(onderneming=w.erkenning.vestiging.onderneming)}, "niet aangeduid"),
        ("rooster", {"soort": "SAO", "vergoeding": None, "categorie": None}, "past niet bij een SAO"),
        ("einde", {"einde": rij.einde}, "verandert niets"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            vraag(w, rij, wat, velden=velden)
    w.erkenning.geldig_tot = timezone.localdate() - timedelta(days=1)
    w.erkenning.save()
    assert vraag(w, rij, "vergoeding", velden={"vergoeding": Decimal("900.00")}).pk


def test_another_mentor_follows_from_the_day_that_was_agreed(w):
    rij = getekend(w)
    ander = MentorFactory(onderneming=w.erkenning.vestiging.onderneming)
    AanduidingFactory(vestiging=w.erkenning.vestiging, mentor=ander, opleiding=w.erkenning.opleiding)
    vraag(w, rij, "mentor", velden={"mentor": ander}, vanaf=timezone.localdate() + timedelta(days=5))
    teken(w, rij)
    assert rij.mentor == w.mentor
    with pytest.raises(Geweigerd, match="gaat pas in op"):
        vraag(w, rij, "vergoeding", velden={"vergoeding": Decimal("900.00")})
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        nieuwe_dag()
    rij.refresh_from_db()
    assert rij.mentor == ander
    # Who has no account gets the own page, as on the first day.
    assert Bericht.objects.filter(soort="deelnemerlink", adres=ander.email).count() == 1


def test_it_is_looked_at_again_at_the_last_signature(w):
    rij = getekend(w)
    nieuw = rij.einde + timedelta(days=30)
    vraag(w, rij, "einde", velden={"einde": nieuw})
    # The same person is bound for the days after it meanwhile.
    w.verstuurd(rij.lerende, start=rij.einde + timedelta(days=1), einde=nieuw)
    with pytest.raises(Geweigerd, match="al een overeenkomst"):
        teken(w, rij)
    rij.refresh_from_db()
    assert rij.einde < nieuw


def test_taken_back_it_changes_nothing_and_who_signed_hears_it(w):
    rij = getekend(w)
    bijlage = vraag(w, rij, "vergoeding", velden={"vergoeding": Decimal("900.00")})
    tekenaar = open_stuk(rij, BIJ).ondertekenaars.select_related("stuk__overeenkomst").get(partij="lerende")
    onderteken(ondertekenaar=tekenaar, bewijs=Bewijs("link", "Y"), door=None, op=timezone.now())
    trek_addendum_in(overeenkomst=rij, door=w.begeleider, op=timezone.now())
    bijlage.refresh_from_db()
    assert (bijlage.stuk.stand, bijlage.toegepast_op) == ("vervallen", None)
    aan = {bericht.adres for bericht in Bericht.objects.filter(soort="addendum_ingetrokken")}
    assert aan == {w.werkgever.email, rij.lerende.email}


def test_a_day_worked_in_a_holiday_and_its_recuperation_stand_in_the_calendar(w):
    vandaag = timezone.localdate()
    rij = getekend(w)
    Schoolvakantie.objects.all().delete()
    Schoolvakantie.objects.create(
        naam="Proefvakantie", bron="Proef", van=vandaag + timedelta(days=3), tot=vandaag + timedelta(days=6)
    )
    paar = Vakantiedag(vandaag + timedelta(days=4), vandaag + timedelta(days=8))
    vraag(w, rij, "vakantie", velden={"dagen": [paar]})
    teken(w, rij)
    assert list(rij.agendadagen.values_list("datum", "soort")) == [(paar.dag, "garage"), (paar.vrij, "vrij")]


def test_the_pages_lead_to_a_bijlage_and_hide_pay_from_the_mentor(w, client):
    rij = getekend(w)
    ref = f"/overeenkomsten/{rij.referentie}/"
    client.force_login(w.begeleider)
    assert "De leervergoeding" in client.get(f"{ref}wijzigen/").content.decode()
    fout = client.post(
        f"{ref}wijzigen/leervergoeding/", {"vergoeding": "1,00", "vanaf": timezone.localdate().isoformat()}
    )
    assert (fout.status_code, "minder dan het minimum" in fout.content.decode()) == (422, True)
    goed = client.post(
        f"{ref}wijzigen/leervergoeding/", {"vergoeding": "912,50", "vanaf": timezone.localdate().isoformat()}
    )
    assert goed.headers["Location"] == f"{ref}wijzigingen/"
    maak_document(rij, soort=BIJ)
    assert "912,50 euro per maand" in client.get(f"{ref}wijzigingen/").content.decode()
    lezen = client.get(f"/onderteken/aangemeld/{open_stuk(rij, BIJ).ondertekenaars.get(partij='school').pk}/lezen/")
    assert "912,50 euro per maand" in lezen.content.decode()
    client.force_login(w.mentor_user)
    pagina = client.get(f"{ref}wijzigingen/").content.decode()
    assert "Bijlage: een andere leervergoeding" in pagina
    assert "912,50" not in pagina


def test_an_earlier_last_day_takes_the_evaluations_after_it_along_and_a_later_one_brings_them_back(w):
    rij = getekend(w)
    laat = rij.evaluaties.get(soort="eind")
    oud = rij.einde
    for einde, open_ in ((laat.gepland_op - timedelta(days=1), False), (oud, True)):
        vraag(w, rij, "einde", velden={"einde": einde})
        teken(w, rij)
        assert (rij.einde, van(laat, "evaluatie").is_open) == (einde, open_)
    assert van(rij.evaluaties.get(soort="tussentijds"), "evaluatie").is_open


def test_a_soort_with_pay_brings_its_obligations_and_full_rsz(w):
    geboren = date(w.start.year - 18, 1, 10)
    rij = w.verstuurd(w.lerende(1, geboortedatum=geboren), soort="SAO", rooster=KORT, vergoeding=None, categorie=None)
    teken(w, rij, "overeenkomst")
    Overeenkomst.objects.filter(pk=rij.pk).update(einde=date(w.start.year + 1, 1, 2))
    rij.refresh_from_db()
    assert (van(rij, "rsz_wijziging"), rij.verplichtingen.filter(soort="loonbrief").exists()) == (None, False)
    met_loon = {"soort": "OAO", "rooster": ROOSTER, "vergoeding": Decimal("900.00"), "categorie": 2}
    vraag(w, rij, "rooster", velden=met_loon)
    teken(w, rij)
    assert van(rij, "rsz_wijziging").vervalt_op == date(w.start.year + 1, 1, 1)
    assert rij.verplichtingen.filter(soort__in=("loonbrief", "rekening", "kwartaal")).count() == 3


def test_what_is_due_follows_to_another_mentor_and_to_another_trajectbegeleider(w):
    rij = getekend(w)
    ander = MentorFactory(onderneming=w.erkenning.vestiging.onderneming)
    AanduidingFactory(vestiging=w.erkenning.vestiging, mentor=ander, opleiding=w.erkenning.opleiding)
    nieuw = mentor_met_account(ander)
    assert van(rij.evaluaties.first(), "evaluatie").persoon == w.mentor_user
    vraag(w, rij, "mentor", velden={"mentor": ander})
    teken(w, rij)
    assert van(rij.evaluaties.first(), "evaluatie").persoon == nieuw
    collega = trajectbegeleider(w.school)
    draag_over(overeenkomst=rij, aan=collega, door=w.begeleider, op=timezone.now())
    rij.lerende.refresh_from_db()
    assert (van(rij, "overeenkomst_einde").persoon, rij.lerende.begeleider) == (collega, collega)


def test_a_birth_date_that_is_put_right_moves_the_day_of_full_rsz(w):
    rij = getekend(w)
    assert van(rij, "rsz_wijziging") is None
    Overeenkomst.objects.filter(pk=rij.pk).update(einde=date(w.start.year + 1, 1, 2))
    velden = {"geboortedatum": date(w.start.year - 18, 5, 2)}
    wijzig_lerende(lerende=rij.lerende, velden=velden, insz="", vertegenwoordiger=None, door=w.begeleider)
    assert van(rij, "rsz_wijziging").vervalt_op == date(w.start.year + 1, 1, 1)
