"""What the screens of a dossier say: whose turn it is, what was decided, and only buttons that work."""

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.organisaties import zoeken
from erkenning.services.beslissen import terugsturen
from erkenning.views.consulent.acties import bezoek_knoppen, knoppen
from tests import fabrieken
from tests.erkenning.acties import gepland, over

pytestmark = pytest.mark.django_db
WERKLIJST = reverse("consulent:werklijst")


def adres(naam, d):
    return reverse(f"consulent:{naam}", args=[d.aanvraag.ref])


def acties(d):
    vraag = d.aanvraag.aanvullingen.first()
    return {knop.actie for knop in knoppen(d.aanvraag, d.consulent, vraag=vraag)}


def test_a_button_comes_when_it_can_be_pressed(dossier):
    assert "werkpunten_opleggen" not in acties(dossier)
    dossier.vraag_aanvulling()
    assert "zonder_gevolg_stellen" not in acties(dossier)
    dossier.aanvraag.aanvullingen.update(uiterlijk=over(-1).date())
    assert "zonder_gevolg_stellen" in acties(dossier)
    collega = fabrieken.consulent(dossier.aanvraag.regio)
    voorbij, komt = gepland(dossier, timezone.now()), gepland(dossier, over(2))
    neemt_over = [
        any(knop.actie == "bezoek_overnemen" for knop in bezoek_knoppen(dossier.aanvraag, collega, bezoek))
        for bezoek in (voorbij, komt)
    ]
    assert neemt_over == [False, True]


def test_where_the_werkgever_is_to_move_the_day_of_the_answer_stands(als, dossier):
    dossier.vraag_aanvulling()
    client = als(dossier.consulent)
    assert "antwoord uiterlijk" in client.get(WERKLIJST, {"tab": "wacht"}).content.decode()
    pagina = client.get(adres("bezoek", dossier)).content.decode()
    assert "De werkgever is aan zet sinds" in pagina and "je aanvulling" not in pagina


@pytest.mark.parametrize("breed", [1000, 0])
def test_the_work_list_finds_by_name_and_by_number_and_counts_per_tab(als, dossier, monkeypatch, breed):
    """The same whether few or many places are called so."""
    monkeypatch.setattr(zoeken, "BREED", breed)
    dossier.vraag_aanvulling()
    aanvraag = dossier.aanvraag
    fabrieken.AanvraagFactory(vestiging__naam="Iets anders", vestiging__regio=aanvraag.regio, regio=aanvraag.regio)
    client = als(dossier.consulent)
    for vraag in (
        aanvraag.onderneming.naam, aanvraag.vestiging.naam.lower(), aanvraag.referentie.lower().replace("-", " "),
        aanvraag.onderneming.nummer_weergave, aanvraag.referentie[-5:],
    ):  # fmt: skip
        context = client.get(WERKLIJST, {"q": vraag}).context
        assert [rij.pk for rij in context["dossiers"]] == [aanvraag.pk], vraag
        aantallen = {tab["label"]: tab["aantal"] for tab in context["tabs"]}
        assert aantallen == {
            "Te doen": "0", "Wacht op werkgever": "1", "Bezoek gepland": "0", "Beslist": "0", "Alles": "1",
        }, vraag  # fmt: skip
    niets = client.get(WERKLIJST, {"q": "Bestaat niet"}).context
    assert niets["dossiers"] == []


def test_a_refusal_does_not_read_as_a_success(als, klaar):
    klaar.beslis(weiger="Er is geen hefbrug.")
    coordinator = fabrieken.coordinator()
    als(coordinator).post(adres("bevestigen", klaar))
    client = als(klaar.consulent)
    for pagina in (client.get(adres("dossier", klaar)), client.get(WERKLIJST, {"tab": "beslist"})):
        inhoud = pagina.content.decode()
        assert "Niet erkend" in inhoud and "badge-status--erkend" not in inhoud.split("<h2")[0]


def test_what_was_sent_back_says_why(als, klaar):
    klaar.beslis(weiger="Er is geen hefbrug.")
    reden = "Bekijk ook de tweede hal."
    client = als(klaar.consulent)
    assert reden not in client.get(adres("dossier", klaar)).content.decode()
    terugsturen(aanvraag=klaar.aanvraag, door=fabrieken.coordinator(), op=timezone.now(), reden=reden)
    for naam in ("dossier", "beslissen"):
        assert reden in client.get(adres(naam, klaar)).content.decode()


def test_an_odd_moment_is_allowed_but_said_aloud(als, dossier):
    zaterdag = over(12 - timezone.localdate().weekday())
    gegevens = {"dag": zaterdag.date().isoformat(), "uur": "10:00", "duur": "60", "mentor_aanwezig": "on"}
    client = als(dossier.consulent)
    pagina = client.post(adres("bezoek_vastleggen", dossier), gegevens, follow=True).content.decode()
    assert "Het bezoek staat vast" in pagina and "is geen werkdag" in pagina
    bezoek = dossier.aanvraag.bezoeken.get()
    laat = gegevens | {"dag": over(30).date().isoformat(), "uur": "22:30"}
    verplaats = reverse("consulent:bezoek_verplaatsen", args=[dossier.aanvraag.ref, bezoek.pk])
    pagina = client.post(verplaats, laat, follow=True).content.decode()
    assert "Dit bezoek valt later." in pagina
    assert dossier.ververs().aanvraag.eerste_contact_op, "who phones to fix a visit made the first contact"
