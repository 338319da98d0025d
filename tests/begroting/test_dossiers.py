"""Every page about one case asks the same number of queries however much it holds, fifteen at most (quality.md)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.models import User
from educam_portal.documenten.controle import GekeurdBestand
from educam_portal.meldingen import draden
from educam_portal.meldingen.models import Draadbericht
from educam_portal.organisaties.models import Toegangsverzoek
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.diensten import noteer
from erkenning.models import Aanvraag, Bezoek
from erkenning.services import beslissen, concept
from tests import fabrieken
from tests.documenten.bestanden import foto, opgeladen, pdf
from tests.erkenning.dossiers import Dossier, dossier
from tests.vragen import Vragen, geteld, kost

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]
BUDGET = 15
ETAPPES = ("ingediend", "in_behandeling", "aanvulling_gevraagd", "klaar", "beslist")


def vol(aantal: int, tot: str) -> Dossier:
    """A dossier with `aantal` of everything: opleidingen, mentoren, files, messages and notes, brought up to `tot`."""
    d = dossier(opleidingen=aantal).vul_in()
    nu = timezone.now()
    for _ in range(aantal - 1):
        d.mentoren.append(fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming))
    keuze = dict.fromkeys(d.aanvraag.lijnen.all(), d.mentoren)
    concept.kies_mentoren(aanvraag=d.aanvraag, keuze=keuze, door=d.werkgever, op=nu)
    for naam, inhoud in (("werkplaats.jpg", foto()), ("eer.pdf", pdf()))[:aantal]:
        concept.document_opladen(
            aanvraag=d.aanvraag,
            soort="aanvraag_bijlage_fotos_werkplaats",
            bestand=opgeladen(naam, inhoud),
            door=d.werkgever,
            op=nu,
        )
    d.dien_in()
    for nummer in range(aantal):
        _bericht(d, nummer)
        noteer(d.aanvraag, "notitie", door=d.consulent, op=nu, tekst=f"Gebeld {nummer}", intern=True)
    if tot != "ingediend":
        d.neem_in()
    if tot == "aanvulling_gevraagd":
        d.vraag_aanvulling()
    if tot in ("klaar", "beslist"):
        d.bezoek_en_verslag()
        for _ in range(aantal - 1):
            _geannuleerd(d)
    if tot == "beslist":
        d.beslis()
    return d


def _bericht(d: Dossier, nummer: int) -> None:
    """A message of each side that the other has not read yet, one of them with a file."""
    bestand = documenten.bewaar(
        bestand=GekeurdBestand("brug.jpg", b"foto", "image/jpeg"),
        soort=draden.BIJLAGE,
        door=d.werkgever,
        onderwerp=d.aanvraag,
    )
    for auteur, bijlage in ((d.werkgever, bestand), (d.consulent, None)):
        Draadbericht.objects.create(
            dossier=d.aanvraag,
            auteur=auteur,
            tekst=f"Bericht {nummer}",
            bijlage=bijlage,
            van_educam=auteur == d.consulent,
        )


def _geannuleerd(d: Dossier) -> None:
    """A visit that fell through."""
    bezoek = Bezoek.objects.create(
        vestiging=d.aanvraag.vestiging,
        consulent=d.consulent,
        toestand="geannuleerd",
        begint_op=timezone.now() - timedelta(days=9),
    )
    bezoek.aanvragen.add(d.aanvraag)


# Queries in each state; a clock that stands still, or has ended, is read with its pauses, the bar names the day of the
# answer or what was decided, and opening the first tab marks what was told about the dossier as read. Who opens the
# thread marks what the other side wrote as read.
TABS = {
    "dossier": (12, 12, 15, 12, 14),
    "bezoek": (11, 11, 14, 12, 14),
    "documenten": (12, 12, 15, 12, 15),
    "notities": (5, 5, 8, 5, 8),
    "berichten": (7, 7, 10, 7, 10),
    "tijdlijn": (5, 5, 8, 5, 8),
}
WERKGEVER = (14, 14, 15, 15, 15)


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize("etappe", ETAPPES)
def test_a_dossier_costs_the_same_whatever_it_holds(client, etappe, aantal):
    d = vol(aantal, etappe)
    plaats = ETAPPES.index(etappe)
    vragen = _vragen(client, d.werkgever, reverse("werkgever:aanvraag", args=[d.aanvraag.ref]))
    assert len(vragen) == WERKGEVER[plaats] <= BUDGET
    for tab, kosten in TABS.items():
        vragen = _vragen(client, d.consulent, reverse(f"consulent:{tab}", args=[d.aanvraag.ref]))
        assert len(vragen) == kosten[plaats] <= BUDGET, tab


def test_a_partly_granted_dossier_stays_within_the_budget(client):
    """The most a dossier ever shows: what was granted, what was refused with its appeal, and news on both sides."""
    d = vol(3, "klaar")
    toegekend = d.besluiten()
    eerste = min(toegekend)
    besluiten = d.besluiten(weiger="Te klein.") | {eerste: toegekend[eerste]}
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten)
    beslissen.bevestigen(aanvraag=d.ververs().aanvraag, door=fabrieken.coordinator(), op=timezone.now())
    adres = reverse("werkgever:aanvraag", args=[d.aanvraag.ref])
    client.force_login(d.werkgever)
    with kost(BUDGET):
        html = client.get(adres).content.decode()
    assert "Ga je niet akkoord?" in html


def _vragen(client, user: User, adres: str) -> Vragen:
    """What the page asks of the database."""
    client.force_login(user)
    with geteld() as vragen:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200, adres
    return vragen


# The pages of one action: what is asked about a filed dossier of which everything is known.
ACTIES = {
    "eerste_contact": 3,
    "toewijzen": 5,
    "aanvulling": 4,
    "werkpunten": 4,
    "bezoek_vastleggen": 4,
    "bezoek_voorstellen": 4,
    "geen_bezoek": 3,
    "sluiting": 3,
    "verslag": 12,
    "voorwaarden": 7,
    "beslissen": 9,
}


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_of_an_action_costs_the_same_whatever_it_holds(client, aantal):
    d = vol(aantal, "klaar")
    for naam, verwacht in ACTIES.items():
        vragen = _vragen(client, d.consulent, reverse(f"consulent:{naam}", args=[d.aanvraag.ref]))
        assert len(vragen) == verwacht <= BUDGET, naam
    for naam, verwacht in (("uittreksel", 5), ("vrijstelling", 5)):
        adres = reverse(f"consulent:{naam}", args=[d.aanvraag.ref, d.mentoren[0].pk])
        assert len(_vragen(client, d.consulent, adres)) == verwacht <= BUDGET, naam


@pytest.mark.parametrize("aantal", [1, 3])
def test_a_refusal_to_confirm_costs_the_same_whatever_it_holds(client, aantal):
    d = vol(aantal, "klaar").beslis(weiger="Te klein.")
    vragen = _vragen(client, fabrieken.coordinator(), reverse("consulent:bevestigen", args=[d.aanvraag.ref]))
    assert len(vragen) == 11


@pytest.mark.parametrize("aantal", [1, 3])
def test_an_onderneming_costs_the_same_whatever_it_holds(client, aantal):
    onderneming = fabrieken.OndernemingFactory()
    for _ in range(aantal):
        vestiging = fabrieken.VestigingFactory(onderneming=onderneming)
        fabrieken.werkgever(onderneming)
        fabrieken.AanvraagFactory(toestand="ingediend", vestiging=vestiging)
        fabrieken.ErkenningFactory(vestiging=vestiging)
        Toegangsverzoek.objects.create(user=fabrieken.UserFactory(), onderneming=onderneming)
    adres = reverse("consulent:bedrijf", args=[onderneming.pk])
    assert len(_vragen(client, fabrieken.consulent(vestiging.regio), adres)) == 10


@pytest.mark.parametrize("aantal", [1, 3])
def test_an_onderneming_through_the_years_costs_the_same_whatever_it_holds(client, aantal):
    """Mentoren with their designations, visits, letters, and terms of four kinds of subject."""
    d = vol(aantal, "beslist")
    onderneming = d.aanvraag.onderneming
    for _ in range(aantal):
        vestiging = fabrieken.VestigingFactory(onderneming=onderneming)
        _bezoek(fabrieken.AanvraagFactory(toestand="ingediend", vestiging=vestiging), d.consulent)
        fabrieken.ErkenningFactory(vestiging=vestiging)
    vragen = _vragen(client, d.consulent, reverse("consulent:bedrijf_verloop", args=[onderneming.pk]))
    assert len(vragen) == 10


def _bezoek(aanvraag: Aanvraag, consulent: User) -> None:
    termijnen.start(aanvraag, "behandeling", op=timezone.localdate())
    bezoek = Bezoek.objects.create(
        vestiging=aanvraag.vestiging, consulent=consulent, toestand="vastgelegd", begint_op=timezone.now()
    )
    bezoek.aanvragen.add(aanvraag)


@pytest.mark.parametrize("aantal", [1, 3])
def test_an_account_costs_the_same_whatever_it_holds(client, aantal):
    user = fabrieken.UserFactory()
    for _ in range(aantal):
        fabrieken.werkgever(fabrieken.OndernemingFactory(), user=user)
    adres = reverse("organisatie:gebruiker", args=[user.pk])
    assert len(_vragen(client, fabrieken.coordinator(), adres)) == 4


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_start_page_of_a_werkgever_costs_the_same_whatever_it_holds(client, aantal):
    """Short lists: what to do, what an overeenkomst asks, what to appeal, aanvragen, their terms, erkenningen, whom to call."""
    d = vol(aantal, "aanvulling_gevraagd")
    for _ in range(aantal):
        vestiging = fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming)
        fabrieken.AanvraagFactory(vestiging=vestiging, lijnen=2)
        fabrieken.ErkenningFactory(vestiging=vestiging)
    assert len(_vragen(client, d.werkgever, reverse("werkgever:overzicht"))) == 14
