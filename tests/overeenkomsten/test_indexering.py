"""A new GGMMI tells each werkgever, once, what each lerende is paid from that day on (rules.md §5.2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from educam_portal.meldingen.models import Bericht
from educam_portal.parameters import services as parameters
from educam_portal.parameters.models import Parameter
from overeenkomsten.indexering import loonverloop
from overeenkomsten.models import Loonbericht
from overeenkomsten.services import indexering
from overeenkomsten.tasks import meld_indexering, veeg
from overeenkomsten.toestanden import Toestand
from tests import fabrieken

from .getekend import zaak

pytestmark = pytest.mark.django_db
VANAF = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def vandaag():
    with time_machine.travel("2027-02-10 10:00:00+01:00", tick=False):
        yield


def ggmmi(bedrag: str, vanaf: date = VANAF) -> Parameter:
    return parameters.zet_parameter(
        naam="ggmmi", waarde=bedrag, geldig_vanaf=vanaf, bron="NAR", door=fabrieken.coordinator(), op=timezone.now()
    )


def berichten() -> list[Bericht]:
    return list(Bericht.objects.filter(soort="leervergoeding_verandert").order_by("pk"))


def loopt(nummer: int, vestiging=None, **velden):
    return zaak(Toestand.LOPEND, nummer=nummer, vestiging=vestiging, start=date(2026, 9, 1), **velden)


def test_one_mail_per_onderneming_tells_old_and_new_and_what_stays():
    eerste = loopt(1)
    vestiging = eerste.overeenkomst.vestiging
    meer = loopt(2, vestiging, vergoeding=Decimal("800.00"))
    per_uur = loopt(3, vestiging, soort="ODOS", categorie=None, vergoeding=Decimal("4.60"))
    ander = loopt(4, vergoeding=Decimal("900.00"))
    # Not paid, not signed, or over before that day.
    loopt(5, vestiging, soort="SAO", vergoeding=None, categorie=None)
    zaak(Toestand.TER_ONDERTEKENING, nummer=6, vestiging=vestiging)
    loopt(7, vestiging, einde=VANAF - timedelta(days=1))
    ggmmi("2300.00")
    for _ in range(2):
        meld_indexering()
    aan = {bericht.aan: bericht for bericht in berichten()}
    # Every zaak above brought a werkgever: six of one onderneming, one of the other, and each hears it once.
    assert len(berichten()) == len(aan) == 7
    bericht = aan[eerste.werkgever]
    assert bericht.titel == "Hogere leervergoeding vanaf 1/3/2027"
    # 32 % of 2.300,00 and 0,21 % of it; what was agreed above it stays.
    assert f"({eerste.overeenkomst.referentie}): van 700,80 euro naar 736 euro per maand" in bericht.tekst
    assert f"({per_uur.overeenkomst.referentie}): van 4,60 euro naar 4,83 euro per uur" in bericht.tekst
    assert f"({meer.overeenkomst.referentie}): 800 euro per maand" in bericht.tekst
    assert bericht.tekst.count("OVK-") == 3
    assert aan[ander.werkgever].titel == "Leervergoeding vanaf 1/3/2027: niets verandert"
    assert "je betaalt al minstens het nieuwe minimum" in aan[ander.werkgever].tekst
    assert eerste.overeenkomst.referentie not in aan[ander.werkgever].tekst


def test_a_corrected_version_is_told_again_and_one_taken_back_to_who_knew():
    z = loopt(1)
    versie = ggmmi("2300.00")
    ggmmi("2310.00")
    assert Loonbericht.objects.count() == 1, "nobody heard of the first"
    meld_indexering()
    ggmmi("2320.00")
    meld_indexering()
    assert [bericht.aan for bericht in berichten()] == [z.werkgever] * 2
    assert "naar 742,40 euro per maand" in berichten()[1].tekst
    parameters.trek_parameter_in(
        parameter=Parameter.objects.get(pk=versie.pk), door=fabrieken.coordinator(), op=timezone.now()
    )
    meld_indexering()
    assert berichten()[2].titel == "De leervergoeding verandert toch niet op 1/3/2027"
    assert "700,80 euro per maand" in berichten()[2].tekst


def test_who_could_not_be_told_is_tried_again_and_stops_nobody(monkeypatch):
    loopt(1)
    loopt(2)
    ggmmi("2300.00")
    echt, geprobeerd = indexering.loonregel, []

    def hapert(rij, vanaf):
        geprobeerd.append(rij)
        if len(geprobeerd) == 1:
            raise ValueError("even niet")
        return echt(rij, vanaf)

    monkeypatch.setattr(indexering, "loonregel", hapert)
    meld_indexering()
    assert list(Loonbericht.objects.values_list("gemeld_op", "pogingen")) == [(None, 1), (timezone.now(), 0)]
    assert not indexering.wacht(timezone.now())
    assert indexering.wacht(timezone.now() + timedelta(minutes=2))
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        veeg()
        meld_indexering()
    assert len(berichten()) == 2


def test_the_coordinator_reads_beforehand_whom_it_touches_and_afterwards_how_far_it_is(client):
    loopt(1)
    (zin,) = [zin for zin in _voorzien("2300.00") if "elke onderneming krijgt één mail" in zin]
    assert zin.startswith("1 overeenkomst bij 1 onderneming")
    ggmmi("2300.00")
    (stand,) = indexering.stand("ggmmi")
    assert (stand.gedaan, stand.totaal, stand.klaar) == (0, 1, False)
    meld_indexering()
    client.force_login(fabrieken.coordinator())
    html = client.get("/coordinator/instellingen/ggmmi/").content.decode()
    assert "De nieuwe leervergoeding vanaf 1 maart 2027 is gemeld aan 1 van 1 ondernemingen." in html
    assert indexering.stand("premie_max") == indexering.zinnen(parameters.tijdvak("premie_max", VANAF)) == []


def _voorzien(bedrag: str) -> list[str]:
    return parameters.voorzie(
        naam="ggmmi", waarde=bedrag, geldig_vanaf=VANAF, bron="NAR", door=fabrieken.coordinator(), op=timezone.now()
    )


def test_the_page_of_the_overeenkomst_shows_the_new_pay_to_who_sees_pay(client):
    z = loopt(1)
    ggmmi("2300.00")
    (regel,) = loonverloop(z.overeenkomst)
    assert (regel.vanaf, regel.oud, regel.nieuw) == (VANAF, Decimal("700.80"), Decimal("736.00"))
    for wie, ziet in ((z.werkgever, True), (z.begeleider, True), (z.secretariaat, True), (z.mentor, False)):
        client.force_login(wie)
        html = client.get(z.overeenkomst.get_absolute_url()).content.decode()
        assert ("736,00 euro per maand, want het minimum stijgt" in html) is ziet
