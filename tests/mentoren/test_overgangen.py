"""Who may do what from which state with a session and an enrolment: the tables, and every cell through the real service."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Bereik, Bron, User
from educam_portal.workflow.models import Gebeurtenis
from mentoren import services
from mentoren.models import Aanwezigheid, Attest, Inschrijving, Sessie
from mentoren.services import inschrijvingen, sessies, voltooien
from mentoren.toestanden import OPEN, Inschrijfstand, SessieToestand, Wie
from mentoren.transitions import INSCHRIJVING, MENTOR, SESSIE
from tests import fabrieken

from .cursus import mentor, planning, werkgever

pytestmark = pytest.mark.django_db
MENSEN = {Wie.MENTOR, Wie.WERKGEVER, Wie.CONSULENT, Wie.COORDINATOR}
# The tables as rules.md §4 has them, typed over by hand: action → (from, to, who).
RULES_SESSIE = {
    "wijzigen": ({"gepland"}, {"gepland"}, {Wie.COORDINATOR}),
    "annuleren": ({"gepland"}, {"geannuleerd"}, {Wie.COORDINATOR}),
    "aanwezigheid_noteren": ({"gepland"}, {"gepland"}, {Wie.COORDINATOR}),
    "afronden": ({"gepland"}, {"afgerond"}, {Wie.COORDINATOR}),
}
RULES_INSCHRIJVING = {
    "annuleren": (set(OPEN), {"geannuleerd"}, MENSEN),
    "doorschuiven": ({"wachtlijst"}, {"ingeschreven"}, {Wie.PORTAAL}),
    "afvoeren": (set(OPEN), {"geannuleerd"}, {Wie.PORTAAL}),
    "beoordelen": ({"ingeschreven"}, {"voltooid", "niet_voltooid"}, {Wie.COORDINATOR}),
    "rechtzetten": ({"niet_voltooid"}, {"voltooid"}, {Wie.COORDINATOR}),
}


@pytest.mark.parametrize(("tabel", "rules"), [(SESSIE, RULES_SESSIE), (INSCHRIJVING, RULES_INSCHRIJVING)])
def test_the_table_says_what_rules_md_says(tabel, rules):
    assert {rij.actie for rij in tabel} == set(rules)
    for rij in tabel:
        van, naar, wie = rules[rij.actie]
        assert (set(rij.van), set(rij.doelen(rij.van[0])), set(rij.wie)) == (van, naar, wie), rij.actie


def test_every_row_has_a_service_and_every_service_a_row():
    alle, deuren = set(), set()
    for bestand in Path(services.__file__).parent.glob("*.py"):
        for knoop in ast.walk(ast.parse(bestand.read_text())):
            if isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "perform":
                deuren.add(knoop.args[1].value)
            if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
                alle.add(knoop.value)
    assert deuren == {rij.actie for tabel in (MENTOR, SESSIE, INSCHRIJVING) for rij in tabel}


# --- every cell ----------------------------------------------------------------------------------------------------


def mensen(m) -> dict[str, tuple[User, set[Wie]]]:
    """Everybody, with the columns of the tables that are theirs for this mentor."""
    ander = mentor()
    return {
        "mentor": (fabrieken.mentor_met_account(m), {Wie.MENTOR}),
        "werkgever": (werkgever(m), {Wie.WERKGEVER}),
        "gemachtigde": (
            fabrieken.werkgever(m.onderneming, bereik=Bereik.AANVRAGEN, bron=Bron.MACHTIGING),
            {Wie.WERKGEVER},
        ),
        "gemachtigde om te lezen": (
            fabrieken.werkgever(m.onderneming, bereik=Bereik.LEZEN, bron=Bron.MACHTIGING),
            set(),
        ),
        "consulent die helpt": (fabrieken.werkgever(m.onderneming, bron=Bron.HULP), set()),
        "consulent": (fabrieken.consulent(fabrieken.regio("ovl")), {Wie.CONSULENT}),
        "vervanger": (fabrieken.consulent(fabrieken.regio("ovl"), bron=Bron.VERVANGING), {Wie.CONSULENT}),
        "consulent van een andere regio": (fabrieken.consulent(fabrieken.regio("lim")), set()),
        "coördinator": (fabrieken.coordinator(), {Wie.COORDINATOR}),
        "beheerder": (fabrieken.beheerder(), set()),
        "andere werkgever": (werkgever(ander), set()),
        "andere mentor": (fabrieken.mentor_met_account(ander), set()),
        "school": (fabrieken.trajectbegeleider(fabrieken.SchoolFactory()), set()),
        "niemand": (fabrieken.UserFactory(), set()),
    }


def sessie_in(toestand: str, *, over: int) -> Sessie:
    return fabrieken.SessieFactory(
        over=over, toestand=toestand, reden="De trainer is ziek." if toestand == "geannuleerd" else ""
    )


SESSIE_DIENSTEN: dict[str, tuple[int, Callable[[Sessie, User], Any]]] = {
    # action → (days until the session starts, how it is pressed)
    "wijzigen": (
        9,
        lambda s, door: sessies.wijzig(sessie=s, planning=planning(s, trainer="X"), door=door, op=timezone.now()),
    ),
    "annuleren": (9, lambda s, door: sessies.annuleer(sessie=s, reden="Ziek.", door=door, op=timezone.now())),
    "aanwezigheid_noteren": (
        -9,
        lambda s, door: voltooien.noteer_aanwezigheid(sessie=s, dag=s.dag1, aanwezig={}, door=door, op=timezone.now()),
    ),
    "afronden": (-9, lambda s, door: voltooien.afronden(sessie=s, door=door, op=timezone.now())),
}


@pytest.mark.parametrize("toestand", list(SessieToestand))
@pytest.mark.parametrize("actie", list(SESSIE_DIENSTEN))
def test_every_cell_of_a_session(actie, toestand):
    over, druk = SESSIE_DIENSTEN[actie]
    sessie = sessie_in(toestand, over=over)
    fouten = []
    for wie, (door, rollen) in mensen(mentor()).items():
        mag = toestand in SESSIE[actie].van and Wie.COORDINATOR in rollen
        fouten += probeer(sessie, SESSIE[actie], lambda d=door: druk(sessie, d), wie, door, mag=mag)
    assert not fouten, "\n".join(fouten)


def inschrijving_in(toestand: str, m, *, over: int) -> Inschrijving:
    return fabrieken.InschrijvingFactory(
        sessie=fabrieken.SessieFactory(over=over),
        mentor=m,
        toestand=toestand,
        plaats_op_wachtlijst=1 if toestand == "wachtlijst" else None,
        geannuleerd_op=timezone.now() if toestand == "geannuleerd" else None,
    )


@pytest.mark.parametrize("toestand", list(Inschrijfstand))
def test_every_cell_of_an_enrolment(toestand):
    """What people press themselves; closing judges them all at once, and the portal acts in the tests of its causes."""
    m = mentor()
    iedereen = mensen(m)
    diensten = {
        "annuleren": (9, lambda r, door: inschrijvingen.annuleer(inschrijving=r, door=door, op=timezone.now())),
        "rechtzetten": (
            -9,
            lambda r, door: voltooien.rechtzetten(inschrijving=r, reden="Zag hem.", door=door, op=timezone.now()),
        ),
    }
    fouten = []
    for actie, (over, druk) in diensten.items():
        buiten = transaction.savepoint()
        rij = inschrijving_in(toestand, m, over=over)
        for wie, (door, rollen) in iedereen.items():
            mag = toestand in INSCHRIJVING[actie].van and bool(rollen & set(INSCHRIJVING[actie].wie))
            fouten += probeer(rij, INSCHRIJVING[actie], lambda d=door, r=rij, p=druk: p(r, d), wie, door, mag=mag)
        transaction.savepoint_rollback(buiten)
    assert not fouten, "\n".join(fouten)


def probeer(zaak, rij, druk, wie: str, door: User, *, mag: bool) -> list[str]:
    """Press once and undo; the sentences that say what went otherwise than the table promises."""
    binnen = transaction.savepoint()
    try:
        druk()
    except Geweigerd as fout:
        return [f"{rij.actie} door {wie}: geweigerd, maar dit mag: {fout}"] if mag else []
    else:
        if not mag:
            return [f"{rij.actie} door {wie}: gelukt, maar dit mag niet"]
        na = type(zaak).objects.get(pk=zaak.pk)
        laatste = Gebeurtenis.objects.filter(actie=rij.actie).order_by("pk").last()
        if na.toestand not in rij.doelen(zaak.toestand) or laatste is None or laatste.door_id != door.pk:
            return [f"{rij.actie} door {wie}: eindigt op {na.toestand}, tijdlijn {laatste}"]
        return []
    finally:
        transaction.savepoint_rollback(binnen)


def test_nobody_does_what_only_the_portal_does():
    rij = inschrijving_in("wachtlijst", mentor(), over=9)
    from educam_portal.workflow.diensten import perform

    for actie in ("doorschuiven", "afvoeren"):
        for door, _ in mensen(rij.mentor).values():
            with pytest.raises(Geweigerd, match="mag je niet"), perform(rij, actie, door=door, op=timezone.now()):
                pass


def test_closing_judges_everybody_with_a_seat_and_nobody_else():
    sessie = fabrieken.SessieFactory(over=-9)
    coordinator = fabrieken.coordinator()
    rijen = {
        toestand: fabrieken.InschrijvingFactory(
            sessie=sessie,
            toestand=toestand,
            plaats_op_wachtlijst=1 if toestand == "wachtlijst" else None,
            geannuleerd_op=timezone.now() if toestand == "geannuleerd" else None,
        )
        for toestand in Inschrijfstand
    }
    for dag in sessie.dagen.all():
        Aanwezigheid.objects.create(
            inschrijving=rijen["ingeschreven"], dag=dag, aanwezig=True, door=coordinator, op=timezone.now()
        )
    voltooien.afronden(sessie=sessie, door=coordinator, op=timezone.now() + timedelta(minutes=1))
    na = {toestand: Inschrijving.objects.get(pk=rij.pk).toestand for toestand, rij in rijen.items()}
    assert na == {
        "ingeschreven": "voltooid",
        "wachtlijst": "geannuleerd",
        "geannuleerd": "geannuleerd",
        "voltooid": "voltooid",
        "niet_voltooid": "niet_voltooid",
    }
    assert Attest.objects.get().inschrijving == rijen["ingeschreven"]
