"""Random histories of a small office on the database keep every promise of rules.md §7 (quality.md "Deadlines").

Two consulenten and a coördinator follow a few terms that pause, are extended, and end. The first consulent is away now
and then, with or without a replacement. The job runs on random days, twice on some and never on others, and is cut off
half-way: while it claims, between claim and message, or while it writes a message.
"""

import re
from collections import defaultdict
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import count
from unittest import mock

import pytest
from django.conf import settings as instellingen
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from educam_portal import parameters, termijnen
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import User
from educam_portal.meldingen import dagmail
from educam_portal.meldingen.models import Bericht
from educam_portal.organisaties.afwezigheden import leiding, wie_volgt_op
from educam_portal.organisaties.models import Afwezigheid
from educam_portal.termijnen import berekenen, bundels, register
from educam_portal.termijnen.models import Herinnering, Termijn
from tests import fabrieken
from tests.termijnen.model import DAG, Tijdlijn, tijdlijnen

AANTAL = 100 if "postgresql" in instellingen.DATABASES["default"]["ENGINE"] else 20
START = date(2026, 12, 1)  # Christmas, New Year and weekends lie ahead
DAGEN = 46
NAMEN = ["-7d", "-3d", "-1d", "+1d"]
VERTELD = re.compile(r"^Dossier (\d+)\n-+\n- Doe dit .*\((.+)\)\.$", re.MULTILINE)


@dataclass
class Lijn:
    """One term: whose it is (0 or 1), whether it can be extended, how it ends."""

    wie: int
    soort: str
    slot: str
    tijd: Tijdlijn


@dataclass
class Verhaal:
    """The terms, when the first consulent is away (day, days, replaced), and the runs (day, where the power fails)."""

    lijnen: list[Lijn]
    weg: list[tuple[int, int, bool]]
    runs: list[tuple[int, int | None]]


@st.composite
def verhalen(draw: st.DrawFn) -> Verhaal:
    dag = st.integers(0, DAGEN - 1)
    lijnen = [
        Lijn(draw(st.integers(0, 1)), soort, draw(st.sampled_from(["voldaan", "nietig", "klaar"])), tijd)
        for soort in draw(st.lists(st.sampled_from(["soepel", "star"]), min_size=1, max_size=3))
        for tijd in [draw(tijdlijnen(dagen=14, namen=NAMEN, start=START))]
    ]
    for lijn in lijnen:
        lijn.tijd.verlengbaar = lijn.soort == "soepel"
    weg, vanaf = [], 0
    for na, dagen, vervangen in draw(st.lists(st.tuples(dag, st.integers(0, 14), st.booleans()), max_size=2)):
        weg.append((vanaf + na, dagen, vervangen))
        vanaf += na + dagen + 1
    runs = draw(st.lists(st.tuples(dag, st.none() | st.integers(1, 8)), max_size=14))
    return Verhaal(lijnen, weg, sorted(runs, key=lambda run: run[0]))


class Stroomuitval(BaseException):
    """The machine stops: nothing catches this."""


@contextmanager
def stroom(stap: int | None):
    """The power fails at the `stap`-th step of a run: in a claim, before the messages, or at the end of a message."""
    stappen = count(1)

    def onderbreekbaar(functie):
        def doe(*args, **kwargs):
            if next(stappen) == stap:
                raise Stroomuitval
            return functie(*args, **kwargs)

        return doe

    with (
        mock.patch.object(berekenen, "volgende_dag", onderbreekbaar(berekenen.volgende_dag)),
        mock.patch.object(bundels, "met_herinnering", onderbreekbaar(bundels.met_herinnering)),
        mock.patch.object(dagmail, "lever_na_commit", onderbreekbaar(dagmail.lever_na_commit)),
    ):
        yield


class Kantoor:
    """The people and dossiers of a history, and what is known of the claims so far."""

    def __init__(self, proef, monkeypatch) -> None:
        regio = fabrieken.regio("ant")
        self.consulenten = [fabrieken.consulent(regio, van=START), fabrieken.consulent(regio, van=START)]
        self.coordinator = fabrieken.coordinator(van=START)
        self.dossiers = fabrieken.OrganisatieFactory.create_batch(3)
        self.proef = proef
        for soort in ("soepel", "star"):
            velden = {"ontvangers": self.ontvangers, "verlengbaar": soort == "soepel"}
            monkeypatch.setitem(register.SOORTEN, soort, proef.soort(soort, **velden))
            monkeypatch.setitem(register.NA_WIJZIGING, soort, [])

    def ontvangers(self, termijn: Termijn, moment: str) -> list[User]:
        """As every kind of the portal asks it: who is there on the day for which the job runs."""
        op = termijn.bekeken_op
        eigenaar = self.consulenten[self.verhaal.lijnen[self.nummer(termijn)].wie]
        return leiding(op) if moment.startswith("+") else wie_volgt_op(eigenaar, op)

    def nummer(self, termijn: Termijn) -> int:
        return [str(dossier.pk) for dossier in self.dossiers].index(termijn.onderwerp_id)

    def begin(self, verhaal: Verhaal) -> None:
        self.verhaal, self.claims = verhaal, defaultdict(set)
        self.proef.klaar = set()
        parameters.lezen.vergeet()
        een, ander = self.consulenten
        for van, dagen, vervangen in verhaal.weg:
            Afwezigheid.objects.create(
                user=een,
                vervanger=ander if vervangen else None,
                van=START + van * DAG,
                tot=START + (van + dagen) * DAG,
                gemeld_door=self.coordinator,
                gemeld_op=timezone.now(),
            )
        for dossier, lijn in zip(self.dossiers, verhaal.lijnen, strict=False):
            termijnen.start(dossier, lijn.soort, op=START)

    def gebeurt(self, dag: int) -> None:
        """The events of a day, before any run: pauses, extensions, the end."""
        op = START + dag * DAG
        for dossier, lijn in zip(self.dossiers, self.verhaal.lijnen, strict=False):
            for nummer, (van, duur) in enumerate(lijn.tijd.pauzes):
                if van == dag:
                    termijnen.pauzeer(dossier, lijn.soort, sleutel=str(nummer), reden="Proef", van=op)
                if duur is not None and van + duur == dag:
                    termijnen.hervat(dossier, lijn.soort, sleutel=str(nummer), tot=op)
            for wanneer, dagen in sorted(lijn.tijd.verlengingen):
                if wanneer == dag:
                    termijn = termijnen.van(dossier, lijn.soort)
                    tot = (termijn.vervalt_op or op) + dagen * DAG
                    with suppress(Geweigerd):
                        termijnen.verleng(termijn, door=self.consulenten[0], tot=tot, reden="Ziek", op=op)
            if lijn.tijd.einde == dag:
                self.sluit(dossier, lijn, op)

    def sluit(self, dossier, lijn: Lijn, op: date) -> None:
        match lijn.slot:
            case "voldaan":
                termijnen.voldaan(dossier, lijn.soort, op=op)
            case "nietig":
                termijnen.nietig(dossier, lijn.soort, op=op)
            case "klaar":
                self.proef.klaar.add(str(dossier.pk))

    def draait(self, dag: int, stap: int | None) -> None:
        """A run claims what the second opinion says, for whom it says, and a whole run leaves nothing."""
        afgelopen = False
        with stroom(stap), suppress(Stroomuitval):
            list(termijnen.verwerk(START + dag * DAG))
            afgelopen = True
        rijen = defaultdict(lambda: defaultdict(set))
        for claim in Herinnering.objects.select_related("termijn"):
            rijen[self.nummer(claim.termijn)][claim.ronde, claim.moment].add(claim.ontvanger)
        for nummer, lijn in enumerate(self.verhaal.lijnen):
            gehad = self.claims[nummer]
            loopt = lijn.tijd.einde is None or dag < lijn.tijd.einde
            ronde = len(lijn.tijd.verlengd(dag))
            moet = lijn.tijd.te_sturen(dag, {naam for eerder, naam in gehad if eerder == ronde}) if loopt else None
            nieuw = {moment: wie for moment, wie in rijen[nummer].items() if moment not in gehad}
            assert nieuw in ({}, {(ronde, moet): self.verwacht(lijn, moet, dag)} if moet else {})
            assert nieuw or not moet or not afgelopen
            gehad.update(nieuw)

    def verwacht(self, lijn: Lijn, moment: str, dag: int) -> set[str]:
        """The second opinion on the ladder: who is there, who stands in, and else the coördinator."""
        weg = [vervangen for van, dagen, vervangen in self.verhaal.weg if van <= dag <= van + dagen]
        wie = self.consulenten[lijn.wie]
        if moment.startswith("+") or (lijn.wie == 0 and weg == [False]):
            wie = self.coordinator
        elif lijn.wie == 0 and weg == [True]:
            wie = self.consulenten[1]
        return {wie.email}


@pytest.fixture
def kantoor(db, proef, monkeypatch) -> Kantoor:
    """Made once; a history is undone at its end."""
    return Kantoor(proef, monkeypatch)


@given(verhaal=verhalen())
@settings(max_examples=AANTAL)
def test_every_promise_is_kept_whatever_happens(kantoor, verhaal):
    with transaction.atomic():
        kantoor.begin(verhaal)
        for dag in range(DAGEN):
            kantoor.gebeurt(dag)
            for wanneer, stap in verhaal.runs:
                if wanneer == dag:
                    kantoor.draait(dag, stap)
        for dag in (DAGEN, DAGEN + 1):
            # What happens on the very last day happens before its run, too.
            kantoor.gebeurt(dag)
            kantoor.draait(dag, None)
        verteld, geclaimd = _verteld_en_geclaimd(kantoor)
        assert verteld == geclaimd
        transaction.set_rollback(True)


def _verteld_en_geclaimd(kantoor: Kantoor) -> tuple[dict[int, list], dict[int, list]]:
    """What each message says, and what was claimed for it: of each term that still ran, the last moment, once.

    One message a day per person, and none that says nothing.
    """
    geclaimd: dict[Bericht, dict[str, str]] = defaultdict(dict)
    for claim in Herinnering.objects.exclude(bericht=None).select_related("bericht", "termijn").order_by("pk"):
        assert claim.bericht.adres == claim.ontvanger
        assert claim.op <= date.fromisoformat(claim.bericht.gegevens["op"])
        geclaimd[claim.bericht][claim.termijn.onderwerp_id] = claim.moment
    assert not Herinnering.objects.filter(bericht=None).exclude(ontvanger="portaal").exists()
    mails = list(Bericht.objects.filter(soort="dagmail"))
    assert len({(mail.adres, mail.gegevens["op"]) for mail in mails}) == len(mails)
    for mail, momenten in geclaimd.items():
        for onderwerp in momenten:
            (nummer,) = (n for n, dossier in enumerate(kantoor.dossiers) if str(dossier.pk) == onderwerp)
            einde = kantoor.verhaal.lijnen[nummer].tijd.einde
            assert einde is None or date.fromisoformat(mail.gegevens["op"]) < START + einde * DAG
    verteld = {mail.pk: sorted(VERTELD.findall(mail.tekst)) for mail in mails}
    return verteld, {mail.pk: sorted(momenten.items()) for mail, momenten in geclaimd.items()}


@pytest.mark.parametrize("stap", [1, 2, 3])
def test_wherever_the_power_fails_the_next_run_makes_it_good(kantoor, stap):
    """The same, once by hand: one term, one person, cut off at every step there is."""
    kantoor.begin(Verhaal([Lijn(0, "star", "voldaan", Tijdlijn(START, 14, NAMEN))], [], []))
    for poging in (stap, None, None):
        kantoor.draait(7, poging)
    assert Bericht.objects.filter(soort="dagmail").count() == 1
    verteld, geclaimd = _verteld_en_geclaimd(kantoor)
    assert verteld == geclaimd
