"""The generated pages of docs/ say what the code says, and the code leaves them nothing to hide."""

import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from educam_portal.overzicht import documentatie
from educam_portal.overzicht.documentatie import berichten, feiten, markdown, overgangen, pakketten
from educam_portal.parameters import DEFINITIES
from educam_portal.termijnen.register import SOORTEN
from educam_portal.workflow.feiten import overzicht
from erkenning.toestanden import ErkenningToestand, Toestand, Wie
from erkenning.transitions import AANVRAAG, ERKENNING
from tests.architecture.boom import WORTEL

VRIJ = re.compile(r"MIT|BSD|Apache|MPL|Mozilla|LGPL|Lesser|PSF|HPND|Artistic")


def rijen(pagina: str) -> list[list[str]]:
    """The cells of every table row of a page, headings left out."""
    regels = [regel for regel in pagina.splitlines() if regel.startswith("| ")]
    return [[cel.strip() for cel in regel.strip("|").split(" | ")] for regel in regels if "`" in regel]


def test_the_pages_are_current():
    oud = list(documentatie.verouderd(WORTEL))
    assert not oud, f"Voer “manage.py documentatie” uit: {oud}"


def test_the_command_writes_what_is_stale_and_says_so(monkeypatch, settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(documentatie, "PAGINAS", {"docs/een.md": lambda: "een\n", "TWEE.md": lambda: "twee\n"})
    with pytest.raises(CommandError, match=r"docs/een\.md, TWEE\.md"):
        call_command("documentatie", "--controleer")
    assert not list(tmp_path.iterdir()), "nakijken schrijft niets"
    call_command("documentatie")
    call_command("documentatie", "--controleer")
    (tmp_path / "TWEE.md").write_text("met de hand")
    with pytest.raises(CommandError, match=r"Verouderd: TWEE\.md\."):
        call_command("documentatie", "--controleer")
    call_command("documentatie")
    assert (tmp_path / "TWEE.md").read_text() == "twee\n"
    call_command("documentatie")
    assert capsys.readouterr().out.splitlines()[-1] == "Alles was al bij."


# --- the transition tables ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tabel", "toestanden", "begin", "einde"),
    [
        (AANVRAAG, Toestand, "concept", {"beslist", "ingetrokken", "zonder_gevolg"}),
        (ERKENNING, ErkenningToestand, "lopend", {"vervallen"}),
    ],
    ids=["aanvraag", "erkenning"],
)
def test_the_diagram_draws_every_state_and_every_edge_once(tabel, toestanden, begin, einde):
    tekst = overgangen.diagram(tabel, toestanden)
    regels = tekst.splitlines()
    assert (regels[0], regels[1], regels[-1]) == ("```mermaid", "stateDiagram-v2", "```")
    staten = re.findall(r'^ {4}state "([^"]+)" as (\w+)$', tekst, re.MULTILINE)
    assert staten == [(toestand.label, toestand.value) for toestand in toestanden]
    pijlen = re.findall(r"^ {4}(\w+) --> (\w+): ([\w, ]+)$", tekst, re.MULTILINE)
    assert max(Counter((van, naar) for van, naar, _ in pijlen).values()) == 1
    getekend = [(van, naar, actie) for van, naar, acties in pijlen for actie in acties.split(", ")]
    bedoeld = [
        (van, naar, rij.actie) for rij in tabel if rij.naar is not None for van in rij.van for naar in rij.doelen(van)
    ]
    assert sorted(getekend) == sorted(bedoeld)
    rand = re.findall(r"^ {4}(\S+) --> (\S+)$", tekst, re.MULTILINE)
    assert rand[0] == ("[*]", begin)
    assert {van for van, naar in rand if naar == "[*]"} == einde
    assert len(regels) == 3 + len(staten) + len(pijlen) + len(rand), "elke regel is herkend"


def test_the_permission_tables_tick_who_may():
    cellen = [rij for rij in rijen(overgangen.maak()) if len(rij) > len(Wie) + 2]
    bedoeld = [*sorted(AANVRAAG, key=lambda rij: rij.naar is None), *ERKENNING]
    assert [rij[0].strip("`") for rij in cellen] == [rij.actie for rij in bedoeld]
    for getoond, rij in zip(cellen, bedoeld, strict=True):
        assert [cel == "●" for cel in getoond[2 : 2 + len(Wie)]] == [wie in rij.wie for wie in Wie]
        assert re.findall(r"`(\w+)`", getoond[2 + len(Wie)]) == [*rij.van]


# --- facts, terms, mails, parameters --------------------------------------------------------------------------------
def test_every_fact_is_told_by_somebody():
    verteld = feiten.vertellers()
    assert [feit.naam for feit, _ in overzicht() if not verteld[feit.naam]] == []


def test_every_term_and_parameter_has_a_row():
    paginas = documentatie.PAGINAS
    assert [rij[0].strip("`") for rij in rijen(paginas["docs/termijnen.md"]())] == list(SOORTEN)
    assert [rij[0].strip("`") for rij in rijen(paginas["docs/parameters.md"]())] == list(DEFINITIES)


def test_every_mail_is_sent_and_every_mail_that_is_sent_exists():
    assert set(berichten.verzendingen()) == set(berichten.sjablonen())


def test_a_helper_that_is_given_the_kind_is_seen_through():
    plaatsen = {v.plaats for v in berichten.verzendingen()["bezoek_vastgelegd"]}
    assert "erkenning.services.bezoek.bezoek_vastleggen" in plaatsen


def test_what_decides_must_explain_itself():
    with pytest.raises(ValueError, match="docstring"):
        markdown.uitleg(lambda termijn, moment: [])


def test_a_cell_cannot_break_its_table():
    assert markdown.tabel(["a"], [["x|y\nz"], [""]]).splitlines()[2:] == [r"| x\|y z |", "| – |"]


# --- third parties --------------------------------------------------------------------------------------------------
def test_every_package_is_listed_under_a_licence_that_allows_it():
    per_pakket = {}
    for regel in (WORTEL / "THIRD_PARTY.md").read_text(encoding="utf-8").splitlines():
        if len(cellen := [cel.strip() for cel in regel.strip("|").split(" | ")]) >= 3:
            per_pakket[cellen[0]] = cellen[2]
    nodig = [*pakketten.vergrendeld("requirements-dev.txt"), *pakketten.voorkant()]
    nodig += pakketten.gevraagd("requirements.in") + pakketten.gevraagd("requirements-dev.in")
    assert [pakket for pakket in nodig if not VRIJ.search(per_pakket.get(pakket, ""))] == []


def test_the_sources_of_the_maps_are_credited_where_they_are_used():
    tekst = (WORTEL / "THIRD_PARTY.md").read_text() + (WORTEL / pakketten.GEGEVENS / "README.md").read_text()
    kaarten = [*(WORTEL / "templates/publiek/delen").glob("*kaart.html")]
    getekend = [kaart for kaart in kaarten if "<svg" in kaart.read_text()]
    assert len(getekend) == 2
    for bron in ("Statbel", "NGI", "GeoNames", "CC BY 4.0"):
        assert bron in tekst
        assert all(bron in kaart.read_text() for kaart in getekend)
