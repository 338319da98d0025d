"""The generated pages of docs/ say what the code says, and the code leaves them nothing to hide."""

import re
from collections import Counter
from dataclasses import replace
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command

from educam_portal.overzicht import documentatie
from educam_portal.overzicht.documentatie import berichten, feiten, kalender, markdown, overgangen, pakketten
from educam_portal.parameters import DEFINITIES
from educam_portal.termijnen.register import SOORTEN
from educam_portal.workflow.feiten import overzicht
from educam_portal.workflow.overgangen import Overgangen
from tests.architecture.boom import WORTEL

VRIJ = re.compile(r"MIT|BSD|Apache|MPL|Mozilla|LGPL|Lesser|PSF|Python Software Foundation|HPND|Artistic")


def rijen(pagina: str) -> list[list[str]]:
    """The cells of every table row of a page, headings left out."""
    regels = [regel for regel in pagina.splitlines() if regel.startswith("| ")]
    return [[cel.strip() for cel in regel.strip("|").split(" | ")] for regel in regels if "`" in regel]


def test_the_pages_are_current():
    oud = list(documentatie.verouderd(WORTEL))
    assert not oud, f"Voer “manage.py documentatie” uit: {oud}"


def test_the_command_writes_what_is_stale_and_says_so(monkeypatch, settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(kalender, "is_oud", lambda wortel: False)
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


def test_the_calendar_says_when_what_it_is_made_from_changed(monkeypatch, tmp_path, capsys):
    pagina = tmp_path / "docs" / "kalender.md"
    assert kalender.is_oud(tmp_path)
    pagina.parent.mkdir()
    pagina.write_text(f"# Two years\n{kalender.merk()}\n", encoding="utf-8")
    assert not kalender.is_oud(tmp_path)
    concept = replace(SOORTEN["concept"], label="Iets anders")
    monkeypatch.setitem(SOORTEN, "concept", concept)
    assert kalender.is_oud(tmp_path)
    monkeypatch.setattr(documentatie, "PAGINAS", {})
    with pytest.raises(CommandError, match="make kalender"):
        call_command("documentatie", "--controleer")


# --- the transition table -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("zaak", overgangen.ZAKEN, ids=lambda zaak: zaak.titel)
def test_the_diagram_draws_every_state_and_every_edge_once(zaak):
    tekst = overgangen.diagram(zaak)
    regels = tekst.splitlines()
    assert (regels[0], regels[1], regels[-1]) == ("```mermaid", "stateDiagram-v2", "```")
    staten = re.findall(r'^ {4}state "([^"]+)" as (\w+)$', tekst, re.MULTILINE)
    assert staten == [(toestand.label, toestand.value) for toestand in zaak.toestanden]
    pijlen = re.findall(r"^ {4}(\w+) --> (\w+): ([\w, ]+)$", tekst, re.MULTILINE)
    assert max(Counter((van, naar) for van, naar, _ in pijlen).values()) == 1
    getekend = [(van, naar, actie) for van, naar, acties in pijlen for actie in acties.split(", ")]
    bedoeld = [
        (van, naar, rij.actie)
        for rij in zaak.tabel
        if rij.naar is not None
        for van in rij.van
        for naar in rij.doelen(van)
    ]
    assert sorted(getekend) == sorted(bedoeld)
    rand = re.findall(r"^ {4}(\S+) --> (\S+)$", tekst, re.MULTILINE)
    assert len(regels) == 3 + len(staten) + len(pijlen) + len(rand), "elke regel is herkend"


def test_an_aanvraag_begins_and_ends_where_rules_md_says():
    rand = re.findall(r"^ {4}(\S+) --> (\S+)$", overgangen.diagram(overgangen.ZAKEN[0]), re.MULTILINE)
    assert rand[0] == ("[*]", "concept")
    assert {van for van, naar in rand if naar == "[*]"} == {"beslist", "ingetrokken", "zonder_gevolg"}


@pytest.mark.parametrize("zaak", overgangen.ZAKEN, ids=lambda zaak: zaak.titel)
def test_the_permission_table_ticks_who_may(zaak):
    per_actie = {rij[0].strip("`"): rij for rij in rijen(overgangen.rechten(zaak, list(zaak.tabel)))}
    assert list(per_actie) == [rij.actie for rij in zaak.tabel]
    for rij in zaak.tabel:
        cellen = per_actie[rij.actie]
        assert [cel == "●" for cel in cellen[2 : 2 + len(zaak.rollen)]] == [wie in rij.wie for wie in zaak.rollen]
        assert re.findall(r"`(\w+)`", cellen[2 + len(zaak.rollen)]) == [*rij.van]


def test_every_table_of_the_portal_has_its_chapter():
    tabellen = {
        id(tabel)
        for module in (
            "erkenning.transitions",
            "mentoren.transitions",
            "overeenkomsten.transitions",
            "premies.transitions",
        )
        for tabel in vars(import_module(module)).values()
        if isinstance(tabel, Overgangen)
    }
    assert tabellen == {id(zaak.tabel) for zaak in overgangen.ZAKEN}


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
