"""Every door × every role: a POST from outside one's reach finds nothing and changes nothing (rules.md §2)."""

import pytest
from django.core.cache import cache

from .proef import probeer
from .rollen import INDRINGERS
from .tabel import TABEL

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
GESLOTEN = [rij for rij in TABEL if not rij.openbaar]


@pytest.mark.parametrize("rij", GESLOTEN, ids=str)
def test_a_post_from_outside_finds_nothing(rij, wereld, clienten):
    adres = rij.adres(wereld)
    mis = {}
    for rol in filter(rij.erbuiten, INDRINGERS):
        antwoord = probeer(clienten[rol], "post", adres)
        # A page that only shows something refuses the method before it looks who asks.
        if antwoord.geschreven or antwoord.code not in (rij.status(rol), 405):
            mis[rol] = antwoord
    assert not mis


@pytest.mark.parametrize("rij", [rij for rij in TABEL if rij.knop], ids=str)
def test_a_button_answers_who_may_press_it(rij, wereld, clienten):
    adres, codes = rij.adres(wereld), {}
    for rol in rij.verwacht:
        # A limit per link counts all of them together.
        cache.clear()
        codes[rol] = probeer(clienten[rol], "post", adres).code
    assert codes == rij.verwacht
