"""How long a closed dossier is kept and what is erased then (rules.md §11)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from educam_portal.documenten import services as documenten
from educam_portal.documenten.models import Document
from educam_portal.meldingen import plaats
from educam_portal.meldingen.models import Bericht, Draadbericht
from educam_portal.parameters import Duur
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.job import verwerk
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Aanvraag, AanvraagLijn, Brief, Erkenning, Maatregel
from erkenning.services import beslissen, bewaring, brieven, concept, maatregelen
from erkenning.toestanden import Toestand
from tests import fabrieken
from tests.documenten.bestanden import pdf

from .acties import in_toestand
from .dossiers import dossier

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)
GEHEIM = "Piet de Geheime"


def dag_van_bewaring(d) -> object:
    return termijnen.van(d.aanvraag, "bewaring").vervalt_op


def test_withdrawn_and_silent_ones_are_kept_a_year():
    vandaag = timezone.localdate()
    assert dag_van_bewaring(in_toestand(Toestand.INGETROKKEN)) == na_termijn(vandaag, Duur(1, "jaren"))
    assert dag_van_bewaring(in_toestand(Toestand.ZONDER_GEVOLG)) == na_termijn(vandaag + 15 * DAG, Duur(1, "jaren"))


def test_a_refusal_is_kept_two_years():
    d = in_toestand(Toestand.TER_BEVESTIGING)
    beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=timezone.now())
    assert dag_van_bewaring(d) == na_termijn(timezone.localdate(), Duur(2, "jaren"))


def test_an_erkenning_is_kept_five_years_after_its_end():
    d = in_toestand(Toestand.BESLIST)
    assert dag_van_bewaring(d) == na_termijn(Erkenning.objects.first().geldig_tot, Duur(5, "jaren"))


def vol_dossier():
    """Refused, with something personal in every place that takes text or files."""
    d = in_toestand(Toestand.IN_BEHANDELING, opleidingen=1)
    verslag = d.aanvraag.verslag
    verslag.tekst = GEHEIM
    verslag.save()
    Aanvraag.objects.update(
        opmerking=GEHEIM,
        uitrusting_toelichting=GEHEIM,
        draagkracht_toelichting=GEHEIM,
        veroordelingen_toelichting=GEHEIM,
        geen_bezoek_reden=GEHEIM,
    )
    d.ververs().aanvraag.save()
    d.aanvraag.oordelen.update(notitie=GEHEIM)
    d.aanvraag.lijnen.get().activiteiten.update(opmerking=GEHEIM)
    d.aanvraag.bezoeken.update(opmerking=GEHEIM)
    plaats(d.aanvraag, auteur=d.werkgever, tekst=GEHEIM)
    bijlage = documenten.bewaar(
        bestand=SimpleUploadedFile("x.pdf", pdf(), "application/pdf"),
        soort="aanvraag_bijlage_verklaring_op_eer",
        door=d.werkgever,
        onderwerp=d.aanvraag,
    )
    d.beslis(weiger=GEHEIM)
    beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=timezone.now())
    brief = Brief.objects.get()
    brieven.leg_pdf_vast(brief=brief, inhoud=b"%PDF-1.7 x")
    return d.ververs(), bijlage


def alle_tekst(d) -> str:
    """Everything the portal still knows of the dossier, as text."""
    a = d.aanvraag
    rijen = [
        *Aanvraag.objects.filter(pk=a.pk).values(),
        *a.history.values(),
        *a.lijnen.values(),
        *AanvraagLijn.history.values(),
        *a.oordelen.values(),
        *a.aanvullingen.values(),
        *a.brieven.values(),
        *a.bezoeken.values(),
        *[rij for lijn in a.lijnen.all() for rij in lijn.activiteiten.values()],
        *type(a.verslag).objects.values(),
        *Gebeurtenis.objects.values(),
        *Draadbericht.objects.values(),
        *Bericht.objects.values(),
        *Document.objects.values("bestandsnaam", "sleutel", "sha256"),
    ]
    return "\n".join(map(str, rijen))


def test_the_day_erases_what_identifies_people_and_keeps_the_figures(settings):
    d, bijlage = vol_dossier()
    assert GEHEIM in alle_tekst(d)
    bewaring.wis_dossier(aanvraag=d.aanvraag, op=timezone.now() + 800 * DAG)
    d.ververs()
    assert GEHEIM not in alle_tekst(d)
    assert not Document.objects.filter(gewist_op=None).exists()
    bijlage.refresh_from_db()
    assert bijlage.sleutel == ""
    assert (d.aanvraag.toestand, d.aanvraag.beslist_op) == (Toestand.BESLIST, timezone.localdate())
    assert d.aanvraag.lijnen.get().toestand == "geweigerd"
    assert Gebeurtenis.objects.filter(actie="indienen").exists()


def test_erasing_twice_is_erasing_once():
    d, _ = vol_dossier()
    for _ in range(2):
        bewaring.wis_dossier(aanvraag=d.aanvraag, op=timezone.now())
    assert not termijnen.van(d.aanvraag, "bewaring").is_open


def test_an_open_dossier_is_never_erased():
    d = in_toestand(Toestand.IN_BEHANDELING)
    Aanvraag.objects.update(opmerking=GEHEIM)
    bewaring.wis_dossier(aanvraag=d.aanvraag, op=timezone.now())
    assert d.ververs().aanvraag.opmerking == GEHEIM


def test_the_job_erases_on_the_day_after_and_not_before():
    d = in_toestand(Toestand.INGETROKKEN)
    Aanvraag.objects.update(opmerking=GEHEIM)
    laatste = dag_van_bewaring(d)
    list(verwerk(laatste))
    assert d.ververs().aanvraag.opmerking == GEHEIM
    list(verwerk(laatste + DAG))
    assert d.ververs().aanvraag.opmerking == ""


def test_a_concept_nobody_touched_goes_after_six_months():
    d = dossier()
    laatste = termijnen.van(d.aanvraag, "concept").vervalt_op
    assert laatste == na_termijn(timezone.localdate(), Duur(6, "maanden"))
    list(verwerk(laatste))
    assert Aanvraag.objects.filter(pk=d.aanvraag.pk).exists()
    list(verwerk(laatste + DAG))
    assert not Aanvraag.objects.filter(pk=d.aanvraag.pk).exists()


def test_a_change_gives_a_concept_its_six_months_anew():
    d = dossier()
    concept.bewaar_voorwaarden(
        aanvraag=d.aanvraag, antwoorden={"opmerking": "Nog bezig."}, door=d.werkgever, op=timezone.now() + 100 * DAG
    )
    assert termijnen.van(d.aanvraag, "concept").start == timezone.localdate() + 100 * DAG


def test_what_was_written_about_an_excluded_onderneming_goes_and_the_exclusion_stays():
    onderneming, coordinator, vandaag = fabrieken.OndernemingFactory(), fabrieken.coordinator(), timezone.localdate()
    fabrieken.VestigingFactory(onderneming=onderneming)
    gehoord = maatregelen.Gehoord(op=vandaag, hoe=GEHEIM, dringend_reden=GEHEIM)
    maatregel = maatregelen.uitsluiten(
        wie=onderneming, tot=None, redenen=GEHEIM, gehoord=gehoord, door=coordinator, op=timezone.now()
    )
    brieven.leg_pdf_vast(brief=maatregel.brief, inhoud=b"%PDF-1.7 x")
    laatste = termijnen.van(maatregel, "bewaring_maatregel").vervalt_op
    assert laatste == na_termijn(vandaag, Duur(5, "jaren"))
    list(verwerk(laatste))
    assert Maatregel.objects.get().redenen == GEHEIM
    list(verwerk(laatste + DAG))
    rijen = [*Maatregel.objects.values(), *Brief.objects.values(), *Gebeurtenis.objects.values()]
    assert GEHEIM not in str(rijen)
    assert not Document.objects.filter(gewist_op=None).exists()
    assert Maatregel.objects.uitsluiting_van(onderneming, None, op=laatste + DAG) == maatregel
