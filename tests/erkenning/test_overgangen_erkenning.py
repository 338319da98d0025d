"""Who may do what with an erkenning: the table against rules.md §3.3, and the cells that are not a measure (§3.1, §3.3)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.workflow.models import Gebeurtenis
from erkenning import overzicht
from erkenning.models import Erkenning
from erkenning.services import vestigingen
from erkenning.services.plaatsen import plaatsen_wijzigen
from erkenning.services.verlengen import verlengen
from erkenning.toestanden import ErkenningToestand, Toestand
from erkenning.transitions import ERKENNING

from .acties import in_toestand, mensen
from .test_overgangen import C, K, W, kolommen

P = "portaal"
RULES = {
    # action: (from, to, who)
    "verlengen": ("lopend", "", {W}),
    "plaatsen_wijzigen": ("lopend", "", {W, C, K}),
    "begeleiding_starten": ("lopend", "", {C, K}),
    "begeleiding_afronden": ("lopend", "", {C, K}),
    "schorsen": ("lopend", "", {K}),
    "schorsing_beeindigen": ("lopend", "", {K}),
    "mentor_voorstellen": ("lopend", "", {W}),
    "uittreksel_nakijken": ("lopend", "", {C, K}),
    "uittreksel_beoordelen": ("lopend", "", {K}),
    "mentor_beoordelen": ("lopend", "", {C, K}),
    "opheffen": ("lopend", "opgeheven", {K}),
    "uitsluiten": ("lopend", "uitgesloten", {K}),
    "sluiten": ("lopend", "gesloten", {W, C, K}),
    "herstellen": ("opgeheven uitgesloten", "lopend", {K}),
    "verlopen": ("lopend", "vervallen", {P}),
}
ACTIES = {
    "verlengen": lambda rij, door: verlengen(erkenning=rij, door=door, op=timezone.now()),
    "plaatsen_wijzigen": lambda rij, door: plaatsen_wijzigen(erkenning=rij, plaatsen=4, door=door, op=timezone.now()),
    "sluiten": lambda rij, door: vestigingen.sluiten(
        vestiging=rij.vestiging, vanaf=timezone.localdate(), reden="Stopt.", door=door, op=timezone.now()
    ),
}


def test_the_table_says_what_rules_md_says():
    assert {rij.actie for rij in ERKENNING} == set(RULES)
    for actie, (van, naar, wie) in RULES.items():
        rij = ERKENNING[actie]
        assert set(rij.van) == set(van.split()), actie
        assert set(rij.doelen("x")) == set(naar.split() or ["x"]), actie
        assert set(rij.wie) == wie, actie


@pytest.mark.django_db
def test_every_cell_that_is_no_measure():
    d = in_toestand(Toestand.BESLIST, opleidingen=1)
    rij = Erkenning.objects.get()
    rij.geldig_tot = timezone.localdate() + timedelta(days=60)
    rij.save()
    iedereen, fouten = mensen(d), []
    for toestand in (ErkenningToestand.LOPEND, ErkenningToestand.VERVALLEN):
        Erkenning.objects.update(toestand=toestand)
        for actie, doe in ACTIES.items():
            for wie, door in iedereen.items():
                mag = toestand == "lopend" and bool(kolommen(wie, Toestand.BESLIST) & set(ERKENNING[actie].wie))
                # A vestiging closes also when nothing runs there any more.
                mag |= actie == "sluiten" and bool(kolommen(wie, Toestand.BESLIST) & set(ERKENNING[actie].wie))
                fouten += [f"{actie} door {wie} van {toestand}: {zin}" for zin in probeer(rij, actie, doe, door, mag)]
    assert not fouten, "\n".join(fouten)


def probeer(rij: Erkenning, actie: str, doe, door, mag: bool) -> list[str]:
    """Press the button; the sentences that say what went otherwise than the table promises."""
    buiten = transaction.savepoint()
    voor = Erkenning.objects.values().get()
    try:
        doe(Erkenning.objects.get(), door)
    except Geweigerd as fout:
        uit = [f"geweigerd, maar dit mag: {fout}"] if mag else []
        return uit + (["er is toch iets veranderd"] if Erkenning.objects.values().get() != voor else [])
    else:
        verteld = Gebeurtenis.objects.filter(actie__in=[actie, "vestiging_gesloten"], door=door).exists()
        return ([] if mag else ["gelukt, maar dit mag niet"]) + ([] if verteld else ["staat niet op de tijdlijn"])
    finally:
        transaction.savepoint_rollback(buiten)


@pytest.mark.django_db
def test_no_fewer_places_than_there_are_overeenkomsten(monkeypatch):
    d = in_toestand(Toestand.BESLIST, opleidingen=1)
    rij = Erkenning.objects.get()
    plaatsen_wijzigen(erkenning=rij, plaatsen=3, door=d.werkgever, op=timezone.now())
    monkeypatch.setattr(overzicht, "_bezetting", [lambda pks: dict.fromkeys(pks, 2)])
    rij.refresh_from_db()
    assert (rij.plaatsen, overzicht.vrije_plaatsen(rij)) == (3, 1)
    for plaatsen, zin in ((1, "lopen hier 2"), (0, "van 1 tot 50"), (51, "van 1 tot 50")):
        with pytest.raises(Geweigerd, match=zin):
            plaatsen_wijzigen(erkenning=rij, plaatsen=plaatsen, door=d.werkgever, op=timezone.now())
    assert plaatsen_wijzigen(erkenning=rij, plaatsen=2, door=d.consulent, op=timezone.now()).plaatsen == 2
