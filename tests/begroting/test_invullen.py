"""Filing stays cheap, also with three opleidingen and two mentoren: 10 queries a page, 20 a save, 45 to file."""

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.termijnen.models import Termijn
from erkenning.models import Aanvraag, LijnActiviteit
from erkenning.services import hulp
from tests import fabrieken
from tests.documenten.bestanden import foto, opgeladen, pdf
from tests.erkenning.dossiers import Dossier, dossier, opleiding_met_checklist
from tests.vragen import kost_hoogstens

pytestmark = [pytest.mark.eenmaal, pytest.mark.django_db]
LEZEN, BEWAREN, INDIENEN = 10, 20, 45
ENGAGEMENTEN = dict.fromkeys(("leeropportuniteit", "begeleider", "bepalingen", "communicatie"), "on")


@pytest.fixture
def geval(client) -> Dossier:
    """A complete concept of another day, with a colleague from EDUCAM who helps; its werkgever is logged in."""
    d = dossier(opleidingen=3).vul_in()
    d.mentoren.append(fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming))
    hulp.hulp_vragen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    client.force_login(d.werkgever)
    return d


def _gisteren(d: Dossier) -> None:
    """The first save of a new day also moves the term of the concept."""
    Termijn.objects.filter(soort="concept").update(start="2026-01-02", aangemaakt_op="2026-01-02")


def _adres(naam: str, d: Dossier, *extra) -> str:
    return reverse(f"werkgever:{naam}", args=[d.aanvraag.ref, *extra])


@pytest.mark.parametrize(
    "naam",
    [
        "aanvraag", "vestiging", "vestiging_nieuw", "opleidingen", "plaatsen", "mentoren", "mentor_nieuw", "voorwaarden",
        "documenten", "nakijken", "kopieren", "intrekken",
    ],
)  # fmt: skip
def test_a_page_of_filing(client, geval, naam):
    with kost_hoogstens(LEZEN):
        assert client.get(_adres(naam, geval)).status_code == 200


def test_the_pages_per_opleiding_and_per_mentor(client, geval):
    for naam, pk in (("activiteiten_lijn", geval.aanvraag.lijnen.first().pk), ("mentor", geval.mentoren[0].pk)):
        with kost_hoogstens(LEZEN):
            assert client.get(_adres(naam, geval, pk)).status_code == 200


def _stappen(d: Dossier) -> dict[str, tuple[str, dict]]:
    """What is saved on each step, all of it other than what is there."""
    lijnen = list(d.aanvraag.lijnen.all())
    mentoren = [mentor.pk for mentor in d.mentoren]
    nieuw = opleiding_met_checklist(12)
    eerste = d.mentoren[0].pk
    return {
        "vestiging": (_adres("vestiging", d), {"vestiging": fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming).pk}),
        "opleidingen": (_adres("opleidingen", d), {"opleidingen": [*(lijn.opleiding_id for lijn in lijnen), nieuw.pk]}),
        "plaatsen": (_adres("plaatsen", d), {f"plaatsen_{lijn.pk}": 3 for lijn in lijnen}),
        "activiteiten": (
            _adres("activiteiten_lijn", d, lijnen[0].pk),
            {f"activiteit_{rij.pk}": "nee" for rij in LijnActiviteit.objects.filter(lijn=lijnen[0])},
        ),
        "mentoren": (_adres("mentoren", d), {f"mentoren_{lijn.pk}": mentoren for lijn in lijnen}),
        "mentor": (_adres("mentor_nieuw", d), MENTOR),
        "mentor verbeterd": (_adres("mentor", d, eerste), MENTOR),
        "voorwaarden": (_adres("voorwaarden", d), {"uitrusting_ok": "ja", "draagkracht_ok": "ja", "veroordelingen_ok": "ja"}),
        "uittreksel": (
            _adres("opladen", d, f"strafregister-{eerste}"),
            {f"strafregister-{eerste}": opgeladen("uittreksel.pdf", pdf())},
        ),
        "foto": (_adres("opladen", d, "fotos_werkplaats"), {"fotos_werkplaats": opgeladen("werkplaats.jpg", foto())}),
        "hulp": (_adres("hulp", d), {"stop": "1"}),
    }  # fmt: skip


MENTOR = {
    "voornaam": "Leen",
    "naam": "Claes",
    "geboortedatum": "15/06/1985",
    "beroep_sinds": "01/09/2008",
    "voldoende_aanwezig": "ja",
}
STAPPEN = (
    "vestiging", "opleidingen", "plaatsen", "activiteiten", "mentoren", "mentor", "mentor verbeterd", "voorwaarden",
    "uittreksel", "foto", "hulp",
)  # fmt: skip


@pytest.mark.parametrize("naam", STAPPEN)
def test_a_save(client, geval, naam):
    adres, gegevens = _stappen(geval)[naam]
    _gisteren(geval)
    with kost_hoogstens(BEWAREN):
        assert client.post(adres, gegevens).status_code == 302


def test_another_opleiding_in_the_place_of_one(client, geval):
    lijnen = list(geval.aanvraag.lijnen.all())
    keuze = [lijnen[0].opleiding_id, lijnen[1].opleiding_id, opleiding_met_checklist(12).pk]
    with kost_hoogstens(BEWAREN):
        assert client.post(_adres("opleidingen", geval), {"opleidingen": keuze}).status_code == 302
    assert sorted(geval.aanvraag.lijnen.values_list("opleiding", flat=True)) == sorted(keuze)


def test_a_file_in_the_place_of_another(client, geval):
    vak = f"strafregister-{geval.mentoren[0].pk}"
    for _ in range(2):
        with kost_hoogstens(BEWAREN):
            assert client.post(_adres("opladen", geval, vak), {vak: opgeladen("a.pdf", pdf())}).status_code == 302
        _gisteren(geval)


def test_starting(client, geval):
    with kost_hoogstens(BEWAREN):
        assert client.post(reverse("werkgever:aanvraag_nieuw")).status_code == 302


def test_filing(client, geval):
    eerste = geval.mentoren[0].pk
    client.post(
        _adres("opladen", geval, f"strafregister-{eerste}"),
        {f"strafregister-{eerste}": opgeladen("uittreksel.pdf", pdf())},
    )
    with kost_hoogstens(INDIENEN):
        antwoord = client.post(_adres("nakijken", geval), ENGAGEMENTEN)
    aanvraag = Aanvraag.objects.get(pk=geval.aanvraag.pk)
    assert antwoord.url == reverse("werkgever:ingediend", args=[aanvraag.referentie])
    with kost_hoogstens(LEZEN):
        assert client.get(antwoord.url).status_code == 200
