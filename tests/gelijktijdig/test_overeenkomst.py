"""Two who bind the same person, take the last place, or sign at the same moment (rules.md §5, architecture.md §4)."""

from functools import partial

import pytest
from django.utils import timezone

from overeenkomsten.models import Overeenkomst, Zegel
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.services.versturen import neem_terug, verstuur
from overeenkomsten.stukken import open_stuk
from tests.fabrieken import SchoolFactory, trajectbegeleider
from tests.overeenkomsten.fabriek import wereld

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_schools_do_not_bind_one_lerende_at_once():
    w = wereld()
    elders = trajectbegeleider(SchoolFactory())
    zelfde = w.lerende(school=elders.organisaties.get().school, door=elders)
    eerste, tweede = w.concept(), w.concept(zelfde, door=elders)
    taken = [
        partial(verstuur, overeenkomst=rij, door=door, op=timezone.now())
        for rij, door in ((eerste, w.begeleider), (tweede, elders))
    ]
    winnaar = een_wint(tegelijk(*taken, houd=zelfde.persoonsnummer), "al een overeenkomst")
    assert list(Overeenkomst.objects.filter(toestand="ter_ondertekening")) == [winnaar]


def test_the_last_free_place_is_taken_once():
    w = wereld(plaatsen=1)
    taken = [
        partial(verstuur, overeenkomst=w.concept(w.lerende(nummer)), door=w.begeleider, op=timezone.now())
        for nummer in (1, 2)
    ]
    winnaar = een_wint(tegelijk(*taken, houd=w.erkenning), "geen vrije plaats")
    assert list(Overeenkomst.objects.filter(toestand="ter_ondertekening")) == [winnaar]


def _tekenaar(rij, partij):
    return open_stuk(rij).ondertekenaars.select_related("stuk__overeenkomst").get(partij=partij)


def test_the_last_two_signatures_at_once_complete_it_once():
    w = wereld()
    rij = w.verstuurd()
    onderteken(
        ondertekenaar=_tekenaar(rij, "school"), bewijs=Bewijs("aangemeld", "S"), door=w.begeleider, op=timezone.now()
    )
    taken = [
        partial(onderteken, ondertekenaar=_tekenaar(rij, "onderneming"), bewijs=Bewijs("aangemeld", "B"),
                door=w.werkgever, op=timezone.now()),
        partial(onderteken, ondertekenaar=_tekenaar(rij, "lerende"), bewijs=Bewijs("link", "L"), door=None,
                op=timezone.now()),
    ]  # fmt: skip
    uitkomsten = tegelijk(*taken, houd=rij)
    assert sorted(rij.toestand for rij in uitkomsten) == ["ondertekend", "ter_ondertekening"]
    assert Zegel.objects.filter(stuk__overeenkomst=rij).count() == 1


def test_a_signature_and_a_change_at_once_leave_no_signature_on_an_old_version():
    w = wereld()
    rij = w.verstuurd()
    taken = [
        partial(onderteken, ondertekenaar=_tekenaar(rij, "lerende"), bewijs=Bewijs("link", "L"), door=None, op=timezone.now()),
        partial(neem_terug, overeenkomst=rij, reden="Ander rooster.", door=w.begeleider, op=timezone.now()),
    ]  # fmt: skip
    tegelijk(*taken, houd=rij)
    rij.refresh_from_db()
    assert (rij.toestand, open_stuk(rij)) == ("concept", None)
