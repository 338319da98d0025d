"""A list of lerenden as schools really send it: encodings, separators, sheets, and files that want to hurt (rules.md §9)."""

import io
import zipfile

import pytest

from overeenkomsten.inlezen import KOLOMMEN, MAX_BYTES, Onleesbaar, lees_lijst, lees_tabel, voorbeeld

KOP = "Voornaam;Familienaam;Geboortedatum"
WERKBOEK = (
    '<workbook xmlns:r="urn:r"><sheets><sheet name="Klas" sheetId="1" r:id="rId7"/>'
    '<sheet name="Oud" sheetId="2" r:id="rId1"/></sheets></workbook>'
)
RELATIES = (
    '<Relationships><Relationship Id="rId1" Target="worksheets/oud.xml"/>'
    '<Relationship Id="rId7" Target="worksheets/klas.xml"/></Relationships>'
)
TEKSTEN = (
    "<sst><si><t>Voornaam</t></si><si><r><t>Familie</t></r><r><t>naam</t></r></si><si><t>Geboren op</t></si></sst>"
)
BLAD = (
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c>'
    '<c r="E1" t="inlineStr"><is><t>INSZ</t></is></c></row><row r="2"><c r="A2"><v></v></c></row>'
    '<row r="4"><c r="A4" t="str"><f>1+1</f><v>Zoë</v></c><c r="B4" t="inlineStr"><is><t>De Smet</t></is></c>'
    '<c r="D4" t="n"><v>40344</v></c><c r="E4"><v>9.073003328E9</v></c></row></sheetData></worksheet>'
)


def xlsx(ingepakt: int = zipfile.ZIP_DEFLATED, **delen: str) -> bytes:
    uit = io.BytesIO()
    inhoud = {
        "xl/workbook.xml": WERKBOEK, "xl/_rels/workbook.xml.rels": RELATIES, "xl/sharedStrings.xml": TEKSTEN,
        "xl/worksheets/klas.xml": BLAD,
    } | delen  # fmt: skip
    with zipfile.ZipFile(uit, "w", ingepakt) as archief:
        for naam, tekst in inhoud.items():
            archief.writestr(naam, tekst)
    return uit.getvalue()


def _rijen(inhoud: bytes) -> list[tuple[int, dict[str, str]]]:
    return lees_lijst(lees_tabel(inhoud)).rijen


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("scheider", [";", ",", "\t"])
def test_every_usual_file_reads_the_same(codering, scheider):
    tekst = f'{KOP}\r\nZoë;"De ""Smet""";15/6/2010\r\n\r\n'.replace(";", scheider)
    assert _rijen(tekst.encode(codering)) == [
        (2, {"voornaam": "Zoë", "naam": 'De "Smet"', "geboortedatum": "15/06/2010"})
    ]


@pytest.mark.parametrize(
    ("getypt", "datum"),
    [("15/6/2010", "15/06/2010"), ("15-06-2010", "15/06/2010"), ("15.6.2010", "15/06/2010"),
     ("2010-06-15", "15/06/2010"), ("2010-06-15 00:00:00", "15/06/2010"), ("40344", "15/06/2010"), ("juni", "juni")],
)  # fmt: skip
def test_a_date_is_read_as_it_is_written_here(getypt, datum):
    assert _rijen(f"{KOP}\nA;B;{getypt}".encode())[0][1]["geboortedatum"] == datum


def test_headings_may_be_others_and_zeros_come_back():
    kop = "NAAM;voor-naam;Geboren op;RRN;Gsm;Telefoon ouder;Schoenmaat"
    lijst = lees_lijst(lees_tabel(f"{kop}\nBenali;Yassine;15/06/2010;9073003328;470123456;053123456;43".encode()))
    assert lijst.onbekend == ["Schoenmaat"]
    assert lijst.rijen[0][1] == {
        "naam": "Benali", "voornaam": "Yassine", "geboortedatum": "15/06/2010", "insz": "09073003328",
        "telefoon": "0470123456", "v_telefoon": "053123456",
    }  # fmt: skip


def test_the_first_sheet_of_a_workbook_is_read():
    assert _rijen(xlsx()) == [
        (4, {"voornaam": "Zoë", "naam": "De Smet", "geboortedatum": "15/06/2010", "insz": "09073003328"})
    ]


def test_the_example_can_be_read_and_names_every_column():
    lijst = lees_lijst(lees_tabel(voorbeeld()))
    assert (lijst.onbekend, list(lijst.rijen[0][1])) == ([], list(KOLOMMEN))


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"  \n", "Dit bestand is leeg."),
        (b"x" * (MAX_BYTES + 1), "groter dan 2 MB"),
        (b"\xd0\xcf\x11\xe0oud", "oud Excel-bestand"),
        (b"PK\x03\x04kapot", "We kunnen dit Excel-bestand niet openen."),
        (b"Voornaam;Familienaam\nA;B", "We missen een kolom: Geboortedatum."),
        (f"{KOP};Naam\nA;B;C;D".encode(), "Deze kolom staat er twee keer: Familienaam."),
        (KOP.encode(), "staat nog niemand"),
        (KOP.encode() + b"\nA;B;C" * 501, "meer dan 500 rijen"),
        (KOP.encode("utf-8") + b"\n\x81;B;C", "We kunnen de letters in dit bestand niet lezen."),
        (f"{KOP}\n{'x' * 140_000};B;C".encode(), "We kunnen rij"),
        (xlsx(**{"xl/worksheets/klas.xml": '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'}), "niet openen"),
        (xlsx(**{"xl/worksheets/klas.xml": "<a>"}), "niet openen"),
        (xlsx(**{"xl/_rels/workbook.xml.rels": RELATIES.replace("klas", "../../weg")}), "niet openen"),
        # A few kB of these inflate to many GB, and the zip reader asks no limit.
        (xlsx(zipfile.ZIP_BZIP2), "niet openen"),
        (xlsx(zipfile.ZIP_LZMA), "niet openen"),
        (xlsx(**{"xl/worksheets/klas.xml": " " * (20 * 1024 * 1024 + 1)}), "niet openen"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_how_to_fix_it(inhoud, zin):
    with pytest.raises(Onleesbaar) as fout:
        _rijen(inhoud)
    assert zin in fout.value.zin
