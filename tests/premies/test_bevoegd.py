"""The services about worked days refuse who does not act for the premiums, whatever page led there (rules.md §2)."""

from datetime import date

import pytest
from django.utils import timezone
from time_machine import travel

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, Rol
from premies.models import Prestatie, Prestatielijst
from premies.services.prestatielijsten import lees_in, neem_over
from premies.services.presteren import voeg_prestatie_toe, wis_prestatie
from tests import fabrieken

from .fabriek import uittreksel
from .test_beoordelen import START, de_premie, geregistreerd

pytestmark = pytest.mark.django_db


@travel("2026-10-15 10:00", tick=False)
def test_only_who_acts_for_the_premiums_tells_wipes_and_takes_over_days(werker):
    gemaakt = geregistreerd(werker)
    premie, nu = de_premie(gemaakt), timezone.now()
    onderneming, tot = premie.onderneming, date(2027, 8, 31)
    rij = voeg_prestatie_toe(premie=premie, van=START, tot=date(2026, 9, 30), door=gemaakt.werkgever, op=nu)
    inhoud = uittreksel(premie, date(2026, 10, 1))
    lijst = lees_in(onderneming=onderneming, inhoud=inhoud, bron="dimona", door=gemaakt.werkgever, op=nu)
    lezer = fabrieken.werkgever(onderneming, Rol.MEDEWERKER, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING, tot=tot)
    vreemd = fabrieken.werkgever(fabrieken.OndernemingFactory())
    for door in (lezer, vreemd, gemaakt.begeleider, gemaakt.mentor, fabrieken.coordinator()):
        wie = {"door": door, "op": nu}
        for doe in (
            lambda wie: voeg_prestatie_toe(premie=premie, van=date(2026, 10, 1), tot=date(2026, 10, 14), **wie),
            lambda wie: wis_prestatie(premie=premie, prestatie=rij, **wie),
            lambda wie: lees_in(onderneming=onderneming, inhoud=inhoud, bron="dimona", **wie),
            lambda wie: neem_over(lijst=lijst, **wie),
        ):
            with pytest.raises(Geweigerd, match="Dit mag je niet doen voor deze onderneming"):
                doe(wie)
    assert (Prestatie.objects.get(), Prestatielijst.objects.get().overgenomen_op) == (rij, None)
