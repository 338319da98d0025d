"""Refuses to start on a missing secret or an unsafe combination: better no portal than an open one."""

import base64
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.exceptions import ImproperlyConfigured


def controleer_start(*, demo: bool, portal_url: str, geheimen: dict[str, str]) -> None:
    """Raise ImproperlyConfigured with one sentence when the environment is not safe to serve people from.

    In demo mode secrets must exist too (`make setup` writes them to `.env`), but a plain http address is allowed.
    """
    ontbreekt = [naam for naam, waarde in geheimen.items() if not waarde]
    if ontbreekt:
        raise ImproperlyConfigured(
            f"Zet {', '.join(ontbreekt)} in de omgeving; `make setup` maakt ze aan voor een eigen machine."
        )
    if not demo and not portal_url.startswith("https://"):
        raise ImproperlyConfigured(
            "Zonder DEMO=1 moet PORTAL_URL met https:// beginnen: cookies zijn anders af te luisteren."
        )


def controleer_zegel(*, demo: bool, sleutel: str, wachtwoord: str, vertrouwd: str) -> None:
    """Raise ImproperlyConfigured when the certificate of the seal is missing or does not open, or the trust list is none.

    A demo may do without; it then seals nothing. That a certificate ran out stops no start: `overeenkomsten.zegel` says so.
    """
    if sleutel:
        try:
            bestand = pkcs12.load_pkcs12(base64.b64decode(sleutel, validate=True), wachtwoord.encode())
        except ValueError:
            bestand = None
        if bestand is None or bestand.key is None or bestand.cert is None:
            raise ImproperlyConfigured(
                "ZEGEL_SLEUTEL moet een PKCS#12-bestand in base64 zijn, met sleutel en certificaat, dat ZEGEL_WACHTWOORD opent."
            )
    elif not demo:
        raise ImproperlyConfigured(
            "Zet ZEGEL_SLEUTEL en ZEGEL_WACHTWOORD in de omgeving: daarmee verzegelt het portaal de overeenkomsten."
        )
    if vertrouwd:
        try:
            x509.load_pem_x509_certificates(Path(vertrouwd).read_bytes())
        except (OSError, ValueError) as fout:
            raise ImproperlyConfigured(
                "VERTROUWDE_CERTIFICATEN moet de naam zijn van een bestand met certificaten in PEM."
            ) from fout
