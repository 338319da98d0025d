"""A mentor who accepts an invitation sees the data the werkgever entered."""

import pytest
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.models import Rol
from educam_portal.organisaties import services
from tests.fabrieken import LidmaatschapFactory, MentorFactory, OndernemingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def onderneming():
    return OndernemingFactory()


def nodig_uit_en_aanvaard(onderneming, email: str, rol: str):
    baas = LidmaatschapFactory(organisatie=onderneming.organisatie).user
    nu = timezone.now()
    uitnodiging = services.nodig_uit(organisatie=onderneming.organisatie, email=email, rol=rol, door=baas, op=nu)
    user = accounts.maak_gebruiker(email=email)
    services.aanvaard_uitnodiging(uitnodiging=uitnodiging, user=user, op=nu)
    return user


def test_the_person_with_the_same_address_is_tied(onderneming):
    mentor = MentorFactory(onderneming=onderneming, email="Tom@example.be")
    MentorFactory(email="tom@example.be")
    user = nodig_uit_en_aanvaard(onderneming, "tom@example.be", Rol.MENTOR)
    assert user.persoon == mentor.persoon


@pytest.mark.parametrize(("email", "rol"), [("ander@example.be", Rol.MENTOR), ("tom@example.be", Rol.MEDEWERKER)])
def test_another_address_or_role_ties_nobody(onderneming, email, rol):
    mentor = MentorFactory(onderneming=onderneming, email="tom@example.be")
    nodig_uit_en_aanvaard(onderneming, email, rol)
    mentor.persoon.refresh_from_db()
    assert mentor.persoon.user is None


def test_two_people_with_one_address_stay_apart(onderneming):
    MentorFactory.create_batch(2, onderneming=onderneming, email="balie@example.be")
    user = nodig_uit_en_aanvaard(onderneming, "balie@example.be", Rol.MENTOR)
    assert not hasattr(user, "persoon")
