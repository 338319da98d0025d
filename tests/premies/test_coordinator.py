"""What the coördinator sees and does about premies, and that nobody else does (rules.md §2, §6)."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from time_machine import travel

from overeenkomsten.models import Overeenkomst
from overeenkomsten.services.lerenden import persoonsnummer
from premies.cijfers import jaarcijfers, van_stand
from premies.models import Antwoordlezing, EerderePremie, Levering, Premie
from tests import fabrieken
from tests.overeenkomsten.fabriek import insz

from .fabriek import IBAN, JAAR, NA, antwoord_op, geleverd, klare_premie

pytestmark = pytest.mark.django_db


@pytest.fixture
def na_het_jaar():
    with travel(NA, tick=False):
        yield


@pytest.fixture
def coordinator(client, na_het_jaar):
    door = fabrieken.coordinator()
    client.force_login(door)
    return door


def test_the_funnel_counts_every_claim_once(na_het_jaar, werker):
    for nummer in (1, 2, 3):
        klare_premie(nummer)
    geleverd(werker, fabrieken.coordinator())
    klare_premie(4)
    Premie.objects.filter(pk__lte=Premie.objects.order_by("pk")[1].pk).update(
        toestand="toegekend", beslist_op="2027-09-02"
    )
    Premie.objects.filter(pk=Premie.objects.earliest("pk").pk).update(toestand="uitbetaald", uitbetaald_op="2027-09-02")
    [cijfers] = jaarcijfers()
    assert (cijfers.naam, cijfers.uitbetaald.bedrag) == ("2026-2027", Decimal(1000))
    assert [(deel.sleutel, deel.aantal, deel.breedte) for deel in cijfers.trechter] == [
        ("alle", 4, 1000), ("kan", 4, 1000), ("recht", 4, 1000), ("doorgegeven", 3, 750), ("toegekend", 2, 500),
        ("uitbetaald", 1, 250),
    ]  # fmt: skip
    assert {deel.sleutel: deel.aantal for deel in cijfers.standen} == {
        "klaar": 1, "doorgegeven": 1, "toegekend": 1, "uitbetaald": 1,
    }  # fmt: skip


def test_what_waits_for_a_place_is_no_loss_in_the_figures(na_het_jaar):
    """One that waits, one that is lost: figures and filter tell them apart."""
    wacht, weg = klare_premie(1), klare_premie(2)
    Premie.objects.filter(pk=wacht.pk).update(toestand="in_opbouw", recht="nee", wacht_op="plaats")
    Premie.objects.filter(pk=weg.pk).update(toestand="in_opbouw", recht="nee")
    [telling] = jaarcijfers()
    assert {deel.sleutel: deel.aantal for deel in telling.standen} == {"actie": 1, "niet": 1}
    assert list(van_stand(Premie.objects.all(), "actie")) == [wacht]
    assert list(van_stand(Premie.objects.all(), "niet")) == [weg]


def test_from_the_overview_through_a_batch_and_its_reply(client, coordinator, werker):
    premie = klare_premie()
    assert (
        'Klaar om door te geven: <strong>1 premie</strong> van <span class="nobr">2026-2027</span>.'
        in client.get("/coordinator/premies/").content.decode()
    )
    with werker():
        antwoord = client.post(reverse("premiebeheer:levering_maken"), {"schooljaar": str(JAAR)})
    levering = Levering.objects.get()
    assert antwoord.url == f"/coordinator/premies/leveringen/{levering.referentie}/"
    html = client.get(antwoord.url).content.decode()
    assert f"{levering.referentie}.xlsx" in html
    assert "Wacht op antwoord" in html
    rij = {
        "referentie": premie.referentie,
        "uitkomst": "uitbetaald",
        "beslist_op": "2027-09-02",
        "uitbetaald_op": "2027-09-02",
    }
    for inhoud, zin in (
        (antwoord_op(levering, rij)[:-9], "afgebroken of beschadigd bij rij 1"),
        (antwoord_op(levering, rij), "Het antwoord is ingelezen."),
        (antwoord_op(levering, rij), "Dit bestand was al ingelezen"),
    ):
        with travel(f"2027-09-02 10:0{Antwoordlezing.objects.count()}", tick=False), werker():
            bestand = SimpleUploadedFile("antwoord.json", inhoud, "application/json")
            naar = client.post(antwoord.url, {"bestand": bestand}).url
        assert zin in client.get(naar).content.decode()
    premie.refresh_from_db()
    assert premie.toestand == "uitbetaald"
    html = client.get(reverse("premiebeheer:premie", args=[premie.referentie])).content.decode()
    stappen = ("Uitbetaald</p>", "Toegekend door het departement", "Aangevraagd bij het departement", "Op koers</p>")
    waar = [html.index(stap) for stap in stappen]
    assert waar == sorted(waar)
    # A second press finds nothing.
    assert client.post(reverse("premiebeheer:levering_maken"), {"schooljaar": str(JAAR)}).url == "/coordinator/premies/"
    assert "niets om door te geven" in client.get("/coordinator/premies/").content.decode()


@pytest.mark.parametrize(
    ("bestand", "zin"),
    [
        (None, "Kies een bestand."),
        (("antwoord.xlsx", b"x"), "eindigt op .json"),
        (("antwoord.json", b""), "Dit bestand is leeg"),
        (("antwoord.json", b" " * (15 * 1024 * 1024 + 1)), "groter dan 15 MB"),
    ],
)
def test_a_wrong_upload_is_told_before_it_is_kept(client, coordinator, bestand, zin):
    levering = Levering.objects.create(referentie="PRL-2027-00009", schooljaar=JAAR, gemaakt_door=coordinator)
    antwoord = client.post(
        reverse("premiebeheer:levering", args=[levering.referentie]),
        {"bestand": SimpleUploadedFile(*bestand)} if bestand else {},
    )
    levering.delete()
    assert (antwoord.status_code, Antwoordlezing.objects.count()) == (422, 0)
    assert zin in antwoord.context["form"].errors["bestand"][0]


def test_filters_and_the_file_show_the_same_without_numbers(client, coordinator, werker):
    eerste = klare_premie(1)
    geleverd(werker, coordinator)
    tweede = klare_premie(2)
    for vraag, gevonden in (
        ("", {eerste, tweede}),
        ("stand=klaar", {tweede}),
        ("stand=doorgegeven&schooljaar=2026", {eerste}),
        ("stand=op_koers", set()),
        (f"q={eerste.onderneming.naam}", {eerste}),
        ("q=prl-2027-00001", {eerste}),
        (f"q={tweede.onderneming.nummer}", {tweede}),
        (f"q={tweede.overeenkomst.referentie}", {tweede}),
        (f"regio={tweede.overeenkomst.vestiging.regio.code}", {eerste, tweede}),
        ("regio=lim", set()),
        ("schooljaar=nee&stand=nee&regio=nee", {eerste, tweede}),
    ):
        assert set(client.get(f"/coordinator/premies/lijst/?{vraag}").context["pagina"].object_list) == gevonden
        regels = client.get(f"/coordinator/premies/lijst/csv/?{vraag}").content.decode("utf-8-sig").splitlines()
        assert {regel.split(";")[0] for regel in regels[1:]} == {premie.referentie for premie in gevonden}
    pagina = client.get("/coordinator/premies/lijst/?stand=klaar&schooljaar=2026").content.decode()
    assert "Toestand: Klaar" in pagina
    # Each reader has an own page of a claim: that of the werkgever opens for no coördinator.
    assert tweede.coordinator_url == f"/coordinator/premies/{tweede.referentie}/"
    assert f'href="{tweede.coordinator_url}"' in pagina
    assert tweede.get_absolute_url() not in pagina
    assert client.get(tweede.coordinator_url).status_code == 200
    assert 'class="chip" href="?schooljaar=2026"' in pagina
    alles = "".join(regels) + client.get(reverse("premiebeheer:premie", args=[eerste.referentie])).content.decode()
    assert "Y. B." in alles
    for geheim in (insz(701), IBAN, "Yassine", "Benali"):
        assert geheim not in alles


def test_the_way_to_the_overeenkomst_is_there_while_its_list_shows_it(client, coordinator):
    premie = klare_premie()
    adres = reverse("premiebeheer:premie", args=[premie.referentie])
    lijst = f"{reverse('overeenkomst:educam')}?q={premie.overeenkomst.referentie}"
    assert f'href="{lijst}"' not in client.get(adres).content.decode()
    Overeenkomst.objects.filter(pk=premie.overeenkomst_id).update(toestand="lopend")
    assert f'href="{lijst}"' in client.get(adres).content.decode()
    assert list(client.get(lijst).context["pagina"]) == [premie.overeenkomst]


def test_what_a_lerende_had_before_counts_at_once(client, coordinator):
    premie = klare_premie(persoon=persoonsnummer(insz(960)))
    adres = reverse("premiebeheer:premie", args=[premie.referentie])
    assert client.post(adres, {"aantal": "3", "waar": "elders", "bron": "Mail van het departement"}).status_code == 302
    premie.refresh_from_db()
    assert (premie.toestand, premie.eerder, premie.eerder_hier) == ("vervallen", 3, 3)
    html = client.get(adres).content.decode()
    assert "Het aantal eerdere premies van de lerende is veranderd." in html
    assert "elders of onbekend waar. Mail van het departement" in html
    # Another number replaces it, and 0 takes it away.
    client.post(adres, {"aantal": "1", "waar": "elders", "bron": "Verbeterd"})
    assert EerderePremie.objects.get().aantal == 1
    client.post(adres, {"aantal": "0", "waar": "elders", "bron": "Toch niet"})
    premie.refresh_from_db()
    assert (premie.toestand, premie.eerder, EerderePremie.objects.count()) == ("klaar", 0, 0)
    antwoord = client.post(adres, {"aantal": "0", "waar": "hier", "bron": "Niets"})
    assert (antwoord.status_code, "Daar staat niets genoteerd" in antwoord.content.decode()) == (422, True)


def test_nobody_else_finds_any_of_it(client, na_het_jaar, werker):
    premie = klare_premie()
    levering = geleverd(werker, fabrieken.coordinator())
    werkgever = fabrieken.werkgever(premie.onderneming)
    for ander in (werkgever, fabrieken.consulent(premie.overeenkomst.vestiging.regio), premie.overeenkomst.begeleider):
        client.force_login(ander)
        for adres in (
            "/coordinator/premies/",
            "/coordinator/premies/lijst/",
            "/coordinator/premies/lijst/csv/",
            f"/coordinator/premies/{premie.referentie}/",
            f"/coordinator/premies/leveringen/{levering.referentie}/",
            levering.json.get_absolute_url(),
            levering.xlsx.get_absolute_url(),
        ):
            assert client.get(adres).status_code == 404
        assert client.post("/coordinator/premies/leveringen/maken/", {"schooljaar": JAAR}).status_code == 404
