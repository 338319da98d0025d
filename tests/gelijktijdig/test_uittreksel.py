"""The 596.2 while it is replaced, checked and erased at the same moment (rules.md §4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal import documenten
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.documenten.models import Document
from educam_portal.documenten.onderhoud import wis_vervallen
from erkenning.services import concept, uittreksels
from mentoren.models import Uittreksel
from tests.documenten.bestanden import opgeladen, pdf
from tests.erkenning.dossiers import Dossier, dossier

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def laad_op(d: Dossier, naam: str = "uittreksel.pdf"):
    bestand = documenten.keur(opgeladen(naam, pdf(), "application/pdf"))
    return lambda: uittreksels.uittreksel_opladen(
        aanvraag=d.aanvraag, mentor=d.mentoren[0], bestand=bestand, door=d.werkgever, op=timezone.now()
    )


def kijk_na(d: Dossier, uitkomst: str = "blanco", *, getoond: bool = False):
    merk = uittreksels.merk(d.mentoren[0].uittreksels.first())
    return lambda: uittreksels.uittreksel_nakijken(
        aanvraag=d.aanvraag,
        mentor=d.mentoren[0],
        uitgegeven_op=timezone.localdate() - timedelta(days=9),
        uitkomst=uitkomst,
        getoond=getoond,
        gezien=merk,
        door=d.consulent,
        op=timezone.now(),
    )


def levend() -> list[Document]:
    return list(Document.objects.filter(gewist_op=None, soort="strafregister"))


def test_two_uploads_at_once_leave_one_file():
    d = dossier().vul_in()
    tegelijk(laad_op(d, "een.pdf"), laad_op(d, "twee.pdf"), houd=d.aanvraag)
    assert [document.pk for document in levend()] == [d.mentoren[0].uittreksels.first().document_id]


def test_two_uploads_from_two_aanvragen_of_the_same_mentor_leave_one_file():
    d = dossier().vul_in()
    kopie = concept.kopieer(aanvraag=d.aanvraag, vestiging=None, door=d.werkgever, op=timezone.now())
    ander = Dossier(d.werkgever, d.consulent, kopie, d.mentoren)
    tegelijk(laad_op(d), laad_op(ander), houd=d.mentoren[0])
    assert [document.pk for document in levend()] == [d.mentoren[0].uittreksels.first().document_id]


def test_a_check_is_of_the_file_that_was_seen_not_of_the_one_that_replaced_it():
    d = dossier().vul_in()
    eerste = laad_op(d)()
    d.dien_in().neem_in().vraag_aanvulling()
    uitkomsten = tegelijk(laad_op(d, "nieuw.pdf"), kijk_na(d), houd=d.aanvraag)
    nieuw = Uittreksel.objects.get(document__in=levend())
    assert nieuw != eerste
    assert (nieuw.gecontroleerd_op, nieuw.document.gewist_op) == (None, None)
    eerste.refresh_from_db()
    if isinstance(uitkomsten[1], Geweigerd):
        assert "vervangen" in uitkomsten[1].zin
        assert eerste.gecontroleerd_op is None
    else:
        assert eerste.uitkomst == "blanco"


@pytest.mark.parametrize("op_papier", [False, True])
def test_two_who_check_the_same_one_at_once(op_papier):
    d = dossier().vul_in()
    if not op_papier:
        laad_op(d)()
    d.dien_in().neem_in()
    taken = [kijk_na(d, "vermelding", getoond=op_papier)] * 2
    een_wint(tegelijk(*taken, houd=d.aanvraag), "al nagekeken")
    assert Uittreksel.objects.count() == 1


def test_the_sweep_erases_while_the_consulent_checks():
    d = dossier().vul_in()
    gezien = laad_op(d)()
    d.dien_in().neem_in()
    document = gezien.document
    Document.objects.filter(pk=document.pk).update(bewaren_tot=timezone.localdate() - timedelta(days=1))
    uitkomsten = tegelijk(kijk_na(d), lambda: wis_vervallen(timezone.localdate()), houd=document)
    gezien.refresh_from_db()
    assert gezien.uitkomst == "blanco" and uitkomsten[1] in (0, 1)
    assert levend() == []
