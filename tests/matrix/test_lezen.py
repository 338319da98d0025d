"""Every door × every role: a GET answers as rules.md §2 wants, and shows nobody words that are another's."""

import pytest
from django.urls import reverse

from .geheimen import te_veel
from .proef import Antwoord, probeer
from .rij import Rij
from .tabel import TABEL
from .wereld import Wereld

# On PostgreSQL every page is opened by the browser tests, and every button pressed by test_schrijven.py.
pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
# Whoever has the link of an invitation reads who invites to what; of a feed, what is due.
MET_LINK = ("organisatie:uitnodiging", "termijnen:agenda")
# A beheerder sees to whom a mail goes (rules.md §2), never what it is about.
MET_ADRES = ("uitgaand:lijst", "uitgaand:bericht")


@pytest.mark.parametrize("rij", TABEL, ids=str)
def test_each_role_gets_what_the_row_says(rij, wereld, clienten):
    adres = rij.adres(wereld)
    uitslag = {rol: _fout(wereld, rij, rol, probeer(clienten[rol], "get", adres)) for rol in rij.wie}
    assert not {rol: fout for rol, fout in uitslag.items() if fout}


MET_NUMMER = [rij for rij in TABEL if "." in rij.delen and not rij.naam.startswith("mfa_")]


@pytest.mark.parametrize("rij", MET_NUMMER, ids=str)
def test_what_does_not_exist_answers_as_what_is_out_of_reach(rij, wereld, clienten):
    """Tried by who may come in at most doors."""
    methode = "post" if rij.knop else "get"
    for adres in rij.onbekende_adressen(wereld):
        codes = {rol: probeer(clienten[rol], methode, adres).code for rol in ("werkgever", "coordinator", "school")}
        assert set(codes.values()) == {404}, (adres, codes)


def test_staff_without_a_second_factor_opens_none_of_it(wereld, clienten, settings):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    achter_slot = [rij for rij in TABEL if not rij.openbaar and not rij.knop and rij.verwacht.get("consulent") == 200]
    naar = {str(rij): probeer(clienten["consulent"], "get", rij.adres(wereld)).naar for rij in achter_slot}
    assert len(naar) > 50
    assert {rij for rij, doel in naar.items() if doel != reverse("mfa_index")} == set()


def _fout(wereld: Wereld, rij: Rij, rol: str, antwoord: Antwoord) -> str:
    """What is wrong with this answer, or nothing."""
    if rij.knop:
        # Looking at a button does nothing, whoever looks.
        goed = antwoord.code in (404, 405) or antwoord.vraagt_aanmelden
        return "" if goed else f"een knop antwoordt {antwoord.code} op GET"
    if antwoord.code != rij.status(rol):
        return f"{antwoord.code} in plaats van {rij.status(rol)}"
    if antwoord.code == 302 and rij.erbuiten(rol) and not antwoord.vraagt_aanmelden:
        return f"naar {antwoord.naar}"
    if rij.openbaar or rij.naam in MET_LINK:
        return ""
    adressen = {wereld.persoon.werkgever.email, "Zonnekind"} if rij.naam in MET_ADRES else set()
    return ", ".join(te_veel(wereld, rol, antwoord.tekst) - adressen)
