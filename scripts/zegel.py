"""The certificate of a demo's seal: made by itself, so it proves that nothing changed and not who the portal is.

`make setup` writes what this prints into `.env`. Needs the locked packages, so it runs in the virtual environment.
"""

import base64
import secrets
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from dateutil.relativedelta import relativedelta

NAAM = "Portaal duaal leren (demo)"
JAREN = 5


def maak(naam: str = NAAM, *, vanaf: datetime | None = None) -> tuple[str, str]:
    """A PKCS#12 in base64 with a new key and its certificate, and the password that opens it."""
    vanaf = vanaf or datetime.now(UTC)
    sleutel = ec.generate_private_key(ec.SECP256R1())
    wie = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
    gebruik = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    ) | {"encipher_only": False, "decipher_only": False}
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(wie)
        .issuer_name(wie)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(vanaf)
        .not_valid_after(vanaf + relativedelta(years=JAREN))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **gebruik), critical=True)
        .sign(sleutel, hashes.SHA256())
    )
    wachtwoord = secrets.token_urlsafe(24)
    bestand = pkcs12.serialize_key_and_certificates(
        b"zegel", sleutel, certificaat, None, BestAvailableEncryption(wachtwoord.encode())
    )
    return base64.b64encode(bestand).decode(), wachtwoord


if __name__ == "__main__":
    print("ZEGEL_SLEUTEL={}\nZEGEL_WACHTWOORD={}".format(*maak()))
