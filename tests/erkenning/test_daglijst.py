"""The day list: whatever waits for the consulent stands on it, and says what comes next (ux.md §3.4)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from educam_portal.organisaties.afwezigheden import stand
from erkenning import daglijst
from erkenning.models import Bezoek
from erkenning.services import behandeling, bezoek
from erkenning.views.consulent.vandaag import bezoekdagen

from .acties import gepland, over
from .dossiers import Dossier, dossier, in_behandeling
from .test_vervanging import op_dag, vers

pytestmark = pytest.mark.django_db


def dag(d: Dossier) -> daglijst.Daglijst:
    return daglijst.daglijst(vers(d.consulent), timezone.now(), stand(timezone.localdate()))


def stappen(d: Dossier) -> list[str]:
    return [rij.stap for rij in dag(d).verder]


def test_a_dossier_stays_on_the_list_from_its_filing_to_its_decision():
    d = dossier().vul_in().dien_in()
    assert (len(dag(d).bel), len(dag(d).nieuw)) == (1, 1)
    d.neem_in()
    assert [rij.bel_reden for rij in dag(d).bel] == ["Eerste contact"] and not dag(d).verder
    behandeling.eerste_contact(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now())
    assert stappen(d) == ["Plan het bezoek"]
    bezoek.bezoek_voorstellen(aanvraag=d.aanvraag, momenten=[over(6)], door=d.consulent, op=timezone.now())
    assert dag(d).leeg, "the werkgever chooses"
    with op_dag(5):
        assert [rij.bel_reden for rij in dag(d).bel] == ["Koos nog geen moment voor het bezoek"]
    bezoek.bezoek_vastleggen(aanvraag=d.aanvraag, begint_op=over(3), door=d.consulent, op=timezone.now())
    assert dag(d).leeg, "the visit stands in the calendar"
    with op_dag(4):
        assert stappen(d) == ["Schrijf het verslag"]
    bezoek.geen_bezoek_nodig(aanvraag=d.aanvraag, reden="Vorige maand bezocht.", door=d.consulent, op=timezone.now())
    assert len(dag(d).beslissen) == 1 and not dag(d).verder


def test_on_a_friday_monday_stands_beside_today():
    vrijdag, zaterdag, maandag = (datetime(2026, 11, dag, 10, tzinfo=UTC) for dag in (27, 28, 30))
    bezoeken = [Bezoek(begint_op=moment) for moment in (zaterdag, maandag)]
    assert [titel for titel, _ in bezoekdagen([], vrijdag.date(), maandag.date())] == ["Vandaag", "Maandag 30 november"]
    dagen = bezoekdagen(bezoeken, vrijdag.date(), maandag.date())
    assert [(titel, len(rijen)) for titel, rijen in dagen] == [
        ("Vandaag", 0),
        ("Morgen", 1),
        ("Maandag 30 november", 1),
    ]


def test_a_visit_after_the_last_day_of_the_term_stays_on_the_list():
    d = in_behandeling()
    behandeling.eerste_contact(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now())
    gepland(d, over(20))
    assert stappen(d) == ["Het bezoek valt na de laatste dag"]
    with op_dag(14):
        assert [rij.stap for rij in dag(d).te_laat] == ["Het bezoek valt na de laatste dag"]


def test_a_question_without_answer_moves_from_waiting_to_calling():
    d = in_behandeling()
    behandeling.eerste_contact(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now())
    d.vraag_aanvulling()
    assert dag(d).leeg
    with op_dag(7):
        lijst = dag(d)
        assert [rij.antwoord_voor - timezone.localdate() for rij in lijst.wacht_lang] == [timedelta(days=7)]
        assert not lijst.bel
    with op_dag(15):
        lijst = dag(d)
        assert [(rij.bel_reden, rij.bel_te_laat) for rij in lijst.bel] == [("Antwoordde niet op je vraag", True)]
        assert not lijst.wacht_lang
