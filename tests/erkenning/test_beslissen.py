"""Deciding: each thing that stands in the way alone, and what a decision does (rules.md §3.2, §3.3, §4)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.models import Onderneming, Opleiding
from educam_portal.parameters import lezen
from educam_portal.parameters.models import Parameter
from educam_portal.termijnen import services as termijnen
from erkenning.models import Brief, Erkenning, LijnMentor
from erkenning.services import afsluiten, beslissen
from erkenning.toestanden import Toestand, Voorwaarde
from mentoren.models import Aanduiding, Mentor, Persoon, Uittreksel
from tests import fabrieken

from .dossiers import Dossier, klaar_om_te_beslissen

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def _oordeel(d: Dossier, voorwaarde: str, antwoord: str) -> None:
    d.aanvraag.oordelen.filter(voorwaarde=voorwaarde).update(antwoord=antwoord)


BEZWAREN = {
    "onderneming te bevestigen": (
        lambda d: Onderneming.objects.update(status="te_bevestigen", bevestigd_op=None, bevestigd_door=None),
        "wie er voor deze onderneming spreekt",
    ),
    "geen verslag": (lambda d: d.aanvraag.verslag.delete(), "geen bezoekverslag"),
    "verslag niet ingediend": (
        lambda d: type(d.aanvraag.verslag).objects.update(ingediend_op=None, ingediend_door=None),
        "geen bezoekverslag",
    ),
    **{
        f"{voorwaarde} open": (
            lambda d, v=voorwaarde: _oordeel(d, v, ""),
            f"“{voorwaarde.label}” is nog niet beoordeeld",
        )
        for voorwaarde in Voorwaarde
    },
    "voorwaarde niet voldaan": (lambda d: _oordeel(d, "draagkracht", "niet_voldaan"), "draagkracht” is niet voldaan"),
    "vestigingsnummer onbekend": (
        lambda d: type(d.aanvraag.vestiging).objects.filter(pk=d.aanvraag.vestiging_id).update(nummer=None),
        "vestigingsnummer is nog niet bekend",
    ),
    "mentor te jong": (lambda d: Persoon.objects.update(geboortedatum=date(2010, 1, 1)), "Leeftijd"),
    "mentor te weinig ervaring": (lambda d: Mentor.objects.update(beroep_sinds=timezone.localdate()), "Ervaring"),
    "mentor niet aanwezig": (lambda d: Mentor.objects.update(voldoende_aanwezig=False), "Aanwezig"),
    "596.2 niet gezien": (lambda d: Uittreksel.objects.all().delete(), "Nog niet nagekeken"),
    "596.2 te oud": (
        lambda d: Uittreksel.objects.update(uitgegeven_op=timezone.localdate() - timedelta(days=400)),
        "ouder dan 1 jaar",
    ),
    "vermelding niet beoordeeld": (lambda d: Uittreksel.objects.update(uitkomst="vermelding"), "Wordt beoordeeld"),
    "opleiding bestaat niet meer": (
        lambda d: Opleiding.objects.filter(lijnen__aanvraag=d.aanvraag).update(geldig_tot=timezone.localdate() - DAG),
        "bestaat niet meer onder die naam",
    ),
}
# What blocks a refusal too.
ALTIJD = {"onderneming te bevestigen"}


def test_with_nothing_in_the_way_it_is_granted():
    assert klaar_om_te_beslissen().beslis().aanvraag.toestand == Toestand.BESLIST


@pytest.mark.parametrize("bezwaar", BEZWAREN)
def test_each_objection_alone_blocks_granting(bezwaar):
    maak, zin = BEZWAREN[bezwaar]
    d = klaar_om_te_beslissen()
    maak(d)
    d.ververs()
    with pytest.raises(Geweigerd) as fout:
        d.beslis()
    assert zin in str(fout.value)
    assert str(fout.value).count(". ") <= 2, "alleen dit staat in de weg"
    assert d.ververs().aanvraag.toestand == Toestand.IN_BEHANDELING
    assert not Erkenning.objects.exists() and not Brief.objects.exists()
    assert set(LijnMentor.objects.values_list("oordeel", flat=True)) == {""}


@pytest.mark.parametrize("bezwaar", BEZWAREN)
def test_a_refusal_needs_only_to_know_who_speaks_for_the_onderneming(bezwaar):
    d = klaar_om_te_beslissen()
    BEZWAREN[bezwaar][0](d)
    d.ververs()
    if bezwaar in ALTIJD:
        with pytest.raises(Geweigerd):
            d.beslis(weiger="Te klein.")
    else:
        assert d.beslis(weiger="Te klein.").aanvraag.toestand == Toestand.TER_BEVESTIGING


def test_no_mentor_accepted_no_erkenning():
    d = klaar_om_te_beslissen()
    besluiten = {pk: beslissen.LijnBesluit(True) for pk in d.besluiten()}
    with pytest.raises(Geweigerd, match="minstens één mentor"):
        beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten)


def test_a_refusal_states_its_reasons():
    d = klaar_om_te_beslissen()
    besluiten = {pk: beslissen.LijnBesluit(False, " ") for pk in d.besluiten()}
    with pytest.raises(Geweigerd, match="Schrijf waarom"):
        beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten)


def test_every_line_is_decided_and_no_other():
    d = klaar_om_te_beslissen(opleidingen=2)
    besluiten = d.besluiten()
    afsluiten.opleiding_schrappen(
        aanvraag=d.aanvraag, lijn=d.aanvraag.lijnen.first(), door=d.werkgever, op=timezone.now()
    )
    with pytest.raises(Geweigerd, match="intussen gewijzigd"):
        beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten)


def test_an_exemption_makes_a_young_mentor_valid():
    d = klaar_om_te_beslissen()
    op = timezone.now()
    Persoon.objects.update(geboortedatum=timezone.localdate() - timedelta(days=365 * 24))
    Mentor.objects.update(beroep_sinds=timezone.localdate())
    with pytest.raises(Geweigerd, match="Leeftijd"):
        d.beslis()
    from erkenning.services import uittreksels

    with pytest.raises(Geweigerd, match="welk bewijs"):
        uittreksels.vrijstelling_geven(aanvraag=d.aanvraag, mentor=d.mentoren[0], reden=" ", door=d.consulent, op=op)
    uittreksels.vrijstelling_geven(
        aanvraag=d.aanvraag, mentor=d.mentoren[0], reden="Bachelor.", door=d.consulent, op=op
    )
    assert d.beslis().aanvraag.toestand == Toestand.BESLIST


def test_a_mentor_is_judged_on_the_day_of_designation_not_of_the_decision():
    d = klaar_om_te_beslissen()
    # Turns 25 the day after being put forward: too late, however long the handling takes.
    aangeduid = d.aanvraag.lijnen.get().mentoren.get().voorgesteld_op
    Persoon.objects.update(geboortedatum=date(aangeduid.year - 25, aangeduid.month, aangeduid.day) + DAG)
    with pytest.raises(Geweigerd, match="Leeftijd"):
        d.beslis(op=timezone.now() + 5 * DAG)


# --- an opleiding that ended -----------------------------------------------------------------------------------------


def vervallen_opleiding(d: Dossier) -> Opleiding:
    oud = d.aanvraag.lijnen.order_by("pk").first().opleiding
    oud.vervangen_door = fabrieken.OpleidingFactory(titel="Voertuigtechnieken duaal")
    oud.geldig_tot = timezone.localdate() + 3 * DAG
    oud.save()
    return oud


def test_an_opleiding_that_ended_is_refused_naming_its_successor():
    d = klaar_om_te_beslissen(opleidingen=2)
    oud = vervallen_opleiding(d)
    op = timezone.now() + 4 * DAG
    with pytest.raises(Geweigerd, match=f"{oud} bestaat niet meer.*verwijs naar Voertuigtechnieken duaal"):
        d.beslis(op=op)
    besluiten = d.besluiten()
    lijn = d.aanvraag.lijnen.get(opleiding=oud)
    besluiten[lijn.pk] = beslissen.LijnBesluit(False, "Deze opleiding bestaat niet meer.")
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=op, besluiten=besluiten)
    beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=op)
    (geweigerd,) = Brief.objects.get(soort="beslissing").gegevens["geweigerd"]
    assert geweigerd["opvolger"] == "Voertuigtechnieken duaal"
    assert Erkenning.objects.count() == 1
    assert Bericht.objects.filter(soort="beslist_deels", aan=d.werkgever).exists()


def test_the_day_of_the_decision_counts_also_when_it_is_confirmed():
    d = klaar_om_te_beslissen(opleidingen=2)
    vervallen_opleiding(d)
    besluiten = d.besluiten()
    ander = d.aanvraag.lijnen.order_by("pk").last()
    besluiten[ander.pk] = beslissen.LijnBesluit(False, "Te klein.")
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=timezone.now(), besluiten=besluiten)
    with pytest.raises(Geweigerd, match="bestaat niet meer"):
        beslissen.bevestigen(aanvraag=d.aanvraag, door=fabrieken.coordinator(), op=timezone.now() + 4 * DAG)


# --- confirmation ----------------------------------------------------------------------------------------------------


def half(d: Dossier, *, op=None) -> Dossier:
    """The first line granted, the second refused."""
    besluiten = d.besluiten()
    besluiten[max(besluiten)] = beslissen.LijnBesluit(False, "Er is geen hefbrug.")
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=op or timezone.now(), besluiten=besluiten)
    return d.ververs()


def test_all_lines_wait_for_the_confirmation_and_count_from_that_day():
    d = half(klaar_om_te_beslissen(opleidingen=2))
    assert d.aanvraag.toestand == Toestand.TER_BEVESTIGING
    assert not Erkenning.objects.exists() and not Aanduiding.objects.exists() and not Brief.objects.exists()
    assert termijnen.van(d.aanvraag, "behandeling").is_open
    op = timezone.now() + 3 * DAG
    coordinator = fabrieken.coordinator()
    beslissen.bevestigen(aanvraag=d.aanvraag, door=coordinator, op=op)
    d.ververs()
    dag = timezone.localdate(op)
    assert (d.aanvraag.beslist_op, d.aanvraag.bevestigd_door, d.aanvraag.beslist_door) == (
        dag,
        coordinator,
        d.consulent,
    )
    assert Erkenning.objects.get().geldig_van == dag
    assert sorted(d.aanvraag.lijnen.values_list("toestand", flat=True)) == ["erkend", "geweigerd"]
    assert termijnen.van(d.aanvraag, "beroep").vervalt_op == dag + 10 * DAG


def test_coordinatoren_are_asked_but_not_who_decided():
    d = klaar_om_te_beslissen()
    ander = fabrieken.coordinator()
    zelf = fabrieken.coordinator()
    beslissen.beslissen(aanvraag=d.aanvraag, door=zelf, op=timezone.now(), besluiten=d.besluiten(weiger="Te klein."))
    assert [b.aan for b in Bericht.objects.filter(soort="weigering_te_bevestigen")] == [ander]


def test_sent_back_it_can_be_decided_again():
    d = half(klaar_om_te_beslissen(opleidingen=2))
    coordinator = fabrieken.coordinator()
    with pytest.raises(Geweigerd, match="waarom"):
        beslissen.terugsturen(aanvraag=d.aanvraag, door=coordinator, op=timezone.now(), reden=" ")
    beslissen.terugsturen(aanvraag=d.aanvraag, door=coordinator, op=timezone.now(), reden="Te streng.")
    d.ververs()
    assert (d.aanvraag.toestand, d.aanvraag.beslist_door) == (Toestand.IN_BEHANDELING, None)
    assert not Bericht.objects.filter(soort__startswith="beslist", aan=d.werkgever).exists()
    assert d.beslis().aanvraag.toestand == Toestand.BESLIST


def test_without_the_parameter_a_refusal_takes_effect_at_once():
    rij = Parameter.objects.get(naam="weigering_bevestigen")
    rij.waarde = False
    rij.save()
    lezen.vergeet()
    d = klaar_om_te_beslissen().beslis(weiger="Te klein.")
    assert d.aanvraag.toestand == Toestand.BESLIST
    assert Bericht.objects.filter(soort="beslist_geweigerd", aan=d.werkgever).exists()


# --- what a grant does -----------------------------------------------------------------------------------------------


def test_only_accepted_mentoren_are_designated_from_the_day_they_were_put_forward():
    d = klaar_om_te_beslissen()
    ander = fabrieken.LijnMentorFactory(lijn=d.aanvraag.lijnen.get())
    besluiten = d.besluiten()
    besluiten = {
        pk: beslissen.LijnBesluit(True, mentoren=besluit.mentoren - {ander.pk}) for pk, besluit in besluiten.items()
    }
    op = timezone.now() + 5 * DAG
    beslissen.beslissen(aanvraag=d.aanvraag, door=d.consulent, op=op, besluiten=besluiten)
    aanduiding = Aanduiding.objects.get()
    assert (aanduiding.mentor, aanduiding.van) == (d.mentoren[0], timezone.localdate())
    # The year of the mentoropleiding starts at the later of grant and designation.
    assert termijnen.van(d.mentoren[0], "mentoropleiding").start == timezone.localdate(op)
    ander.refresh_from_db()
    assert ander.oordeel == "niet_aanvaard" and termijnen.van(ander.mentor, "mentoropleiding") is None


def test_who_completed_the_mentoropleiding_has_no_term():
    d = klaar_om_te_beslissen()
    Persoon.objects.update(mentoropleiding_op=date(2015, 3, 1))
    d.beslis()
    assert Aanduiding.objects.exists() and termijnen.van(d.mentoren[0], "mentoropleiding") is None


def test_the_term_of_the_mentoropleiding_is_that_of_the_first_erkenning():
    d = klaar_om_te_beslissen(opleidingen=2).beslis()
    (termijn,) = termijnen.termijnen_bij(d.mentoren[0], "mentoropleiding")
    assert termijn.start == timezone.localdate()


@pytest.mark.parametrize(
    ("op", "tot"), [(date(2026, 11, 23), date(2031, 11, 22)), (date(2028, 2, 29), date(2033, 2, 28))]
)
def test_an_erkenning_lasts_five_years_from_the_decision(op, tot):
    from educam_portal.parameters import duur
    from erkenning.rules import geldigheid

    assert geldigheid(op, duur("geldigheid", op)) == (op, tot)
