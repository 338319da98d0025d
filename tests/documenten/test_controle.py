"""Every bad file of quality.md, and what survives of a good one."""

import time
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from educam_portal.documenten import OngeldigBestand, afgezonderd, controle
from educam_portal.documenten.controle import keur
from educam_portal.documenten.fouten import ZINNEN
from educam_portal.documenten.namen import MAX_LENGTE, extensie, schone_naam
from educam_portal.documenten.soorten import FOTOS

from . import bestanden
from .bestanden import foto, opgeladen, pdf

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200
EXE = b"MZ\x90\0\x03\0\0\0" + b"\0" * 300
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _limiet(monkeypatch):
    monkeypatch.setattr(controle, "limiet_mb", lambda: 15)


def geweigerd(naam: str, inhoud: bytes) -> str:
    with pytest.raises(OngeldigBestand) as fout:
        keur(opgeladen(naam, inhoud))
    assert fout.value.zin == str(fout.value) and "{" not in fout.value.zin
    return fout.value.code


@pytest.mark.parametrize(
    ("naam", "inhoud", "code"),
    [
        ("leeg.pdf", b"", "leeg"),
        ("zonder-extensie", pdf(), "naam"),
        (".pdf", pdf(), "naam"),
        ("", pdf(), "naam"),
        ("virus.exe", EXE, "type"),
        ("uittreksel.pdf.exe", EXE, "type"),
        ("uittreksel.pdf", EXE, "type"),
        ("script.pdf", b"#!/bin/sh\nrm -rf /", "type"),
        ("pagina.pdf", HTML, "type"),
        ("pagina.pdf", b"%PDF-1.7\n" + HTML, "beschadigd"),
        ("beeld.svg", b"<svg onload='alert(1)'/>", "type"),
        ("beeld.gif", b"GIF89a" + b"\0" * 50, "type"),
        ("beeld.png", foto("JPEG"), "extensie"),
        ("brief.pdf", foto("JPEG"), "extensie"),
        ("beeld.jpg", pdf(), "extensie"),
        ("IMG_0001.HEIC", HEIC, "heic"),
        ("IMG_0001.jpg", HEIC, "heic"),
        ("brief.docx", bestanden.zipbom(), "office"),
        ("brief.pdf", bestanden.zipbom(), "office"),
        ("oud.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "office"),
        ("geheim.pdf", bestanden.met_wachtwoord("sesam"), "wachtwoord"),
        ("dik.pdf", pdf(paginas=201), "paginas"),
        ("bom.pdf", pdf(bestanden.met_bom(600)), "te_zwaar"),
        ("dubbel.pdf", pdf(bestanden.dubbel_ingepakt), "te_zwaar"),
        ("half.jpg", foto(grootte=(400, 300))[:-600], "beschadigd"),
        ("half.png", foto("PNG", grootte=(400, 300))[:-100], "beschadigd"),
        ("kop.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 100, "beschadigd"),
        ("bom.png", bestanden.beeldbom(), "afmetingen"),
    ],
    ids=lambda waarde: waarde if isinstance(waarde, str) else "",
)
def test_a_bad_file_is_refused_with_a_sentence_of_its_own(naam, inhoud, code):
    assert geweigerd(naam, inhoud) == code


def test_every_sentence_says_what_to_do():
    for zin in ZINNEN.values():
        assert zin.count(".") >= 1 and "*" not in zin and zin == zin.strip()


def test_a_file_beyond_the_limit_is_refused_unread(monkeypatch):
    monkeypatch.setattr(controle, "limiet_mb", lambda: 1)
    bestand = opgeladen("groot.pdf", b"%PDF-" + b"0" * 1024 * 1024)
    bestand.file = None
    with pytest.raises(OngeldigBestand) as fout:
        keur(bestand)
    assert fout.value.code == "te_groot" and "1 MB" in fout.value.zin


def test_a_broken_upload_asks_to_try_again():
    bestand = opgeladen("a.pdf", pdf())
    bestand.size += 10
    with pytest.raises(OngeldigBestand) as fout:
        keur(bestand)
    assert fout.value.code == "mislukt"


def test_a_field_may_accept_photos_only():
    with pytest.raises(OngeldigBestand) as fout:
        keur(opgeladen("brief.pdf", pdf()), FOTOS)
    assert "JPG of PNG" in fout.value.zin


class TestPdf:
    def test_everything_active_is_gone_and_the_rest_stays(self):
        schoon = keur(opgeladen("a.pdf", pdf(bestanden.met_scripts))).read()
        with pikepdf.open(BytesIO(schoon)) as document:
            uitgepakt = BytesIO()
            document.save(uitgepakt, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            assert len(document.pages) == 1
            assert len(document.pages[0].Annots) == 3
            assert not document.attachments
        for resten in (b"KWAAD", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/AA", b"/XFA"):
            assert resten not in uitgepakt.getvalue(), resten
        assert b"https://www.example.be/goed" in uitgepakt.getvalue()

    def test_a_pdf_that_anyone_can_open_is_kept_without_its_lock(self):
        schoon = keur(opgeladen("a.pdf", bestanden.met_wachtwoord(""))).read()
        with pikepdf.open(BytesIO(schoon)) as document:
            assert not document.is_encrypted

    def test_a_signed_pdf_stays_as_it_was_signed(self):
        ondertekend = pdf(bestanden.met_handtekening)
        assert keur(opgeladen("a.pdf", ondertekend)).read() == ondertekend

    def test_a_signed_pdf_with_scripts_is_refused(self):
        def beide(document):
            bestanden.met_scripts(document)
            bestanden.met_handtekening(document)

        assert geweigerd("a.pdf", pdf(beide)) == "ondertekend_actief"

    def test_an_object_stream_that_explodes_ends_in_its_own_process(self):
        """The reader itself unpacks object streams, before anything can be counted."""
        bom = bestanden.uitdijend(1500)
        inhoud = b"%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length "
        inhoud += str(len(bom)).encode() + b">>\nstream\n" + bom + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
        begin = time.monotonic()
        assert geweigerd("a.pdf", inhoud) in ("te_zwaar", "beschadigd")
        assert time.monotonic() - begin < afgezonderd.WACHTTIJD


class TestFoto:
    @pytest.mark.parametrize(("formaat", "naam"), [("JPEG", "a.jpg"), ("PNG", "a.png")])
    def test_position_camera_and_comments_are_gone(self, formaat, naam):
        vuil = foto(formaat, draaiing=6, **({"comment": b"GEHEIM"} if formaat == "JPEG" else {}))
        assert b"GEHEIM" in vuil
        gekeurd = keur(opgeladen(naam, vuil))
        schoon = gekeurd.read()
        assert b"GEHEIM" not in schoon and b"Exif" not in schoon and b"eXIf" not in schoon
        with Image.open(BytesIO(schoon)) as beeld:
            assert not beeld.getexif() and not {"comment", "exif", "icc_profile", "xmp"} & set(beeld.info)

    def test_the_picture_stands_upright_afterwards(self):
        """Orientation 6: turn a quarter to the right, so red (left) comes on top."""
        with Image.open(BytesIO(keur(opgeladen("a.jpg", foto(draaiing=6))).read())) as beeld:
            assert beeld.size == (40, 60)
            assert beeld.getpixel((20, 5))[0] > 200 and beeld.getpixel((20, 55))[2] > 200

    def test_a_large_photo_is_made_smaller(self):
        with Image.open(BytesIO(keur(opgeladen("a.jpg", foto(grootte=(5000, 2500)))).read())) as beeld:
            assert beeld.size == (3508, 1754)

    @pytest.mark.parametrize("stand", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_every_kind_of_png_survives(self, stand):
        uit = BytesIO()
        Image.new(stand, (30, 20)).save(uit, "PNG")
        assert keur(opgeladen("a.png", uit.getvalue())).mime == "image/png"

    @pytest.mark.parametrize("stand", ["L", "CMYK"])
    def test_every_kind_of_jpeg_survives(self, stand):
        uit = BytesIO()
        Image.new(stand, (30, 20)).save(uit, "JPEG")
        assert keur(opgeladen("a.jpeg", uit.getvalue())).mime == "image/jpeg"


class TestProces:
    def test_it_knows_no_secrets(self, monkeypatch):
        gezien = {}
        echt = afgezonderd.subprocess.run
        monkeypatch.setattr(afgezonderd.subprocess, "run", lambda *a, **k: gezien.update(k) or echt(*a, **k))
        keur(opgeladen("a.pdf", pdf()))
        assert gezien["env"] == {}

    def test_a_process_that_takes_too_long_is_stopped(self, monkeypatch):
        monkeypatch.setattr(afgezonderd, "WACHTTIJD", 0.01)
        assert geweigerd("a.pdf", pdf()) == "te_zwaar"

    def test_a_process_that_does_not_start_is_our_fault_not_theirs(self, monkeypatch):
        monkeypatch.setattr(afgezonderd.sys, "executable", "/bestaat/niet")
        assert geweigerd("a.pdf", pdf()) == "mislukt"


class TestNamen:
    @pytest.mark.parametrize(
        ("naam", "schoon"),
        [
            ("../../etc/passwd.pdf", "passwd.pdf"),
            ("C:\\Users\\jan\\brief.pdf", "brief.pdf"),
            ("brief\r\nSet-Cookie: a=b.pdf", "brief Set-Cookie- a=b.pdf"),
            ("uittreksel\u202efdp.exe", "uittrekselfdp.exe"),
            ("a\0b\x1b[31m.pdf", "ab[31m.pdf"),
            ("...verborgen.pdf", "verborgen.pdf"),
            ('"><img src=x>.pdf', "---img src=x-.pdf"),
            ("cafe\u0301 œuvre.pdf", "café œuvre.pdf"),
            ("", "bestand"),
            ("///", "bestand"),
        ],
    )
    def test_hostile_names(self, naam, schoon):
        assert schone_naam(naam) == schoon

    def test_a_long_name_keeps_its_extension(self):
        naam = schone_naam("x" * 500 + ".pdf")
        assert len(naam) == MAX_LENGTE and naam.endswith(".pdf")

    @given(st.text(max_size=300))
    def test_any_name_is_safe_and_stays_the_same_when_cleaned_again(self, naam):
        schoon = schone_naam(naam)
        assert 0 < len(schoon) <= MAX_LENGTE
        assert not set(schoon) & set('/\\\r\n\0"<>')
        assert schone_naam(schoon) == schoon
        assert extensie(schoon) == extensie(schoon).lower()
