"""A copy signed on paper, uploaded by the school (rules.md §5)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.models import Document
from educam_portal.meldingen.models import Bericht
from educam_portal.parameters import vergeet
from educam_portal.parameters.models import Parameter
from overeenkomsten import pdf as pdf_van
from overeenkomsten.models import Overeenkomst, Stuk, Tekenbevoegde, Zegel
from overeenkomsten.niveaus import toegelaten_niveaus
from overeenkomsten.services.ondertekenen import weiger
from overeenkomsten.services.papier import op_papier
from overeenkomsten.stukken import open_stuk
from tests.documenten.bestanden import pdf
from tests.fabrieken import SchoolFactory, trajectbegeleider

from .fabriek import Wereld, wereld

pytestmark = pytest.mark.django_db
ALLEN = ("school", "onderneming", "lerende", "vertegenwoordiger")


def kopie() -> SimpleUploadedFile:
    return SimpleUploadedFile("getekend.pdf", pdf(), "application/pdf")


def laad_op(w: Wereld, stuk: Stuk, partijen=ALLEN, **anders) -> Overeenkomst:
    nu = timezone.now()
    gewoon = {
        "bestand": kopie(), "getekend_op": timezone.localdate(nu), "naam_school": "Griet Deleu",
        "bevoegde": Tekenbevoegde.objects.get(user=w.werkgever), "door": w.begeleider, "op": nu,
    }  # fmt: skip
    return op_papier(stuk=stuk, partijen=partijen, **(gewoon | anders))


@pytest.fixture
def w() -> Wereld:
    return wereld()


@pytest.fixture
def stuk(w) -> Stuk:
    return open_stuk(w.verstuurd(w.lerende(minderjarig=True)))


def test_the_document_has_room_to_sign_for_each_party_where_paper_is_allowed(stuk, monkeypatch):
    monkeypatch.setattr(pdf_van, "druk", lambda sjabloon, context: render_to_string(sjabloon, context))
    html = pdf_van.render(stuk)
    assert f"Versie 1, opgemaakt op {date_format(timezone.localdate(stuk.aangemaakt_op), 'j F Y')}" in html
    vakken = html.split("Teken je op papier?")[1]
    namen = stuk.ondertekenaars.values_list("naam", flat=True)
    assert [vakken.count(f"<br>{naam}</th><td></td><td></td>") for naam in namen] == [1, 1, 1, 1]
    monkeypatch.setattr(pdf_van, "toegelaten", lambda wijze, stuk: False)
    assert "Handtekeningen</h2>" not in pdf_van.render(stuk)


def test_everybody_on_one_paper_makes_it_bind(w, stuk):
    weiger(ondertekenaar=stuk.ondertekenaars.get(partij="lerende"), reden="Later.", door=None, op=timezone.now())
    rij = laad_op(w, stuk)
    assert (rij.toestand, rij.geregistreerd_op) == ("ondertekend", timezone.localdate())
    gezet = {o.partij: (o.wijze, o.getypte_naam, o.hoedanigheid) for o in stuk.ondertekenaars.all()}
    assert gezet["school"] == ("papier", "Griet Deleu", "")
    assert gezet["onderneming"] == ("papier", str(w.werkgever), "Zaakvoerder")
    assert gezet["lerende"][:2] == ("papier", "Yassine Benali1")
    document = Document.objects.get(soort="overeenkomst_papier")
    assert {o.bewijs for o in stuk.ondertekenaars.all()} == {document}
    assert document.gevoelig
    blad = Zegel.objects.get(stuk=stuk).gegevens["handtekeningen"]
    assert {(rij["alleen_dag"], rij["bewijs_sha256"]) for rij in blad} == {(True, document.sha256)}


def test_some_on_paper_and_the_others_go_on_in_the_portal(w, stuk):
    rij = laad_op(w, stuk, ["lerende", "school"])
    assert (rij.toestand, stuk.ondertekenaars.filter(wijze="papier").count()) == ("ter_ondertekening", 2)
    # The lerende signed, so it is the turn of the representative. The school knows what it did itself.
    assert stuk.ondertekenaars.get(partij="vertegenwoordiger").token_hash is not None
    assert not Bericht.objects.filter(soort="handtekening_gezet").exists()


@pytest.mark.parametrize(
    ("partijen", "anders", "zin"),
    [
        (ALLEN, {"getekend_op": timezone.localdate() + timedelta(days=1)}, "in de toekomst"),
        (ALLEN, {"getekend_op": timezone.localdate() - timedelta(days=1)}, "Deze versie bestaat pas sinds"),
        (ALLEN, {"bevoegde": None}, "Kies wie voor de onderneming tekende"),
        (["vertegenwoordiger"], {}, "De lerende tekent eerst"),
        ([], {}, "Vink aan wie"),
    ],
)
def test_what_paper_cannot_say_is_refused_and_changes_nothing(w, stuk, partijen, anders, zin):
    with pytest.raises(Geweigerd, match=zin):
        laad_op(w, stuk, partijen, **anders)
    assert not stuk.ondertekenaars.exclude(wijze="").exists()
    assert not Document.objects.filter(soort="overeenkomst_papier").exists()


def test_nobody_signs_twice_and_nobody_of_another_school_uploads(w, stuk):
    laad_op(w, stuk, ["school"])
    with pytest.raises(Geweigerd, match="heeft deze versie al getekend"):
        laad_op(w, stuk, ["school"])
    with pytest.raises(Geweigerd, match="mag je niet"):
        laad_op(w, stuk, ["lerende"], door=trajectbegeleider(SchoolFactory()))


def test_the_levels_are_a_parameter_per_kind_of_document(w, stuk):
    dag = timezone.localdate()
    alle = {"eenvoudig", "papier", "gekwalificeerd"}
    assert [toegelaten_niveaus(soort, dag) for soort in ("overeenkomst", "addendum", "beeindiging")] == [alle] * 3
    Parameter.objects.filter(naam="tekenniveaus_overeenkomst").update(waarde=["eenvoudig"])
    vergeet()
    assert toegelaten_niveaus("overeenkomst", dag) == {"eenvoudig"}
    assert toegelaten_niveaus("addendum", dag) == alle
    with pytest.raises(Geweigerd, match="Op deze manier"):
        laad_op(w, stuk)


def test_the_page_keeps_what_was_typed_and_leads_back(w, stuk, client):
    client.force_login(w.begeleider)
    adres = reverse("school:papier", args=[stuk.pk])
    assert adres in client.get(stuk.overeenkomst.get_absolute_url()).content.decode()
    velden = {"partijen": ["lerende", "onderneming"], "getekend_op": timezone.localdate().isoformat()}
    namaak = SimpleUploadedFile("kopie.pdf", b"MZ\x90 een programma", "application/pdf")
    antwoord = client.post(adres, velden | {"naam_school": "Griet", "bestand": namaak})
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Kies wie voor de onderneming tekende." in html
    assert html.count(" checked") == 2
    bevoegde = Tekenbevoegde.objects.get(user=w.werkgever)
    antwoord = client.post(adres, velden | {"bevoegde": bevoegde.pk, "bestand": kopie()}, follow=True)
    html = antwoord.content.decode()
    assert "De kopie is bewaard. De handtekeningen zijn genoteerd." in html
    assert "getekend op papier op" in html
    assert reverse("documenten:bestand", args=[Document.objects.get(soort="overeenkomst_papier").pk]) in html


def test_the_page_of_an_older_version_sends_on_and_of_another_school_does_not_exist(w, stuk, client):
    adres = reverse("school:papier", args=[stuk.pk])
    client.force_login(trajectbegeleider(SchoolFactory()))
    assert client.get(adres).status_code == 404
    client.force_login(w.werkgever)
    assert client.get(adres).status_code == 404
    Stuk.objects.filter(pk=stuk.pk).update(stand="vervallen", vervallen_op=timezone.now())
    client.force_login(w.begeleider)
    antwoord = client.get(adres, follow=True)
    assert "De overeenkomst is intussen gewijzigd." in antwoord.content.decode()
