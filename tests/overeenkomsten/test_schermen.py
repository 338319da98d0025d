"""The page of an overeenkomst shows each reader what rules.md §2 lets that role see, and takes their ticks and answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from educam_portal.accounts.models import Bereik
from educam_portal.organisaties import zoeken
from educam_portal.workflow import impact
from overeenkomsten import termijnsoorten
from overeenkomsten.models import Evaluatie, Lerende, Overeenkomst, Plancompetentie, Tekenbevoegde, Verplichting
from overeenkomsten.services.lerenden import persoonsnummer
from overeenkomsten.services.schorsen import schors
from overeenkomsten.toestanden import Toestand
from tests import fabrieken
from tests.overeenkomsten.getekend import Zaak, zaak

pytestmark = pytest.mark.django_db
INSZ = "85073003328"
LIJST = "/werkgever/overeenkomsten/"


def _html(client, user, url: str, status: int = 200) -> str:
    client.force_login(user)
    antwoord = client.get(url)
    assert antwoord.status_code == status, url
    return antwoord.content.decode()


@pytest.fixture
def z() -> Zaak:
    gemaakt = zaak(Toestand.LOPEND, start=timezone.localdate())
    Lerende.objects.update(persoonsnummer=persoonsnummer(INSZ))
    return gemaakt


def test_who_sees_what(client, z):
    url = z.overeenkomst.get_absolute_url()
    ziet = {wie: _html(client, getattr(z, wie), url) for wie in ("begeleider", "werkgever", "mentor", "secretariaat")}
    delen = {
        "loon": ("700,80 euro", {"begeleider", "werkgever", "secretariaat"}),
        "insz": ("Rijksregisternummer", {"begeleider", "werkgever", "secretariaat"}),
        "plan": ("Remmen vervangen", {"begeleider", "werkgever", "mentor"}),
        "evaluatie": ("Tussentijdse evaluatie", {"begeleider", "werkgever", "mentor"}),
        "verplichtingen": ("Dimona-aangifte", {"begeleider", "werkgever", "secretariaat"}),
        "vinken": ("Vink af", {"werkgever", "secretariaat"}),
        "proefperiode": ("Vandaag is dag 1 van 30", {"begeleider", "werkgever", "mentor", "secretariaat"}),
    }
    for deel, (tekst, wie) in delen.items():
        assert {rol for rol, html in ziet.items() if tekst in html} == wie, deel
    assert not [rol for rol, html in ziet.items() if INSZ in html or "85.07.30-033.28" in html]
    ander = zaak(nummer=2)
    for buiten in (ander.begeleider, ander.werkgever, ander.mentor, fabrieken.coordinator(), fabrieken.beheerder()):
        _html(client, buiten, url, 404)


def test_a_draft_is_the_schools_until_it_was_laid_before_the_mentor(client):
    z = zaak(Toestand.CONCEPT, voorgelegd_op=None)
    url = z.overeenkomst.get_absolute_url()
    _html(client, z.begeleider, url)
    for buiten in (z.werkgever, z.mentor, z.secretariaat):
        _html(client, buiten, url, 404)
    assert "Nog geen overeenkomst" in _html(client, z.werkgever, LIJST)


def test_the_mentor_answers_the_plan(client):
    z = zaak(Toestand.CONCEPT)
    url = z.overeenkomst.get_absolute_url()
    assert "Beantwoord het plan" in _html(client, z.mentor, url)
    assert "Yassine Benali" in _html(client, z.mentor, "/mentor/leerlingen/")
    remmen, storing = Plancompetentie.objects.all()
    velden = {f"antwoord_{remmen.pk}": "ja", f"antwoord_{storing.pk}": "nee", f"toelichting_{storing.pk}": " "}
    antwoord = client.post(f"{url}plan/", velden)
    assert antwoord.status_code == 422
    assert "Schrijf waarom het niet kan" in antwoord.content.decode()
    velden[f"toelichting_{storing.pk}"] = "We hebben geen diagnosetoestel."
    assert client.post(f"{url}plan/", velden).status_code == 302
    storing.refresh_from_db()
    assert (storing.antwoord, storing.toelichting) == ("nee", "We hebben geen diagnosetoestel.")
    assert Overeenkomst.objects.get().plan_beantwoord_op is not None
    _html(client, z.begeleider, f"{url}plan/", 404)
    _html(client, z.secretariaat, f"{url}plan/", 404)


def test_ticking_on_the_screen(client, z):
    url = z.overeenkomst.get_absolute_url()
    client.force_login(z.werkgever)
    dag = timezone.localdate().isoformat()
    assert client.post(f"{url}verplichtingen/medisch/", {"gedaan_op": dag, "naam": "An"}).status_code == 422
    for soort, meer in (("medisch", {"geschikt": "ja"}), ("dimona", {})):
        velden = {"gedaan_op": dag, "naam": "An", **meer}
        assert client.post(f"{url}verplichtingen/{soort}/", velden).status_code == 302
    assert "Geschikt verklaard" in client.get(url).content.decode()
    client.post(f"{url}verplichtingen/dimona/terug/")
    client.force_login(z.secretariaat)
    assert client.post(f"{url}lopende-verplichtingen/", {"gedaan_op": dag, "naam": "Loonwijs"}).status_code == 302
    gedaan = set(Verplichting.objects.exclude(gedaan_op=None).values_list("soort", flat=True))
    assert gedaan == {"medisch", "loonbrief", "rekening", "kwartaal", "woonwerk", "kledij"}
    for buiten in (z.mentor, z.begeleider):
        client.force_login(buiten)
        assert client.post(f"{url}verplichtingen/dimona/terug/").status_code == 404


def test_who_may_sign_is_recorded_and_withdrawn(client, z):
    onderneming = z.overeenkomst.vestiging.onderneming
    collega = fabrieken.werkgever(onderneming, "medewerker")
    url, deze = "/werkgever/tekenbevoegden/", {"onderneming": onderneming.pk}
    assert "Nog niemand" in _html(client, z.werkgever, url)
    assert client.post(url, {"wie": z.secretariaat.pk, "functie": "Boekhouder", **deze}).status_code == 422
    assert client.post(url, {"wie": collega.pk, "functie": "Zaakvoerder", **deze}).status_code == 302
    rij = Tekenbevoegde.objects.get()
    assert (rij.user, rij.functie, rij.vastgelegd_door) == (collega, "Zaakvoerder", z.werkgever)
    _html(client, collega, url, 404)
    client.force_login(z.werkgever)
    assert client.post(f"{url}{rij.pk}/intrekken/").status_code == 302
    rij.refresh_from_db()
    assert rij.ingetrokken_op is not None


def test_who_may_sign_is_not_recorded_for_another_onderneming_than_the_form_names(client, z):
    """The same two people lead two garages: in another tab the first one switched to the other."""
    hier, elders = z.overeenkomst.vestiging.onderneming, fabrieken.OndernemingFactory()
    collega = fabrieken.werkgever(hier, "medewerker")
    for user in (z.werkgever, collega):
        fabrieken.werkgever(elders, user=user)
    client.force_login(z.werkgever)
    client.post("/organisatie/wissel/", {"organisatie": elders.organisatie_id})
    velden = {"wie": collega.pk, "functie": "Zaakvoerder", "onderneming": hier.pk}
    html = client.post("/werkgever/tekenbevoegden/", velden, follow=True).content.decode()
    assert f"Je werkt intussen voor {elders}. Er is niets bewaard." in html
    assert not Tekenbevoegde.objects.exists()


@pytest.mark.parametrize(
    ("toestand", "velden", "zin"),
    [
        (Toestand.CONCEPT, {}, "plan te beantwoorden"),
        (Toestand.CONCEPT, {"plan_beantwoord_op": timezone.now()}, "de school werkt ze af"),
        (Toestand.LOPEND, {}, "nog 8 te regelen"),
        (Toestand.AFGELOPEN, {}, "niets meer te doen"),
    ],
)
def test_the_list_of_the_werkgever_says_whose_turn_it_is(client, toestand, velden, zin):
    z = zaak(toestand, start=timezone.localdate(), **velden)
    assert zin in _html(client, z.werkgever, LIJST)


def test_the_start_page_of_the_werkgever_asks_what_an_overeenkomst_needs(client, z):
    assert "Nog 8 te regelen voor Yassine Benali" in _html(client, z.werkgever, "/werkgever/")
    tweede = zaak(Toestand.ONDERTEKEND, nummer=3, vestiging=z.overeenkomst.vestiging).overeenkomst
    assert "Voor 2 lerenden" in _html(client, z.werkgever, "/werkgever/")
    Verplichting.objects.filter(overeenkomst=tweede).delete()
    Verplichting.objects.filter(overeenkomst=z.overeenkomst).delete()
    assert "Yassine" not in _html(client, z.werkgever, "/werkgever/")
    concept = zaak(Toestand.CONCEPT, nummer=2)
    assert "Beantwoord het opleidingsplan" in _html(client, concept.werkgever, "/werkgever/")
    lezer = fabrieken.werkgever(concept.overeenkomst.vestiging.onderneming)
    lezer.lidmaatschappen.update(bereik=Bereik.LEZEN)
    assert "Yassine" not in _html(client, lezer, "/werkgever/")


def test_who_left_stays_with_the_mentor_while_an_evaluation_waits_for_that_part(client):
    z, nu = zaak(Toestand.AFGELOPEN, start=timezone.localdate() - timedelta(days=200)), timezone.now()
    assert "Yassine" not in _html(client, z.mentor, "/mentor/leerlingen/")
    Evaluatie.objects.update(deel_school="Goed", deel_school_op=nu, deel_school_door=z.begeleider)
    assert "Volg het leren" in _html(client, z.mentor, "/mentor/leerlingen/")
    Evaluatie.objects.update(deel_mentor="Goed", deel_mentor_op=nu, deel_mentor_door=z.mentor)
    assert "Yassine" not in _html(client, z.mentor, "/mentor/leerlingen/")


def test_what_cannot_be_done_now_is_not_offered(client, z):
    url, lijst = z.overeenkomst.get_absolute_url(), "Checklist voor de eerste dag"
    assert lijst in _html(client, z.werkgever, url)
    assert "Jij bent aan zet: breng nog 8 zaken in orde." in _html(client, z.werkgever, url)
    assert "De werkgever brengt nog 8 zaken in orde." in _html(client, z.mentor, url)
    vraag = "Vraag het in het"
    assert [vraag in _html(client, wie, f"{url}wijzigingen/") for wie in (z.werkgever, z.mentor, z.begeleider)] == [
        True, True, False,
    ]  # fmt: skip
    schors(
        overeenkomst=z.overeenkomst, grond="ziekte", toelichting="", van=timezone.localdate(), tot=None,
        door=z.werkgever, op=timezone.now(),
    )  # fmt: skip
    assert "Staat stil vanaf" in _html(client, z.werkgever, url)
    assert "Meld een schorsing" not in _html(client, z.werkgever, f"{url}wijzigingen/")
    Overeenkomst.objects.update(start=timezone.localdate() - timedelta(days=60))
    assert lijst not in _html(client, z.werkgever, url)


def test_educam_sees_that_it_runs_and_what_is_late_by_initials_only(client, z):
    consulent = fabrieken.consulent(z.overeenkomst.vestiging.regio)
    html = _html(client, consulent, "/consulent/overeenkomsten/")
    assert "Y. B." in html and str(z.overeenkomst.school) in html
    assert "Benali" not in html and "700,80" not in html
    elders = fabrieken.consulent(fabrieken.regio("lim"))
    assert "Er loopt nu geen overeenkomst" in _html(client, elders, "/consulent/overeenkomsten/")


def test_educam_finds_what_must_be_registered_and_whom_to_call(client, monkeypatch):
    """The mail three days before the end of the term is about what was not registered, often not signed (rules.md §7)."""
    z = zaak(Toestand.TER_ONDERTEKENING, nummer=1)
    rij, begeleider = z.overeenkomst, z.begeleider
    begeleider.telefoon = "+32470123456"
    begeleider.save()
    getekend = zaak(
        Toestand.LOPEND, nummer=2, vestiging=rij.vestiging, geregistreerd_op=timezone.localdate()
    ).overeenkomst
    zaak(Toestand.CONCEPT, nummer=3, vestiging=rij.vestiging)
    consulent = fabrieken.consulent(rij.vestiging.regio)
    client.force_login(consulent)

    def gevonden(**vraag: str) -> list[str]:
        pagina = client.get("/consulent/overeenkomsten/", vraag).context["pagina"]
        return sorted(een.referentie for een in pagina)

    alle = sorted([rij.referentie, getekend.referentie])
    assert gevonden() == alle
    assert gevonden(stand="registreren") == gevonden(stand="tekenen") == [rij.referentie]
    assert gevonden(stand="geregistreerd") == [getekend.referentie]
    assert gevonden(q=rij.vestiging.onderneming.naam[:8]) == gevonden(q=rij.vestiging.naam.upper()) == alle
    for breed in (zoeken.BREED, 0):
        monkeypatch.setattr(zoeken, "BREED", breed)
        assert (gevonden(q=str(rij.school.naam)), gevonden(q="Nergens")) == ([rij.referentie], [])
    adres = termijnsoorten.adres(rij, consulent)
    assert adres == f"/consulent/overeenkomsten/?q={rij.referentie}"
    html = _html(client, consulent, adres)
    assert str(begeleider) in html and f"mailto:{begeleider.email}" in html and 'href="tel:+32470123456"' in html
    assert "Ter ondertekening" in html and getekend.referentie not in html


def test_the_page_stays_within_fifteen_queries_and_the_lists_within_ten(client, z):
    consulent = fabrieken.consulent(z.overeenkomst.vestiging.regio)
    for user, url, hoogstens in (
        (z.begeleider, z.overeenkomst.get_absolute_url(), 15),
        (z.werkgever, z.overeenkomst.get_absolute_url(), 15),
        (z.werkgever, LIJST, 10),
        (z.mentor, "/mentor/leerlingen/", 10),
        (consulent, "/consulent/overeenkomsten/", 10),
    ):
        client.force_login(user)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(url).status_code == 200
        assert len(vragen) <= hoogstens, (url, len(vragen))


def test_what_hangs_on_a_mentor_and_an_erkenning_is_listed_by_initials(z):
    rij = z.overeenkomst
    erkenning = fabrieken.ErkenningFactory(vestiging=rij.vestiging, opleiding=rij.opleiding)
    zinnen = [
        (een.titel, een.zin) for zaak_ in (erkenning, rij.mentor) for een in impact.van(zaak_).get("Overeenkomsten", [])
    ]
    assert zinnen == [
        (f"Y. B. van {rij.school}", "moet eindigen; de school zoekt een andere leerwerkplek"),
        (f"Y. B. van {rij.school}", "heeft een andere mentor nodig"),
    ]
