"""The far end of `overeenkomsten.gekwalificeerd`: judges a PDF that was signed elsewhere, in a process without secrets.

No Django and nothing of the portal here: facts in, codes out. Nothing is fetched from a network, so a certificate that
was withdrawn is noticed only when the file itself carries the proof.
"""

import hashlib
import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades import qualified_asn1
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

MAX_HANDTEKENINGEN = 10
MAX_REVISIES = 40
MAX_NAAM = 150
# What a signature made elsewhere may have added: fields with signatures and what keeps them verifiable.
TOEGESTAAN = ModificationLevel.FORM_FILLING
# What makes a reader do something: run a script, go elsewhere, open what travels along. No signature needs it.
DADEN = frozenset(
    {
        "/AA", "/EF", "/EmbeddedFile", "/EmbeddedFiles", "/GoToE", "/GoToR", "/ImportData", "/JS", "/JavaScript",
        "/Launch", "/OpenAction", "/RichMedia", "/Rendition", "/SubmitForm", "/URI", "/XFA",
    }
)  # fmt: skip


class Afwijzing(Exception):
    """The file as a whole is refused; the text is a key of `gekwalificeerd.ZINNEN`."""


def werk(invoer: bytes) -> bytes:
    """`invoer` is a line of JSON with the question, then the PDF; the answer is JSON."""
    logging.disable(logging.CRITICAL)
    vraag, _, pdf = invoer.partition(b"\n")
    return json.dumps(oordeel(pdf, **json.loads(vraag))).encode()


def oordeel(pdf: bytes, *, grootte: int, sha256: str, op: str, vertrouwd: str, insz: str = "") -> dict[str, Any]:
    """Who signed and what is wrong with it; `redenen` empty = every signature holds and is qualified.

    `grootte` and `sha256` are those of the file that we issued; `op` is the moment at which certificates must hold and
    `vertrouwd` the PEM certificates to which their chains must lead. `insz` is the number of the lerende: of each signature
    the answer says whether it is that number, None when the certificate carries none. `op` in the answer is the moment of a
    time-stamp (RFC 3161) by an authority whose chain leads to `vertrouwd` too, None without one.
    """
    try:
        return _oordeel(pdf, grootte, sha256, datetime.fromisoformat(op), vertrouwd.encode(), insz)
    except Afwijzing as fout:
        reden = str(fout)
    except RecursionError:
        reden = "te_zwaar"
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        # What a hostile file makes of its own structure can surface anywhere in the reader.
        reden = "beschadigd"
    return {"handtekeningen": [], "redenen": [[reden, ""]]}


def _oordeel(pdf: bytes, grootte: int, sha256: str, op: datetime, vertrouwd: bytes, insz: str) -> dict[str, Any]:
    if hashlib.sha256(pdf[:grootte]).hexdigest() != sha256:
        raise Afwijzing("ander_document")
    lezer = PdfFileReader(BytesIO(pdf))
    if lezer.encrypted:
        raise Afwijzing("wachtwoord")
    handtekeningen = lezer.embedded_regular_signatures
    if not handtekeningen:
        raise Afwijzing("geen_handtekening")
    if len(handtekeningen) > MAX_HANDTEKENINGEN or lezer.total_revisions > MAX_REVISIES:
        raise Afwijzing("te_zwaar")
    _alleen_getekend(lezer, PdfFileReader(BytesIO(pdf[:grootte])))
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(der) for _, _, der in pem.unarmor(vertrouwd, multiple=True)]
        if vertrouwd.strip()
        else [],
        moment=op,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    gevonden, redenen = [], []
    for handtekening in handtekeningen:
        stand = validate_pdf_signature(
            handtekening, context, key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"})
        )
        naam = _naam(stand.signing_cert)
        gevonden.append({"naam": naam, "op": _moment(stand), "lerende": _heeft_nummer(stand.signing_cert, insz)})
        redenen += [[code, naam] for code in _bezwaren(handtekening, stand)]
    return {"handtekeningen": gevonden, "redenen": redenen}


def _alleen_getekend(lezer: PdfFileReader, uitgegeven: PdfFileReader) -> None:
    """What stands behind our bytes builds upon them, and adds nothing that a reader would see as another text.

    The same beginning alone proves little: an addition may put other pages in the place of ours.
    """
    basis = uitgegeven.total_revisions
    begin = [uitgegeven.xrefs.get_startxref_for_revision(nummer) for nummer in range(basis)]
    if [lezer.xrefs.get_startxref_for_revision(nummer) for nummer in range(min(basis, lezer.total_revisions))] != begin:
        raise Afwijzing("inhoud_gewijzigd")
    oud, nieuw = lezer.get_historical_resolver(basis - 1), lezer.root["/AcroForm"]
    if "/AcroForm" not in oud.root:
        # The comparison asks for a form to begin from; ours has none before somebody signs.
        leeg = {generic.pdf_name("/Fields"): generic.ArrayObject()}
        if nieuw.get("/SigFlags") in (1, 3):
            leeg[generic.pdf_name("/SigFlags")] = nieuw["/SigFlags"]
        oud.root["/AcroForm"] = generic.DictionaryObject(leeg)
    verschil = DEFAULT_DIFF_POLICY.review_file(lezer, oud)
    if isinstance(verschil, SuspiciousModification) or verschil.modification_level > TOEGESTAAN:
        raise Afwijzing("inhoud_gewijzigd")
    # The comparison looks at what a page shows, not at what a field does when somebody moves over it.
    for nummer in range(basis, lezer.total_revisions):
        for plaats in lezer.xrefs.explicit_refs_in_revision(nummer):
            was, is_nu = (_daden_in(lezer, plaats, revisie) for revisie in (basis - 1, nummer))
            if not is_nu <= was:
                raise Afwijzing("inhoud_gewijzigd")


def _daden_in(lezer: PdfFileReader, plaats: generic.Reference, revisie: int) -> set[str]:
    """Of the object at `plaats` as it was in `revisie`, where it may not have been yet."""
    er_is_iets = lezer.xrefs.get_historical_ref(plaats, revisie) is not None
    return _daden(lezer.get_object(plaats, revisie)) if er_is_iets else set()


def _daden(deel: generic.PdfObject) -> set[str]:
    """What this object itself makes a reader do; what it refers to is an object of its own."""
    if isinstance(deel, generic.DictionaryObject):
        return set(deel) & DADEN | {daad for naam in deel for daad in _daden(deel.raw_get(naam))}
    if isinstance(deel, generic.ArrayObject):
        return {daad for plaats in range(len(deel)) for daad in _daden(deel.raw_get(plaats))}
    return {str(deel)} & DADEN if isinstance(deel, generic.NameObject) else set()


def _bezwaren(handtekening: EmbeddedPdfSignature, stand: PdfSignatureStatus) -> Iterator[str]:
    if not (stand.intact and stand.valid and stand.docmdp_ok) or (
        stand.modification_level is None or stand.modification_level > TOEGESTAAN
    ):
        yield "geschonden"
        return  # what no longer holds tells nothing about who signed
    if stand.coverage is None or stand.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield "niet_volledig"
    if not stand.trusted:
        verlopen = stand.trust_problem_indic in (AdESIndeterminate.EXPIRED, AdESIndeterminate.OUT_OF_BOUNDS_NO_POE)
        yield "verlopen" if verlopen else "niet_vertrouwd"
    if not _gekwalificeerd(stand.signing_cert):
        yield "niet_gekwalificeerd"


def _gekwalificeerd(certificaat: x509.Certificate) -> bool:
    """A qualified certificate for a signature of a person, its key in a qualified device (ETSI EN 319 412-5)."""
    verklaringen = {rij["statement_id"].native: rij for rij in qualified_asn1.get_qc_statements(certificaat)}
    soort = verklaringen.get("qc_type")
    return {"qc_compliance", "qc_sscd"} <= verklaringen.keys() and (
        soort is None or [deel.native for deel in soort["statement_info"].parsed] == ["qct_esign"]
    )


def _moment(stand: PdfSignatureStatus) -> str | None:
    """When an authority that we trust saw the signature; what the clock of the signer said proves nothing."""
    stempel = stand.timestamp_validity
    if stempel is None or not (stempel.intact and stempel.valid and stempel.trusted):
        return None
    return stempel.timestamp.isoformat()


def _heeft_nummer(certificaat: x509.Certificate, insz: str) -> bool | None:
    """Whether the rijksregisternummer in it is `insz`; None when there is none, or nothing to compare it with."""
    gevonden = re.fullmatch(r"(?:PNOBE-)?(\d{9})(\d{2})", str(certificaat.subject.native.get("serial_number", "")))
    if not insz or gevonden is None:
        return None
    # Some issuers number people by themselves: only what its check digits confirm is taken for such a number.
    if int(gevonden[2]) not in (97 - int(begin + gevonden[1]) % 97 for begin in ("", "2")):
        return None
    return gevonden[1] + gevonden[2] == insz


def _naam(certificaat: x509.Certificate) -> str:
    """First and last name, never the serialNumber beside it: on an eID that is the rijksregisternummer.

    A qualified certificate may carry a pseudonym instead, that its holder chose: that is the name of nobody.
    """
    wie = certificaat.subject.native
    if "pseudonym" in wie:
        return ""
    delen = [wie.get(deel) for deel in ("given_name", "surname")]
    naam = " ".join(map(str, delen)) if all(delen) else str(wie.get("common_name", ""))
    zonder = re.sub(r"\([^)]*\)|(?:\d[ .-]?){6,}", "", naam)
    return " ".join(zonder.split())[:MAX_NAAM]
