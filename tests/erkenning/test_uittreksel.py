"""The 596.2 of a mentor: read by few, erased when checked, nothing about convictions kept (rules.md §2, §4)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bron
from educam_portal.documenten.models import Document, Leeslog
from educam_portal.meldingen.models import Bericht
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import tijdlijn
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Aanvraag, Brief
from erkenning.services import afsluiten, behandeling, beslissen, concept, uittreksels
from erkenning.toestanden import Toestand
from mentoren.models import Uittreksel
from tests import fabrieken
from tests.documenten.bestanden import GEHEIM, pdf

from .acties import herinnerd, mensen
from .dossiers import Dossier, dossier, in_behandeling

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
BESTAND = "uittreksel-strafregister-Goossens.pdf"


def laad_op(d: Dossier, op=None, door=None) -> Uittreksel:
    return uittreksels.uittreksel_opladen(
        aanvraag=d.aanvraag,
        mentor=d.mentoren[0],
        bestand=SimpleUploadedFile(BESTAND, pdf(), "application/pdf"),
        door=door or d.werkgever,
        op=op or timezone.now(),
    )


def kijk_na(d: Dossier, uitkomst: str, *, getoond: bool = False, op=None, uitgegeven=None) -> Uittreksel:
    return uittreksels.uittreksel_nakijken(
        aanvraag=d.aanvraag,
        mentor=d.mentoren[0],
        uitgegeven_op=uitgegeven or timezone.localdate() - 9 * DAG,
        uitkomst=uitkomst,
        getoond=getoond,
        gezien=uittreksels.merk(d.mentoren[0].uittreksels.first()),
        door=d.consulent,
        op=op or timezone.now(),
    )


def beoordeel(d: Dossier, oordeel: str, door) -> Uittreksel:
    return uittreksels.uittreksel_beoordelen(
        aanvraag=d.aanvraag, mentor=d.mentoren[0], oordeel=oordeel, door=door, op=timezone.now()
    )


def met_upload() -> tuple[Dossier, Document]:
    """A filed dossier with an unchecked 596.2."""
    d = dossier().vul_in()
    document = laad_op(d).document
    d.dien_in().neem_in()
    return d, Document.objects.get(pk=document.pk)


def lezers(d: Dossier, document: Document) -> set[str]:
    return {wie for wie, user in mensen(d).items() if documenten.mag_lezen(document, user)}


# --- who reads -----------------------------------------------------------------------------------------------------


def test_it_lies_encrypted_on_disk(settings):
    _, document = met_upload()
    (bestand,) = [p for p in settings.DOCUMENTEN_DIR.rglob("*") if p.is_file()]
    assert GEHEIM not in bestand.read_bytes() and b"%PDF" not in bestand.read_bytes()
    assert document.gevoelig and BESTAND not in str(document)


def test_only_the_handling_consulent_and_who_replaces_may_read():
    assert lezers(*met_upload()) == {"consulent", "vervanger"}


def test_in_a_concept_nobody_reads():
    d = dossier().vul_in()
    assert lezers(d, laad_op(d).document) == set()


def test_who_uploaded_can_replace_it_and_not_open_it():
    d = dossier().vul_in()
    eerste = laad_op(d).document
    with pytest.raises(documenten.GeenToegang):
        documenten.lees(eerste, door=d.werkgever)
    tweede = laad_op(d).document
    eerste.refresh_from_db()
    assert eerste.gewist_op and not eerste.sleutel and not tweede.gewist_op


def test_each_reading_is_logged():
    d, document = met_upload()
    assert documenten.lees(document, door=d.consulent).startswith(b"%PDF")
    assert Leeslog.objects.get().user == d.consulent


def test_another_consulent_of_the_region_reads_only_when_the_dossier_is_theirs():
    d, document = met_upload()
    collega = fabrieken.consulent(d.aanvraag.regio)
    assert not documenten.mag_lezen(document, collega)
    behandeling.toewijzen(aanvraag=d.aanvraag, consulent=collega, door=d.consulent, op=timezone.now())
    assert documenten.mag_lezen(document, collega)
    assert not documenten.mag_lezen(document, d.consulent)


def test_after_the_end_nobody_reads():
    d, document = met_upload()
    afsluiten.intrekken(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    assert lezers(d, document) == set()


def test_for_a_mention_only_the_named_coordinator_reads_along():
    d, document = met_upload()
    genoemd, ander = fabrieken.coordinator(), fabrieken.coordinator()
    kijk_na(d, "vermelding")
    assert not documenten.mag_lezen(document, genoemd)
    uittreksels.vermelding_toewijzen(
        aanvraag=d.aanvraag, mentor=d.mentoren[0], coordinator=genoemd, door=d.consulent, op=timezone.now()
    )
    assert documenten.mag_lezen(document, genoemd)
    assert not documenten.mag_lezen(document, ander)
    with pytest.raises(Geweigerd, match="beoordeelt dit uittreksel"):
        beoordeel(d, "aanvaard", ander)


# --- how long it stays ---------------------------------------------------------------------------------------------


def bewaard_tot(document: Document):
    document.refresh_from_db()
    return document.bewaren_tot


def termijn(op) -> object:
    return na_termijn(op, duur("bewaring_strafregister", op))


def test_in_a_concept_it_goes_thirty_days_after_upload():
    d = dossier().vul_in()
    document = laad_op(d).document
    assert bewaard_tot(document) == termijn(timezone.localdate())


def test_once_filed_it_stays_as_long_as_the_aanvraag_is_open():
    _, document = met_upload()
    assert bewaard_tot(document) is None


@pytest.mark.parametrize("einde", ["intrekken", "zonder_gevolg", "weigeren"])
def test_at_the_end_it_goes_thirty_days_later(einde):
    d, document = met_upload()
    op = timezone.now() + 20 * DAG
    if einde == "intrekken":
        afsluiten.intrekken(aanvraag=d.aanvraag, door=d.werkgever, op=op)
    elif einde == "zonder_gevolg":
        d.vraag_aanvulling()
        herinnerd(d)
        afsluiten.zonder_gevolg_stellen(aanvraag=d.aanvraag, door=d.consulent, op=op)
    else:
        d.beslis(weiger="De uitrusting volstaat niet.")
        beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=op)
    assert bewaard_tot(document) == termijn(timezone.localdate(op))


def test_a_blank_one_is_erased_when_checked():
    d, document = met_upload()
    uittreksel = kijk_na(d, "blanco")
    document.refresh_from_db()
    assert document.gewist_op and not document.sleutel and BESTAND not in document.bestandsnaam
    assert (uittreksel.uitkomst, uittreksel.gecontroleerd_door) == ("blanco", d.consulent)


def test_shown_at_the_visit_nothing_is_stored():
    d = in_behandeling()
    uittreksel = kijk_na(d, "blanco", getoond=True)
    assert uittreksel.document is None and uittreksel.getoond_bij_bezoek
    assert not Document.objects.filter(gevoelig=True).exists()


def test_shown_at_the_visit_an_uploaded_one_goes_too():
    d, document = met_upload()
    kijk_na(d, "blanco", getoond=True)
    document.refresh_from_db()
    assert document.gewist_op


def test_a_mention_keeps_its_file_until_it_is_judged():
    d, document = met_upload()
    kijk_na(d, "vermelding")
    document.refresh_from_db()
    assert document.gewist_op is None
    beoordeel(d, "niet_aanvaard", fabrieken.coordinator())
    document.refresh_from_db()
    assert document.gewist_op and not document.sleutel


# --- judging -------------------------------------------------------------------------------------------------------


def test_the_coordinatoren_are_asked_for_a_mention():
    d, _ = met_upload()
    coordinator = fabrieken.coordinator()
    kijk_na(d, "vermelding")
    assert [b.aan for b in Bericht.objects.filter(soort="vermelding_te_beoordelen")] == [coordinator]


def test_who_checked_does_not_judge_alone():
    d, _ = met_upload()
    beide = fabrieken.coordinator(user=d.consulent)
    kijk_na(d, "vermelding")
    with pytest.raises(Geweigerd, match="andere coördinator"):
        beoordeel(d, "aanvaard", beide)
    with pytest.raises(Geweigerd, match="niet zelf nakeek"):
        uittreksels.vermelding_toewijzen(
            aanvraag=d.aanvraag, mentor=d.mentoren[0], coordinator=beide, door=beide, op=timezone.now()
        )


def test_a_mention_is_judged_once():
    d, _ = met_upload()
    kijk_na(d, "vermelding")
    beoordeel(d, "aanvaard", fabrieken.coordinator())
    with pytest.raises(Geweigerd, match="geen vermelding te beoordelen"):
        beoordeel(d, "niet_aanvaard", fabrieken.coordinator())


@pytest.mark.parametrize(
    ("uitkomst", "dagen", "getoond", "zin"),
    [
        ("blanco", 1, True, "toekomst"),
        ("niet_voorgelegd", -1, True, "Duid aan"),
        ("blanco", -1, False, "geen uittreksel opgeladen"),
    ],
)
def test_a_check_says_what_was_seen(uitkomst, dagen, getoond, zin):
    with pytest.raises(Geweigerd, match=zin):
        kijk_na(in_behandeling(), uitkomst, getoond=getoond, uitgegeven=timezone.localdate() + dagen * DAG)


def test_a_mentor_of_another_dossier_is_not_touched():
    d, ander = in_behandeling(), in_behandeling()
    d.mentoren = ander.mentoren
    with pytest.raises(Geweigerd, match="hoort niet bij dit dossier"):
        kijk_na(d, "blanco", getoond=True)


def test_while_it_is_handled_nothing_can_be_uploaded_unless_asked():
    d = in_behandeling()
    with pytest.raises(Geweigerd):
        laad_op(d)
    d.vraag_aanvulling()
    assert laad_op(d).document.bewaren_tot is None


def test_a_mentor_who_is_taken_out_of_a_filed_aanvraag_leaves_no_file_behind():
    nu, vandaag = timezone.now(), timezone.localdate()
    d = in_behandeling()
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag, door=d.consulent, op=nu, onderdelen=["documenten", "mentoren"], vraag="Klopt de mentor?"
    )
    document = laad_op(d.ververs()).document
    ander = fabrieken.MentorFactory(onderneming=d.aanvraag.onderneming)

    def kies(*mentoren):
        keuze = {d.aanvraag.lijnen.get(): mentoren}
        concept.kies_mentoren(aanvraag=d.aanvraag, keuze=keuze, door=d.werkgever, op=nu)

    kies(d.mentoren[0], ander)
    assert bewaard_tot(document) is None
    kies(ander)
    assert bewaard_tot(document) == termijn(vandaag)


def test_copying_and_withdrawing_a_concept_never_keeps_it_longer():
    d, vandaag = dossier().vul_in(), timezone.localdate()
    document = laad_op(d).document
    kopie = concept.kopieer(aanvraag=d.aanvraag, vestiging=None, door=d.werkgever, op=timezone.now())
    afsluiten.intrekken(aanvraag=kopie, door=d.werkgever, op=timezone.now() + 20 * DAG)
    assert bewaard_tot(document) == termijn(vandaag)


def test_a_helper_may_upload_and_still_not_read():
    d = dossier().vul_in()
    helper = fabrieken.lid(d.aanvraag.onderneming.organisatie, "medewerker", bron=Bron.HULP)
    document = laad_op(d, door=helper).document
    assert not documenten.mag_lezen(document, helper)


# --- what is kept, and what the werkgever sees ----------------------------------------------------------------------


def teksten_voor_de_werkgever(d: Dossier) -> str:
    """Every text about the dossier that the werkgever can come to see."""
    stukken = [f"{b.titel} {b.tekst}" for b in Bericht.objects.filter(aan=d.werkgever)]
    stukken += [f"{g.tekst} {g.gegevens}" for g in tijdlijn(d.aanvraag, voor=d.werkgever)]
    stukken += [str(brief.gegevens) for brief in Brief.objects.all()]
    return "\n".join(stukken).lower()


def test_a_mentor_who_is_not_accepted_costs_the_werkgever_one_sentence():
    d = in_behandeling()
    # A second mentor carries the erkenning, so that the letter grants the line without the first.
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), onderdelen=["mentoren"], vraag="Nog een mentor?"
    )
    goed = concept.bewaar_mentor(
        aanvraag=d.aanvraag,
        persoon={"voornaam": "Joke", "naam": "Wouters", "geboortedatum": "1980-01-01"},
        gegevens={"beroep_sinds": "2000-01-01", "voldoende_aanwezig": True},
        door=d.werkgever,
        op=timezone.now(),
    )
    behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())
    slecht = d.mentoren[0]
    kijk_na(d, "vermelding", getoond=True)
    beoordeel(d, "niet_aanvaard", fabrieken.coordinator())
    d.mentoren = [goed]
    d.ververs().bezoek_en_verslag()
    besluiten = {
        lijn.pk: beslissen.LijnBesluit(True, mentoren=frozenset({lijn.mentoren.get(mentor=goed).pk}))
        for lijn in d.aanvraag.lijnen.all()
    }
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten)
    from django.template.loader import render_to_string

    from erkenning.brieven import SJABLONEN, context

    brief = Brief.objects.get(soort="beslissing")
    html = render_to_string(SJABLONEN[brief.soort], context(brief.soort, brief.gegevens))
    assert f"{slecht}: deze mentor kan niet worden aangeduid" in " ".join(html.split())
    gezien = teksten_voor_de_werkgever(d) + html.lower()
    for woord in ("596.2", "model 596", "vermelding", "strafregister", "veroordel", "niet_aanvaard", "uittreksel"):
        assert woord not in gezien, woord


def test_a_mentor_who_is_not_accepted_cannot_be_designated():
    d = in_behandeling().bezoek_en_verslag()
    kijk_na(d, "vermelding", getoond=True)
    beoordeel(d, "niet_aanvaard", fabrieken.coordinator())
    with pytest.raises(Geweigerd, match="kan niet worden aangeduid"):
        d.beslis()


def test_what_stays_is_who_when_issue_date_and_outcome():
    d, _ = met_upload()
    coordinator = fabrieken.coordinator()
    kijk_na(d, "vermelding")
    beoordeel(d, "aanvaard", coordinator)
    velden = {
        veld.name
        for veld in Uittreksel._meta.get_fields()
        if veld.get_internal_type() in ("TextField", "CharField", "JSONField")
    }
    assert velden == {"uitkomst", "oordeel"}, "geen vrije tekst bij een uittreksel"
    for gebeurtenis in Gebeurtenis.objects.filter(actie__startswith="uittreksel"):
        assert "vermelding" not in f"{gebeurtenis.tekst} {gebeurtenis.gegevens}"
    assert Aanvraag.objects.get(pk=d.aanvraag.pk).toestand == Toestand.IN_BEHANDELING
