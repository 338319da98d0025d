"""Who may do what from which state: the table against rules.md §3.2, and every cell through the real service."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.meldingen.models import Bericht
from educam_portal.termijnen import services as termijnen
from educam_portal.termijnen.models import Termijn
from educam_portal.workflow.models import Gebeurtenis
from erkenning import services
from erkenning.models import Aanvraag, AanvraagLijn, Aanvulling, Bezoek, Erkenning
from erkenning.toestanden import LOPEND, Toestand, Wie
from erkenning.transitions import AANVRAAG, ERKENNING
from mentoren.models import Mentor, Uittreksel

from .acties import ACTIES, in_toestand, mensen

# --- the table as rules.md §3.2 has it, typed over by hand ----------------------------------------------------------
W, C, K = "werkgever", "consulent", "coordinator"
RULES = {
    # action: (from, to, who); a coördinator may everything a consulent may (rules.md §2)
    "indienen": ("concept", "ingediend", {W}),
    "in_behandeling_nemen": ("ingediend", "in_behandeling", {C, K}),
    "aanvulling_vragen": ("ingediend in_behandeling", "aanvulling_gevraagd", {C, K}),
    "werkpunten_opleggen": ("in_behandeling", "aanvulling_gevraagd", {C, K}),
    "aanvullen": ("aanvulling_gevraagd", "in_behandeling", {W}),
    "vraag_intrekken": ("aanvulling_gevraagd", "in_behandeling", {C, K}),
    "zonder_gevolg_stellen": ("aanvulling_gevraagd", "zonder_gevolg", {C, K}),
    "beslissen": ("in_behandeling", "beslist ter_bevestiging", {C, K}),
    "bevestigen": ("ter_bevestiging", "beslist", {K}),
    "terugsturen": ("ter_bevestiging", "in_behandeling", {K}),
    "opleiding_schrappen": ("concept ingediend in_behandeling aanvulling_gevraagd", "", {W}),
    "intrekken": ("concept ingediend in_behandeling aanvulling_gevraagd ter_bevestiging", "ingetrokken", {W}),
    "uitsluiten": ("ingediend in_behandeling aanvulling_gevraagd ter_bevestiging", "zonder_gevolg", {K}),
    "sluiten": ("ingediend in_behandeling aanvulling_gevraagd ter_bevestiging", "zonder_gevolg", {W, C, K}),
    "beroep_registreren": ("beslist", "", {K}),
    "beroep_uitspraak": ("beslist", "", {K}),
    "rechtzetten": ("beslist", "", {K}),
}
NA_DE_BESLISSING = {"beroep_registreren", "beroep_uitspraak", "rechtzetten"}
# Events of rules.md §3.1, §3.2 and §4 that belong to the werkgever; all others are EDUCAM's.
VAN_DE_WERKGEVER = {"hulp_vragen", "hulp_stoppen", "wijzigen", "bezoek_kiezen", "sluiting_melden"}


@pytest.mark.parametrize("actie", RULES)
def test_the_table_says_what_rules_md_says(actie):
    van, naar, wie = RULES[actie]
    rij = AANVRAAG[actie]
    assert set(rij.van) == set(van.split())
    assert set(rij.doelen("x")) == set(naar.split() or ["x"])
    assert set(rij.wie) == wie


def test_only_these_rows_change_the_state():
    assert {rij.actie for rij in AANVRAAG if rij.naar is not None} == {a for a, (_, naar, _) in RULES.items() if naar}


def test_events_belong_to_one_side():
    for rij in AANVRAAG:
        if rij.actie not in RULES:
            assert bool({Wie.WERKGEVER, Wie.HELPER} & set(rij.wie)) == (rij.actie in VAN_DE_WERKGEVER), rij.actie


def test_a_helper_fills_in_and_never_submits():
    assert {rij.actie for rij in AANVRAAG if Wie.HELPER in rij.wie} == {"wijzigen"}


def test_a_closed_dossier_takes_nothing_but_notes():
    for toestand in set(Toestand) - {Toestand.CONCEPT, *LOPEND}:
        ook = NA_DE_BESLISSING if toestand == Toestand.BESLIST else set()
        assert AANVRAAG.acties(toestand, list(Wie)) == {"notitie"} | ook, toestand


# --- every row has a service, every service a row ------------------------------------------------------------------


def _strings_in_services() -> tuple[set[str], set[str]]:
    """All string constants in the services, and those given straight to `perform` or `controleer`."""
    alle, deuren = set(), set()
    for bestand in Path(services.__file__).parent.glob("*.py"):
        for knoop in ast.walk(ast.parse(bestand.read_text())):
            if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
                alle.add(knoop.value)
            naam = getattr(getattr(knoop, "func", None), "attr", getattr(getattr(knoop, "func", None), "id", ""))
            if isinstance(knoop, ast.Call) and naam in ("perform", "controleer"):
                deuren |= {a.value for a in knoop.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return alle, deuren


def test_every_row_has_a_service_and_every_service_a_row():
    alle, deuren = _strings_in_services()
    rijen = {rij.actie for rij in AANVRAAG}
    van_erkenning = {rij.actie for rij in ERKENNING}
    # The deadline job lets an erkenning lapse; no service does.
    assert rijen | van_erkenning - {"verlopen"} <= alle, "een rij zonder dienst"
    assert deuren <= rijen | van_erkenning, "een dienst zonder rij"
    assert set(ACTIES) == rijen, "een rij zonder proef"


# --- every cell ----------------------------------------------------------------------------------------------------
WERKGEVER = {"werkgever", "medewerker", "gemachtigde"}
CONSULENT = {"consulent", "vervanger"}
NIEMAND = {
    "gemachtigde om te lezen",
    "sociaal secretariaat",
    "vroegere werkgever",
    "andere werkgever",
    "consulent van een andere regio",
    "beheerder",
    "mentor",
    "school",
    "niemand",
}


def kolommen(persoon: str, toestand: str) -> set[str]:
    """Which columns of the table are this person's (rules.md §2); a concept is the werkgever's own affair."""
    if persoon in WERKGEVER:
        return {Wie.WERKGEVER}
    if persoon == "helper":
        return {Wie.HELPER} if toestand == Toestand.CONCEPT else set()
    if toestand == Toestand.CONCEPT or persoon in NIEMAND:
        return set()
    return {Wie.CONSULENT} if persoon in CONSULENT else {Wie.COORDINATOR}


class Schrijfteller:
    """Counts the statements that change something."""

    aantal = 0

    def __call__(self, execute, sql, params, many, context):
        self.aantal += sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, params, many, context)


def wereld() -> list:
    """Everything a transition could have touched."""
    return [
        list(Aanvraag.objects.order_by("pk").values()),
        list(AanvraagLijn.objects.order_by("pk").values()),
        list(Aanvulling.objects.order_by("pk").values()),
        list(Bezoek.objects.order_by("pk").values()),
        list(Termijn.objects.order_by("pk").values()),
        list(Uittreksel.objects.order_by("pk").values()),
        list(Mentor.objects.order_by("pk").values()),
        [model.objects.count() for model in (Bericht, Gebeurtenis, Erkenning)],
    ]


@pytest.mark.django_db
@pytest.mark.eenmaal
@pytest.mark.parametrize("toestand", list(Toestand))
def test_every_cell(toestand):
    d = in_toestand(toestand)
    iedereen = mensen(d)
    assert set(iedereen) == WERKGEVER | {"helper"} | CONSULENT | {"coördinator"} | NIEMAND
    fouten = []
    for rij in AANVRAAG:
        buiten = transaction.savepoint()
        stel = ACTIES[rij.actie].klaar(d)
        d.ververs()
        voor = wereld()
        for wie, door in iedereen.items():
            mag = toestand in rij.van and bool(kolommen(wie, toestand) & set(rij.wie))
            binnen = transaction.savepoint()
            fouten += [f"{rij.actie} door {wie}: {fout}" for fout in probeer(d, rij, door, stel, mag=mag, voor=voor)]
            transaction.savepoint_rollback(binnen)
        transaction.savepoint_rollback(buiten)
    assert not fouten, "\n".join(fouten)


def probeer(d, rij, door, stel, *, mag, voor):
    """Press the button; the sentences that say what went otherwise than the table promises."""
    teller = Schrijfteller()
    try:
        with connection.execute_wrapper(teller):
            ACTIES[rij.actie](d, door, stel)
    except Geweigerd as fout:
        if mag:
            return [f"geweigerd, maar dit mag: {fout}"]
        # What was written and undone shows in no table; only then it is worth looking.
        return ["geweigerd, maar er is iets veranderd"] if teller.aantal and wereld() != voor else []
    if not mag:
        return ["gelukt, maar dit mag niet"]
    na = Aanvraag.objects.get(pk=d.aanvraag.pk)
    fouten = []
    if na.toestand not in rij.doelen(d.aanvraag.toestand):
        fouten.append(f"eindigt op {na.toestand}")
    laatste = Gebeurtenis.objects.filter(actie=rij.actie).order_by("pk").last()
    if rij.actie != "wijzigen" and (laatste is None or laatste.door_id != door.pk or laatste.intern != rij.intern):
        fouten.append("staat niet (juist) op de tijdlijn")
    termijn = termijnen.van(na, "behandeling")
    vervalt = termijn.vervalt_op if termijn and termijn.is_open else None
    if na.vervalt_op != vervalt:
        fouten.append(f"de werklijst zegt {na.vervalt_op}, de termijn {vervalt}")
    return fouten


@pytest.mark.django_db
def test_who_decided_does_not_confirm():
    d = in_toestand(Toestand.IN_BEHANDELING)
    coordinator = mensen(d)["coördinator"]
    services.beslissen.beslissen(
        aanvraag=d.aanvraag, door=coordinator, op=d.aanvraag.ingediend_op, besluiten=d.besluiten(weiger="Te klein.")
    )
    with pytest.raises(Geweigerd, match="andere coördinator"):
        services.beslissen.bevestigen(
            aanvraag=d.aanvraag, door=coordinator, op=d.aanvraag.ingediend_op + timedelta(days=1)
        )
