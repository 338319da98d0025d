"""Standing still for a while, confirmed by a letter, and told of when it lasts (rules.md §5)."""

from datetime import timedelta

import pytest
import time_machine
from django.template.loader import render_to_string
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.momentopname import met_datums
from educam_portal.meldingen.models import Bericht
from overeenkomsten.services.schorsen import hervat, schors
from overeenkomsten.tasks import nieuwe_dag

from .getekend import Zaak, zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def loopt() -> Zaak:
    return zaak("lopend", start=timezone.localdate() - timedelta(days=20))


def meld(z: Zaak, van: int = 0, tot: int | None = None, **meer):
    dag = timezone.localdate()
    velden = {"grond": "ziekte", "toelichting": "", "door": z.werkgever, "op": timezone.now()} | meer
    einde = None if tot is None else dag + timedelta(days=tot)
    return schors(overeenkomst=z.overeenkomst, van=dag + timedelta(days=van), tot=einde, **velden)


def test_everybody_hears_it_and_the_letter_confirms_it_without_signatures(loopt):
    rij = meld(loopt, tot=5, toelichting="Attest volgt.")
    adressen = {bericht.adres for bericht in Bericht.objects.filter(soort="schorsing_gemeld")}
    assert {loopt.begeleider.email, loopt.mentor.email, loopt.lerende.email} <= adressen
    assert loopt.werkgever.email not in adressen
    assert not any("Ziekte" in bericht.tekst for bericht in Bericht.objects.filter(soort="schorsing_gemeld"))
    ovk = met_datums(rij.gegevens, {"start", "einde", "geboortedatum", "van", "tot", "gemeld_op"})
    brief = render_to_string("overeenkomsten/stukken/schorsing.html", {"ovk": ovk})
    assert "De reden is: ziekte of ongeval. Attest volgt." in brief
    assert Bericht.objects.filter(soort="schorsing_lang").count() == 0


@pytest.mark.parametrize(("tot", "keer"), [(13, 0), (14, 1)])
def test_longer_than_fourteen_days_reaches_the_trajectbegeleider_at_once(loopt, tot, keer):
    meld(loopt, tot=tot)
    assert Bericht.objects.filter(soort="schorsing_lang", aan=loopt.begeleider).count() == keer


def test_one_without_an_end_is_told_of_once_when_it_becomes_long(loopt):
    meld(loopt)
    for dagen, keer in ((13, 0), (14, 1), (15, 1)):
        with time_machine.travel(timezone.now() + timedelta(days=dagen), tick=False):
            nieuwe_dag()
        assert Bericht.objects.filter(soort="schorsing_lang").count() == keer
    loopt.overeenkomst.refresh_from_db()
    assert loopt.overeenkomst.toestand == "lopend"


def test_one_at_a_time_within_the_overeenkomst_and_closed_by_its_last_day(loopt):
    with pytest.raises(Geweigerd, match="Kies dagen van"):
        meld(loopt, van=-21, tot=1)
    meld(loopt)
    with pytest.raises(Geweigerd, match="loopt nog"):
        meld(loopt, van=3)
    rij = hervat(overeenkomst=loopt.overeenkomst, tot=timezone.localdate(), door=loopt.begeleider, op=timezone.now())
    assert rij.tot == timezone.localdate()
    with pytest.raises(Geweigerd, match="al een schorsing in deze dagen"):
        meld(loopt, tot=2)
    with pytest.raises(Geweigerd, match="geen schorsing meer"):
        hervat(overeenkomst=loopt.overeenkomst, tot=rij.tot, door=loopt.werkgever, op=timezone.now())


def test_it_stands_on_the_page_with_the_way_to_close_it(loopt, client):
    meld(loopt, grond="werkloosheid")
    client.force_login(loopt.werkgever)
    pagina = client.get(f"/overeenkomsten/{loopt.overeenkomst.referentie}/wijzigingen/").content.decode()
    assert "Tijdelijke werkloosheid" in pagina
    assert "Sluit de schorsing af" in pagina


def test_it_is_over_when_the_overeenkomst_is(loopt):
    rij = meld(loopt)
    loopt.overeenkomst.refresh_from_db()
    einde = loopt.overeenkomst.einde
    with time_machine.travel(timezone.now() + (einde - timezone.localdate()) + timedelta(days=1), tick=False):
        nieuwe_dag()
    rij.refresh_from_db()
    loopt.overeenkomst.refresh_from_db()
    assert (loopt.overeenkomst.toestand, rij.tot) == ("afgelopen", einde)
