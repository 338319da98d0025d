"""The portal's seal on a finished document: PAdES, no change allowed after it (rules.md §5).

Imported by the Celery worker only: the web process never loads pyHanko.
"""

import base64
from datetime import datetime
from io import BytesIO

from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

# A hidden field needs no place in the structure tree: the document stays PDF/UA.
ONZICHTBAAR = InvisSigSettings(set_print_flag=False, set_hidden_flag=True)
WACHT_OP_TIJDSTEMPEL = 15


class ZegelFout(Exception):
    """The document could not be sealed; the text is for the log and for whoever keeps the portal running."""


def verzegel(pdf: bytes, *, reden: str, plaats: str, naam_veld: str, op: datetime) -> bytes:
    """`pdf` with the portal's seal added behind it; what was there stays byte for byte.

    PAdES B-B, or B-T when TIJDSTEMPEL_URL is set. Raises ZegelFout: no or an expired certificate, no time-stamp, a PDF
    that cannot be sealed or already is.
    """
    ondertekenaar = _ondertekenaar(op)
    try:
        schrijver = IncrementalPdfFileWriter(BytesIO(pdf))
        # Only the first signature of a document can certify it. Signed elsewhere, it gets an ordinary one.
        eerste = not schrijver.prev.embedded_signatures
        gegevens = PdfSignatureMetadata(
            field_name=naam_veld,
            reason=reden,
            location=plaats,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=eerste,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        veld = SigFieldSpec(naam_veld, readable_field_name="Zegel van het portaal", invis_sig_settings=ONZICHTBAAR)
        zegelaar = _Zegelaar(gegevens, ondertekenaar, op=op, timestamper=_tijdstempel(), new_field_spec=veld)
        return zegelaar.sign_pdf(schrijver).getvalue()
    except (PdfError, SigningError, TimestampRequestError, ValueError) as fout:
        raise ZegelFout(f"het document kon niet verzegeld worden: {fout}") from fout


class _Zegelaar(PdfSigner):
    """Signs at the moment that the caller names, not at that of the machine."""

    def __init__(self, *args, op: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.op = op

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        sessie = super().init_signing_session(pdf_out, existing_fields_only)
        sessie.system_time = self.op
        return sessie


def _ondertekenaar(op: datetime) -> SimpleSigner:
    if not settings.ZEGEL_SLEUTEL:
        raise ZegelFout("ZEGEL_SLEUTEL staat niet in de omgeving; `make setup` maakt er een voor de demo")
    bestand, wachtwoord = base64.b64decode(settings.ZEGEL_SLEUTEL), settings.ZEGEL_WACHTWOORD.encode()
    certificaat = pkcs12.load_pkcs12(bestand, wachtwoord).cert
    geldig = certificaat and (
        certificaat.certificate.not_valid_before_utc <= op <= certificaat.certificate.not_valid_after_utc
    )
    if not geldig:
        raise ZegelFout("het certificaat van het zegel is niet (meer) geldig")
    return SimpleSigner.load_pkcs12_data(bestand, other_certs=[], passphrase=wachtwoord)


def _tijdstempel() -> TimeStamper | None:
    if not settings.TIJDSTEMPEL_URL:
        return None
    return HTTPTimeStamper(settings.TIJDSTEMPEL_URL, timeout=WACHT_OP_TIJDSTEMPEL)
