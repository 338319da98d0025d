"""Two who bind the same person, take the last place, or sign at the same moment (rules.md §5, architecture.md §4)."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone

from overeenkomsten.models import Overeenkomst, Zegel
from overeenkomsten.services.einde import stel_einde_voor, trek_einde_in
from overeenkomsten.services.ondertekenen import Bewijs, onderteken
from overeenkomsten.services.versturen import neem_terug, verstuur
from overeenkomsten.services.wijzigen import stel_addendum_voor
from overeenkomsten.stukken import open_stuk
from tests.fabrieken import SchoolFactory, trajectbegeleider
from tests.overeenkomsten.fabriek import maak_document, wereld
from tests.overeenkomsten.getekend import zaak

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


def test_the_last_signature_of_an_ending_against_its_withdrawal_leaves_one_of_both():
    z = zaak("lopend", start=timezone.localdate() - timedelta(days=5), jaren=19)
    op, laatste = timezone.now(), timezone.localdate() + timedelta(days=3)
    stel_einde_voor(
        overeenkomst=z.overeenkomst, wijze="reden", door_partij="school", reden_soort="overmacht", reden="Brand.",
        laatste_dag=laatste, door=z.begeleider, op=op,
    )  # fmt: skip
    stuk = maak_document(z.overeenkomst, soort="beeindiging")
    tekenaar = stuk.ondertekenaars.select_related("stuk__overeenkomst").get()
    taken = [
        partial(onderteken, ondertekenaar=tekenaar, bewijs=Bewijs("aangemeld", "S"), door=z.begeleider, op=op),
        partial(trek_einde_in, overeenkomst=z.overeenkomst, door=z.begeleider, op=op),
    ]
    een_wint(tegelijk(*taken, houd=z.overeenkomst), "intussen")
    z.overeenkomst.refresh_from_db()
    rij = z.overeenkomst.beeindigingen.get()
    assert (rij.van_kracht_op is None) != (rij.ingetrokken_op is None)
    assert z.overeenkomst.einde_feitelijk == (laatste if rij.van_kracht_op else None)


def test_two_changes_at_once_leave_one_to_sign():
    z = zaak("lopend", start=timezone.localdate() - timedelta(days=5), jaren=19)
    taken = [
        partial(
            stel_addendum_voor, overeenkomst=z.overeenkomst, wat="vergoeding", velden={"vergoeding": Decimal(bedrag)},
            reden="", door=z.begeleider, op=timezone.now(),
        )
        for bedrag in (900, 950)
    ]  # fmt: skip
    winnaar = een_wint(tegelijk(*taken, houd=z.overeenkomst), "al een bijlage")
    assert list(z.overeenkomst.addenda.all()) == [winnaar]
