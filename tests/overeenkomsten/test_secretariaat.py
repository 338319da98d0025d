"""The pack for the sociaal secretariaat: what is in it, who opens it, and "geregeld" through its link (rules.md §5.1)."""

import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.fouten import GeenToegang
from educam_portal.documenten.rekenblad import als_csv
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from overeenkomsten.models import Lerende, Pakket, Verplichting
from overeenkomsten.pakket import insz_van, token
from overeenkomsten.services import mailcode
from overeenkomsten.services.lerenden import persoonsnummer
from overeenkomsten.services.pakketten import leg_pakket_vast, maak_pakket, trek_pakket_in
from overeenkomsten.tasks import maak_pakket as taak
from overeenkomsten.toestanden import START_VERPLICHTINGEN, Toestand
from tests.overeenkomsten.getekend import Zaak, zaak

from .fabriek import ROOSTER

pytestmark = pytest.mark.django_db
INSZ = "85073003328"
INSZ_LEESBAAR = "85.07.30-033.28"


@pytest.fixture
def z() -> Zaak:
    gemaakt = zaak(rooster=ROOSTER)
    Lerende.objects.update(persoonsnummer=persoonsnummer(INSZ))
    gemaakt.overeenkomst.refresh_from_db()
    return gemaakt


def _maak(z: Zaak, email: str = "an@example.be", **anders) -> Pakket:
    """Made, its files as the worker leaves them, without printing."""
    velden = {"naam": "Loonwijs", "email": email, "door": z.werkgever, "op": timezone.now(), **anders}
    pakket = maak_pakket(overeenkomst=z.overeenkomst, **velden)
    return leg_pakket_vast(pakket, b"%PDF-1.7 pakket")


def _adres(pakket: Pakket) -> str:
    return f"/secretariaat/{token(pakket)}/"


def test_the_files_hold_all_that_is_needed_and_the_mail_holds_a_link_only(z, tmp_path):
    pakket = maak_pakket(
        overeenkomst=z.overeenkomst, naam="Loonwijs", email="an@example.be", door=z.werkgever, op=timezone.now()
    )
    taak(pakket.pk)
    taak(pakket.pk)  # twice is once
    pakket.refresh_from_db()
    inhoud = documenten.lees(pakket.document, door=z.werkgever)
    with pikepdf.open(BytesIO(inhoud)) as pdf:
        assert pdf.Root.MarkInfo.Marked
    bestand = tmp_path / "pakket.pdf"
    bestand.write_bytes(inhoud)
    tekst = subprocess.run(["pdftotext", "-layout", bestand, "-"], capture_output=True, text=True, check=True).stdout
    for woord in (INSZ_LEESBAAR, "700,80 euro per maand", "Type ALT", "24 op de werkplek en 14 in de les", "Loonbrief"):
        assert woord in " ".join(tekst.split()), woord
    assert "Remmen vervangen" not in tekst
    kop, regel = documenten.lees(pakket.csv, door=z.secretariaat).decode("utf-8-sig").splitlines()
    velden = dict(zip(kop.split(";"), regel.split(";"), strict=True))
    assert velden["rijksregisternummer"] == INSZ_LEESBAAR
    assert (velden["leervergoeding"], velden["leervergoeding_per"], velden["dimona_type"]) == ("700,80", "maand", "ALT")
    assert velden["uurrooster"].startswith("maandag school 08:30-16:30 pauze 60 min | dinsdag")
    (mail,) = Bericht.objects.filter(soort="secretariaat_pakket")
    assert mail.adres == "an@example.be"
    assert not [deel for deel in (INSZ, INSZ_LEESBAAR, token(pakket), "Benali") if deel in f"{mail.titel}{mail.tekst}"]


def test_a_cell_never_becomes_a_formula():
    assert als_csv(["naam"], [["=1+1"], ["\t@x"], ["", None], ["Garage; 't Wiel"]]).decode("utf-8-sig") == (
        "naam\r\n'=1+1\r\n'\t@x\r\n;\r\n\"Garage; 't Wiel\"\r\n"
    )


def test_the_link_ticks_in_one_go_and_tells_the_werkgever(client, z):
    pakket = _maak(z)
    url = _adres(pakket)
    html = client.get(url).content.decode()
    assert "Te regelen voor Yassine Benali" in html and "Dimona-aangifte (type ALT)" in html
    assert INSZ not in html and INSZ_LEESBAAR not in html
    assert 'value="medisch"' not in html and "vinkt de werkgever zelf af" in html
    dag = timezone.localdate()
    fout = client.post(url, {"soorten": ["medisch"], "naam": "An", "gedaan_op": dag})
    assert fout.status_code == 422
    morgen = client.post(url, {"soorten": ["dimona"], "naam": "An", "gedaan_op": dag + timedelta(days=1)})
    assert "moet nog komen" in morgen.content.decode()
    zonder_medisch = [soort.value for soort in START_VERPLICHTINGEN if soort != "medisch"]
    assert (
        client.post(url, {"soorten": [*zonder_medisch, "loonbrief"], "naam": "An", "gedaan_op": dag}).status_code == 302
    )
    rijen = Verplichting.objects.exclude(gedaan_op=None)
    assert set(rijen.values_list("soort", "gedaan_naam", "gedaan_door")) == {
        (soort, "An (Loonwijs)", None) for soort in (*zonder_medisch, "loonbrief")
    }
    assert termijnen.van(z.overeenkomst, "startklaar").is_open  # the medisch onderzoek is the werkgever's
    (bericht,) = Bericht.objects.filter(soort="secretariaat_geregeld")
    assert bericht.aan == z.werkgever and "- Dimona-aangifte" in bericht.tekst
    assert "An (Loonwijs)" not in client.get(url).content.decode()


def test_the_files_open_only_after_the_code_that_was_mailed_to_the_address_of_the_link(client, z, monkeypatch):
    """They hold the rijksregisternummer: a mail that was forwarded does not open them; ticking needs no code."""
    monkeypatch.setattr(mailcode.secrets, "randbelow", lambda _: 42)
    url = _adres(_maak(z))
    for naam in ("pdf", "csv"):
        assert client.get(f"{url}{naam}/").headers["Location"] == f"{url}openen/?naar={naam}"
    assert "Dan download je de csv." in client.get(f"{url}openen/?naar=csv").content.decode()
    gemaild = client.post(f"{url}code/", {"naar": "csv"}, follow=True)
    assert "We mailden een code naar a•••@example.be." in gemaild.content.decode()
    (bericht,) = Bericht.objects.filter(soort="ondertekencode")
    assert bericht.adres == "an@example.be" and "om het pakket te openen" in bericht.tekst
    assert client.post(f"{url}openen/", {"naar": "csv", "code": "999999"}).status_code == 422
    assert client.get(f"{url}csv/").status_code == 302
    assert client.post(f"{url}openen/", {"naar": "csv", "code": "000042"}).headers["Location"] == f"{url}csv/"
    assert INSZ_LEESBAAR in client.get(f"{url}csv/").content.decode()
    assert client.get(f"{url}pdf/").content == b"%PDF-1.7 pakket"
    assert Client().get(f"{url}csv/").status_code == 302, "another browser"
    nieuw = _adres(_maak(z))
    assert client.get(f"{nieuw}csv/").status_code == 302, "another link"


def test_a_link_without_address_opens_no_file_and_still_ticks(client, z):
    url = _adres(_maak(z, email=""))
    for naam in ("pdf", "csv", "openen"):
        assert client.get(f"{url}{naam}/").headers["Location"] == url
    assert client.post(f"{url}code/").headers["Location"] == url
    assert not Bericht.objects.filter(soort="ondertekencode").exists()
    html = client.get(url).content.decode()
    assert "De pdf en de csv krijg je van de werkgever" in html and f"{url}pdf/" not in html
    velden = {"soorten": ["dimona"], "naam": "An", "gedaan_op": timezone.localdate()}
    assert client.post(url, velden).status_code == 302
    assert Verplichting.objects.get(soort="dimona", overeenkomst=z.overeenkomst).gedaan_naam == "An (Loonwijs)"


def test_opening_consumes_nothing_and_an_old_link_is_renewed_to_the_same_address(client, z):
    pakket = _maak(z)
    url = _adres(pakket)
    for _ in range(3):
        assert client.get(url).status_code == 200
    Pakket.objects.update(vervalt_op=timezone.now() - timedelta(minutes=1))
    html = client.get(url).content.decode()
    assert "Deze link werkt niet meer" in html and "Benali" not in html
    assert client.get(f"{url}csv/").headers["Content-Type"].startswith("text/html")
    assert "onderweg" in client.post(f"{url}vernieuwen/").content.decode()
    nieuw = Pakket.objects.get(ingetrokken_op=None)
    assert (nieuw.email, nieuw.gemaakt_door) == ("an@example.be", None)
    leg_pakket_vast(nieuw, b"%PDF-1.7 nieuw")
    assert (
        list(Bericht.objects.filter(soort="secretariaat_pakket").values_list("adres", flat=True))
        == ["an@example.be"] * 2
    )
    assert "Te regelen voor" in client.get(_adres(nieuw)).content.decode()
    assert "Deze link werkt niet meer" in client.get(url).content.decode()
    assert client.get("/secretariaat/onbekend/").status_code == 404


def test_withdrawn_is_closed_at_once_and_its_files_are_gone(client, z):
    pakket = _maak(z)
    trek_pakket_in(overeenkomst=z.overeenkomst, door=z.werkgever, op=timezone.now())
    pakket.refresh_from_db()
    assert pakket.document.gewist_op is not None and pakket.csv.gewist_op is not None
    url = _adres(pakket)
    velden = {"soorten": ["dimona"], "naam": "An", "gedaan_op": timezone.localdate()}
    assert "Deze link werkt niet meer" in client.post(url, velden).content.decode()
    assert "Vraag een nieuwe link" not in client.post(f"{url}vernieuwen/").content.decode()
    assert not Verplichting.objects.exclude(gedaan_op=None).exists()
    # A worker that finishes after that leaves nothing behind.
    laat = maak_pakket(overeenkomst=z.overeenkomst, naam="X", email="", door=z.werkgever, op=timezone.now())
    trek_pakket_in(overeenkomst=z.overeenkomst, door=z.werkgever, op=timezone.now())
    assert leg_pakket_vast(laat, b"%PDF-1.7 laat").csv.gewist_op is not None
    assert Bericht.objects.filter(soort="secretariaat_pakket").count() == 1


def test_who_makes_it_and_who_reads_it(client, z):
    url = f"{z.overeenkomst.get_absolute_url()}secretariaat/"
    ander = zaak(nummer=2)
    for buiten in (z.begeleider, z.mentor, ander.werkgever, ander.secretariaat):
        client.force_login(buiten)
        assert client.post(url, {"naam": "X"}).status_code == 404
        with pytest.raises(Geweigerd):
            maak_pakket(overeenkomst=z.overeenkomst, naam="X", email="", door=buiten, op=timezone.now())
    client.force_login(z.werkgever)
    assert client.post(url, {"naam": ""}).status_code == 422
    assert client.post(url, {"naam": "Loonwijs"}).status_code == 302
    pakket = leg_pakket_vast(Pakket.objects.get(), b"%PDF-1.7 pakket")
    html = client.get(url).content.decode()
    assert token(pakket) in html and 'value="Loonwijs"' in html
    assert "leest de gegevens zonder het rijksregisternummer" in html
    for buiten in (z.begeleider, z.mentor, ander.werkgever):
        with pytest.raises(GeenToegang):
            documenten.lees(pakket.csv, door=buiten)
    client.force_login(z.secretariaat)
    assert client.get(pakket.csv.get_absolute_url()).status_code == 200
    assert client.post(f"{url}intrekken/").status_code == 302
    assert not Pakket.objects.filter(ingetrokken_op=None).exists()


def test_another_number_or_none_is_never_printed(z):
    pakket = maak_pakket(overeenkomst=z.overeenkomst, naam="X", email="", door=z.werkgever, op=timezone.now())
    Lerende.objects.update(persoonsnummer=None)
    pakket.refresh_from_db()
    with pytest.raises(ValueError, match="een ander dan"):
        insz_van(Pakket.objects.get())
    z.overeenkomst.refresh_from_db()
    with pytest.raises(Geweigerd, match="rijksregisternummer"):
        maak_pakket(overeenkomst=z.overeenkomst, naam="X", email="", door=z.werkgever, op=timezone.now())


@pytest.mark.parametrize("naam", ["Win op www.example.be", "https://example.be"])
def test_a_name_plants_no_address_in_a_mail_of_the_portal(client, z, naam):
    client.force_login(z.werkgever)
    velden = {"naam": naam, "email": "wie.dan.ook@example.be"}
    assert client.post(f"{z.overeenkomst.get_absolute_url()}secretariaat/", velden).status_code == 422
    assert not Pakket.objects.exists()


def test_nothing_is_handed_over_before_all_signed(client):
    z = zaak(Toestand.TER_ONDERTEKENING)
    with pytest.raises(Geweigerd):
        maak_pakket(overeenkomst=z.overeenkomst, naam="X", email="", door=z.werkgever, op=timezone.now())
