"""The seal: another program calls it valid, a changed byte not, and the document stays readable for everybody."""

import base64
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from weasyprint import HTML

from overeenkomsten import zegel
from scripts import zegel as certificaat

from .certificaten import onderteken, uitgever

NU = datetime.now(UTC).replace(microsecond=0)
OVER_EEN_JAAR = NU + timedelta(days=200)
TEKST = "<html lang=nl><head><title>Overeenkomst</title></head><body><h1>Overeenkomst</h1><p>Proef.</p></body></html>"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return HTML(string=TEKST).write_pdf(pdf_variant="pdf/ua-1")


def verzegel(pdf: bytes, **anders) -> bytes:
    return zegel.verzegel(
        pdf, **{"reden": "Volledig ondertekend", "plaats": "Brussel", "naam_veld": "Zegel", "op": NU} | anders
    )


def pdfsig(pdf: bytes, map_) -> str:
    """What poppler says of the signatures."""
    bestand = map_ / "stuk.pdf"
    bestand.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", bestand], capture_output=True, text=True, check=True).stdout


def test_another_program_calls_the_seal_valid(pdf, tmp_path):
    uitslag = pdfsig(verzegel(pdf), tmp_path)
    assert "Signature is Valid." in uitslag
    assert "Total document signed" in uitslag
    assert "Signature Field Name: Zegel\n" in uitslag
    assert "Signer Certificate Common Name: Portaal duaal leren (tests)" in uitslag
    assert "Signature Type: ETSI.CAdES.detached" in uitslag


def test_a_changed_byte_is_noticed(pdf, tmp_path):
    verzegeld = bytearray(verzegel(pdf))
    verzegeld[200] ^= 1
    uitslag = pdfsig(bytes(verzegeld), tmp_path)
    assert "Digest Mismatch" in uitslag
    assert "Signature is Valid" not in uitslag


def test_what_was_there_stays_and_is_readable_aloud(pdf):
    verzegeld = verzegel(pdf)
    assert verzegeld.startswith(pdf)
    with pikepdf.open(BytesIO(verzegeld)) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
        (veld,) = document.Root.AcroForm.Fields
        # Hidden, so PDF/UA asks no place in the structure for it.
        assert int(veld.F) & 2
        assert str(veld.TU) == "Zegel van het portaal"


def test_it_allows_no_change_and_says_why_where_and_when(pdf):
    (handtekening,) = PdfFileReader(BytesIO(verzegel(pdf))).embedded_signatures
    assert handtekening.docmdp_level.value == 1
    stuk = handtekening.sig_object
    assert (stuk["/Reason"], stuk["/Location"]) == ("Volledig ondertekend", "Brussel")
    assert handtekening.self_reported_timestamp == NU


def test_a_sealed_document_is_not_sealed_again(pdf):
    with pytest.raises(zegel.ZegelFout):
        verzegel(verzegel(pdf), naam_veld="Tweede")


def test_a_document_that_was_signed_elsewhere_keeps_its_signature(pdf, tmp_path):
    getekend = onderteken(pdf, uitgever("Uitgever", OVER_EEN_JAAR).persoon("Sofie", "Peeters", tot=OVER_EEN_JAAR))
    uitslag = pdfsig(verzegel(getekend), tmp_path)
    assert uitslag.count("Signature is Valid.") == 2


@pytest.mark.parametrize("op", [NU - timedelta(days=1), NU + timedelta(days=5 * 366)])
def test_a_certificate_outside_its_days_seals_nothing(pdf, op):
    with pytest.raises(zegel.ZegelFout, match="geldig"):
        verzegel(pdf, op=op)


def test_without_a_certificate_nothing_is_sealed(pdf, settings):
    settings.ZEGEL_SLEUTEL = ""
    with pytest.raises(zegel.ZegelFout, match="ZEGEL_SLEUTEL"):
        verzegel(pdf)


def test_what_is_no_pdf_is_refused():
    with pytest.raises(zegel.ZegelFout, match="kon niet verzegeld worden"):
        verzegel(b"geen pdf")


class TestTijdstempel:
    def test_the_seal_carries_the_time_of_the_server(self, pdf, monkeypatch):
        server = uitgever("Uitgever", OVER_EEN_JAAR).tijdstempel(OVER_EEN_JAAR)
        monkeypatch.setattr(zegel, "_tijdstempel", lambda: server)
        (handtekening,) = PdfFileReader(BytesIO(verzegel(pdf))).embedded_signatures
        assert "signature_time_stamp_token" in [
            rij["type"].native for rij in handtekening.signer_info["unsigned_attrs"]
        ]

    def test_a_server_that_is_away_leaves_the_document_unsealed(self, pdf, settings):
        settings.TIJDSTEMPEL_URL = "http://127.0.0.1:9/"
        with pytest.raises(zegel.ZegelFout, match="kon niet verzegeld worden"):
            verzegel(pdf)


def test_the_certificate_of_a_demo_holds_five_years():
    sleutel, wachtwoord = certificaat.maak(vanaf=datetime(2026, 11, 27, tzinfo=UTC))
    gemaakt = pkcs12.load_pkcs12(base64.b64decode(sleutel), wachtwoord.encode()).cert.certificate
    assert gemaakt.not_valid_after_utc == datetime(2031, 11, 27, tzinfo=UTC)
    assert gemaakt.subject.rfc4514_string() == "CN=Portaal duaal leren (demo)"
