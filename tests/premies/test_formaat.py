"""The reply is read exactly as it was written, or refused whole with the row named (rules.md §6)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from educam_portal.accounts.fouten import Geweigerd
from premies import formaat

RIJEN = [
    {"referentie": "PRM-2026-00001", "uitkomst": "toegekend", "beslist_op": "2027-10-01", "reden": "", "uitbetaald_op": ""},
    {"referentie": "PRM-2026-00002", "uitkomst": "geweigerd", "beslist_op": "2027-10-01", "reden": "Té laat",
     "uitbetaald_op": ""},
    {"referentie": "PRM-2026-00003", "uitkomst": "uitbetaald", "beslist_op": "", "reden": "", "uitbetaald_op": "2027-10-02"},
]  # fmt: skip
KOP = {"formaat": formaat.ANTWOORD, "levering": "PRL-2027-00001", "gemaakt_op": "2027-10-03"}
GAAF = formaat.canoniek(formaat.verzegeld(KOP, RIJEN))


def anders(**kop) -> bytes:
    return formaat.canoniek({**json.loads(GAAF), **kop})


def met_rij(nummer: int, **velden) -> bytes:
    """The second row changed by somebody who made its checksum anew, and that of the whole."""
    rijen = [dict(rij) for rij in RIJEN]
    rijen[nummer - 1].update(velden)
    return formaat.canoniek(formaat.verzegeld(KOP, rijen))


def test_a_sound_file_is_read_however_it_is_laid_out():
    gelezen = formaat.lees_antwoord(GAAF)
    assert [(rij.nummer, rij.referentie, rij.uitkomst, rij.reden) for rij in gelezen.rijen] == [
        (1, "PRM-2026-00001", "toegekend", ""),
        (2, "PRM-2026-00002", "geweigerd", "Té laat"),
        (3, "PRM-2026-00003", "uitbetaald", ""),
    ]
    assert formaat.lees_antwoord(json.dumps(json.loads(GAAF), indent=2).encode("utf-8-sig")) == gelezen


def test_every_byte_counts():
    """Torn at any place, or any byte another one: refused."""
    for plaats in range(len(GAAF)):
        for kapot in (GAAF[:plaats], GAAF[:plaats] + bytes([GAAF[plaats] ^ 1]) + GAAF[plaats + 1 :]):
            with pytest.raises(Geweigerd):
                formaat.lees_antwoord(kapot)


@given(st.integers(0, len(GAAF) - 1), st.integers(0, 255), st.integers(0, 3))
def test_any_other_byte_in_any_place_is_refused(plaats, byte, weg):
    anders_ = GAAF[:plaats] + bytes([byte]) + GAAF[plaats + weg :]
    if anders_ != GAAF and anders_.strip() != GAAF:
        with pytest.raises(Geweigerd):
            formaat.lees_antwoord(anders_)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (GAAF[: GAAF.index(b"PRM-2026-00002")], "afgebroken of beschadigd bij rij 2"),
        (GAAF.replace(b"\xc3\xa9", b"\xff"), "afgebroken of beschadigd bij rij 2"),
        (b"", "in de kop"),
        (b"[" * 100_000, "niet lezen"),
        (b'{"a":1.5}', "niet lezen"),
        (b"[]", "geen antwoord van het departement"),
        (GAAF.replace(b"PRM-2026-00003", b"PRM-2026-00004"), "Rij 3 klopt niet met haar controlegetal"),
        (GAAF.replace(b"laat", b"\\ud800"), "Rij 2 klopt niet"),
        (anders(rijen=json.loads(GAAF)["rijen"][1:]), "Rij 1: hier staat rij 2"),
        (
            anders(rijen=json.loads(GAAF)["rijen"][:2]),
            "Rij 3: het bestand zegt dat het 3 rijen heeft, maar het zijn er 2",
        ),
        (anders(levering="PRL-2027-00002"), "Elke rij klopt, maar de kop"),
        (anders(extra=1), "kop van dit bestand is niet volledig"),
        (anders(formaat=formaat.LEVERING), "dat je aan het departement gaf"),
        (met_rij(2, referentie="PRM-2026-00001"), "Rij 2 .PRM-2026-00001.: deze aanvraag staat ook op rij 1"),
        (met_rij(2, reden=""), "Rij 2 .*een reden nodig"),
        (met_rij(1, reden="x"), "Rij 1 .*alleen bij een weigering"),
        (met_rij(2, reden="a\0b"), "Rij 2 .*tekens die we niet"),
        (met_rij(1, uitkomst="misschien"), "Rij 1 .*kennen we niet"),
        (met_rij(1, beslist_op="1/10/2027"), "Rij 1 .*beslist_op is geen dag"),
        (met_rij(1, beslist_op=""), "Rij 1 .*dag van de beslissing ontbreekt"),
        (met_rij(3, uitbetaald_op=""), "Rij 3 .*dag van de betaling ontbreekt"),
        (met_rij(1, uitbetaald_op="2027-10-02"), "Rij 1 .*uitkomst zegt iets anders"),
        (met_rij(1, reden=3), "Rij 1: een vak is geen tekst"),
        (met_rij(1, meer="x"), "Rij 1: er ontbreekt iets"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(inhoud, zin):
    with pytest.raises(Geweigerd, match=zin):
        formaat.lees_antwoord(inhoud)
