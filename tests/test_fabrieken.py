"""The factories keep the promises of the database in every state."""

import pytest

from erkenning.models import Erkenning
from erkenning.toestanden import LOPEND, Toestand
from tests import fabrieken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("toestand", list(Toestand))
def test_an_aanvraag_exists_in_every_state(toestand):
    aanvraag = fabrieken.AanvraagFactory(toestand=toestand, lijnen=2)
    assert aanvraag.lijnen.count() == 2
    assert all(lijn.open == (toestand in LOPEND) for lijn in aanvraag.lijnen.all())
    assert (aanvraag.referentie is None) == (toestand == Toestand.CONCEPT)


def test_an_erkenning_stands_on_its_own_vestiging_and_opleiding():
    vestiging = fabrieken.VestigingFactory(postcode="3600")
    erkenning = fabrieken.ErkenningFactory(vestiging=vestiging)
    assert erkenning.lijn.aanvraag.vestiging == erkenning.lijn.vestiging == vestiging
    assert erkenning.lijn.opleiding == erkenning.opleiding
    assert vestiging.gemeente.naam == "Genk"
    assert list(Erkenning.objects.geldig()) == [erkenning]


def test_people_get_the_role_asked_for():
    vestiging = fabrieken.VestigingFactory()
    assert fabrieken.werkgever(vestiging.onderneming).heeft_rol("verantwoordelijke")
    assert fabrieken.consulent(vestiging.regio).is_educam
    assert fabrieken.coordinator().is_coordinator
    assert fabrieken.trajectbegeleider(fabrieken.SchoolFactory()).heeft_rol("trajectbegeleider")


def test_the_other_factories_make_valid_rows():
    for fabriek in (
        fabrieken.UittrekselFactory,
        fabrieken.AanduidingFactory,
        fabrieken.LijnMentorFactory,
        fabrieken.ActiviteitFactory,
    ):
        rij = fabriek()
        assert type(rij).objects.get(pk=rij.pk) == rij
