"""Several overeenkomsten at once from the board: each row through its own service, and what came of it (rules.md §5)."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from educam_portal.documenten import services as documenten
from educam_portal.documenten.fouten import GeenToegang
from educam_portal.documenten.models import Document
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.services import van
from overeenkomsten.models import Groepswerk, Overeenkomst, Stuk
from overeenkomsten.services.concept import begin
from overeenkomsten.services.groep import ZONDER, Rij, begin_groepswerk, stop, wis_oude
from overeenkomsten.tasks import nieuwe_dag
from tests import fabrieken
from tests.vragen import kost

from .fabriek import Wereld, wereld

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(client) -> Wereld:
    w = wereld(plaatsen=9)
    client.force_login(w.begeleider)
    return w


@pytest.fixture
def doe(client, werker, monkeypatch):
    """Press the button for these rows, and let the worker do it."""
    monkeypatch.setattr("overeenkomsten.tasks.maak_stuk.apply_async", lambda *a, **k: None)

    def druk(actie: str, *rijen: Overeenkomst, **velden) -> list[tuple[str, str]]:
        with werker():
            antwoord = client.post(
                reverse("school:groep_nieuw"), {"actie": actie, "ref": [rij.referentie for rij in rijen], **velden}
            )
        werk = Groepswerk.objects.latest("pk")
        assert antwoord.url == reverse("school:groepswerk", args=[werk.pk])
        return [(regel.stand, regel.zin) for regel in werk.regels.all()]

    return druk


def _pdf(bladzijden: int) -> bytes:
    uit, pdf = io.BytesIO(), pikepdf.new()
    for _ in range(bladzijden):
        pdf.add_blank_page()
    pdf.save(uit)
    return uit.getvalue()


def test_the_board_offers_it_and_the_page_shows_what_was_ticked(client, w):
    eerste, tweede = w.concept(w.lerende(1)), w.concept(w.lerende(2))
    bord = client.get("/school/").content.decode()
    assert f'name="ref" value="{eerste.referentie}"' in bord and 'action="/school/groepswerk/nieuw/"' in bord
    adres = reverse("school:groep_nieuw")
    assert client.get(adres, {"actie": "versturen", "ref": [tweede.referentie]}).context["rijen"] == [tweede]
    alles = client.get(adres, {"actie": "versturen", "alles": "1", "q": "benali", "toestand": "concept"})
    assert alles.context["rijen"] == [eerste, tweede]
    # Of the whole list only what the action is for: the plans are answered, and nothing waits for signatures.
    assert client.get(adres, {"actie": "voorleggen", "alles": "1"}).url == "/school/"
    assert client.get(adres, {"actie": "herinneren", "alles": "1"}).url == "/school/"
    assert client.get(adres, {"actie": "overdragen", "alles": "1"}).context["rijen"] == [eerste, tweede]
    assert client.get(adres, {"actie": "wissen", "ref": [eerste.referentie]}).url == "/school/"
    assert client.get(adres, {"actie": "versturen"}).url == "/school/"


def test_what_is_ready_is_sent_and_what_is_not_says_why(w, doe):
    klaar = w.concept(w.lerende(1))
    leeg = begin(lerende=w.lerende(2), door=w.begeleider, op=timezone.now())
    (gestuurd, zin), (stand, waarom) = doe("versturen", klaar, leeg)
    assert (gestuurd, zin, stand) == ("gelukt", "Iedereen krijgt een link.", "niet")
    assert "Vul de leerwerkplek in." in waarom
    klaar.refresh_from_db()
    leeg.refresh_from_db()
    assert (klaar.toestand, leeg.toestand) == ("ter_ondertekening", "concept")


def test_the_last_place_goes_to_the_first_row(w, doe):
    w.erkenning.plaatsen = 1
    w.erkenning.save()
    (eerste, _), (tweede, waarom) = doe("versturen", w.concept(w.lerende(1)), w.concept(w.lerende(2)))
    assert (eerste, tweede) == ("gelukt", "niet")
    assert "Er is geen vrije plaats" in waarom


def test_who_did_not_sign_is_reminded(w, doe):
    verstuurd, concept = w.verstuurd(w.lerende(1)), w.concept(w.lerende(2))
    mail.outbox.clear()
    herinnerd, (stand, waarom) = doe("herinneren", verstuurd, concept)
    assert herinnerd == ("gelukt", "3 mensen kregen een herinnering.")
    assert (stand, waarom) == ("niet", "Dat kan niet: de stand is “Concept”.")


def test_the_pile_goes_to_a_colleague_of_the_same_school(client, w, doe):
    collega = fabrieken.trajectbegeleider(w.school)
    rijen = [w.concept(w.lerende(1)), w.concept(w.lerende(2))]
    assert doe("overdragen", *rijen, aan=collega.pk) == [("gelukt", f"Nu bij {collega}.")] * 2
    assert set(Overeenkomst.objects.values_list("begeleider", flat=True)) == {collega.pk}
    vreemd = fabrieken.trajectbegeleider(fabrieken.SchoolFactory())
    velden = {"actie": "overdragen", "ref": [rijen[0].referentie], "aan": vreemd.pk}
    antwoord = client.post(reverse("school:groep_nieuw"), velden)
    assert (antwoord.status_code, "Kies een collega uit de lijst." in antwoord.content.decode()) == (422, True)


def test_the_colleague_gets_one_message_for_the_whole_pile(client, w, doe):
    collega = fabrieken.trajectbegeleider(w.school)
    zonder = w.lerende(3)
    rijen = [w.concept(w.lerende(1)), w.concept(w.lerende(2))]
    mail.outbox.clear()
    uitkomst = doe("overdragen", *rijen, lerende=[zonder.pk], aan=collega.pk)
    assert uitkomst == [("gelukt", f"Nu bij {collega}.")] * 3
    zonder.refresh_from_db()
    assert (zonder.begeleider, van(zonder, "nieuwe_werkplek").persoon) == (collega, collega)
    (bericht,) = Bericht.objects.filter(soort="overgedragen")
    assert (bericht.aan, bericht.titel) == (collega, "Je volgt nu 3 lerenden van een collega")
    assert bericht.tekst.count("- Yassine B.") == 3 and "Benali" not in bericht.tekst
    assert "/school/?wie=mij" in bericht.tekst
    # Its names go with the list they were made from.
    Groepswerk.objects.update(aangemaakt_op=timezone.now() - timedelta(days=400))
    wis_oude(op=timezone.now())
    bericht.refresh_from_db()
    assert "Yassine" not in bericht.tekst


def test_one_that_is_handed_over_is_told_too_and_what_somebody_keeps_is_not(client, w, doe):
    collega, rij = fabrieken.trajectbegeleider(w.school), w.concept()
    doe("overdragen", rij, aan=w.begeleider.pk)
    assert not Bericht.objects.filter(soort="overgedragen").exists()
    client.post(reverse("school:overdragen", args=[rij.referentie]), {"aan": collega.pk})
    bericht = Bericht.objects.get(soort="overgedragen")
    assert (bericht.aan, bericht.titel) == (collega, "Je volgt nu een lerende van een collega")


def test_a_pile_that_was_stopped_tells_of_what_was_done(w):
    collega, rijen = fabrieken.trajectbegeleider(w.school), [w.lerende(1), w.lerende(2)]
    werk = begin_groepswerk(
        school=w.school, soort="overdragen", rijen=[Rij(str(rij), lerende=rij, gegevens={ZONDER: True}) for rij in rijen],
        gegevens={"aan": collega.pk}, door=w.begeleider, op=timezone.now(),
    )  # fmt: skip
    werk.regels.filter(volgorde=1).update(stand="gelukt")
    stop(werk=werk, door=w.begeleider, op=timezone.now())
    assert Bericht.objects.get(soort="overgedragen").titel == "Je volgt nu een lerende van een collega"


def test_a_lerende_without_overeenkomst_is_only_handed_over_and_only_by_the_own_school(client, w, doe):
    collega = fabrieken.trajectbegeleider(w.school)
    zonder, met = w.lerende(1), w.lerende(2)
    assert f'name="lerende" value="{zonder.pk}"' in client.get("/school/").content.decode()
    adres = reverse("school:groep_nieuw")
    assert client.get(adres, {"actie": "versturen", "lerende": zonder.pk}).url == "/school/"
    assert client.get(adres, {"actie": "versturen", "alles": "1"}).url == "/school/"
    assert client.get(adres, {"actie": "overdragen", "alles": "1"}).context["zonder"] == [zonder, met]
    rij = w.concept(met)
    (_, waarom) = doe("overdragen", lerende=[met.pk], aan=collega.pk)[0]
    assert waarom == f"Deze lerende heeft intussen een overeenkomst. Geef {rij.referentie} door."
    client.force_login(fabrieken.trajectbegeleider(fabrieken.SchoolFactory()))
    assert client.get(adres, {"actie": "overdragen", "lerende": zonder.pk}).url == "/school/"


def test_what_exists_is_printed_in_one_file_that_only_the_school_opens(client, w, doe):
    eerste, tweede, concept = w.verstuurd(w.lerende(1)), w.verstuurd(w.lerende(2)), w.concept(w.lerende(3))
    for bladzijden, rij in ((2, eerste), (3, tweede)):
        stuk = Stuk.objects.get(overeenkomst=rij)
        stuk.document = documenten.bewaar_bytes(
            inhoud=_pdf(bladzijden),
            bestandsnaam="o.pdf",
            mime="application/pdf",
            soort="overeenkomst_stuk",
            onderwerp=rij,
        )
        stuk.save()
    uitkomst = doe("afdrukken", eerste, tweede, concept)
    assert [stand for stand, _ in uitkomst] == ["gelukt", "gelukt", "niet"]
    assert uitkomst[2][1] == "Er is nog geen document. Stuur de overeenkomst eerst ter ondertekening."
    document = Groepswerk.objects.get().document
    with pikepdf.open(io.BytesIO(documenten.lees(document, door=w.begeleider))) as pdf:
        assert len(pdf.pages) == 5
    for ander in (w.werkgever, w.mentor_user, fabrieken.trajectbegeleider(fabrieken.SchoolFactory())):
        with pytest.raises(GeenToegang):
            documenten.lees(document, door=ander)
    assert "Open de pdf om af te drukken" in client.get(Groepswerk.objects.get().get_absolute_url()).content.decode()


def test_a_file_that_breaks_is_told(client, w, doe, caplog):
    verstuurd = w.verstuurd(w.lerende(1))  # its PDF holds no page at all
    doe("afdrukken", verstuurd)
    werk = Groepswerk.objects.get()
    assert (werk.klaar_op is not None, werk.document) == (True, None)
    assert "De pdf maken lukte niet." in client.get(werk.get_absolute_url()).content.decode()
    assert "PdfError" in caplog.text


def test_an_overeenkomst_of_another_school_cannot_be_named(client, w):
    rij = w.concept()
    client.force_login(fabrieken.trajectbegeleider(fabrieken.SchoolFactory()))
    velden = {"actie": "versturen", "ref": [rij.referentie]}
    assert client.post(reverse("school:groep_nieuw"), velden).url == "/school/"
    assert not Groepswerk.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_of_work_costs_the_same_for_any_number(client, w, aantal):
    for _ in range(aantal):
        Groepswerk.objects.create(school=w.school, door=w.begeleider, soort="versturen")
    client.get("/school/")
    with kost(3):
        assert len(client.get(reverse("school:groepswerken")).context["werken"]) == aantal


def test_old_work_is_erased_with_its_file(w, doe):
    doe("overdragen", w.concept(w.lerende(1)), aan=w.begeleider.pk)
    werk = Groepswerk.objects.get()
    werk.document = documenten.bewaar_bytes(
        inhoud=b"%PDF-1.7",
        bestandsnaam="o.pdf",
        mime="application/pdf",
        soort="overeenkomst_groepsdruk",
        onderwerp=werk,
    )
    werk.aangemaakt_op = timezone.now() - timedelta(days=29)
    werk.save()
    nieuwe_dag()
    assert Groepswerk.objects.exists()
    Groepswerk.objects.update(aangemaakt_op=timezone.now() - timedelta(days=31))
    nieuwe_dag()
    assert not Groepswerk.objects.exists()
    assert Document.objects.get(pk=werk.document_id).gewist_reden == "bewaartermijn voorbij"


def test_the_plans_of_a_class_go_to_the_mentor_in_one_go(w, doe):
    klaar, beantwoord = w.concept(w.lerende(1)), w.concept(w.lerende(2))
    Overeenkomst.objects.filter(pk=klaar.pk).update(voorgelegd_op=None, plan_beantwoord_op=None)
    leeg = begin(lerende=w.lerende(3), door=w.begeleider, op=timezone.now())
    mail.outbox.clear()
    assert doe("voorleggen", klaar, beantwoord, leeg) == [
        ("gelukt", "Het plan ligt bij de mentor."),
        ("niet", "De mentor beantwoordde dit plan al. Stuur de overeenkomst ter ondertekening."),
        ("niet", "Kies eerst de mentor. Vul eerst het opleidingsplan in."),
    ]
    klaar.refresh_from_db()
    assert klaar.voorgelegd_op is not None


def test_what_is_warned_of_is_told_when_many_are_sent(w, doe):
    rij = w.concept(w.lerende(1, geboortedatum=timezone.localdate() - timedelta(days=366 * 30)))
    ((stand, zin),) = doe("versturen", rij)
    assert stand == "gelukt"
    assert zin.startswith("Iedereen krijgt een link. Let op: Deze lerende is voorbij de leeftijd van het secundair")
