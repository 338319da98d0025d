"""Certificates as an issuer of eID or itsme would give them, made here: an authority, and persons who sign."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID, ObjectIdentifier
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.ades.qualified_asn1 import QcStatements
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper

GEKWALIFICEERD = ("qc_compliance", "qc_sscd")
# As on an eID: the rijksregisternummer stands in the certificate.
INSZ = "85073003328"


@dataclass(frozen=True)
class Uitgever:
    """An authority of its own, and what it gives out."""

    sleutel: ec.EllipticCurvePrivateKey
    certificaat: x509.Certificate

    @property
    def pem(self) -> str:
        return self.certificaat.public_bytes(Encoding.PEM).decode()

    def persoon(
        self,
        voornaam: str,
        naam: str,
        *,
        qc: tuple[str, ...] = GEKWALIFICEERD,
        tot: datetime,
        insz: str = INSZ,
        schuilnaam: str = "",
    ) -> SimpleSigner:
        """Somebody with a certificate that names the places where a reader could go and ask whether it still holds.

        With `schuilnaam` it says nothing of who that is.
        """
        namen = {
            NameOID.COMMON_NAME: f"{voornaam} {naam} (Signature)",
            NameOID.GIVEN_NAME: voornaam,
            NameOID.SURNAME: naam,
            NameOID.SERIAL_NUMBER: insz,
        }
        if schuilnaam:
            namen = {NameOID.COMMON_NAME: schuilnaam, NameOID.PSEUDONYM: schuilnaam}
        uitbreidingen = [
            x509.CRLDistributionPoints([x509.DistributionPoint([_adres("crl")], None, None, None)]),
            x509.AuthorityInformationAccess(
                [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, _adres("ocsp"))]
            ),
        ]
        if qc:
            verklaring = QcStatements([{"statement_id": soort} for soort in qc]).dump()
            uitbreidingen.append(x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.5.5.7.1.3"), verklaring))
        sleutel, certificaat = _certificaat(namen, self, uitbreidingen, tot=tot)
        return _ondertekenaar(sleutel, certificaat, self)

    def tijdstempel(self, tot: datetime, op: datetime | None = None) -> DummyTimeStamper:
        """A time-stamp server without a network, whose clock stands at `op`."""
        eku = x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.TIME_STAMPING])
        # The library's server of straw signs with RSA alone.
        sleutel = rsa.generate_private_key(65537, 2048)
        wie = _ondertekenaar(*_certificaat({NameOID.COMMON_NAME: "Tijd"}, self, [eku], tot=tot, sleutel=sleutel), self)
        return DummyTimeStamper(wie.signing_cert, wie.signing_key, certs_to_embed=wie.cert_registry, fixed_dt=op)


def uitgever(naam: str, tot: datetime) -> Uitgever:
    return Uitgever(*_certificaat({NameOID.COMMON_NAME: naam}, None, [], tot=tot))


def onderteken(
    pdf: bytes, wie: SimpleSigner, veld: str = "Handtekening", tijdstempel: DummyTimeStamper | None = None
) -> bytes:
    """`pdf` signed as a signing tool elsewhere does it."""
    gegevens = PdfSignatureMetadata(field_name=veld, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    return PdfSigner(gegevens, wie, timestamper=tijdstempel).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()


def _certificaat(namen, van: Uitgever | None, uitbreidingen, *, tot: datetime, sleutel=None):
    sleutel = sleutel or ec.generate_private_key(ec.SECP256R1())
    wie = x509.Name([x509.NameAttribute(soort, tekst) for soort, tekst in namen.items()])
    gebruik = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    bouwer = (
        x509.CertificateBuilder()
        .subject_name(wie)
        .issuer_name(van.certificaat.subject if van else wie)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(tot - timedelta(days=365))
        .not_valid_after(tot)
        .add_extension(x509.BasicConstraints(ca=van is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_cert_sign=not van, crl_sign=not van, **gebruik
            ),
            critical=True,
        )
    )
    for uitbreiding in uitbreidingen:
        bouwer = bouwer.add_extension(uitbreiding, critical=isinstance(uitbreiding, x509.ExtendedKeyUsage))
    return sleutel, bouwer.sign(van.sleutel if van else sleutel, hashes.SHA256())


def _ondertekenaar(sleutel, certificaat, van: Uitgever) -> SimpleSigner:
    bestand = pkcs12.serialize_key_and_certificates(None, sleutel, certificaat, [van.certificaat], NoEncryption())
    return SimpleSigner.load_pkcs12_data(bestand, other_certs=[])


def _adres(wat: str) -> x509.UniformResourceIdentifier:
    return x509.UniformResourceIdentifier(f"http://127.0.0.1:9/{wat}")
