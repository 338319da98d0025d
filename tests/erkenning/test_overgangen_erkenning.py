"""Who may do what with an erkenning: the table against rules.md §3.3, and every cell through its service (§3.1, §3.3)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.workflow.models import Gebeurtenis
from erkenning import overzicht
from erkenning.models import Begeleiding, Beroep, Erkenning, Maatregel, Mentorvoorstel
from erkenning.services import begeleiding, beroep, maatregelen, mentorwissel, vestigingen
from erkenning.services.plaatsen import plaatsen_wijzigen
from erkenning.services.verlengen import verlengen
from erkenning.toestanden import ErkenningToestand, Toestand
from erkenning.transitions import ERKENNING
from tests import fabrieken

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
REDENEN = {"redenen": "Gesloten.", "gehoord": maatregelen.Gehoord(dringend_reden="Gevaar.")}
ACTIES = {
    "verlengen": lambda rij, door: verlengen(erkenning=rij, door=door, op=timezone.now()),
    "plaatsen_wijzigen": lambda rij, door: plaatsen_wijzigen(erkenning=rij, plaatsen=4, door=door, op=timezone.now()),
    "begeleiding_starten": lambda rij, door: begeleiding.begeleiding_starten(
        erkenning=rij, punten="Ruim op.", tegen=timezone.localdate() + timedelta(days=9), door=door, op=timezone.now()
    ),
    "begeleiding_afronden": lambda rij, door: begeleiding.begeleiding_afronden(
        erkenning=rij, in_orde=True, besluit="Goed.", door=door, op=timezone.now()
    ),
    "schorsen": lambda rij, door: maatregelen.schorsen(
        erkenning=rij, van=timezone.localdate(), tot=None, redenen="Brand.", door=door, op=timezone.now()
    ),
    "schorsing_beeindigen": lambda rij, door: maatregelen.schorsing_beeindigen(
        erkenning=rij, reden="Hersteld.", door=door, op=timezone.now()
    ),
    "mentor_voorstellen": lambda rij, door: mentorwissel.mentor_voorstellen(
        erkenning=rij, mentor=rij.vestiging.onderneming.mentoren.latest("pk"), door=door, op=timezone.now()
    ),
    "uittreksel_nakijken": lambda rij, door: mentorwissel.uittreksel_nakijken(
        voorstel=rij.mentorvoorstellen.get(),
        uitgegeven_op=timezone.localdate(),
        uitkomst="blanco",
        getoond=True,
        gezien="",
        door=door,
        op=timezone.now(),
    ),
    "uittreksel_beoordelen": lambda rij, door: mentorwissel.uittreksel_beoordelen(
        voorstel=rij.mentorvoorstellen.get(), oordeel="aanvaard", door=door, op=timezone.now()
    ),
    "mentor_beoordelen": lambda rij, door: mentorwissel.mentor_beoordelen(
        voorstel=rij.mentorvoorstellen.get(), aanvaard=False, reden="Kan niet.", door=door, op=timezone.now()
    ),
    "opheffen": lambda rij, door: maatregelen.opheffen(erkenning=rij, door=door, **REDENEN, op=timezone.now()),
    "uitsluiten": lambda rij, door: maatregelen.uitsluiten(
        wie=rij.vestiging, tot=None, door=door, **REDENEN, op=timezone.now()
    ),
    "sluiten": lambda rij, door: vestigingen.sluiten(
        vestiging=rij.vestiging, vanaf=timezone.localdate(), reden="Stopt.", door=door, op=timezone.now()
    ),
    "herstellen": lambda rij, door: beroep.beroep_uitspraak(
        beroep=Beroep.objects.get(),
        uitkomst="gegrond",
        uitspraak_op=timezone.localdate(),
        toelichting="",
        door=door,
        op=timezone.now(),
    ),
}
# The vestiging closes or is excluded also when nothing runs there any more; its page is not that of an erkenning.
VAN_DE_VESTIGING = {"sluiten", "uitsluiten"}
KOLOMMEN = ("werkgever", "consulent", "coördinator")
VAN_BUITEN = ("vestiging_gesloten", "uitgesloten")


def leg_klaar(rij: Erkenning, actie: str) -> None:
    """What must be there before the button says anything."""
    vandaag, iemand = timezone.localdate(), fabrieken.UserFactory()
    if actie == "begeleiding_afronden":
        Begeleiding.objects.create(
            erkenning=rij, punten="x", afgesproken_op=vandaag, tegen=vandaag + timedelta(days=1), door=iemand
        )
    if actie == "schorsing_beeindigen":
        Erkenning.objects.update(geschorst_van=vandaag)
    if actie in ("mentor_voorstellen", "uittreksel_nakijken", "uittreksel_beoordelen", "mentor_beoordelen"):
        mentor = fabrieken.MentorFactory(onderneming=rij.vestiging.onderneming)
        if actie != "mentor_voorstellen":
            Mentorvoorstel.objects.create(erkenning=rij, mentor=mentor, voorgesteld_op=vandaag, voorgesteld_door=iemand)
        if actie == "uittreksel_beoordelen":
            fabrieken.UittrekselFactory(mentor=mentor, uitkomst="vermelding")
    if actie == "herstellen":
        maatregel = Maatregel.objects.create(
            soort="opheffing", erkenning=rij, van=vandaag, redenen="x", dringend_reden="x", door=iemand
        )
        maatregel.geraakt.add(rij)
        Beroep.objects.create(maatregel=maatregel, ingediend_op=vandaag, geregistreerd_door=iemand)


def test_the_table_says_what_rules_md_says():
    assert {rij.actie for rij in ERKENNING} == set(RULES)
    for actie, (van, naar, wie) in RULES.items():
        rij = ERKENNING[actie]
        assert set(rij.van) == set(van.split()), actie
        assert set(rij.doelen("x")) == set(naar.split() or ["x"]), actie
        assert set(rij.wie) == wie, actie


@pytest.mark.django_db
@pytest.mark.eenmaal
@pytest.mark.parametrize("toestand", list(ErkenningToestand))
def test_every_cell(toestand):
    d = in_toestand(Toestand.BESLIST, opleidingen=1)
    beeindigd = timezone.localdate() if toestand in ("opgeheven", "uitgesloten", "gesloten") else None
    tot = timezone.localdate() + timedelta(days=60)
    Erkenning.objects.update(geldig_tot=tot, toestand=toestand, opgeheven_op=beeindigd)
    assert set(ACTIES) | {"verlopen"} == set(RULES)
    # Outsiders are turned away before the state matters: pressing once, where everything may, is enough for them.
    iedereen = {wie: door for wie, door in mensen(d).items() if toestand == "lopend" or wie in KOLOMMEN}
    fouten = []
    for actie, doe in ACTIES.items():
        buiten = transaction.savepoint()
        leg_klaar(Erkenning.objects.get(), actie)
        van, _, wie_mag = RULES[actie]
        for wie, door in iedereen.items():
            mag = toestand in van.split() or actie in VAN_DE_VESTIGING
            mag = mag and bool(kolommen(wie, Toestand.BESLIST) & wie_mag)
            fouten += [f"{actie} door {wie}: {zin}" for zin in probeer(actie, doe, door, mag)]
        transaction.savepoint_rollback(buiten)
    assert not fouten, "\n".join(fouten)


def probeer(actie: str, doe, door, mag: bool) -> list[str]:
    """Press the button; the sentences that say what went otherwise than the table promises."""
    buiten = transaction.savepoint()
    voor = Erkenning.objects.values().get()
    try:
        doe(Erkenning.objects.get(), door)
    except Geweigerd as fout:
        uit = [f"geweigerd, maar dit mag: {fout}"] if mag else []
        return uit + (["er is toch iets veranderd"] if Erkenning.objects.values().get() != voor else [])
    else:
        verteld = Gebeurtenis.objects.filter(actie__in=[actie, *VAN_BUITEN], door=door).exists()
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
