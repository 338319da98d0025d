"""A PDF signed elsewhere: taken in, judged by a worker, and whose signatures it brings (rules.md §5)."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.models import Document
from educam_portal.meldingen.bezorging import lever
from educam_portal.meldingen.models import Bericht
from educam_portal.parameters import vergeet
from educam_portal.parameters.models import Parameter
from educam_portal.workflow.models import Gebeurtenis
from overeenkomsten.gekwalificeerd import Handtekening, Uitslag
from overeenkomsten.models import GetekendBestand, Ondertekenaar, Overeenkomst, Stuk
from overeenkomsten.pdf import render_zegel
from overeenkomsten.rules.namen import is_dezelfde
from overeenkomsten.services import mailcode, ondertekenen
from overeenkomsten.services.elders import leg_uitslag_vast, neem_in
from overeenkomsten.services.versturen import neem_terug, verstuur
from overeenkomsten.stukken import open_stuk, token
from overeenkomsten.tasks import keur_bestand, maak_stuk
from tests.documenten.bestanden import pdf
from tests.fabrieken import SchoolFactory, trajectbegeleider, werkgever

from .certificaten import Uitgever, onderteken, uitgever
from .fabriek import insz, wereld

pytestmark = pytest.mark.django_db
LATER = datetime.now(UTC) + timedelta(days=200)


@pytest.fixture(scope="module")
def overheid() -> Uitgever:
    return uitgever("Uitgever van kaarten", LATER)


@pytest.fixture(autouse=True)
def vertrouwd(settings, tmp_path, overheid):
    (tmp_path / "lijst.pem").write_text(overheid.pem)
    settings.VERTROUWDE_CERTIFICATEN = str(tmp_path / "lijst.pem")


@pytest.fixture
def z() -> SimpleNamespace:
    w = wereld()
    w.werkgever.naam = "Sofie Peeters"
    w.werkgever.save()
    rij = w.verstuurd(w.lerende(minderjarig=True))
    return SimpleNamespace(w=w, rij=rij, stuk=open_stuk(rij))


def partij(z, naam: str) -> Ondertekenaar:
    return z.stuk.ondertekenaars.select_related("stuk__overeenkomst").get(partij=naam)


def ingebracht(z, naam: str, *, door=None, inhoud: bytes = b"") -> GetekendBestand:
    """Brought by the party itself: logged in, or by its link; unless `door` says who did."""
    door = door or {"onderneming": z.w.werkgever, "school": z.w.begeleider}.get(naam)
    bestand = SimpleUploadedFile("getekend.pdf", inhoud or pdf(), "application/pdf")
    gekeurd = documenten.keur(bestand, ongewijzigd=True)
    return neem_in(ondertekenaar=partij(z, naam), bestand=gekeurd, door=door, op=timezone.now())


def oordeel(bestand: GetekendBestand, *namen: str, redenen: tuple[str, ...] = ()) -> GetekendBestand:
    """The verdict lands, as the worker lands it: once for every time that it ran."""
    for _ in range(2):
        leg_uitslag_vast(bestand, Uitslag(tuple(Handtekening(naam, None) for naam in namen), redenen))
    bestand.refresh_from_db()
    return bestand


# --- the whole way --------------------------------------------------------------------------------------------------


def test_the_printed_version_signed_elsewhere_is_accepted_and_travels_with_the_seal(overheid):
    w = wereld()
    rij = verstuur(overeenkomst=w.concept(), door=w.begeleider, op=timezone.now())
    maak_stuk(open_stuk(rij).pk)
    z = SimpleNamespace(w=w, stuk=open_stuk(rij))
    uitgegeven = documenten.inhoud_voor_portaal(z.stuk.document)
    getekend = onderteken(uitgegeven, overheid.persoon("Yassine Karim", "Benali1", tot=LATER, insz=insz(1)))
    bestand = ingebracht(z, "lerende", inhoud=getekend)
    keur_bestand(bestand.pk)
    bestand.refresh_from_db()
    assert (bestand.toestand, bestand.redenen) == ("klaar", [])
    assert bestand.handtekeningen == [{"partij": "lerende", "naam": "Yassine Karim Benali1", "tijd": "ontvangst"}]
    lerende = partij(z, "lerende")
    assert (lerende.wijze, lerende.sha256, lerende.bewijs) == (
        "gekwalificeerd", z.stuk.document.sha256, bestand.document,
    )  # fmt: skip
    # The very bytes: in any other file the signature no longer holds.
    assert documenten.inhoud_voor_portaal(bestand.document) == getekend
    for naam, door in (("school", w.begeleider), ("onderneming", w.werkgever)):
        bewijs = ondertekenen.Bewijs("aangemeld", str(door))
        rij = ondertekenen.onderteken(ondertekenaar=partij(z, naam), bewijs=bewijs, door=door, op=timezone.now())
    assert rij.toestand == "ondertekend"
    bewijs = {een["partij"]: een for een in open_zegel(rij).gegevens["handtekeningen"]}
    assert (bewijs["Lerende"]["certificaat"], bewijs["Lerende"]["opgeladen"], bewijs["Lerende"]["tijd"]) == (
        "Yassine Karim Benali1", "Yassine Benali1, met de persoonlijke link",
        "Tijdstip waarop het portaal het bestand kreeg",
    )  # fmt: skip
    assert "opgeladen" not in bewijs["School"]
    with pikepdf.open(BytesIO(render_zegel(open_zegel(rij)))) as verzegeld:
        bijlagen = verzegeld.attachments
        assert bijlagen["handtekening-lerende.pdf"].get_file().read_bytes() == getekend


def open_zegel(rij: Overeenkomst):
    return rij.stukken.get(stand="ondertekend").zegel


def test_another_file_is_refused_erased_and_told(z):
    bestand = ingebracht(z, "onderneming", door=z.w.werkgever)
    keur_bestand(bestand.pk)
    bestand.refresh_from_db()
    assert bestand.geweigerd
    assert bestand.redenen[0].startswith("Dit is niet het document dat je van ons kreeg.")
    assert bestand.document.gewist_op is not None
    bericht = Bericht.objects.get(soort="bestand_geweigerd")
    assert bericht.aan == z.w.werkgever
    assert "Dit is niet het document dat je van ons kreeg." in bericht.tekst
    assert not partij(z, "onderneming").getekend
    assert ingebracht(z, "onderneming", door=z.w.werkgever).toestand == "wacht", "one may try again"


# --- whose signature it is ------------------------------------------------------------------------------------------


def test_a_file_signs_for_who_brought_it_and_for_the_lerende_whose_number_is_on_it(z):
    bestand = ingebracht(z, "onderneming")
    gevonden = (
        Handtekening("Yassine Benali1", None, lerende=True), Handtekening("Sofie Anna Peeters", None),
        Handtekening("Karima Benali", None), Handtekening(str(z.w.begeleider), None),
    )  # fmt: skip
    for _ in range(2):
        leg_uitslag_vast(bestand, Uitslag(gevonden, ()))
    bestand.refresh_from_db()
    # The representative and the school have a name on it, and nothing says that it is theirs.
    assert {rij["partij"] for rij in bestand.handtekeningen} == {"lerende", "onderneming"}
    baas = partij(z, "onderneming")
    assert (baas.user, baas.hoedanigheid, baas.getypte_naam) == (z.w.werkgever, "Zaakvoerder", "Sofie Anna Peeters")
    assert Bericht.objects.get(soort="handtekening_gezet").tekst.count("tekenden de overeenkomst") == 1
    # The worker ran twice and the timeline tells of it once.
    (moment,) = Gebeurtenis.objects.filter(actie="ondertekenen")
    assert moment.gegevens == {"wie": f"{baas.naam}, met een bestand dat elders getekend is"}
    # The lerende signed: it is the turn of the representative.
    assert partij(z, "vertegenwoordiger").token_hash is not None


@pytest.mark.parametrize(
    ("naam", "op_het_bestand", "zin"),
    [
        ("lerende", "Iemand Anders", "de handtekening van Iemand Anders. Die hoort niet bij Yassine Benali1"),
        ("vertegenwoordiger", "Karima Benali", "De lerende tekent eerst"),
        # Only who is recorded as authorised binds the onderneming.
        ("onderneming", "Een Collega", "de handtekening van Een Collega"),
    ],
)
def test_a_signature_of_somebody_else_does_not_count(z, naam, op_het_bestand, zin):
    collega = werkgever(z.rij.vestiging.onderneming)
    collega.naam = "Een Collega"
    collega.save()
    bestand = oordeel(ingebracht(z, naam), op_het_bestand)
    assert zin in bestand.redenen[0]
    assert not z.stuk.ondertekenaars.exclude(wijze="").exists()


def test_a_name_that_fits_two_counts_for_who_brought_it(z):
    z.stuk.ondertekenaars.filter(partij="vertegenwoordiger").update(naam="Yassine Benali1")
    oordeel(ingebracht(z, "lerende"), "Yassine Benali1")
    assert (partij(z, "lerende").getekend, partij(z, "vertegenwoordiger").getekend) == (True, False)


def test_who_is_called_the_same_is_told_apart_by_the_number(z):
    bestand = ingebracht(z, "lerende")
    leg_uitslag_vast(bestand, Uitslag((Handtekening("Yassine Benali1", None, lerende=False),), ()))
    bestand.refresh_from_db()
    assert "Het rijksregisternummer op het certificaat is een ander." in bestand.redenen[0]
    assert not partij(z, "lerende").getekend
    z.stuk.ondertekenaars.filter(partij="vertegenwoordiger").update(naam="Yassine Benali1")
    bestand = ingebracht(z, "lerende")
    beide = (Handtekening("Yassine Benali1", None, lerende=False), Handtekening("Yassine Benali1", None, lerende=True))
    leg_uitslag_vast(bestand, Uitslag(beide, ()))
    assert (partij(z, "lerende").getekend, partij(z, "vertegenwoordiger").getekend) == (True, False)


def test_nobody_brings_the_file_of_somebody_else(z, client):
    """The school has a device for the lerende and the representative: of them a name in a certificate tells too little."""
    for naam, door in (
        ("vertegenwoordiger", z.w.begeleider), ("onderneming", z.w.begeleider), ("school", z.w.werkgever),
        ("lerende", z.w.werkgever),
    ):  # fmt: skip
        with pytest.raises(Geweigerd, match="zelf komen"):
            ingebracht(z, naam, door=door)
    assert not GetekendBestand.objects.exists()
    client.force_login(z.w.begeleider)
    paginas = {
        n: reverse("onderteken:elders", args=["tablet", partij(z, n).pk]) for n in ("lerende", "vertegenwoordiger")
    }
    assert {naam: client.get(pagina).status_code for naam, pagina in paginas.items()} == {
        "lerende": 200, "vertegenwoordiger": 302,
    }  # fmt: skip


@pytest.mark.parametrize(("nummer", "getekend"), [(None, False), (True, True)])
def test_at_the_table_of_the_school_the_number_confirms_the_lerende(z, nummer, getekend):
    bestand = ingebracht(z, "lerende", door=z.w.begeleider)
    leg_uitslag_vast(bestand, Uitslag((Handtekening("Yassine Benali1", None, lerende=nummer),), ()))
    bestand.refresh_from_db()
    assert partij(z, "lerende").getekend is getekend
    assert any("staat geen rijksregisternummer" in reden for reden in bestand.redenen) is not getekend


# --- when it was signed ---------------------------------------------------------------------------------------------


def test_only_a_time_stamp_says_that_it_was_signed_before_it_came_in(z):
    """A notice of the first days is not put back by the clock of who signs."""
    Stuk.objects.filter(pk=z.stuk.pk).update(aangemaakt_op=timezone.now() - timedelta(days=3))
    gisteren, lang_geleden = (timezone.now() - timedelta(days=dagen) for dagen in (1, 9))
    for naam, stempel, tijd in (
        ("lerende", gisteren, "tijdstempel"), ("vertegenwoordiger", lang_geleden, "ontvangst"),
        ("onderneming", None, "ontvangst"),
    ):  # fmt: skip
        bestand = ingebracht(z, naam)
        wie = "Sofie Peeters" if naam == "onderneming" else partij(z, naam).naam
        leg_uitslag_vast(bestand, Uitslag((Handtekening(wie, stempel),), ()))
        bestand.refresh_from_db()
        assert [een["tijd"] for een in bestand.handtekeningen] == [tijd]
        assert partij(z, naam).getekend_op == (gisteren if tijd == "tijdstempel" else bestand.aangemaakt_op)


@pytest.mark.parametrize(
    ("naam", "op_de_kaart", "zelfde"),
    [
        ("Zoë De Smet", "ZOE Maria DE SMET", True),
        ("An Peeters", "Jan Peeters", False),
        ("Peeters", "Jan Peeters", False),
        ("Jan Peeters", "", False),
    ],
)
def test_a_card_adds_names_but_lacks_none(naam, op_de_kaart, zelfde):
    assert is_dezelfde(naam, op_de_kaart) is zelfde


# --- taking in ------------------------------------------------------------------------------------------------------


def test_one_file_at_a_time_and_only_of_the_open_version(z):
    ingebracht(z, "lerende")
    with pytest.raises(Geweigerd, match="We kijken het vorige bestand nog na"):
        ingebracht(z, "lerende")
    bestand = GetekendBestand.objects.get()
    neem_terug(overeenkomst=z.rij, reden="Andere uren", door=z.w.begeleider, op=timezone.now())
    with pytest.raises(Geweigerd, match="intussen gewijzigd"):
        ingebracht(z, "school", door=z.w.begeleider)
    assert "intussen" in oordeel(bestand, "Yassine Benali1").redenen[0]


def test_where_it_is_not_allowed_or_nobody_is_trusted_nothing_is_taken_in(z, client, settings):
    client.force_login(z.w.begeleider)
    adres = reverse("onderteken:elders", args=["aangemeld", partij(z, "school").pk])
    tekenen = reverse("onderteken:tekenen", args=["aangemeld", partij(z, "school").pk])
    assert adres in client.get(tekenen).content.decode()
    settings.VERTROUWDE_CERTIFICATEN = ""
    assert adres not in client.get(tekenen).content.decode()
    assert client.get(adres).status_code == 302
    with pytest.raises(Geweigerd, match="Op deze manier"):
        ingebracht(z, "school", door=z.w.begeleider)
    Parameter.objects.filter(naam="tekenniveaus_overeenkomst").update(waarde=["papier"])
    vergeet()
    assert client.get(tekenen).status_code == 302


# --- the pages ------------------------------------------------------------------------------------------------------


def test_the_page_waits_and_then_says_what_is_wrong(z, client):
    client.force_login(z.w.werkgever)
    adres = reverse("onderteken:elders", args=["aangemeld", partij(z, "onderneming").pk])
    assert client.post(adres, {"bestand": SimpleUploadedFile("foto.png", b"\x89PNG", "image/png")}).status_code == 422
    getekend = SimpleUploadedFile("getekend.pdf", pdf(), "application/pdf")
    html = client.post(adres, {"bestand": getekend}, follow=True).content.decode()
    assert "We kijken je bestand na" in html
    bestand = oordeel(GetekendBestand.objects.get(), redenen=("De handtekening geldt niet.",))
    html = client.get(adres).content.decode()
    assert "We aanvaarden je bestand niet." in html
    assert "De handtekening geldt niet." in html
    assert client.get(bestand.document.get_absolute_url()).status_code == 404
    for buiten in (trajectbegeleider(SchoolFactory()), z.w.begeleider, z.w.mentor_user):
        client.force_login(buiten)
        assert client.get(adres).status_code == 404


def test_nobody_opens_the_file_before_it_was_judged(z, client):
    bestand = ingebracht(z, "onderneming", door=z.w.werkgever)
    client.force_login(z.w.werkgever)
    assert client.get(bestand.document.get_absolute_url()).status_code == 404
    oordeel(bestand, "Sofie Peeters")
    assert client.get(bestand.document.get_absolute_url()).status_code == 200
    assert Document.objects.filter(soort="overeenkomst_elders", gewist_op=None).count() == 1


def test_by_link_the_code_comes_first_and_a_refusal_mails_the_link(z, client, monkeypatch, mailoutbox):
    monkeypatch.setattr(mailcode.secrets, "randbelow", lambda _: 42)
    geheim = token(partij(z, "lerende"))
    adres, openen, code = (reverse(f"onderteken:link_{naam}", args=[geheim]) for naam in ("elders", "openen", "code"))
    assert client.get(adres).headers["Location"] == f"{openen}?naar=elders"
    assert client.post(code, {"naar": "elders"}).headers["Location"] == f"{openen}?naar=elders"
    antwoord = client.post(f"{openen}?naar=elders", {"code": "000042"}, follow=True)
    assert "Teken met eID of itsme" in antwoord.content.decode()
    client.post(adres, {"bestand": SimpleUploadedFile("getekend.pdf", pdf(), "application/pdf")})
    oordeel(GetekendBestand.objects.get(door=None), redenen=("De handtekening geldt niet.",))
    bericht = Bericht.objects.get(soort="bestand_geweigerd_met_link")
    assert geheim not in bericht.tekst
    lever(bericht.pk)
    assert geheim in mailoutbox[-1].body
