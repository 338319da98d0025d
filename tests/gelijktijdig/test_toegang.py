"""People who register, join and accept at the same moment (rules.md §2)."""

import pytest
from django.utils import timezone

from educam_portal.accounts.models import Lidmaatschap, Organisatie, Uitnodiging
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties import services
from educam_portal.organisaties.models import Onderneming, Toegangsverzoek
from tests import fabrieken

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NUMMER = "0203.430.576"


def registreer(user):
    return lambda: services.registreer_onderneming(user=user, nummer=NUMMER, naam="Garage Peeters", op=timezone.now())


def test_two_people_claim_the_same_new_number():
    uitkomsten = tegelijk(*[registreer(user) for user in fabrieken.UserFactory.create_batch(2)], houd=Organisatie)
    assert sorted(type(uitkomst).__name__ for uitkomst in uitkomsten) == ["Onderneming", "Toegangsverzoek"]
    verzoek = Toegangsverzoek.objects.get()
    verantwoordelijke = Lidmaatschap.objects.get(organisatie__sleutel="0203430576").user
    assert verantwoordelijke != verzoek.user
    assert Bericht.objects.get().aan == verantwoordelijke


def test_one_person_registers_twice_at_once():
    user = fabrieken.UserFactory()
    uitkomsten = tegelijk(registreer(user), registreer(user), houd=Organisatie)
    onderneming = Onderneming.objects.get()
    assert uitkomsten == [onderneming, onderneming]
    assert user.lidmaatschappen.count() == 1
    assert not Toegangsverzoek.objects.exists() and not Bericht.objects.exists()


def test_one_person_asks_twice_at_once_to_join():
    onderneming = fabrieken.OndernemingFactory(nummer="0203430576")
    baas, user = fabrieken.werkgever(onderneming), fabrieken.UserFactory()
    tegelijk(registreer(user), registreer(user), houd=onderneming)
    assert Toegangsverzoek.objects.get().user == user
    assert Bericht.objects.get().aan == baas


def test_a_question_to_join_answered_by_two_at_once():
    onderneming = fabrieken.OndernemingFactory(nummer="0203430576")
    bazen = fabrieken.werkgever(onderneming), fabrieken.werkgever(onderneming)
    user = fabrieken.UserFactory()
    verzoek = registreer(user)()
    antwoord = [
        lambda door=door, ja=ja: services.beslis_toegangsverzoek(
            verzoek=verzoek, door=door, toelaten=ja, op=timezone.now()
        )
        for door, ja in zip(bazen, (True, False), strict=True)
    ]
    winnaar = een_wint(tegelijk(*antwoord, houd=verzoek), "heeft deze vraag al beantwoord")
    assert Lidmaatschap.objects.filter(user=user).exists() == (winnaar.status == "toegelaten")
    assert Bericht.objects.filter(soort="toegang_beslist").count() == 1


def test_the_same_invitation_accepted_twice_at_once():
    onderneming = fabrieken.OndernemingFactory()
    baas, user = fabrieken.werkgever(onderneming), fabrieken.UserFactory()
    uitnodiging = services.nodig_uit(
        organisatie=onderneming.organisatie, email=user.email, rol="medewerker", door=baas, op=timezone.now()
    )
    aanvaard = lambda: services.aanvaard_uitnodiging(uitnodiging=uitnodiging, user=user, op=timezone.now())  # noqa: E731
    een_wint(tegelijk(aanvaard, aanvaard, houd=uitnodiging), "al gebruikt of ingetrokken")
    assert user.lidmaatschappen.count() == 1


def test_the_same_address_invited_by_two_at_once():
    onderneming = fabrieken.OndernemingFactory()
    nodig_uit = [
        lambda door=door: services.nodig_uit(
            organisatie=onderneming.organisatie,
            email="nieuw@example.be",
            rol="medewerker",
            door=door,
            op=timezone.now(),
        )
        for door in (fabrieken.werkgever(onderneming), fabrieken.werkgever(onderneming))
    ]
    tegelijk(*nodig_uit, houd=onderneming.organisatie)
    assert Uitnodiging.objects.count() == 1


def test_two_last_responsibles_leave_at_once():
    onderneming = fabrieken.OndernemingFactory()
    bazen = fabrieken.werkgever(onderneming), fabrieken.werkgever(onderneming)
    verlaat = [
        lambda user=user: services.verlaat(user=user, organisatie=onderneming.organisatie, op=timezone.now())
        for user in bazen
    ]
    een_wint(tegelijk(*verlaat, houd=onderneming.organisatie), "heeft altijd iemand als verantwoordelijke nodig")
    assert len(onderneming.werkgevers()) == 1
