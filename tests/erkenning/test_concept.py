"""Filling in: who acts under a machtiging, files that come too late, and a vestiging that changes region (rules.md §3.1)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron
from educam_portal.documenten.controle import GekeurdBestand
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.register import SOORTEN
from erkenning.documenten import documenten_van
from erkenning.models import AanvraagLijn
from erkenning.services import behandeling, concept, indienen
from tests import fabrieken

from .dossiers import Dossier, dossier, in_behandeling

pytestmark = pytest.mark.django_db
SOORT = "aanvraag_bijlage_verklaring_op_eer"


def gemachtigde(d: Dossier):
    return fabrieken.lid(
        d.aanvraag.onderneming.organisatie, "medewerker", bereik=Bereik.AANVRAGEN, bron=Bron.MACHTIGING
    )


def laad_op(d: Dossier, door) -> None:
    bestand = GekeurdBestand("verklaring.pdf", b"%PDF-", "application/pdf")
    concept.document_opladen(aanvraag=d.aanvraag, soort=SOORT, bestand=bestand, door=door, op=timezone.now())


def dien_in(d: Dossier, door) -> None:
    indienen.indienen(aanvraag=d.aanvraag, door=door, op=timezone.now(), engagementen=True)


def test_who_files_under_a_machtiging_adds_a_verklaring_op_eer_also_when_a_member_filled_everything_in():
    d = dossier().vul_in()
    door = gemachtigde(d)
    with pytest.raises(Geweigerd, match="Verklaring op eer"):
        dien_in(d, door)
    assert d.ververs().aanvraag.via_machtiging
    laad_op(d, door)
    dien_in(d, door)
    assert d.ververs().aanvraag.ingediend_door == door


def test_who_fills_in_under_a_machtiging_is_remembered_and_a_member_is_not_asked():
    d = dossier().vul_in()
    assert not d.aanvraag.via_machtiging
    concept.bewaar_voorwaarden(aanvraag=d.aanvraag, antwoorden={}, door=gemachtigde(d), op=timezone.now())
    assert d.ververs().aanvraag.via_machtiging
    ander = dossier().vul_in().dien_in()
    assert not ander.aanvraag.via_machtiging


def test_a_file_that_comes_after_the_documents_closed_is_not_kept():
    d = dossier().vul_in().dien_in()
    with pytest.raises(Geweigerd):
        laad_op(d, d.werkgever)
    assert not documenten_van(d.aanvraag).exists()


def test_another_vestiging_in_an_aanvulling_moves_the_dossier_to_its_region():
    d = in_behandeling()
    elders = fabrieken.VestigingFactory(
        onderneming=d.aanvraag.onderneming, postcode=fabrieken.plaats("8000").postcode, regio=fabrieken.regio("wvl")
    )
    collega = fabrieken.consulent(elders.regio)
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), onderdelen=["vestiging"], vraag="Welke garage?"
    )
    assert d.aanvraag.regio != elders.regio
    concept.kies_vestiging(aanvraag=d.aanvraag, vestiging=elders, door=d.werkgever, op=timezone.now())
    aanvraag = d.ververs().aanvraag
    assert (aanvraag.regio, aanvraag.consulent) == (elders.regio, collega)
    assert Bericht.objects.filter(soort="dossier_toegewezen", aan=collega).exists()


def test_another_vestiging_that_is_taken_is_refused():
    d = in_behandeling()
    opleiding = d.aanvraag.lijnen.get().opleiding
    bezet = fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming)
    fabrieken.ErkenningFactory(vestiging=bezet, opleiding=opleiding)
    behandeling.aanvulling_vragen(
        aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), onderdelen=["vestiging"], vraag="Welke garage?"
    )
    with pytest.raises(Geweigerd, match="al erkend"):
        concept.kies_vestiging(aanvraag=d.aanvraag, vestiging=bezet, door=d.werkgever, op=timezone.now())
    assert AanvraagLijn.objects.get(aanvraag=d.aanvraag).vestiging != bezet


def test_whoever_files_now_is_warned_before_a_concept_of_somebody_who_left_is_erased():
    d = dossier()
    collega = fabrieken.werkgever(d.aanvraag.onderneming)
    soort, termijn = SOORTEN["concept"], termijnen.van(d.aanvraag, "concept")
    assert list(soort.ontvangers(termijn, "-14d")) == [d.aanvraag.aangemaakt_door] != [collega]
    d.aanvraag.aangemaakt_door.lidmaatschappen.update(tot=timezone.localdate() - timedelta(days=1))
    assert list(soort.ontvangers(termijn, "-14d")) == [collega]
