"""Consent and account number: who may, and who hears of another number (rules.md §2, §6)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Rol, User
from educam_portal.meldingen.models import Bericht
from educam_portal.workflow.models import Gebeurtenis
from premies.models import Toestemming
from premies.services.toestemmen import geef_toestemming, trek_toestemming_in, wijzig_iban
from tests import fabrieken

pytestmark = pytest.mark.django_db
IBAN, ANDER = "BE68 5390 0754 7034", "BE71 0961 2345 6769"


@pytest.fixture
def onderneming():
    with travel("2026-10-15 10:05", tick=False):
        yield fabrieken.VestigingFactory(postcode="9000").onderneming


def toegestaan(onderneming, door) -> dict:
    return {"onderneming": onderneming, "door": door, "op": timezone.now()}


def gemachtigd(onderneming, rol, bereik):
    tot = timezone.localdate() + timedelta(days=90)
    return fabrieken.lid(onderneming.organisatie, rol, bereik=bereik, bron=Bron.MACHTIGING, tot=tot)


def gemeld() -> list[Bericht]:
    return list(Bericht.objects.filter(soort="rekening_gewijzigd").order_by("pk"))


def test_every_verantwoordelijke_hears_of_another_account_number(onderneming):
    zelf, collega = fabrieken.werkgever(onderneming), fabrieken.werkgever(onderneming)
    fabrieken.werkgever(onderneming, Rol.MEDEWERKER)
    fabrieken.werkgever(fabrieken.OndernemingFactory())
    geef_toestemming(iban=IBAN, akkoord=True, **toegestaan(onderneming, zelf))
    assert gemeld() == []
    wijzig_iban(iban=ANDER, **toegestaan(onderneming, zelf))
    aan_zelf, aan_collega = gemeld()
    assert (aan_zelf.aan, aan_collega.aan) == (zelf, collega)
    # At once, and unread for who did it too: somebody else may be using that account.
    assert {(een.toestand, een.gelezen_op) for een in gemeld()} == {("wacht", None)}
    assert aan_zelf.titel == "Ander rekeningnummer voor je premies"
    wie, wanneer = f"{zelf} veranderde het nummer", "op 15 oktober 2026 om 10.05 uur"
    assert f"{wie}, {wanneer}." in aan_collega.tekst
    assert f"Vraag het na bij {zelf}." in aan_collega.tekst
    assert f"Het nummer is veranderd met jouw account, {wanneer}." in aan_zelf.tekst
    assert "Was jij dit niet? Zet dan meteen het juiste nummer terug en kies een nieuw wachtwoord." in aan_zelf.tekst
    for een in gemeld():
        assert "- Vroeger: BE•• •••• 7034\n- Nu: BE•• •••• 6769" in een.tekst
        assert "Bel daarna EDUCAM: Ruben Janssens, 0498\xa034\xa002\xa071." in een.tekst
        assert een.tekst.endswith("/werkgever/premies/rekening/")
        assert "5390" not in een.tekst
        assert "0961" not in een.tekst


def test_who_suspects_a_thief_calls_somebody_who_answers(onderneming):
    """The consulent of the card is away: the mail names who takes over."""
    door, regio = fabrieken.werkgever(onderneming), onderneming.vestigingen.get().regio
    weg, collega = fabrieken.consulent(regio), fabrieken.coordinator()
    User.objects.filter(pk=collega.pk).update(telefoon="+32470123456")
    fabrieken.afwezig(weg, tot=5, vervanger=collega)
    geef_toestemming(iban=IBAN, akkoord=True, **toegestaan(onderneming, door))
    wijzig_iban(iban=ANDER, **toegestaan(onderneming, door))
    [een] = gemeld()
    assert f"Tot en met 20 oktober neemt {collega} over: 0470\xa012\xa034\xa056." in een.tekst


def test_withdrawing_first_hides_no_other_number(onderneming):
    """A new consent with the number of before is no news, one with another is."""
    door = fabrieken.werkgever(onderneming)
    geef_toestemming(iban=IBAN, akkoord=True, **toegestaan(onderneming, door))
    for nummer, aantal in ((IBAN, 0), (ANDER, 1)):
        trek_toestemming_in(**toegestaan(onderneming, door))
        geef_toestemming(iban=nummer, akkoord=True, **toegestaan(onderneming, door))
        assert len(gemeld()) == aantal


def test_the_same_number_again_changes_nothing_and_says_so(onderneming):
    door = fabrieken.werkgever(onderneming)
    geef_toestemming(iban=IBAN, akkoord=True, **toegestaan(onderneming, door))
    with pytest.raises(Geweigerd, match="Dit rekeningnummer staat er al"):
        wijzig_iban(iban="be68539007547034", **toegestaan(onderneming, door))
    assert not Gebeurtenis.objects.filter(actie="rekening_gewijzigd").exists()


def test_who_does_not_act_for_its_premiums_is_refused_by_the_service(onderneming):
    """Its people and who has a machtiging for premiums; not who reads, helps with something else, or works elsewhere."""
    mag = [fabrieken.werkgever(onderneming), gemachtigd(onderneming, Rol.SECRETARIAAT, Bereik.PREMIES)]
    mag_niet = [
        gemachtigd(onderneming, Rol.MEDEWERKER, Bereik.LEZEN),
        gemachtigd(onderneming, Rol.MEDEWERKER, Bereik.AANVRAGEN),
        fabrieken.werkgever(fabrieken.OndernemingFactory()),
        fabrieken.coordinator(),
    ]
    for door in mag:
        geef_toestemming(iban=IBAN, akkoord=True, **toegestaan(onderneming, door))
        trek_toestemming_in(**toegestaan(onderneming, door))
    geef_toestemming(iban=IBAN, akkoord=True, **toegestaan(onderneming, mag[0]))
    for door in mag_niet:
        for doe in (
            lambda wie: geef_toestemming(iban=ANDER, akkoord=True, **wie),
            lambda wie: wijzig_iban(iban=ANDER, **wie),
            lambda wie: trek_toestemming_in(**wie),
        ):
            with pytest.raises(Geweigerd, match="Dit mag je niet doen voor deze onderneming"):
                doe(toegestaan(onderneming, door))
    assert list(Toestemming.objects.filter(ingetrokken_op=None).values_list("iban", flat=True)) == ["BE68539007547034"]
