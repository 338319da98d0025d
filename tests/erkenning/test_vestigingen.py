"""A vestiging that closes or moves: what is listed first, what follows, who is told (rules.md §3.3, §10)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties import feiten
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from educam_portal.workflow import feiten as alle_feiten
from educam_portal.workflow import impact
from erkenning.impact import SLUITING, VERHUIS
from erkenning.models import Bezoek, Brief, Erkenning, Nazicht
from erkenning.services import begeleiding, bezoek, concept, vestigingen
from mentoren.models import Aanduiding
from tests import fabrieken
from tests.erkenning.acties import over
from tests.erkenning.dossiers import Dossier, dossier, in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
AALST = {"straat": "Nieuwstraat", "huisnummer": "7", "bus": "", "postcode": "9300"}
ANTWERPEN = {"straat": "Meir", "huisnummer": "1", "bus": "", "postcode": "2000"}


@pytest.fixture
def erkend() -> Dossier:
    return klaar_om_te_beslissen().beslis()


@pytest.fixture
def open_(erkend) -> Dossier:
    """A second aanvraag for the same vestiging, with a visit in three days."""
    d = in_behandeling(vestiging=erkend.aanvraag.vestiging, werkgever=erkend.werkgever, consulent=erkend.consulent)
    bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(3), door=d.consulent, op=timezone.now())
    return d


@pytest.fixture
def gemeld(monkeypatch):
    feiten_gemeld: list[dict] = []
    for naam in (feiten.VESTIGING_GESLOTEN, feiten.VESTIGING_VERHUISD):
        monkeypatch.setitem(
            alle_feiten._verwerkers, naam, [lambda naam=naam, **f: feiten_gemeld.append({"f": naam} | f)]
        )
    return feiten_gemeld


def sluit(d: Dossier, door=None, *, vanaf=None, reden="De zaak stopt."):
    return vestigingen.sluiten(
        vestiging=d.aanvraag.vestiging, vanaf=vanaf or timezone.localdate(), reden=reden, door=door or d.werkgever,
        op=timezone.now(),
    )  # fmt: skip


def verhuis(d: Dossier, adres: dict, door=None):
    vestiging = d.aanvraag.vestiging
    return vestigingen.verhuizen(
        vestiging=vestiging, sinds=timezone.localdate(), reden="Groter pand.", door=door or d.werkgever,
        op=timezone.now(), nummer=vestiging.nummer, **adres,
    )  # fmt: skip


def soorten() -> dict[str, set[str]]:
    """Who was told what about the vestiging."""
    uit: dict[str, set[str]] = {}
    for bericht in Bericht.objects.filter(soort__startswith="vestiging_"):
        uit.setdefault(bericht.soort, set()).add(bericht.adres)
    return uit


# --- closing -----------------------------------------------------------------------------------------------------


def test_what_it_touches_is_listed_first(erkend, open_):
    vestiging = erkend.aanvraag.vestiging
    gevolgen = impact.van(vestiging, bij=SLUITING)
    assert list(gevolgen) == ["Erkenningen", "Mentoren", "Aanvragen", "Bezoeken"]
    assert [gevolg.titel for gevolg in gevolgen["Aanvragen"]] == [open_.aanvraag.referentie]
    assert list(impact.van(vestiging, bij=VERHUIS)) == list(gevolgen)


def test_until_its_day_it_stays_on_the_overview_with_its_last_day_and_nothing_to_change(erkend, client):
    sluit(erkend, vanaf=timezone.localdate() + 20 * DAG)
    client.force_login(erkend.werkgever)
    pagina = client.get(reverse("werkgever:overzicht")).content.decode()
    assert "Je erkenningen" in pagina
    assert "nog 19 dagen" in pagina
    assert reverse("werkgever:erkende_plaatsen", args=[Erkenning.objects.get().pk]) not in pagina


def test_closing_ends_its_erkenningen_that_day_and_its_aanvragen_now(erkend, open_, gemeld):
    vandaag, straks = timezone.localdate(), timezone.localdate() + 20 * DAG
    sluit(erkend, vanaf=straks)
    rij = Erkenning.objects.get()
    assert (rij.toestand, rij.opgeheven_op) == ("gesloten", straks)
    assert Erkenning.objects.geldig(straks - DAG).exists() and not Erkenning.objects.geldig(straks).exists()
    assert rij.stand(straks - DAG).consulent == "Geldig" and rij.stand(straks).consulent == "Vestiging gesloten"
    assert open_.ververs().aanvraag.toestand == "zonder_gevolg"
    assert Bezoek.objects.filter(aanvragen=open_.aanvraag).get().toestand == "geannuleerd"
    assert Aanduiding.objects.get().tot == straks
    open_termijnen = set(Termijn.objects.open().values_list("soort", flat=True))
    assert open_termijnen <= {"bewaring"}
    assert [feit["f"] for feit in gemeld] == ["vestiging.gesloten"] and gemeld[0]["vanaf"] == straks
    # The one who did it reads no mail about it.
    assert soorten() == {"vestiging_gesloten_educam": {erkend.consulent.email}}
    with pytest.raises(Geweigerd, match="al gesloten"):
        sluit(erkend)
    assert vandaag < straks


def test_a_renewal_that_had_not_begun_never_counts(erkend):
    rij = Erkenning.objects.get()
    rij.geldig_van, rij.geldig_tot = timezone.localdate() + 30 * DAG, timezone.localdate() + 900 * DAG
    rij.save()
    sluit(erkend, erkend.consulent)
    rij.refresh_from_db()
    assert rij.opgeheven_op == rij.geldig_van
    assert soorten() == {"vestiging_gesloten": {erkend.werkgever.email}}


def test_nothing_new_is_asked_for_a_closed_vestiging(erkend):
    nieuw = dossier(
        vestiging=erkend.aanvraag.vestiging, werkgever=erkend.werkgever, consulent=erkend.consulent
    ).vul_in()
    sluit(erkend)
    nieuw.ververs()
    with pytest.raises(Geweigerd, match="is gesloten"):
        nieuw.dien_in()
    with pytest.raises(Geweigerd, match="is gesloten"):
        concept.kies_vestiging(
            aanvraag=nieuw.aanvraag, vestiging=nieuw.aanvraag.vestiging, door=erkend.werkgever, op=timezone.now()
        )


@pytest.mark.parametrize(
    ("wie", "mag"),
    [
        ("werkgever", True),
        ("consulent", True),
        ("coordinator", True),
        ("elders", False),
        ("helper", False),
        ("vreemd", False),
    ],
)
def test_who_may_close_and_move(erkend, wie, mag):
    vestiging = erkend.aanvraag.vestiging
    iemand = {
        "werkgever": lambda: erkend.werkgever,
        "consulent": lambda: erkend.consulent,
        "coordinator": fabrieken.coordinator,
        "elders": lambda: fabrieken.consulent(fabrieken.regio("lim")),
        "helper": lambda: fabrieken.lid(vestiging.onderneming.organisatie, "medewerker", bron="hulp"),
        "vreemd": lambda: fabrieken.werkgever(fabrieken.OndernemingFactory()),
    }[wie]()
    if mag:
        verhuis(erkend, AALST, iemand)
        assert sluit(erkend, iemand).gesloten_op == timezone.localdate()
        return
    for doe in (lambda: verhuis(erkend, AALST, iemand), lambda: sluit(erkend, iemand)):
        with pytest.raises(Geweigerd, match="mag je niet"):
            doe()


# --- moving ------------------------------------------------------------------------------------------------------


def test_in_the_same_region_everything_goes_on_at_the_new_address(erkend, open_, gemeld):
    verhuis(erkend, AALST)
    rij = Erkenning.objects.get()
    assert rij.toestand == "lopend" and rij.vestiging.straat == "Nieuwstraat"
    attest = Brief.objects.filter(soort="attest").latest("versie")
    assert attest.versie == 2 and "Nieuwstraat 7" in attest.gegevens["vestiging"]["adres"]
    assert open_.ververs().aanvraag.consulent == erkend.consulent
    gepland = Bezoek.objects.get(toestand="vastgelegd")
    assert gepland.volgnummer == 1
    assert "Nieuwstraat" in Bericht.objects.filter(soort="bezoek_verplaatst").latest("pk").tekst
    assert Nazicht.objects.voor(erkend.consulent).get().vestiging == rij.vestiging
    assert [feit["f"] for feit in gemeld] == ["vestiging.verhuisd"]


def test_in_another_region_the_work_goes_to_the_consulent_there(erkend, open_):
    ander = fabrieken.consulent(fabrieken.regio("ant"))
    rij, nu = Erkenning.objects.get(), timezone.now()
    begeleiding.begeleiding_starten(
        erkenning=rij, punten="Ruim op.", tegen=timezone.localdate() + 9 * DAG, door=erkend.consulent, op=nu
    )
    verhuis(erkend, ANTWERPEN)
    for d in (erkend.ververs(), open_.ververs()):
        assert (d.aanvraag.regio.code, d.aanvraag.consulent) == ("ant", ander)
    assert set(Termijn.objects.open().exclude(bij=None).values_list("bij__regio__code", flat=True)) == {"ant"}
    assert not Bezoek.objects.filter(toestand="vastgelegd").exists()
    assert Nazicht.objects.voor(ander).exists() and not Nazicht.objects.voor(erkend.consulent).exists()
    assert soorten() == {"vestiging_verhuisd_educam": {erkend.consulent.email, ander.email}}
    assert Bericht.objects.get(soort="dossier_toegewezen").adres == ander.email


def test_what_is_not_recognised_asks_no_visit(gemeld):
    d = in_behandeling()
    verhuis(d, AALST)
    assert not Nazicht.objects.exists()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"reden": " "}, "Schrijf waarom"),
        ({"sinds": timezone.localdate() + DAG}, "op de dag zelf"),
        ({"postcode": "4000"}, "niet in het Vlaams Gewest"),
        ({"nummer": "123"}, "vestigingsnummer klopt niet"),
    ],
)
def test_what_does_not_fit_is_refused(erkend, velden, zin):
    vestiging = erkend.aanvraag.vestiging
    goed = {"sinds": timezone.localdate(), "reden": "Groter.", "nummer": vestiging.nummer, **AALST}
    with pytest.raises(Geweigerd, match=zin):
        vestigingen.verhuizen(vestiging=vestiging, door=erkend.werkgever, op=timezone.now(), **(goed | velden))


def test_the_address_it_has_is_no_move(erkend):
    vestiging = erkend.aanvraag.vestiging
    with pytest.raises(Geweigerd, match="al kennen"):
        verhuis(erkend, {veld: getattr(vestiging, veld) for veld in AALST})


# --- the screens -------------------------------------------------------------------------------------------------


def test_the_werkgever_moves_it_and_the_consulent_goes_to_look(client, erkend):
    vestiging = erkend.aanvraag.vestiging
    client.force_login(erkend.werkgever)
    adres = reverse("werkgever:vestiging_verhuizen", args=[vestiging.pk])
    assert adres in client.get(reverse("organisatie:vestigingen")).content.decode()
    assert "blijft gelden" in client.get(adres).content.decode()
    gegevens = AALST | {"sinds": timezone.localdate().isoformat(), "reden": "Groter.", "nummer": vestiging.nummer}
    assert client.post(adres, gegevens | {"straat": ""}).status_code == 422
    assert client.post(adres, gegevens).status_code == 302
    client.force_login(erkend.consulent)
    nazicht = Nazicht.objects.get()
    bezoek_ = reverse("consulent:nazicht", args=[nazicht.pk])
    assert bezoek_ in client.get(reverse("consulent:vandaag")).content.decode()
    gezien = {"gezien_op": timezone.localdate().isoformat(), "besluit": "Ruim en veilig."}
    assert client.post(bezoek_, gezien | {"besluit": ""}).status_code == 422
    assert client.post(bezoek_, gezien).status_code == 302
    nazicht.refresh_from_db()
    assert nazicht.afgerond_door == erkend.consulent
    assert client.post(bezoek_, gezien).status_code == 422  # somebody was first
    assert bezoek_ not in client.get(reverse("consulent:vandaag")).content.decode()


def test_the_consulent_closes_it_and_it_leaves_the_lists(client, erkend):
    vestiging = erkend.aanvraag.vestiging
    plek = reverse("publiek:leerwerkplek", args=[vestiging.pk])
    assert client.get(plek).status_code == 200
    client.force_login(erkend.consulent)
    adres = reverse("consulent:vestiging_sluiten", args=[vestiging.pk])
    bedrijf = reverse("consulent:bedrijf", args=[vestiging.onderneming_id])
    assert adres in client.get(bedrijf).content.decode()
    assert "eindigt op die dag" in client.get(adres).content.decode()
    antwoord = client.post(adres, {"vanaf": timezone.localdate().isoformat(), "reden": "Faillissement."}, follow=True)
    assert "Gesloten" in antwoord.content.decode() and adres not in antwoord.content.decode()
    client.logout()
    assert not Erkenning.objects.geldig().exists()
    assert termijnen.termijnen_bij(Erkenning.objects.get(), "geldigheid").get().nietig_op == timezone.localdate()
