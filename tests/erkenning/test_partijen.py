"""Whose list of terms a term stands in: written when it starts, and again when that changes (rules.md §2, §7)."""

import pytest
from django.apps import apps
from django.utils import timezone

from educam_portal.accounts.models import Rol
from educam_portal.organisaties.feiten import LID_TOEGETREDEN
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import SOORTEN
from educam_portal.workflow.feiten import meld
from mentoren.aanduiden import beeindig_aanduidingen
from mentoren.models import Aanduiding
from tests import fabrieken
from tests.erkenning.dossiers import dossier, in_behandeling, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db


def partijen() -> dict[str, tuple]:
    """Kind → (onderneming, region, person) of every open term."""
    return {t.soort: (t.voor, t.bij, t.persoon) for t in Termijn.objects.open()}


def test_the_onderneming_sees_what_concerns_it_and_the_region_follows():
    d = in_behandeling().vraag_aanvulling()
    onderneming, regio = d.aanvraag.onderneming.organisatie, d.aanvraag.regio.organisatie
    assert partijen() == {
        "behandeling": (onderneming, regio, None),
        "aanvulling": (onderneming, regio, None),
        "eerste_contact": (None, regio, None),
    }


def test_a_concept_is_of_its_onderneming_alone():
    d = dossier()
    assert partijen() == {"concept": (d.aanvraag.onderneming.organisatie, None, None)}


def test_a_mentor_gets_the_own_term_when_the_account_comes_later():
    d = klaar_om_te_beslissen().beslis()
    mentor = d.mentoren[0]
    onderneming, regio = d.aanvraag.onderneming.organisatie, d.aanvraag.regio.organisatie
    assert partijen()["mentoropleiding"] == (onderneming, regio, None)
    user = fabrieken.UserFactory(email=mentor.email)
    meld(LID_TOEGETREDEN, user=user, organisatie=onderneming, rol=Rol.MENTOR, op=timezone.now())
    assert partijen()["mentoropleiding"] == (onderneming, regio, user)


def test_the_year_of_a_mentor_is_followed_where_a_designation_is_left():
    d = klaar_om_te_beslissen().beslis()
    elders = fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming, regio=fabrieken.regio("lim"))
    fabrieken.AanduidingFactory(mentor=d.mentoren[0], vestiging=elders)
    hier = Aanduiding.objects.get(vestiging=d.aanvraag.vestiging)
    assert partijen()["mentoropleiding"][1] == d.aanvraag.regio.organisatie != elders.regio.organisatie
    beeindig_aanduidingen(vestiging=hier.vestiging, opleiding=hier.opleiding, op=timezone.localdate())
    assert partijen()["mentoropleiding"][1] == elders.regio.organisatie


def test_every_kind_gives_its_subjects_with_what_its_line_reads(django_assert_num_queries):
    """A list of terms fetches its subjects per kind; title and address then ask nothing more."""
    d = klaar_om_te_beslissen().beslis()
    in_behandeling(vestiging=fabrieken.VestigingFactory(onderneming=d.aanvraag.onderneming)).vraag_aanvulling()
    assert not d.werkgever.is_educam  # reads the memberships, once a request
    for termijn in Termijn.objects.open():
        soort = SOORTEN[termijn.soort]
        termijn.onderwerp = soort.onderwerpen().get(pk=termijn.onderwerp_id)
        with django_assert_num_queries(0):
            assert soort.titel(termijn) and soort.url(termijn, d.werkgever), termijn.soort


@pytest.mark.parametrize(
    ("app", "naam"), [("erkenning", "0004_termijn_partijen"), ("mentoren", "0002_termijn_partijen")]
)
def test_terms_from_before_are_filled_in_the_same(app, naam):
    from importlib import import_module

    klaar_om_te_beslissen().beslis()
    in_behandeling().vraag_aanvulling()
    dossier()
    verwacht = partijen()
    van_app = Termijn.objects.filter(onderwerp_type__app_label=app)
    van_app.update(voor=None, bij=None, persoon=None)
    assert partijen() != verwacht
    import_module(f"{app}.migrations.{naam}").vul_in(apps, None)
    assert partijen() == verwacht
