"""The calendar of days to come says what the job then does, when nobody does anything in between (rules.md §7)."""

from datetime import date

import pytest
from django.core.management import CommandError
from django.utils import timezone

from educam_portal import termijnen
from educam_portal.termijnen import register
from educam_portal.termijnen.models import PORTAAL, Herinnering
from tests.fabrieken import OrganisatieFactory, UserFactory
from tests.termijnen.model import DAG
from tests.termijnen.test_commando import commando

START = date(2026, 12, 1)
DAGEN = 45


def voorspeld(van: date, tot: date) -> dict[date, list[termijnen.Actie]]:
    dagen = termijnen.kalender(van, tot, voor=timezone.now())
    return {dag.op: [*dag.portaal, *(actie for mail in dag.mails for actie in mail.acties)] for dag in dagen}


@pytest.mark.parametrize("eerder", [None, 3, 9])
def test_it_says_what_the_job_does_day_by_day(db, proef, monkeypatch, eerder):
    """Terms that run, stand still, are late, or lapse; after a run of before, that told one thing and only claimed another."""
    proef.ontvangers, proef.naar_leiding = UserFactory.create_batch(2), [UserFactory()]
    proef.bij_verval = lambda termijn, op: termijnen.nietig(termijn.onderwerp, termijn.soort, op=op)
    # As every kind that lapses: it reminds before its day and ends on it.
    verval = proef.soort("verval", bij_verval=proef.verval, herinneringen="herinneringen_toestemming_premie")
    monkeypatch.setitem(register.SOORTEN, "verval", verval)
    for nummer in range(4):
        dossier = OrganisatieFactory()
        for soort in ("proef", "verval"):
            termijnen.start(dossier, soort, op=START + 3 * nummer * DAG)
            if nummer == 2:
                termijnen.pauzeer(dossier, soort, sleutel="a", reden="Proef", van=START + 7 * DAG, tot=START + 12 * DAG)
    if eerder is not None:
        list(termijnen.verwerk(START + eerder * DAG))
        Herinnering.objects.filter(termijn__soort="verval").exclude(ontvanger=PORTAAL).update(bericht=None)
    van = START + ((eerder or 0) + 1) * DAG
    verwacht = voorspeld(van, van + DAGEN * DAG)
    echt = {op: list(termijnen.verwerk(op)) for op in (van + n * DAG for n in range(DAGEN + 1))}
    assert verwacht == {op: acties for op, acties in echt.items() if acties}
    assert len(verwacht) > 5


def test_the_command_prints_a_calendar_to_read(dossier, consulent):
    termijnen.start(dossier, "proef", op=date(2026, 11, 20))
    regels = commando("--op", "2026-11-26", "--droog", "--tot", "2027-01-31")
    assert [regel for regel in regels if regel] == [
        "## November 2026",
        "### vrijdag 27 november",
        f"- consulent@example.be: **Herinnering: Dossier {dossier.pk}**",
        f"  - Dossier {dossier.pk}: Doe dit voor 04/12/2026 (-7d).",
        "## December 2026",
        "### dinsdag 1 december",
        f"- consulent@example.be: **Herinnering: Dossier {dossier.pk}**",
        f"  - Dossier {dossier.pk}: Doe dit voor 04/12/2026 (-3d).",
        "### donderdag 3 december",
        f"- consulent@example.be: **Herinnering: Dossier {dossier.pk}**",
        f"  - Dossier {dossier.pk}: Doe dit voor 04/12/2026 (-1d).",
        "### zaterdag 5 december",
        "- _zonder mail:_ Proeftermijn, Dossier " + f"{dossier.pk} (te laat)",
    ]
    assert not Herinnering.objects.exists()


def test_a_calendar_is_only_made_dry(db):
    for argumenten, zin in ((["--tot", "2999-01-01"], "alleen met --droog"), (["--droog", "--tot", "x"], "geen datum")):
        with pytest.raises(CommandError, match=zin) as stop:
            commando(*argumenten)
        assert stop.value.returncode == 2
