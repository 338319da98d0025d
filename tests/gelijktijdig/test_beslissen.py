"""Who presses first decides; the other reads a sentence, and everything happened once (rules.md §3.2)."""

from collections import Counter

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen.models import Termijn
from educam_portal.workflow.models import Gebeurtenis
from erkenning.models import Brief, Erkenning
from erkenning.services import afsluiten, behandeling, beslissen
from erkenning.toestanden import Toestand
from mentoren.models import Aanduiding
from tests import fabrieken
from tests.erkenning.acties import in_toestand
from tests.erkenning.dossiers import Dossier, klaar_om_te_beslissen

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
INTUSSEN = "dit dossier staat intussen op"


def collega(d: Dossier):
    return fabrieken.consulent(d.aanvraag.regio)


def beslis(d: Dossier, door, **kwargs):
    besluiten = d.besluiten(**kwargs)
    return lambda: beslissen.beslissen(aanvraag=d.aanvraag, door=door, op=timezone.now(), besluiten=besluiten)


def keer(actie: str) -> int:
    return Gebeurtenis.objects.filter(actie=actie).count()


def mails() -> Counter:
    return Counter(Bericht.objects.values_list("soort", flat=True))


def test_two_consulenten_decide_at_once():
    d = klaar_om_te_beslissen(opleidingen=2)
    een_wint(tegelijk(beslis(d, d.consulent), beslis(d, collega(d)), houd=d.aanvraag), INTUSSEN)
    assert (Erkenning.objects.count(), Aanduiding.objects.count(), keer("beslissen")) == (2, 2, 1)
    assert Counter(Brief.objects.values_list("soort", flat=True)) == {"beslissing": 1, "attest": 2}
    assert mails()["beslist_erkend"] == 1
    assert Termijn.objects.filter(soort="geldigheid").count() == 2


def test_one_grants_while_the_other_refuses():
    d = klaar_om_te_beslissen()
    taken = [beslis(d, d.consulent), beslis(d, collega(d), weiger="Te weinig bruggen.")]
    winnaar = een_wint(tegelijk(*taken, houd=d.aanvraag), INTUSSEN)
    d.ververs()
    assert d.aanvraag.toestand == winnaar.toestand
    erkend = winnaar.toestand == Toestand.BESLIST
    assert (Erkenning.objects.exists(), Brief.objects.exists()) == (erkend, erkend)
    assert d.aanvraag.lijnen.get().voorstel == ("erkennen" if erkend else "weigeren")


def test_a_decision_against_a_withdrawal():
    d = klaar_om_te_beslissen()
    trek_in = lambda: afsluiten.intrekken(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now())  # noqa: E731
    uitkomsten = tegelijk(beslis(d, d.consulent), trek_in, houd=d.aanvraag)
    een_wint(uitkomsten, INTUSSEN)
    d.ververs()
    beslist = d.aanvraag.toestand == Toestand.BESLIST
    assert beslist == isinstance(uitkomsten[1], Geweigerd)
    assert (Erkenning.objects.count(), mails()["beslist_erkend"], mails()["intrekking_bevestigd"]) == (
        (1, 1, 0) if beslist else (0, 0, 1)
    )
    assert not d.aanvraag.lijnen.filter(open=True).exists()
    assert not Termijn.objects.filter(soort="behandeling").open().exists()


def test_two_coordinatoren_confirm_at_once():
    d = in_toestand(Toestand.TER_BEVESTIGING)
    bevestig = [
        lambda door=door: beslissen.bevestigen(aanvraag=d.aanvraag, door=door, op=timezone.now())
        for door in (fabrieken.coordinator(), fabrieken.coordinator())
    ]
    een_wint(tegelijk(*bevestig, houd=d.aanvraag), INTUSSEN)
    assert (keer("bevestigen"), Brief.objects.count(), mails()["beslist_geweigerd"]) == (1, 1, 1)
    assert Termijn.objects.filter(soort="beroep").count() == 1


def test_one_confirms_while_another_sends_back():
    d = in_toestand(Toestand.TER_BEVESTIGING)
    een, ander = fabrieken.coordinator(), fabrieken.coordinator()
    uitkomsten = tegelijk(
        lambda: beslissen.bevestigen(aanvraag=d.aanvraag, door=een, op=timezone.now()),
        lambda: beslissen.terugsturen(aanvraag=d.aanvraag, door=ander, op=timezone.now(), reden="Te vaag."),
        houd=d.aanvraag,
    )
    een_wint(uitkomsten, INTUSSEN)
    beslist = d.ververs().aanvraag.toestand == Toestand.BESLIST
    assert (mails()["beslist_geweigerd"], mails()["weigering_teruggestuurd"]) == ((1, 0) if beslist else (0, 1))


def test_two_questions_at_once():
    d = in_toestand(Toestand.IN_BEHANDELING)
    vraag = [
        lambda door=door: behandeling.aanvulling_vragen(
            aanvraag=d.aanvraag, door=door, op=timezone.now(), onderdelen=["documenten"], vraag=f"Vraag van {door}"
        )
        for door in (d.consulent, collega(d))
    ]
    een_wint(tegelijk(*vraag, houd=d.aanvraag), INTUSSEN)
    assert (d.aanvraag.aanvullingen.count(), mails()["aanvulling_gevraagd"]) == (1, 1)
    assert Termijn.objects.get(soort="behandeling").pauzes.count() == 1


def test_an_answer_against_a_question_taken_back():
    d = in_toestand(Toestand.AANVULLING_GEVRAAGD)
    uitkomsten = tegelijk(
        lambda: behandeling.aanvullen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now(), antwoord="Klaar."),
        lambda: behandeling.vraag_intrekken(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now()),
        houd=d.aanvraag,
    )
    een_wint(uitkomsten, INTUSSEN)
    aanvulling = d.aanvraag.aanvullingen.get()
    aangevuld = aanvulling.afloop == "aangevuld"
    assert (mails()["aanvulling_binnen"], mails()["vraag_ingetrokken"]) == ((1, 0) if aangevuld else (0, 1))
    assert d.ververs().aanvraag.vervalt_op == Termijn.objects.get(soort="behandeling").vervalt_op


def test_two_who_take_the_same_dossier_in():
    d = in_toestand(Toestand.INGEDIEND)
    d.aanvraag.consulent = None
    d.aanvraag.save()
    neem = [
        lambda door=door: behandeling.in_behandeling_nemen(aanvraag=d.aanvraag, door=door, op=timezone.now())
        for door in (d.consulent, collega(d))
    ]
    winnaar = een_wint(tegelijk(*neem, houd=d.aanvraag), INTUSSEN)
    assert d.ververs().aanvraag.consulent == winnaar.consulent
