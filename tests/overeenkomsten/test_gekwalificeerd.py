"""A PDF signed elsewhere: only our own document, whole, with qualified signatures that we can follow, is accepted."""

import hashlib
import json
import socket
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from educam_portal.documenten import afgezonderd
from overeenkomsten import gekwalificeerd
from overeenkomsten.keuring import oordeel
from tests.documenten.bestanden import pdf as maak_pdf

from .certificaten import INSZ, Uitgever, onderteken, uitgever

NU = datetime.now(UTC).replace(microsecond=0)
LATER = NU + timedelta(days=200)
# Everything here is signed by the same few people: their keys are made once.
UITGEGEVEN = maak_pdf(paginas=2)


@pytest.fixture(scope="module")
def overheid() -> Uitgever:
    return uitgever("Uitgever van kaarten", LATER)


@pytest.fixture(scope="module")
def sofie(overheid):
    return overheid.persoon("Sofie", "Peeters", tot=LATER)


@pytest.fixture(scope="module")
def getekend(sofie) -> bytes:
    return onderteken(UITGEGEVEN, sofie)


@pytest.fixture
def keur(overheid):
    """The verdict on a file, as codes, without a process of its own."""

    def keur(pdf: bytes, *, vertrouwd: str = overheid.pem, op: datetime = NU, uitgegeven: bytes = UITGEGEVEN) -> dict:
        som = hashlib.sha256(uitgegeven).hexdigest()
        return oordeel.oordeel(pdf, grootte=len(uitgegeven), sha256=som, op=op.isoformat(), vertrouwd=vertrouwd)

    return keur


def codes(uitslag: dict) -> list[str]:
    return [code for code, _ in uitslag["redenen"]]


def _valideer(pdf: bytes, vertrouwd: str) -> gekwalificeerd.Uitslag:
    som = hashlib.sha256(UITGEGEVEN).hexdigest()
    return gekwalificeerd.valideer(pdf, grootte=len(UITGEGEVEN), sha256=som, op=NU, vertrouwd=vertrouwd)


# --- what is accepted -----------------------------------------------------------------------------------------------


def test_our_document_with_a_qualified_signature_passes(getekend, overheid):
    uitslag = _valideer(getekend, overheid.pem)
    assert uitslag.redenen == ()
    assert uitslag.in_orde
    (handtekening,) = uitslag.handtekeningen
    # It says when it was signed itself: that proves nothing.
    assert (handtekening.naam, handtekening.op) == ("Sofie Peeters", None)


def test_only_the_time_stamp_of_an_authority_we_trust_says_when(sofie, overheid, keur):
    toen = NU - timedelta(hours=2)
    gestempeld = onderteken(UITGEGEVEN, sofie, tijdstempel=overheid.tijdstempel(LATER, op=toen))
    assert [rij["op"] for rij in keur(gestempeld)["handtekeningen"]] == [toen.isoformat()]
    vreemd = onderteken(UITGEGEVEN, sofie, tijdstempel=uitgever("Iemand anders", LATER).tijdstempel(LATER, op=toen))
    uitslag = keur(vreemd)
    assert (codes(uitslag), [rij["op"] for rij in uitslag["handtekeningen"]]) == ([], [None])


def test_the_number_in_the_certificate_never_comes_out(getekend, keur):
    assert INSZ.encode().hex().encode() in getekend
    assert INSZ not in json.dumps(keur(getekend))


def test_each_who_signs_adds_a_signature(getekend, overheid, keur):
    beide = onderteken(getekend, overheid.persoon("Jan", "Peeters", tot=LATER), veld="Tweede")
    uitslag = keur(beide)
    assert codes(uitslag) == []
    assert [rij["naam"] for rij in uitslag["handtekeningen"]] == ["Sofie Peeters", "Jan Peeters"]


def test_nothing_is_fetched_from_a_network(getekend, keur, monkeypatch):
    gezocht = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, adres: gezocht.append(adres))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **_: gezocht.append(a))
    assert b"http://127.0.0.1:9/ocsp".hex().encode() in getekend.lower()
    assert codes(keur(getekend)) == []
    assert gezocht == []


# --- who signed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("qc", [(), ("qc_compliance",), ("qc_sscd",)])
def test_an_ordinary_certificate_is_not_qualified(qc, overheid, keur):
    assert codes(keur(onderteken(UITGEGEVEN, overheid.persoon("Sofie", "Peeters", qc=qc, tot=LATER)))) == [
        "niet_gekwalificeerd"
    ]


def test_an_issuer_we_do_not_know_is_not_trusted(getekend, keur):
    assert codes(keur(getekend, vertrouwd="")) == ["niet_vertrouwd"]
    assert codes(keur(getekend, vertrouwd=uitgever("Iemand anders", LATER).pem)) == ["niet_vertrouwd"]


def test_a_certificate_that_ran_out_is_refused(overheid, keur):
    verlopen = overheid.persoon("Sofie", "Peeters", tot=NU - timedelta(days=1))
    assert codes(keur(onderteken(UITGEGEVEN, verlopen))) == ["verlopen"]


def test_a_pseudonym_is_the_name_of_nobody(overheid, keur):
    """Its holder chose it: it could be the name of the lerende."""
    uitslag = keur(onderteken(UITGEGEVEN, overheid.persoon("", "", tot=LATER, schuilnaam="Sofie Peeters")))
    assert [rij["naam"] for rij in uitslag["handtekeningen"]] == [""]


@pytest.mark.parametrize(
    ("in_certificaat", "van_lerende", "zelfde"),
    [
        (INSZ, INSZ, True),
        (f"PNOBE-{INSZ}", INSZ, True),
        (INSZ, "85073003427", False),
        (INSZ, "", None),
        # An issuer's own numbering says nothing of who it is.
        ("12345678901", INSZ, None),
        ("QT-4711", INSZ, None),
    ],
)
def test_the_number_in_the_certificate_is_compared_with_that_of_the_lerende(
    in_certificaat, van_lerende, zelfde, overheid
):
    kaart = overheid.persoon("Sofie", "Peeters", tot=LATER, insz=in_certificaat).signing_cert
    assert oordeel._heeft_nummer(kaart, van_lerende) is zelfde


# --- what was signed ------------------------------------------------------------------------------------------------


def test_another_document_is_refused(sofie, keur):
    assert codes(keur(onderteken(maak_pdf(paginas=1), sofie))) == ["ander_document"]


def test_a_changed_byte_of_ours_is_another_document(getekend, keur):
    anders = bytearray(getekend)
    anders[100] ^= 1
    assert codes(keur(bytes(anders))) == ["ander_document"]


def test_our_own_file_without_a_signature_is_refused(keur):
    assert codes(keur(UITGEGEVEN)) == ["geen_handtekening"]


def met_andere_bladzijde(pdf: bytes) -> bytes:
    """`pdf` with an addition that shows something else on its first page."""
    schrijver = IncrementalPdfFileWriter(BytesIO(pdf))
    bladzijde = schrijver.root["/Pages"]["/Kids"][0].get_object()
    bladzijde["/Contents"] = schrijver.add_object(generic.StreamObject(stream_data=b"BT (1 euro) Tj ET"))
    schrijver.update_container(bladzijde)
    uit = BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def test_contents_changed_before_signing_are_refused(sofie, keur):
    """The file begins with our bytes and its signature holds: only the comparison tells."""
    gewijzigd = onderteken(met_andere_bladzijde(UITGEGEVEN), sofie)
    assert gewijzigd.startswith(UITGEGEVEN)
    assert codes(keur(gewijzigd)) == ["inhoud_gewijzigd"]


def met_eigen_veld(wie, **meer: generic.PdfObject) -> bytes:
    """Signed in a field of its own, that has `meer` in it."""
    schrijver = IncrementalPdfFileWriter(BytesIO(UITGEGEVEN))
    append_signature_field(schrijver, SigFieldSpec("Eigen", on_page=0, box=(10, 10, 90, 90)))
    schrijver.root["/AcroForm"]["/Fields"][0].update(
        {generic.pdf_name(f"/{naam}"): waarde for naam, waarde in meer.items()}
    )
    gegevens = PdfSignatureMetadata(field_name="Eigen", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    return PdfSigner(gegevens, wie).sign_pdf(schrijver).getvalue()


def test_a_signature_field_that_runs_a_script_is_refused(sofie, keur):
    """The comparison lets a new field through, with whatever it does when somebody moves over it."""
    script = generic.DictionaryObject(
        {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("x")}
    )
    uitslagen = [
        codes(keur(met_eigen_veld(sofie, **meer)))
        for meer in ({}, {"AA": generic.DictionaryObject({generic.pdf_name("/E"): script})}, {"A": script})
    ]
    assert uitslagen == [[], ["inhoud_gewijzigd"], ["inhoud_gewijzigd"]]


def met_eigen_begin(pdf: bytes) -> bytes:
    """`pdf` followed by a whole other document that does not build upon it."""
    delen = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n",
    ]
    uit, plaatsen = pdf + b"\n", []
    for deel in delen:
        plaatsen.append(len(uit))
        uit += deel
    rijen = b"".join(b"%010d 00000 n \n" % plaats for plaats in plaatsen)
    return (
        uit
        + b"xref\n0 4\n0000000000 65535 f \n" + rijen
        + b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(uit)
    )  # fmt: skip


def test_a_document_behind_ours_that_ignores_ours_is_refused(sofie, keur):
    gewijzigd = onderteken(met_eigen_begin(UITGEGEVEN), sofie)
    assert gewijzigd.startswith(UITGEGEVEN)
    assert codes(keur(gewijzigd)) == ["inhoud_gewijzigd"]


def test_a_change_after_signing_is_refused(getekend, keur):
    assert codes(keur(met_andere_bladzijde(getekend))) == ["inhoud_gewijzigd"]


def test_a_changed_byte_behind_ours_is_noticed(getekend, keur):
    anders = bytearray(getekend)
    # The day on which it says it was signed: still a good PDF.
    anders[getekend.rindex(str(NU.year).encode()) + 3] ^= 1
    assert codes(keur(bytes(anders))) == ["geschonden"]


# --- hostile files --------------------------------------------------------------------------------------------------


def test_a_hostile_file_gets_a_sentence(overheid):
    for staart in (b"", b"rommel", b"\nstartxref\n0\n%%EOF", b"\nstartxref\n99999999\n%%EOF"):
        uitslag = _valideer(UITGEGEVEN + staart, overheid.pem)
        assert not uitslag.in_orde
        assert uitslag.redenen[0] in gekwalificeerd.ZINNEN.values()


def test_a_password_is_said(keur):
    op_slot = BytesIO()
    with pikepdf.open(BytesIO(UITGEGEVEN)) as document:
        document.save(op_slot, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert codes(keur(op_slot.getvalue(), uitgegeven=op_slot.getvalue()[:100])) == ["wachtwoord"]


def test_a_file_that_keeps_the_reader_busy_is_refused(getekend, overheid, monkeypatch):
    monkeypatch.setattr(afgezonderd, "WACHTTIJD", 0.01)
    assert _valideer(getekend, overheid.pem).redenen == (gekwalificeerd.ZINNEN["te_zwaar"],)


def test_too_many_signatures_are_too_heavy(getekend, keur, monkeypatch):
    monkeypatch.setattr(oordeel, "MAX_HANDTEKENINGEN", 0)
    assert codes(keur(getekend)) == ["te_zwaar"]


def test_the_list_of_issuers_comes_from_the_settings(settings, tmp_path, overheid):
    assert gekwalificeerd.vertrouwde_uitgevers() == ""
    (tmp_path / "lijst.pem").write_text(overheid.pem)
    settings.VERTROUWDE_CERTIFICATEN = str(tmp_path / "lijst.pem")
    assert gekwalificeerd.vertrouwde_uitgevers() == overheid.pem
