"""Every list asks the same literal number of queries for one row and for three, ten at most (quality.md, Budgets)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts import services as accounts
from educam_portal.accounts.models import Uitnodiging, User
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Toegangsverzoek
from educam_portal.termijnen import services as termijnen
from erkenning.models import Aanvulling, Begeleiding, Bezoek
from tests import fabrieken
from tests.overeenkomsten import fabriek
from tests.vragen import kost

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]
BUDGET = 10


@dataclass(frozen=True)
class Lijst:
    """`maak(n)` makes n rows of whatever the page shows and gives who looks; `telt` says how many the page shows."""

    adres: str
    kost: int
    maak: Callable[[int], User | None]
    telt: Callable[[dict], int]


def _onderneming() -> tuple:
    vestiging = fabrieken.VestigingFactory()
    return vestiging, fabrieken.werkgever(vestiging.onderneming)


def _aanvragen(n: int) -> User:
    """In every state that a row of the list shows in its own way."""
    vestiging, werkgever = _onderneming()
    for toestand in ("concept", "ingediend", "beslist"):
        fabrieken.AanvraagFactory.create_batch(n, toestand=toestand, vestiging=vestiging, lijnen=2)
    return werkgever


def _mentoren(n: int) -> User:
    vestiging, werkgever = _onderneming()
    for _ in range(n):
        mentor = fabrieken.MentorFactory(onderneming=vestiging.onderneming)
        fabrieken.AanduidingFactory.create_batch(2, mentor=mentor, vestiging=vestiging)
        termijnen.start(mentor, "mentoropleiding", op=timezone.localdate())
    return werkgever


def _vestigingen(n: int) -> User:
    onderneming = fabrieken.OndernemingFactory()
    fabrieken.VestigingFactory.create_batch(n, onderneming=onderneming)
    return fabrieken.werkgever(onderneming)


def _collegas(n: int) -> User:
    onderneming = fabrieken.OndernemingFactory()
    werkgever = fabrieken.werkgever(onderneming)
    for nummer in range(n):
        fabrieken.werkgever(onderneming, "medewerker")
        Toegangsverzoek.objects.create(user=fabrieken.UserFactory(), onderneming=onderneming)
        _uitnodiging(onderneming.organisatie, werkgever, "medewerker", nummer)
    return werkgever


def _uitnodiging(organisatie, door: User, rol: str, nummer: int) -> None:
    Uitnodiging.objects.create(
        email=f"nieuw{nummer}@example.be",
        organisatie=organisatie,
        rol=rol,
        zaad=f"{nummer}",
        token_hash=f"{nummer}",
        uitgenodigd_door=door,
        vervalt_op=timezone.now() + timedelta(days=7),
    )


def _organisaties(n: int) -> User:
    user = fabrieken.UserFactory()
    for _ in range(n):
        onderneming = fabrieken.OndernemingFactory()
        fabrieken.werkgever(onderneming, user=user)
        Toegangsverzoek.objects.create(user=user, onderneming=fabrieken.OndernemingFactory())
    return user


def _dag(n: int) -> User:
    """A dossier in every group of the day list, and a visit today for two of them."""
    consulent = fabrieken.consulent(fabrieken.regio("ovl"))
    for _ in range(n):
        nieuw = fabrieken.AanvraagFactory(toestand="ingediend", consulent=consulent)
        termijnen.start(nieuw, "eerste_contact", op=timezone.localdate())
        klaar = fabrieken.AanvraagFactory(
            toestand="in_behandeling", consulent=consulent, geen_bezoek_reden="Al gezien."
        )
        _stil(consulent)
        bezoek = Bezoek.objects.create(
            vestiging=klaar.vestiging, consulent=consulent, toestand="vastgelegd", begint_op=timezone.now()
        )
        bezoek.aanvragen.add(klaar, nieuw)
        _begeleiding_voorbij(klaar.vestiging, consulent)
    return consulent


def _begeleiding_voorbij(vestiging, consulent) -> None:
    vandaag, dag = timezone.localdate(), timedelta(days=1)
    erkenning = fabrieken.ErkenningFactory(vestiging=vestiging, lijn__aanvraag__consulent=consulent)
    Begeleiding.objects.create(
        erkenning=erkenning, punten="Een plan.", afgesproken_op=vandaag - 9 * dag, tegen=vandaag - dag, door=consulent
    )


def _stil(consulent: User) -> None:
    """A dossier whose clock stands still since eight days."""
    lang_geleden = timezone.now() - timedelta(days=8)
    aanvraag = fabrieken.AanvraagFactory(
        toestand="aanvulling_gevraagd", consulent=consulent, vervalt_op=None, lijnen=2, ingediend_op=lang_geleden
    )
    Aanvulling.objects.create(
        aanvraag=aanvraag,
        onderdelen=["documenten"],
        vraag="Het uittreksel ontbreekt.",
        gevraagd_op=lang_geleden,
        gevraagd_door=consulent,
        uiterlijk=timezone.localdate() + timedelta(days=6),
    )
    termijnen.start(aanvraag, "behandeling", op=timezone.localdate(lang_geleden))
    termijnen.pauzeer(
        aanvraag, "behandeling", sleutel="aanvulling", reden="Wacht", van=timezone.localdate(lang_geleden)
    )


def _werklijst(n: int) -> User:
    consulent = fabrieken.consulent(fabrieken.regio("ovl"))
    for _ in range(n):
        fabrieken.AanvraagFactory(toestand="ingediend", lijnen=2, consulent=consulent)
        _stil(consulent)
        fabrieken.AanvraagFactory(toestand="beslist", lijnen=2)
    return consulent


def _bezoeken(n: int) -> User:
    consulent = fabrieken.consulent(fabrieken.regio("ovl"))
    maandag = timezone.localtime() - timedelta(days=timezone.localdate().weekday())
    for uur in range(n):
        aanvragen = fabrieken.AanvraagFactory.create_batch(2, toestand="ingediend")
        bezoek = Bezoek.objects.create(
            vestiging=aanvragen[0].vestiging,
            consulent=consulent,
            toestand="vastgelegd",
            begint_op=maandag.replace(hour=9 + uur),
        )
        bezoek.aanvragen.add(*aanvragen)
    return consulent


def _bedrijven(n: int) -> User:
    for _ in range(n):
        vestiging = fabrieken.VestigingFactory()
        fabrieken.VestigingFactory(onderneming=vestiging.onderneming)
        fabrieken.AanvraagFactory(toestand="ingediend", vestiging=vestiging)
        fabrieken.ErkenningFactory(vestiging=vestiging)
        Toegangsverzoek.objects.create(user=fabrieken.UserFactory(), onderneming=vestiging.onderneming)
    return fabrieken.consulent(fabrieken.regio("ovl"))


def _te_bevestigen(n: int) -> User:
    for _ in range(n):
        vestiging = fabrieken.VestigingFactory(onderneming=fabrieken.OndernemingFactory(status="te_bevestigen"))
        Toegangsverzoek.objects.create(user=fabrieken.UserFactory(), onderneming=vestiging.onderneming)
    return fabrieken.consulent(fabrieken.regio("ovl"))


def _alle_regios(n: int) -> User:
    for nummer in range(n):
        vestiging = fabrieken.VestigingFactory(postcode=("9300", "3500", "2800")[nummer])
        consulent = fabrieken.consulent(vestiging.regio)
        laat = timezone.localdate() - timedelta(days=2)
        fabrieken.AanvraagFactory(
            toestand="in_behandeling", vestiging=vestiging, consulent=consulent, vervalt_op=laat, lijnen=2
        )
        fabrieken.AanvraagFactory(toestand="beslist", vestiging=vestiging)
        fabrieken.AanvraagFactory(toestand="ter_bevestiging", vestiging=vestiging, beslist_door=consulent)
    return fabrieken.coordinator()


def _niet_toegewezen(n: int) -> User:
    fabrieken.AanvraagFactory.create_batch(n, toestand="ingediend")
    fabrieken.consulent(fabrieken.regio("ovl"))
    return fabrieken.coordinator()


def _gebruikers(n: int) -> User:
    for _ in range(n):
        fabrieken.werkgever(fabrieken.OndernemingFactory())
    return fabrieken.coordinator()


def _uitgaand(n: int) -> User:
    """Mails that failed, each to somebody else about something else."""
    for _ in range(n):
        Bericht.objects.create(
            soort="nieuw_bericht", aan=(aan := fabrieken.UserFactory()), adres=aan.email, titel="X", tekst="Y",
            dossier=fabrieken.OrganisatieFactory(), toestand="mislukt", mislukt_op=timezone.now(), fout="550 weg",
        )  # fmt: skip
    return fabrieken.coordinator()


def _school(n: int) -> User:
    school = fabrieken.SchoolFactory()
    user = fabrieken.trajectbegeleider(school)
    for nummer in range(n):
        fabrieken.trajectbegeleider(school)
        _uitnodiging(school.organisatie, user, "trajectbegeleider", nummer)
    return user


def _overeenkomsten(n: int) -> User:
    """A lerende without one, one with a draft, and one with an overeenkomst that is being signed."""
    w = fabriek.wereld(plaatsen=20)
    for nummer in range(n):
        fabrieken.LerendeFactory(school=w.school, begeleider=w.begeleider)
        w.concept(w.lerende(2 * nummer + 1, lessen_vanaf=timezone.localdate()))
        w.verstuurd(w.lerende(2 * nummer + 2))
    return w.begeleider


def _lerenden(n: int) -> User:
    user = fabrieken.trajectbegeleider(school := fabrieken.SchoolFactory())
    for _ in range(n):
        fabrieken.LerendeFactory(school=school)
    return user


def _mentor(n: int) -> User:
    persoon = fabrieken.PersoonFactory(user=fabrieken.UserFactory())
    for _ in range(n):
        onderneming = fabrieken.OndernemingFactory()
        fabrieken.lid(onderneming.organisatie, "mentor", user=persoon.user)
        mentor = fabrieken.MentorFactory(persoon=persoon, onderneming=onderneming)
        fabrieken.AanduidingFactory(mentor=mentor)
        termijnen.start(mentor, "mentoropleiding", op=timezone.localdate())
    return persoon.user


def _leerwerkplekken(n: int) -> None:
    for _ in range(n):
        vestiging = fabrieken.VestigingFactory()
        fabrieken.ErkenningFactory.create_batch(2, vestiging=vestiging)


LIJSTEN = {
    "aanvragen": Lijst("werkgever:aanvragen", 6, _aanvragen, lambda c: len(c["pagina"]) // 3),
    "mentoren": Lijst("werkgever:mentoren_lijst", 9, _mentoren, lambda c: len(c["mentoren"])),
    "vestigingen": Lijst("organisatie:vestigingen", 4, _vestigingen, lambda c: len(c["vestigingen"])),
    "collega's": Lijst("organisatie:beheer", 7, _collegas, lambda c: len(c["verzoeken"])),
    "mijn organisaties": Lijst("organisatie:mijn", 5, _organisaties, lambda c: len(c["leden"])),
    "vandaag": Lijst("consulent:vandaag", 10, _dag, lambda c: len(c["opvolging"])),
    "werklijst": Lijst("consulent:werklijst", 7, _werklijst, lambda c: len(c["dossiers"])),
    "alle dossiers": Lijst("consulent:werklijst?tab=alles", 9, _werklijst, lambda c: len(c["dossiers"]) // 3),
    "kalender": Lijst("consulent:kalender", 4, _bezoeken, lambda c: c["aantal"]),
    "bedrijven": Lijst("consulent:bedrijven", 5, _bedrijven, lambda c: len(c["pagina"])),
    "te bevestigen": Lijst("organisatie:ondernemingen", 4, _te_bevestigen, lambda c: len(c["verzoeken"])),
    "coördinator": Lijst("coordinator:overzicht", 10, _alle_regios, lambda c: len(c["te_laat"])),
    "herverdelen": Lijst("coordinator:herverdelen:niemand", 5, _niet_toegewezen, lambda c: len(c["rijen"])),
    "uitgaande mails": Lijst("uitgaand:lijst", 4, _uitgaand, lambda c: len(c["rijen"])),
    "gebruikers": Lijst("organisatie:gebruikers", 4, _gebruikers, lambda c: len(c["pagina"]) // 2),
    "collega's van een school": Lijst("school:collegas", 5, _school, lambda c: len(c["uitnodigingen"])),
    "bord van een school": Lijst("school:start", 9, _overeenkomsten, lambda c: len(c["rijen"]) // 3),
    "lerenden": Lijst("school:lerenden", 4, _lerenden, lambda c: len(c["pagina"])),
    "mentor": Lijst("mentor:start", 10, _mentor, lambda c: len(c["mentorschappen"])),
    "leerwerkplekken": Lijst("publiek:leerwerkplekken", 8, _leerwerkplekken, lambda c: len(c["pagina"])),
    "mailbox van de demo": Lijst("postbus:lijst", 0, lambda n: None, lambda c: len(c["brieven"])),
}


def _pad(adres: str) -> str:
    naam, _, vraag = adres.partition("?")
    deel, naam, *argumenten = naam.split(":")
    return reverse(f"{deel}:{naam}", args=argumenten) + (f"?{vraag}" if vraag else "")


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize("naam", LIJSTEN)
def test_a_list_costs_the_same_for_any_number_of_rows(client, naam, aantal, postbus):
    lijst = LIJSTEN[naam]
    assert lijst.kost <= BUDGET
    accounts.educam()
    if user := lijst.maak(aantal):
        client.force_login(user)
    postbus(aantal)
    with kost(lijst.kost):
        antwoord = client.get(_pad(lijst.adres))
    assert lijst.telt(antwoord.context) == aantal


@pytest.fixture
def postbus(settings, tmp_path):
    """`postbus(n)` leaves n mails in the demo mailbox."""
    settings.EMAIL_FILE_PATH = str(tmp_path)

    def leg_neer(n: int) -> None:
        for nummer in range(n):
            naam = f"20261126-120000-{nummer:012x}.eml"
            (tmp_path / naam).write_text("From: a@example.be\nTo: b@example.be\nSubject: Dag\n\nDag\n")

    return leg_neer
