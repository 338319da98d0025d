"""Two absences that concern one person, reported at the same moment: never a chain, never two at once (rules.md §10)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.models import Bron, Lidmaatschap, User
from educam_portal.organisaties import services
from educam_portal.organisaties.models import Afwezigheid
from tests import fabrieken

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def meld(user: User, vervanger: User | None):
    vandaag = timezone.localdate()
    return lambda: services.meld_afwezigheid(
        user=user,
        vervanger=vervanger,
        van=vandaag,
        tot=vandaag + timedelta(days=5),
        door=user,
        op=timezone.now(),
    )


@pytest.fixture
def drie() -> tuple[User, User, User]:
    nele, mohamed, lien = (fabrieken.consulent(fabrieken.regio(code)) for code in ("ovl", "ant", "wvl"))
    return nele, mohamed, lien


def test_a_chain_does_not_slip_through(drie):
    nele, mohamed, lien = drie
    uitkomsten = tegelijk(meld(nele, mohamed), meld(mohamed, lien), houd=mohamed)
    winnaar = een_wint(uitkomsten, "vervang")
    assert Afwezigheid.objects.get() == winnaar
    assert set(Lidmaatschap.objects.filter(bron=Bron.VERVANGING).values_list("user", flat=True)) == {
        winnaar.vervanger_id
    }


def test_one_person_is_reported_once(drie):
    nele, mohamed, lien = drie
    winnaar = een_wint(tegelijk(meld(nele, mohamed), meld(nele, lien), houd=nele), "is al afwezig")
    assert Afwezigheid.objects.get() == winnaar
    assert Lidmaatschap.objects.get(bron=Bron.VERVANGING).user == winnaar.vervanger


def test_two_who_want_each_other_do_not_lock_in_a_circle(drie):
    nele, mohamed, _ = drie
    winnaar = een_wint(tegelijk(meld(nele, mohamed), meld(mohamed, nele), houd=nele), "vervang")
    assert Afwezigheid.objects.get() == winnaar
