"""Filing at the same moment: one line per vestiging × opleiding, and every reference given once (rules.md §3.1)."""

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from erkenning.models import Aanvraag, AanvraagLijn
from erkenning.services import concept, indienen
from erkenning.toestanden import Toestand
from tests import fabrieken
from tests.erkenning.dossiers import Dossier, dossier, opleiding_met_checklist

from .samen import een_wint, tegelijk

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def dien_in(d: Dossier, door=None):
    return lambda: indienen.indienen(
        aanvraag=d.aanvraag, door=door or d.werkgever, op=timezone.now(), engagementen=True
    )


def nog_een(d: Dossier) -> Dossier:
    kopie = concept.kopieer(aanvraag=d.aanvraag, vestiging=d.aanvraag.vestiging, door=d.werkgever, op=timezone.now())
    return Dossier(d.werkgever, d.consulent, kopie, list(d.mentoren))


def test_two_aanvragen_for_the_same_line_filed_at_once():
    eerste = dossier(opleidingen=2).vul_in()
    tweede = nog_een(eerste)
    winnaar = een_wint(tegelijk(dien_in(eerste), dien_in(tweede), houd=eerste.aanvraag.vestiging), "loopt op deze")
    assert winnaar.referentie.endswith("-00001")
    assert AanvraagLijn.objects.filter(open=True).count() == 2
    assert sorted(Aanvraag.objects.values_list("toestand", flat=True)) == [Toestand.CONCEPT, Toestand.INGEDIEND]
    assert Bericht.objects.filter(soort="aanvraag_ingediend").count() == 1
    # The refused one took no number with it.
    assert dossier().vul_in().dien_in().aanvraag.referentie.endswith("-00002")


def test_the_same_aanvraag_filed_by_two_people_at_once():
    d = dossier().vul_in()
    ander = fabrieken.werkgever(d.aanvraag.onderneming)
    een_wint(tegelijk(dien_in(d), dien_in(d, ander), houd=d.aanvraag), "dit dossier staat intussen op")
    assert Bericht.objects.filter(soort="nieuwe_aanvraag").count() == 1


def test_eight_filings_at_once_get_eight_numbers_in_a_row():
    dossiers = [dossier().vul_in() for _ in range(8)]
    uitkomsten = tegelijk(*[dien_in(d) for d in dossiers])
    jaar = timezone.localdate().year
    assert sorted(aanvraag.referentie for aanvraag in uitkomsten) == [f"ERK-{jaar}-{n:05d}" for n in range(1, 9)]


def test_an_opleiding_added_in_an_aanvulling_while_another_aanvraag_asks_for_it():
    open_ = dossier().vul_in().dien_in().neem_in()
    opleiding = opleiding_met_checklist()
    nieuw = Dossier(open_.werkgever, open_.consulent, nog_een(open_).aanvraag, open_.mentoren)
    concept.kies_opleidingen(aanvraag=nieuw.aanvraag, plaatsen={opleiding: 1}, door=open_.werkgever, op=timezone.now())
    nieuw.vul_in()
    open_.aanvraag.aanvullingen.create(
        onderdelen=["opleidingen"],
        vraag="Ook een andere?",
        gevraagd_op=timezone.now(),
        gevraagd_door=open_.consulent,
        uiterlijk=timezone.localdate(),
    )
    Aanvraag.objects.filter(pk=open_.aanvraag.pk).update(toestand=Toestand.AANVULLING_GEVRAAGD)
    erbij = {open_.aanvraag.lijnen.get().opleiding: 1, opleiding: 1}
    uitkomsten = tegelijk(
        lambda: concept.kies_opleidingen(
            aanvraag=open_.aanvraag, plaatsen=erbij, door=open_.werkgever, op=timezone.now()
        ),
        dien_in(nieuw),
        houd=open_.aanvraag.vestiging,
    )
    een_wint(uitkomsten, "loopt")
    assert AanvraagLijn.objects.filter(opleiding=opleiding, open=True).count() == 1


def test_mentoren_chosen_for_an_opleiding_that_is_taken_away_meanwhile():
    d = dossier(opleidingen=2).vul_in()
    weg, blijft = d.aanvraag.lijnen.all()
    keuze = {lijn: list(d.mentoren) for lijn in (weg, blijft)}
    door, op = d.werkgever, timezone.now()
    uitkomsten = tegelijk(
        lambda: concept.kies_opleidingen(aanvraag=d.aanvraag, plaatsen={blijft.opleiding: 1}, door=door, op=op),
        lambda: concept.kies_mentoren(aanvraag=d.aanvraag, keuze=keuze, door=door, op=op),
        houd=d.aanvraag,
    )
    assert uitkomsten[0] is None
    assert uitkomsten[1] is None or "opleidingen zijn intussen gewijzigd" in uitkomsten[1].zin
    assert [lijn.opleiding for lijn in d.aanvraag.lijnen.all()] == [blijft.opleiding]


def test_a_concept_erased_by_the_job_while_somebody_saves_it():
    d = dossier()
    antwoorden = {"uitrusting_ok": True}
    uitkomsten = tegelijk(
        lambda: concept.verwijder_concept(aanvraag=d.aanvraag, op=timezone.now()),
        lambda: concept.bewaar_voorwaarden(
            aanvraag=d.aanvraag, antwoorden=antwoorden, door=d.werkgever, op=timezone.now()
        ),
        lambda: indienen.indienen(aanvraag=d.aanvraag, door=d.werkgever, op=timezone.now(), engagementen=True),
        houd=d.aanvraag,
    )
    assert not Aanvraag.objects.exists()
    for uitkomst in uitkomsten[1:]:
        assert uitkomst is None or isinstance(uitkomst, Geweigerd)
