"""The term to give consent: from the first day, for the werkgever, until it is given or means nothing any more (rules.md §7)."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.models import Bereik, Bron, Rol
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import soort_termijn
from educam_portal.workflow.feiten import meld
from overeenkomsten import feiten
from premies.acties import voor_werkgever
from premies.deadlines import TOESTEMMING
from premies.services.presteren import voeg_prestatie_toe
from premies.services.toestemmen import geef_toestemming, trek_toestemming_in
from tests import fabrieken

from .test_beoordelen import IBAN, START, de_premie, geregistreerd

pytestmark = pytest.mark.django_db
UITERLIJK = date(2026, 12, 1)


def geef(gemaakt, op: str) -> None:
    onderneming = gemaakt.overeenkomst.vestiging.onderneming
    with travel(f"{op} 10:00", tick=False):
        geef_toestemming(onderneming=onderneming, iban=IBAN, akkoord=True, door=gemaakt.werkgever, op=timezone.now())


def trek_in(gemaakt, op: str) -> None:
    onderneming = gemaakt.overeenkomst.vestiging.onderneming
    with travel(f"{op} 10:00", tick=False):
        trek_toestemming_in(onderneming=onderneming, door=gemaakt.werkgever, op=timezone.now())


def herinnerd(op: date) -> set[str]:
    """Who is told of it on this day."""
    return {een.ontvanger for een in verwerk(op) if een.soort == TOESTEMMING and een.moment.startswith("-")}


@travel("2026-09-02 10:00", tick=False)
def test_the_werkgever_is_reminded_on_four_days_once_per_overeenkomst(werker):
    gemaakt = geregistreerd(werker, einde=date(2028, 6, 30))
    onderneming = gemaakt.overeenkomst.vestiging.onderneming
    fabrieken.werkgever(
        onderneming, Rol.MEDEWERKER, bereik=Bereik.OVEREENKOMSTEN, bron=Bron.MACHTIGING, tot=date(2027, 8, 31)
    )
    [termijn] = Termijn.objects.filter(soort=TOESTEMMING)
    assert (termijn.start, termijn.vervalt_op, termijn.voor) == (START, UITERLIJK, onderneming.organisatie)
    dagen = [date(2026, 10, 2), date(2026, 10, 30), date(2026, 11, 17), date(2026, 11, 27)]
    assert [herinnerd(dag) for dag in dagen] == [{gemaakt.werkgever.email}] * 4
    assert herinnerd(date(2026, 12, 2)) == set()
    assert termijn.herinneringen.count() == 4


@travel("2026-09-02 10:00", tick=False)
def test_the_term_leads_each_reader_to_a_page_that_opens(client, werker):
    """Who acts for the premiums gives consent there; who may only read finds the list of what waits for it."""
    gemaakt = geregistreerd(werker)
    onderneming = gemaakt.overeenkomst.vestiging.onderneming
    tot = date(2027, 8, 31)
    [termijn] = Termijn.objects.filter(soort=TOESTEMMING)
    gevonden = {}
    for rol, bereik in ((Rol.SECRETARIAAT, Bereik.PREMIES), (Rol.MEDEWERKER, Bereik.LEZEN)):
        user = fabrieken.werkgever(onderneming, rol, bereik=bereik, bron=Bron.MACHTIGING, tot=tot)
        client.force_login(user)
        gevonden[bereik] = soort_termijn(TOESTEMMING).url(termijn, user)
        assert client.get(gevonden[bereik]).status_code == 200
    assert gevonden == {
        Bereik.PREMIES: "/werkgever/premies/toestemming/",
        Bereik.LEZEN: "/werkgever/premies/",
    }


def test_consent_meets_it_and_withdrawing_asks_anew(werker):
    with travel("2026-09-02 10:00", tick=False):
        gemaakt = geregistreerd(werker)
    geef(gemaakt, "2026-09-10")
    assert termijnen.van(gemaakt.overeenkomst, TOESTEMMING).voldaan_op == date(2026, 9, 10)
    trek_in(gemaakt, "2026-10-20")
    opnieuw = termijnen.van(gemaakt.overeenkomst, TOESTEMMING)
    assert (opnieuw.is_open, opnieuw.vervalt_op) == (True, UITERLIJK)
    with travel("2026-11-01 10:00", tick=False):
        assert herinnerd(date(2026, 11, 1)) == {gemaakt.werkgever.email}


def test_too_late_to_ask_it_again_after_withdrawing(werker):
    with travel("2026-09-02 10:00", tick=False):
        gemaakt = geregistreerd(werker)
    geef(gemaakt, "2026-09-10")
    trek_in(gemaakt, "2026-12-02")
    assert not Termijn.objects.open().filter(soort=TOESTEMMING).exists()


@travel("2026-09-02 10:00", tick=False)
@pytest.mark.parametrize("waarom", ["geannuleerd", "beeindigd"])
def test_it_is_void_when_the_overeenkomst_is_cancelled_or_ends_early(werker, waarom):
    gemaakt = geregistreerd(werker)
    feit = {"geannuleerd": feiten.OVEREENKOMST_GEANNULEERD, "beeindigd": feiten.OVEREENKOMST_BEEINDIGD}[waarom]
    with werker():
        meld(feit, overeenkomst=gemaakt.overeenkomst, op=date(2026, 9, 20))
    assert termijnen.van(gemaakt.overeenkomst, TOESTEMMING).nietig_op == date(2026, 9, 20)


@travel("2026-09-02 10:00", tick=False)
def test_nothing_is_asked_where_consent_is_there_or_no_premie_can_be(werker):
    eerste = geregistreerd(werker)
    geef(eerste, "2026-09-02")
    tweede = geregistreerd(werker, nummer=2, vestiging=eerste.overeenkomst.vestiging)
    brussel = geregistreerd(werker, nummer=3, vestiging=fabrieken.VestigingFactory(postcode="1000"))
    for gemaakt in (tweede, brussel):
        assert termijnen.van(gemaakt.overeenkomst, TOESTEMMING) is None


@travel("2026-12-02 10:00", tick=False)
def test_registered_after_its_last_day_asks_nothing(werker):
    """Nor one that another desk registered in time and that was entered too late here."""
    gemaakt = geregistreerd(werker)
    assert herinnerd(date(2026, 12, 2)) == set()
    termijnen.nietig(gemaakt.overeenkomst, TOESTEMMING, op=UITERLIJK)
    with werker():
        meld(feiten.OVEREENKOMST_GEREGISTREERD, overeenkomst=gemaakt.overeenkomst, op=date(2026, 12, 2))
    assert not Termijn.objects.open().filter(soort=TOESTEMMING).exists()


@travel("2026-09-02 10:00", tick=False)
def test_a_lapsed_claim_silences_it(werker):
    """Whatever makes the claim impossible: nobody is asked for what cannot help."""
    gemaakt = geregistreerd(werker)
    gemaakt.overeenkomst.premies.update(recht="nee", toestand="in_opbouw")
    assert herinnerd(date(2026, 10, 2)) == set()


def test_the_start_page_asks_consent_and_later_the_days(werker):
    with travel("2026-10-15 10:00", tick=False):
        # The next schooljaar has not begun: of that no days are asked.
        gemaakt = geregistreerd(werker, einde=date(2028, 6, 30))
        onderneming, user = de_premie(gemaakt).onderneming, gemaakt.werkgever
        acties = voor_werkgever(onderneming, user)
        assert [(een.titel, een.tekst, een.voor) for een in acties] == [
            ("Geef toestemming voor de premie", "Voor Yassine Benali", UITERLIJK),
            ("Vul de gewerkte dagen in", "Voor Yassine Benali", date(2027, 5, 1)),
        ]
        assert acties[1].url == f"{de_premie(gemaakt).get_absolute_url()}#dagen"
        assert voor_werkgever(onderneming, fabrieken.werkgever(onderneming, bereik=Bereik.LEZEN)) == []
    geef(gemaakt, "2026-10-16")
    with travel("2026-10-17 10:00", tick=False):
        assert [een.titel for een in voor_werkgever(onderneming, user)] == ["Vul de gewerkte dagen in"]
        voeg_prestatie_toe(premie=de_premie(gemaakt), van=START, tot=date(2026, 10, 16), door=user, op=timezone.now())
        assert voor_werkgever(onderneming, user) == []


@travel("2026-09-20 10:00", tick=False)
def test_the_days_are_not_asked_in_the_first_month(werker):
    gemaakt = geregistreerd(werker)
    geef(gemaakt, "2026-09-20")
    assert voor_werkgever(de_premie(gemaakt).onderneming, gemaakt.werkgever) == []
