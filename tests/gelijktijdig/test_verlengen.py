"""Renewing, closing and moving at the same moment as somebody else decides or files (rules.md §3.3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from educam_portal.organisaties.models import Vestiging
from erkenning.models import Aanvraag, AanvraagLijn, Erkenning
from erkenning.services import beslissen, concept, indienen, maatregelen, vestigingen
from erkenning.services.maatregelen import Gehoord
from erkenning.services.verlengen import verlengen
from erkenning.toestanden import Toestand
from mentoren.models import Aanduiding
from tests import fabrieken
from tests.erkenning.dossiers import Dossier, klaar_om_te_beslissen

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
JA = {"uitrusting_ok": True, "draagkracht_ok": True, "veroordelingen_ok": True}


def eindigend() -> tuple[Dossier, Erkenning]:
    """A decided dossier whose erkenning ends in two months."""
    d = klaar_om_te_beslissen().beslis()
    erkenning = Erkenning.objects.get()
    erkenning.geldig_tot = timezone.localdate() + timedelta(days=60)
    erkenning.save()
    return d, erkenning


def dien_in(d: Dossier, aanvraag: Aanvraag):
    concept.bewaar_voorwaarden(aanvraag=aanvraag, antwoorden=JA, door=d.werkgever, op=timezone.now())
    return lambda: indienen.indienen(aanvraag=aanvraag, door=d.werkgever, op=timezone.now(), engagementen=True)


def test_two_renewals_of_one_erkenning_filed_at_once():
    d, erkenning = eindigend()
    eerste = verlengen(erkenning=erkenning, door=d.werkgever, op=timezone.now())
    tweede = concept.kopieer(aanvraag=d.aanvraag, vestiging=erkenning.vestiging, door=d.werkgever, op=timezone.now())
    een_wint(tegelijk(dien_in(d, eerste), dien_in(d, tweede), houd=erkenning.vestiging), "loopt op deze")
    assert AanvraagLijn.objects.get(open=True).verlengt == erkenning


def test_two_people_who_begin_a_renewal_at_once_get_the_same_concept():
    d, erkenning = eindigend()

    def begin() -> Aanvraag:
        return verlengen(erkenning=erkenning, door=d.werkgever, op=timezone.now())

    een, ander = tegelijk(begin, begin, houd=erkenning)
    assert een == ander and Aanvraag.objects.filter(toestand=Toestand.CONCEPT).count() == 1


def test_an_erkenning_that_is_ended_while_its_renewal_is_granted_leaves_it_a_mentor():
    d, erkenning = eindigend()
    nieuw = Dossier(d.werkgever, d.consulent, verlengen(erkenning=erkenning, door=d.werkgever, op=timezone.now()), [])
    dien_in(d, nieuw.aanvraag)()
    nieuw.ververs()
    nieuw.neem_in().bezoek_en_verslag()
    gehoord, coordinator = Gehoord(op=timezone.localdate(), hoe="Gesprek."), fabrieken.coordinator()
    tegelijk(
        nieuw.beslis,
        lambda: maatregelen.opheffen(
            erkenning=erkenning, redenen="Oude hal.", gehoord=gehoord, door=coordinator, op=timezone.now()
        ),
        houd=erkenning.vestiging,
    )
    assert set(Erkenning.objects.values_list("toestand", flat=True)) == {"opgeheven", "lopend"}
    assert Aanduiding.objects.filter(opleiding=erkenning.opleiding, tot=None).count() == 1


def test_a_vestiging_that_closes_while_its_dossier_is_decided():
    d = klaar_om_te_beslissen()
    vestiging, nu = d.aanvraag.vestiging, timezone.now()
    uitkomsten = tegelijk(
        lambda: beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=nu, besluiten=d.besluiten()),
        lambda: vestigingen.sluiten(
            vestiging=vestiging, vanaf=timezone.localdate(), reden="Stopt.", door=d.werkgever, op=nu
        ),
        houd=d.aanvraag,
    )
    # Whoever was first, in the end nothing counts there any more; the other reads a sentence or goes on.
    assert any(isinstance(uitkomst, Aanvraag | Vestiging) for uitkomst in uitkomsten)
    gesloten = Vestiging.objects.get(pk=vestiging.pk).gesloten_op is not None
    assert Erkenning.objects.geldig().exists() != gesloten
