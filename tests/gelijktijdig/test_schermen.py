"""The same races through the pages: the loser reads a sentence with 422, or follows the winner; never a 500."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.meldingen.models import Bericht, Draadbericht
from educam_portal.organisaties.models import Onderneming, Toegangsverzoek
from erkenning.models import Aanvraag, Bezoek, Brief, Erkenning
from erkenning.services import bezoek, concept
from erkenning.toestanden import Toestand
from tests import fabrieken
from tests.erkenning.acties import over
from tests.erkenning.dossiers import Dossier, dossier, in_behandeling, klaar_om_te_beslissen
from tests.formulier import Formulier, open_formulier

from .samen import tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AKKOORD = dict.fromkeys(["leeropportuniteit", "begeleider", "bepalingen", "communicatie"], "on")


def aan(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def pers(user: User, adres: str, actie: str = "", **velden) -> Callable[[], HttpResponse]:
    """A page that `user` has open; calling it presses its button."""
    client = aan(user)
    form: Formulier = open_formulier(client, adres, actie)
    return lambda: form.stuur(client, **velden)


def een_leest_waarom(antwoorden: list[HttpResponse], zin: str) -> HttpResponse:
    """One was sent on, the others got 422 with `zin` and what they typed; gives the winner's answer."""
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [302] + [422] * (len(antwoorden) - 1)
    for antwoord in antwoorden:
        if antwoord.status_code == 422:
            assert zin in antwoord.content.decode()
    return next(antwoord for antwoord in antwoorden if antwoord.status_code == 302)


def adres(naam: str, d: Dossier, *extra) -> str:
    return reverse(naam, args=[d.aanvraag.ref, *extra])


def test_two_consulenten_press_decide():
    d = klaar_om_te_beslissen()
    lijn = d.aanvraag.lijnen.get()
    keuze = {f"besluit-{lijn.pk}": "erkennen", f"mentoren-{lijn.pk}": [lijn.mentoren.get().pk], "stap": "bevestig"}
    mensen = d.consulent, fabrieken.consulent(d.aanvraag.regio)
    een_leest_waarom(
        tegelijk(*[pers(user, adres("consulent:beslissen", d), **keuze) for user in mensen], houd=d.aanvraag),
        "dit dossier staat intussen op",
    )
    assert (Erkenning.objects.count(), Brief.objects.count()) == (1, 2)
    assert Bericht.objects.filter(soort="beslist_erkend").count() == 1


def test_deciding_while_the_werkgever_withdraws():
    d = klaar_om_te_beslissen()
    lijn = d.aanvraag.lijnen.get()
    keuze = {f"besluit-{lijn.pk}": "erkennen", f"mentoren-{lijn.pk}": [lijn.mentoren.get().pk], "stap": "bevestig"}
    een_leest_waarom(
        tegelijk(
            pers(d.consulent, adres("consulent:beslissen", d), **keuze),
            pers(d.werkgever, adres("werkgever:intrekken", d), reden="Te druk."),
            houd=d.aanvraag,
        ),
        "dit dossier staat intussen op",
    )
    assert Erkenning.objects.count() == (d.ververs().aanvraag.toestand == Toestand.BESLIST)


def test_two_people_file_the_same_aanvraag_and_one_files_a_twin():
    d = dossier().vul_in()
    kopie = concept.kopieer(aanvraag=d.aanvraag, vestiging=d.aanvraag.vestiging, door=d.werkgever, op=timezone.now())
    tweeling = Dossier(d.werkgever, d.consulent, kopie, d.mentoren)
    collega = fabrieken.werkgever(d.aanvraag.onderneming)
    een_leest_waarom(
        tegelijk(
            pers(d.werkgever, adres("werkgever:nakijken", d), **AKKOORD),
            pers(collega, adres("werkgever:nakijken", tweeling), **AKKOORD),
            houd=d.aanvraag.vestiging,
        ),
        "loopt op deze vestiging al aanvraag ERK-",
    )
    assert Aanvraag.objects.exclude(referentie=None).count() == 1


def test_two_visits_in_one_hour():
    een, ander = in_behandeling(), in_behandeling()
    wanneer = {"dag": over(3).strftime("%Y-%m-%d"), "uur": "10:00"}
    een_leest_waarom(
        tegelijk(
            *[pers(een.consulent, adres("consulent:bezoek_vastleggen", d), **wanneer) for d in (een, ander)],
            houd=een.consulent,
        ),
        "Er staat al een bezoek in de agenda",
    )
    assert Bezoek.objects.count() == 1


def test_two_people_tap_another_slot():
    d = in_behandeling()
    voorstel = bezoek.bezoek_voorstellen(
        aanvraag=d.aanvraag, momenten=[over(3), over(5)], door=d.consulent, op=timezone.now()
    )
    link = reverse("werkgever:bezoek", args=[voorstel.token])
    mensen = d.werkgever, fabrieken.werkgever(d.aanvraag.onderneming)
    momenten = list(voorstel.momenten.all())
    drukken = [pers(user, link, moment=m.pk) for user, m in zip(mensen, momenten, strict=True)]
    een_leest_waarom(tegelijk(*drukken, houd=d.aanvraag), "staat niet meer open")
    voorstel.refresh_from_db()
    assert voorstel.toestand == Bezoek.Toestand.VASTGELEGD
    assert voorstel.begint_op in {m.begint_op for m in momenten}


def test_two_new_people_register_the_same_onderneming():
    gegevens = {"nummer": "0203.430.576", "naam": "Garage Peeters"}
    nieuw = reverse("organisatie:onderneming_nieuw")
    drukken = [pers(user, nieuw, **gegevens) for user in fabrieken.UserFactory.create_batch(2)]
    antwoorden = tegelijk(*drukken, houd=Onderneming.organisatie.field.related_model)
    assert sorted(antwoord["Location"] for antwoord in antwoorden) == [
        reverse("accounts:start"),
        reverse("organisatie:doorgestuurd"),
    ]
    assert Onderneming.objects.count() == Toegangsverzoek.objects.count() == 1


def test_a_double_click_that_arrives_at_once_posts_one_message():
    d = in_behandeling()
    client = aan(d.werkgever)
    form = open_formulier(client, adres("werkgever:bericht", d))
    druk = lambda: form.stuur(client, tekst="Past het om 9 uur?")  # noqa: E731
    antwoorden = tegelijk(druk, druk, druk, houd=Draadbericht, wachtend=1)
    assert {antwoord["Location"] for antwoord in antwoorden} == {d.aanvraag.get_absolute_url() + "#berichten"}
    assert Draadbericht.objects.count() == 1
    assert Bericht.objects.filter(soort="nieuw_bericht").count() == 1


def test_one_address_signs_up_from_two_tabs_at_once():
    clienten = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    registreer = reverse("account_signup")
    formulieren = [open_formulier(client, registreer) for client in clienten]
    gegevens = {"email": "nieuw@example.be", "password1": "vijf-groene-bruggen"}
    antwoorden = tegelijk(
        *[
            lambda form=form, client=client: form.stuur(client, **gegevens)
            for form, client in zip(formulieren, clienten, strict=True)
        ],
        houd=User,
    )
    # Two mails to one address within seconds are one too many: the second tab reads that it went too fast.
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [302, 429]
    assert User.objects.count() == 1
