"""The pages to sign: what a link shows and never uses up, what a signature asks, and who may sign for whom."""

from dataclasses import dataclass
from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts import remmen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.services import inhoud_voor_portaal
from overeenkomsten.forms.onderteken import zelfde_naam
from overeenkomsten.models import Ondertekenaar, Overeenkomst, Stuk
from overeenkomsten.services import mailcode
from overeenkomsten.services import ondertekenen as diensten
from overeenkomsten.services.concept import bewaar
from overeenkomsten.services.ondertekenen import vernieuw_link
from overeenkomsten.services.versturen import neem_terug, verstuur
from overeenkomsten.services.wissen import wis_overeenkomst
from overeenkomsten.stukken import open_stuk, token
from tests import fabrieken

from .fabriek import Wereld, maak_document
from .fabriek import wereld as bouw

pytestmark = pytest.mark.django_db
VINKJES = {"gelezen": "on", "akkoord": "on"}


@dataclass
class Tekenwereld:
    """A minor's overeenkomst that waits for four signatures; `rijen` by party of the version that is open."""

    w: Wereld
    overeenkomst: Overeenkomst
    stuk: Stuk
    rijen: dict[str, Ondertekenaar]

    @property
    def lerende(self) -> str:
        return self.rijen["lerende"].naam


def versie(overeenkomst: Overeenkomst) -> tuple[Stuk, dict[str, Ondertekenaar]]:
    stuk = open_stuk(overeenkomst)
    return stuk, {rij.partij: rij for rij in stuk.ondertekenaars.all()}


@pytest.fixture
def wereld():
    w = bouw()
    w.begeleider.naam = "Els Maes"
    w.begeleider.save()
    overeenkomst = w.verstuurd(w.lerende(minderjarig=True))
    return Tekenwereld(w, overeenkomst, *versie(overeenkomst))


def andere_uren(wereld) -> None:
    """The school took it back to change something."""
    neem_terug(overeenkomst=wereld.overeenkomst, reden="Andere uren", door=wereld.w.begeleider, op=timezone.now())


def opnieuw_verstuurd(wereld) -> dict[str, Ondertekenaar]:
    """Changed and sent again: the parties of the newer version."""
    wereld.overeenkomst.refresh_from_db()
    o = bewaar(
        overeenkomst=wereld.overeenkomst, velden={"evaluatievorm": "Elke week."}, versie=wereld.overeenkomst.versie,
        door=wereld.w.begeleider, op=timezone.now(),
    )  # fmt: skip
    o = verstuur(overeenkomst=o, door=wereld.w.begeleider, op=timezone.now())
    maak_document(o)
    return versie(o)[1]


def adres(wereld, naam: str = "", partij: str = "lerende") -> str:
    return reverse(f"onderteken:link{naam}", args=[token(wereld.rijen[partij])])


def intern(wereld, naam: str, wijze: str, partij: str) -> str:
    return reverse(f"onderteken:{naam}", args=[wijze, wereld.rijen[partij].pk])


@pytest.fixture
def code(wereld, monkeypatch):
    """The code that the mail to the lerende carries."""
    monkeypatch.setattr(mailcode.secrets, "randbelow", lambda _: 42)
    return "000042"


def vers(wereld, partij: str = "lerende") -> Ondertekenaar:
    return Ondertekenaar.objects.get(pk=wereld.rijen[partij].pk)


# --- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "tekst"),
    [
        ("", "700,80 euro per maand"),
        ("_lezen", "De lerende vervangt remmen."),
        ("_tekenen", "Mail me een code"),
    ],
)
def test_looking_shows_this_version_and_changes_nothing(wereld, client, naam, tekst):
    antwoord = client.get(adres(wereld, naam))
    assert antwoord.status_code == 200
    assert tekst in antwoord.content.decode()
    assert "noindex" in antwoord.content.decode()
    rij = vers(wereld)
    assert (rij.token_hash, rij.getekend_op, rij.code_hash) == (wereld.rijen["lerende"].token_hash, None, "")


def test_the_pdf_by_link_asks_the_code_first_and_is_that_of_exactly_this_version(wereld, client, code):
    """The PDF holds the rijksregisternummer; a mail that was forwarded does not open it."""
    assert "daarvoor vragen we eerst een code" in client.get(adres(wereld, "_lezen")).content.decode()
    openen = f"{adres(wereld, '_openen')}?naar=pdf"
    assert client.get(adres(wereld, "_pdf")).headers["Location"] == openen
    assert "Vul je code in" in client.get(openen).content.decode()
    assert client.post(adres(wereld, "_code"), {"naar": "pdf"}).headers["Location"] == openen
    antwoord = client.post(openen, {"code": "999999"})
    assert (antwoord.status_code, client.get(adres(wereld, "_pdf")).status_code) == (422, 302)
    assert "Deze code klopt niet." in antwoord.content.decode()
    assert client.post(openen, {"code": code}).headers["Location"] == adres(wereld, "_pdf")
    antwoord = client.get(adres(wereld, "_pdf"))
    assert antwoord.content == inhoud_voor_portaal(wereld.stuk.document)
    assert antwoord["Content-Type"] == "application/pdf"
    assert "no-store" in antwoord["Cache-Control"]
    # Who entered it need not do so again to sign. In another browser, for another link, or an hour later it counts no more.
    assert "De code uit je mail" not in client.get(adres(wereld, "_tekenen")).content.decode()
    assert Client().get(adres(wereld, "_pdf")).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.get(adres(wereld, "_pdf")).status_code == 302
    vernieuw_link(ondertekenaar=vers(wereld), op=timezone.now())
    wereld.rijen["lerende"].refresh_from_db()
    assert client.get(adres(wereld, "_pdf")).status_code == 302


# --- signing by link ------------------------------------------------------------------------------------------------


def test_the_lerende_signs_with_code_ticks_and_name(wereld, client, code):
    antwoord = client.post(adres(wereld, "_code"), follow=True)
    assert "y•••@example.be" in antwoord.content.decode()
    velden = VINKJES | {"code": "000 042", "naam": "yassine  BENALI1"}
    antwoord = client.post(adres(wereld, "_tekenen"), velden, HTTP_USER_AGENT="Proefbrowser", follow=True)
    assert "Je handtekening staat eronder" in antwoord.content.decode()
    rij = vers(wereld)
    assert (rij.wijze, rij.getypte_naam, rij.toestel) == ("link", "yassine BENALI1", "Proefbrowser")
    assert rij.sha256 == wereld.stuk.document.sha256
    assert "wettelijke vertegenwoordiger" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Vul de code in die we je mailden."),
        (VINKJES | {"code": "999999", "naam": "Yassine Benali1"}, "Deze code klopt niet."),
        (VINKJES | {"code": "000042", "naam": "Iemand Anders"}, "Typ je naam zoals hij in de overeenkomst staat"),
        ({"gelezen": "on", "code": "000042", "naam": "Yassine Benali1"}, "Vink aan dat je akkoord gaat."),
    ],
)
def test_without_code_ticks_and_name_nothing_is_signed(wereld, client, code, velden, zin):
    client.post(adres(wereld, "_code"))
    antwoord = client.post(adres(wereld, "_tekenen"), velden)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not vers(wereld).getekend


def test_five_wrong_codes_end_the_code(wereld, client, code):
    client.post(adres(wereld, "_code"))
    for _ in range(5):
        client.post(adres(wereld, "_tekenen"), VINKJES | {"code": "999999", "naam": "Yassine Benali1"})
    antwoord = client.post(adres(wereld, "_tekenen"), VINKJES | {"code": code, "naam": "Yassine Benali1"})
    assert "Deze code werkt niet meer. Vraag een nieuwe." in antwoord.content.decode()


def test_one_link_asks_no_more_codes_than_its_limit_from_however_many_addresses(wereld, client, monkeypatch):
    monkeypatch.setitem(remmen.GRENZEN, "ondertekencode_per_link", remmen.Grens(2, 3600, "Wacht tot morgen."))
    vraag = [client.post(adres(wereld, "_code"), REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(3)]
    assert vraag == [302, 302, 429]


def test_who_signed_does_not_sign_again_and_keeps_the_page(wereld, client):
    Ondertekenaar.objects.filter(pk=wereld.rijen["lerende"].pk).update(
        getekend_op=timezone.now(), wijze="link", sha256="a" * 64
    )
    for naam in ("_tekenen", "_niet"):
        assert client.get(adres(wereld, naam)).headers["Location"] == adres(wereld)
    assert client.post(adres(wereld, "_code")).headers["Location"] == adres(wereld)
    assert "Je handtekening staat eronder" in client.get(adres(wereld)).content.decode()


def test_who_does_not_sign_says_why_and_the_school_hears_it(wereld, client, code):
    """Whoever was forwarded the mail does not refuse in the place of the lerende."""
    openen = f"{adres(wereld, '_openen')}?naar=niet"
    assert client.post(adres(wereld, "_niet"), {"reden": "Ik ben het niet."}).headers["Location"] == openen
    assert vers(wereld).geweigerd_op is None
    assert "zo weten we dat jij het bent" in client.get(openen).content.decode()
    assert client.post(adres(wereld, "_code"), {"naar": "niet"}).headers["Location"] == openen
    assert client.post(openen, {"code": code}).headers["Location"] == adres(wereld, "_niet")
    assert client.post(adres(wereld, "_niet"), {"reden": ""}).status_code == 422
    antwoord = client.post(adres(wereld, "_niet"), {"reden": "De uren kloppen niet."}, follow=True)
    assert "De uren kloppen niet." in antwoord.content.decode()
    assert vers(wereld).geweigerd_reden == "De uren kloppen niet."


# --- links that work no more ----------------------------------------------------------------------------------------


def test_an_expired_link_names_nobody_and_is_renewed_to_the_same_address_only(wereld, client):
    oud = adres(wereld)
    nieuw = adres(wereld, "_vernieuwen")
    assert client.post(nieuw).headers["Location"] == oud, "as long as it works nothing is sent"
    Ondertekenaar.objects.filter(partij="lerende").update(vervalt_op=timezone.now() - timedelta(days=1))
    antwoord = client.get(oud)
    assert "Vraag een nieuwe link" in antwoord.content.decode()
    assert "Benali" not in antwoord.content.decode()
    with mock.patch.object(diensten, "stuur_link") as gestuurd:
        assert client.post(nieuw, {"email": "ander@example.be"}).status_code == 200
    assert [rij.args[0].email for rij in gestuurd.call_args_list] == ["yassine1@example.be"]


def test_an_unknown_link_opens_nothing(client):
    for naam in ("", "_lezen", "_pdf", "_tekenen", "_niet", "_elders", "_openen"):
        assert client.get(reverse(f"onderteken:link{naam}", args=["onbekend"])).status_code == 404
    for naam in ("_code", "_vernieuwen"):
        assert client.post(reverse(f"onderteken:link{naam}", args=["onbekend"])).status_code == 404


def test_an_outdated_version_says_so_and_is_never_signed(wereld, client, code):
    andere_uren(wereld)
    assert "De nieuwe versie is er nog niet." in client.get(adres(wereld)).content.decode()
    rijen = opnieuw_verstuurd(wereld)
    antwoord = client.post(adres(wereld, "_tekenen"), VINKJES | {"code": code, "naam": "Yassine Benali1"})
    assert "De overeenkomst is gewijzigd" in antwoord.content.decode()
    assert "Stuur me de nieuwe versie" in antwoord.content.decode()
    with mock.patch.object(diensten, "stuur_link") as gestuurd:
        client.post(adres(wereld, "_vernieuwen"))
    assert [rij.args[0].pk for rij in gestuurd.call_args_list] == [rijen["lerende"].pk]
    assert not Ondertekenaar.objects.exclude(getekend_op=None).exists()


def test_a_document_that_is_not_made_yet_asks_patience(wereld, client):
    Stuk.objects.update(document=None, toestand="wacht")
    assert "Nog even geduld" in client.get(adres(wereld, "_tekenen")).content.decode()


# --- with an account ------------------------------------------------------------------------------------------------


def test_who_is_authorised_signs_for_the_onderneming(wereld, client):
    tekenen = intern(wereld, "tekenen", "aangemeld", "onderneming")
    collega = fabrieken.werkgever(wereld.overeenkomst.vestiging.onderneming)
    client.force_login(collega)
    html = client.get(wereld.overeenkomst.get_absolute_url()).content.decode()
    assert "Er moet nog iemand tekenen voor je onderneming" in html and "Jij bent aan zet" not in html
    antwoord = client.post(tekenen, VINKJES | {"naam": str(collega)})
    assert "Je bent niet genoteerd als iemand die voor de onderneming mag tekenen." in antwoord.content.decode()
    client.force_login(wereld.w.werkgever)
    assert "Teken de overeenkomst" in client.get("/werkgever/").content.decode()
    assert "Jij bent aan zet: lees en teken" in client.get(wereld.overeenkomst.get_absolute_url()).content.decode()
    assert client.post(tekenen, VINKJES | {"naam": str(wereld.w.werkgever)}).status_code == 302
    klaar = client.get(intern(wereld, "start", "aangemeld", "onderneming")).content.decode()
    assert "Je handtekening staat eronder" in klaar and "Terug naar de overeenkomst" in klaar
    rij = vers(wereld, "onderneming")
    assert (rij.user, rij.hoedanigheid, rij.wijze) == (wereld.w.werkgever, "Zaakvoerder", "aangemeld")


def test_on_the_tablet_the_identity_is_ticked_and_the_next_one_follows(wereld, client):
    begeleider = wereld.w.begeleider
    client.force_login(begeleider)
    tekenen = intern(wereld, "tekenen", "tablet", "lerende")
    velden = VINKJES | {"naam": "Yassine Benali1"}
    antwoord = client.post(tekenen, velden)
    assert "Kijk eerst de identiteit na en vink dit aan." in antwoord.content.decode()
    assert "Ik ben Els Maes en ik keek de identiteitskaart van Yassine Benali1 na." in antwoord.content.decode()
    antwoord = client.post(tekenen, velden | {"identiteit": "on"}, follow=True)
    assert intern(wereld, "start", "tablet", "vertegenwoordiger") in antwoord.content.decode()
    rij = vers(wereld)
    assert (rij.wijze, rij.identiteit_door) == ("tablet", begeleider)


def test_who_does_not_sign_on_the_tablet_did_so_in_person_with_a_witness(wereld, client):
    client.force_login(wereld.w.begeleider)
    client.post(intern(wereld, "niet", "tablet", "lerende"), {"reden": "De uren kloppen niet."})
    rij = vers(wereld)
    assert (rij.geweigerd_reden, rij.geweigerd_getuige) == ("De uren kloppen niet.", wereld.w.begeleider)
    html = client.get(wereld.overeenkomst.get_absolute_url()).content.decode()
    assert "door Yassine Benali1, op het toestel van de school, met Els Maes erbij" in html
    assert "tekent niet, gezegd op het toestel van de school met Els Maes erbij" in html
    with pytest.raises(Geweigerd, match="mag je niet"):
        diensten.weiger(
            ondertekenaar=wereld.rijen["vertegenwoordiger"], reden="Nee", door=None, op=timezone.now(),
            getuige=fabrieken.trajectbegeleider(fabrieken.SchoolFactory()),
        )  # fmt: skip
    # By link nobody stands beside it.
    assert diensten.zonder_account(rij, None) == "Yassine Benali1, via de link"


def test_nobody_signs_for_another_party(wereld, client):
    begeleider, onderneming = wereld.w.begeleider, wereld.overeenkomst.vestiging.onderneming
    buiten = {
        begeleider: [
            ("aangemeld", "onderneming"),
            ("aangemeld", "lerende"),
            ("tablet", "onderneming"),
            ("x", "lerende"),
        ],
        fabrieken.werkgever(onderneming): [("aangemeld", "school"), ("tablet", "lerende")],
        fabrieken.werkgever(fabrieken.OndernemingFactory()): [("aangemeld", "onderneming")],
        fabrieken.trajectbegeleider(fabrieken.SchoolFactory()): [("aangemeld", "school"), ("tablet", "lerende")],
    }
    for user, deuren in buiten.items():
        client.force_login(user)
        for wijze, partij in deuren:
            assert client.get(intern(wereld, "tekenen", wijze, partij)).status_code == 404, (user, wijze, partij)
    client.force_login(begeleider)
    assert client.get(intern(wereld, "tekenen", "aangemeld", "school")).status_code == 200


def test_with_an_account_one_goes_on_to_the_newest_version(wereld, client):
    andere_uren(wereld)
    rijen = opnieuw_verstuurd(wereld)
    client.force_login(wereld.w.begeleider)
    antwoord = client.get(intern(wereld, "start", "aangemeld", "school"))
    assert reverse("onderteken:start", args=["aangemeld", rijen["school"].pk]) in antwoord.content.decode()


def test_what_was_erased_is_not_there_any_more(wereld, client):
    client.force_login(wereld.w.begeleider)
    Overeenkomst.objects.update(toestand="geannuleerd", geannuleerd_op=timezone.now(), reden="Gestopt")
    wis_overeenkomst(overeenkomst=wereld.overeenkomst, op=timezone.now())
    for naam in ("start", "lezen", "pdf"):
        assert client.get(intern(wereld, naam, "aangemeld", "school")).status_code == 404


@pytest.mark.parametrize(
    ("getypt", "zelfde"), [("Zoë  De-Smet", True), ("zoe desmet", True), ("Zoë", False), ("", False)]
)
def test_a_name_is_the_same_without_capitals_and_accents(getypt, zelfde):
    assert zelfde_naam(getypt, "Zoë De Smet") is zelfde
