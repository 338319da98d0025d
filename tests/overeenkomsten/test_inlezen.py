"""A list of lerenden is read, looked at and taken over: nothing is kept before, nobody twice (rules.md §5, §9)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts import remmen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten import services as documenten
from educam_portal.documenten.fouten import GeenToegang
from overeenkomsten.inlezen import voorbeeld
from overeenkomsten.models import Groepswerk, Lerende, Overeenkomst
from overeenkomsten.services import groep
from overeenkomsten.services.inlezen import STAAT_ER_AL
from overeenkomsten.services.lerenden import nieuwe_lerende
from tests import fabrieken

from .fabriek import INSZ, Wereld, insz, wereld
from .klas import sjabloon_van

pytestmark = pytest.mark.django_db
KOP = "Voornaam;Familienaam;Geboortedatum;Rijksregisternummer;Klas;Vestigingsnummer"


@pytest.fixture
def w(client) -> Wereld:
    w = wereld(plaatsen=9)
    client.force_login(w.begeleider)
    return w


@pytest.fixture
def lees(client, w, werker):
    """Upload these rows, and let the worker read them."""

    def laad(*rijen: str, kop: str = KOP, **velden) -> Groepswerk:
        bestand = SimpleUploadedFile("klas.csv", "\n".join([kop, *rijen]).encode("cp1252"))
        vast = {
            "bestand": bestand,
            "opleiding": w.erkenning.opleiding_id,
            "lessen_vanaf": timezone.localdate().isoformat(),
        }
        with werker():
            antwoord = client.post(reverse("school:inlezen"), vast | velden)
        werk = Groepswerk.objects.latest("pk")
        assert antwoord.url == werk.get_absolute_url()
        return werk

    return laad


@pytest.fixture
def neem_over(client, werker):
    def druk(werk: Groepswerk) -> list[tuple[str, str]]:
        with werker():
            client.post(reverse("school:inlezen_overnemen", args=[werk.pk]))
        return [(regel.stand, regel.zin) for regel in werk.regels.all()]

    return druk


def test_a_list_is_looked_at_first_and_then_taken_over(client, w, lees, neem_over):
    werk = lees(f"Zoë;Maes;15/6/2004;{INSZ};6 auto;", "Sam;Claes;1-2-2003;;6 auto;")
    tekst = client.get(werk.get_absolute_url()).content.decode()
    assert "2 van 2 rijen klaar om over te nemen." in tekst and "data-ververs" not in tekst
    assert (Lerende.objects.count(), werk.regels.first().nummer) == (0, INSZ)
    assert neem_over(werk) == [("gelukt", ""), ("gelukt", "")]
    zoe = Lerende.objects.get(voornaam="Zoë")
    assert (zoe.persoonsnummer.nummer, zoe.klas, zoe.opleiding, zoe.begeleider) == (
        INSZ, "6 auto", w.erkenning.opleiding, w.begeleider,
    )  # fmt: skip
    assert [regel.nummer for regel in werk.regels.all()] == ["", ""]
    assert "2 van 2 gelukt." in client.get(werk.get_absolute_url()).content.decode()


def test_every_row_says_what_is_wrong_per_column(client, lees, neem_over):
    werk = lees(
        "Zoë;;juni;85073003329;6 auto;",
        "Noor;Peeters;15/06/2012;;;",
        "Sam;Claes;01/02/2003;;;",
        "Sam;Claes;01/02/2003;;;",
    )
    fouten = [regel.gegevens.get("fouten", []) for regel in werk.regels.all()]
    assert fouten[0] == [
        "Familienaam: Vul de familienaam in.",
        "Geboortedatum: Deze geboortedatum klopt niet. Schrijf dag, maand en jaar zo: 15/06/2009.",
        "Rijksregisternummer: Dit rijksregisternummer klopt niet. Kijk de 11 cijfers na: ze staan op de achterkant van "
        "de identiteitskaart.",
    ]
    assert fouten[1][0] == "Voornaam vertegenwoordiger: Vul de voornaam van de vertegenwoordiger in."
    assert (fouten[2], fouten[3]) == ([], ["Staat twee keer in de lijst, ook op rij 4."])
    tekst = client.get(werk.get_absolute_url()).content.decode()
    assert "1 van 4 rijen klaar om over te nemen." in tekst and "85073003329" not in tekst
    assert [stand for stand, _ in neem_over(werk)] == ["niet", "niet", "gelukt", "niet"]
    assert Lerende.objects.count() == 1


def test_the_same_list_twice_makes_nobody_twice(client, w, lees, neem_over):
    rijen = (f"Zoë;Maes;15/6/2004;{INSZ};6 auto;", "Sam;Claes;1-2-2003;;6 auto;")
    eerste, tweede = lees(*rijen), lees(*rijen)
    neem_over(eerste)
    assert neem_over(tweede) == [("niet", STAAT_ER_AL)] * 2
    derde = lees(*rijen, "Mia;Smet;1-2-2003;;;")
    assert [(regel.stand, regel.zin) for regel in derde.regels.all()][:2] == [("niet", STAAT_ER_AL)] * 2
    assert "1 van 3 rijen klaar om over te nemen." in client.get(derde.get_absolute_url()).content.decode()
    assert Lerende.objects.count() == 2
    assert neem_over(eerste) == [("gelukt", "")] * 2, "a second press changes nothing"


def test_a_klassjabloon_makes_the_concepts_too(w, lees, neem_over):
    nummer = w.erkenning.vestiging.nummer
    kent = w.lerende(5, voornaam="Emma", naam="Jans")
    werk = lees(
        f"Zoë;Maes;15/6/2004;{INSZ};6;{nummer}", "Sam;Claes;1-2-2003;;6;", "Mia;Smet;1-2-2003;;6;2.000.000.001",
        f"Emma;Jans;{kent.geboortedatum:%d/%m/%Y};{insz(5)};6;{nummer}", sjabloon=sjabloon_van(w).pk,
    )  # fmt: skip
    uitkomst = neem_over(werk)
    assert uitkomst[:2] == [
        ("gelukt", ""),
        ("gelukt", "Nog in te vullen: leerwerkplek, mentor, rijksregisternummer van de lerende."),
    ]
    assert uitkomst[2] == (
        "niet", "Vestigingsnummer leerwerkplek: deze vestiging is niet erkend voor deze opleiding. Kijk het nummer na.",
    )  # fmt: skip
    assert uitkomst[3] == ("gelukt", "")
    concepten = Overeenkomst.objects.order_by("pk")
    assert [(rij.lerende.voornaam, rij.vestiging) for rij in concepten] == [
        ("Zoë", w.erkenning.vestiging), ("Sam", None), ("Emma", w.erkenning.vestiging),
    ]  # fmt: skip
    assert Lerende.objects.filter(voornaam="Emma").count() == 1


def test_what_every_row_holds_is_not_asked_again(w, lees, neem_over):
    kop = "Voornaam;Familienaam;Geboortedatum;Opleiding;Eerste lesdag"
    dag, titel = timezone.localdate(), w.erkenning.opleiding.titel
    werk = lees(
        f"Zoë;Maes;15/6/2004;{titel};{dag:%d/%m/%Y}", "Sam;Claes;1/2/2003;;", kop=kop, opleiding="", lessen_vanaf=""
    )
    assert neem_over(werk) == [
        ("gelukt", ""),
        (
            "niet",
            "Opleiding: leeg in je lijst. Vul ze daar in, of kies ze bij het inlezen. "
            "Eerste lesdag: leeg in je lijst. Vul ze daar in, of kies ze bij het inlezen.",
        ),
    ]
    zoe = Lerende.objects.get()
    assert (zoe.opleiding.titel, zoe.lessen_vanaf) == (titel, dag)


def test_the_file_is_read_by_nobody_and_erased_when_it_is_read(client, w, werker):
    bestand = SimpleUploadedFile("klas.csv", voorbeeld())
    velden = {
        "bestand": bestand,
        "opleiding": w.erkenning.opleiding_id,
        "lessen_vanaf": timezone.localdate().isoformat(),
    }
    with werker():
        client.post(reverse("school:inlezen"), velden)
        document = Groepswerk.objects.get().document
        assert (document.gewist_op, (document.bewaren_tot - timezone.localdate()).days) == (None, 30)
        with pytest.raises(GeenToegang):
            documenten.lees(document, door=w.begeleider)
        assert "We kijken je lijst na." in client.get(Groepswerk.objects.get().get_absolute_url()).content.decode()
    document.refresh_from_db()
    assert document.gewist_reden == "lijst gelezen"


def test_a_file_that_cannot_be_read_says_why(client, lees):
    werk = lees("Zoë", kop="Voornaam")
    tekst = client.get(werk.get_absolute_url()).content.decode()
    assert "We missen een kolom: Familienaam, Geboortedatum." in tekst and "Kies een ander bestand" in tekst


def test_a_list_that_is_thrown_away_keeps_no_number(client, w, lees):
    werk = lees(f"Zoë;Maes;15/6/2004;{INSZ};6 auto;")
    client.post(reverse("school:groepswerk_stoppen", args=[werk.pk]))
    regel = werk.regels.get()
    assert (regel.nummer, regel.gegevens, regel.stand) == ("", {}, "niet")
    with pytest.raises(Geweigerd, match="al overgenomen of gestopt"):
        groep.neem_over(werk=werk, door=w.begeleider, op=timezone.now())
    assert client.get(werk.get_absolute_url()).status_code == 200


def test_a_reader_that_breaks_is_told_and_not_tried_for_ever(client, w, lees, monkeypatch):
    monkeypatch.setitem(groep._lezers, "inlezen", lambda werk, op: 1 / 0)
    werk = lees("Zoë;Maes;15/6/2004;;;")
    assert "We konden deze lijst niet lezen." in client.get(werk.get_absolute_url()).content.decode()
    assert groep.wachtend(timezone.now() + timedelta(hours=1)) == []


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [("klas.pdf", b"x", "eindigt op .xlsx of .csv"), ("klas.csv", b"", "Dit bestand is leeg."),
     ("klas.xlsx", b"x" * (2 * 1024 * 1024 + 1), "groter dan 2 MB")],
)  # fmt: skip
def test_what_is_no_list_is_refused_at_once(client, w, naam, inhoud, zin):
    antwoord = client.post(reverse("school:inlezen"), {"bestand": SimpleUploadedFile(naam, inhoud)})
    assert (antwoord.status_code, zin in antwoord.content.decode()) == (422, True)


def test_the_example_is_offered(client, w):
    assert reverse("school:inlezen_voorbeeld") in client.get(reverse("school:inlezen")).content.decode()
    antwoord = client.get(reverse("school:inlezen_voorbeeld"))
    assert (antwoord["Content-Disposition"], antwoord.content) == (
        'attachment; filename="lerenden-voorbeeld.csv"', voorbeeld(),
    )  # fmt: skip


def test_another_school_takes_nothing_over(client, w, lees):
    werk = lees("Zoë;Maes;15/6/2004;;;")
    ander = fabrieken.trajectbegeleider(fabrieken.SchoolFactory())
    client.force_login(ander)
    assert client.post(reverse("school:inlezen_overnemen", args=[werk.pk])).status_code == 404
    with pytest.raises(Geweigerd, match="alleen een trajectbegeleider van de school zelf"):
        groep.neem_over(werk=werk, door=ander, op=timezone.now())


def test_somebody_added_meanwhile_is_found(w, lees, neem_over):
    werk = lees(f"Zoë;Maes;15/6/2004;{INSZ};6 auto;")
    velden = {
        "voornaam": "Zoé", "naam": "Maes", "geboortedatum": timezone.localdate().replace(year=2004),
        "opleiding": w.erkenning.opleiding, "lessen_vanaf": w.start,
    }  # fmt: skip
    nieuwe_lerende(
        school=w.school, velden=velden, insz=INSZ, vertegenwoordiger=None, door=w.begeleider, op=timezone.now()
    )
    assert neem_over(werk) == [("niet", STAAT_ER_AL)]
    assert werk.regels.get().nummer == "", "nobody comes back for it"


def test_uploads_of_a_list_have_a_limit(client, w, monkeypatch):
    monkeypatch.setitem(remmen.GRENZEN, "opladen", remmen.Grens(1, 3600, "Wacht even."))
    codes = [
        client.post(reverse("school:inlezen"), {"bestand": SimpleUploadedFile("klas.pdf", b"x")}).status_code
        for _ in range(2)
    ]
    assert codes == [422, 429]
