"""A key per file, itself encrypted with the keys of the environment (`DOCUMENT_SLEUTELS`, newest first).

Losing the key of a file is losing the file: that is how a document is erased, copies in a backup of the files included.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from .fouten import BestandOntbreekt


@dataclass
class Vernieuwing:
    """What a rotation did, or would do: rows already on the newest key, rows renewed, rows no key opens."""

    al_nieuw: int = 0
    vernieuwd: int = 0
    onleesbaar: int = 0


_vernieuwingen: dict[str, Callable[[bool], Vernieuwing]] = {}


def registreer_vernieuwing(naam: str, functie: Callable[[bool], Vernieuwing]) -> None:
    """Let `manage.py sleutels_vernieuwen` also rotate `naam`; `functie(droog)` must be safe to run twice."""
    _vernieuwingen[naam] = functie


def vernieuwingen() -> dict[str, Callable[[bool], Vernieuwing]]:
    """The registered rotations by name."""
    return dict(_vernieuwingen)


def versleutel(inhoud: bytes) -> tuple[bytes, str]:
    """`inhoud` under a new key, and that key encrypted with the newest key of the environment."""
    sleutel = Fernet.generate_key()
    return Fernet(sleutel).encrypt(inhoud), _bos().encrypt(sleutel).decode()


def ontsleutel(versleuteld: bytes, sleutel: str) -> bytes:
    """The content again; BestandOntbreekt when no key fits or the bytes were changed."""
    try:
        return Fernet(_bos().decrypt(sleutel.encode())).decrypt(versleuteld)
    except (InvalidToken, ValueError) as fout:
        raise BestandOntbreekt("geen sleutel past op dit bestand, of het is gewijzigd") from fout


def vernieuw(sleutel: str) -> str | None:
    """The key of a file encrypted with the newest key; None when it already is. Raises as `vernieuw_met`."""
    return vernieuw_met(settings.DOCUMENT_SLEUTELS, sleutel)


def vernieuw_met(sleutels: Sequence[str], versleuteld: str) -> str | None:
    """`versleuteld` under the first of `sleutels`; None when it already is. BestandOntbreekt when none opens it."""
    try:
        Fernet(sleutels[0]).decrypt(versleuteld.encode())
    except InvalidToken:
        try:
            return bos_van(tuple(sleutels)).rotate(versleuteld.encode()).decode()
        except InvalidToken as fout:
            raise BestandOntbreekt("geen sleutel opent deze rij") from fout
    return None


def _bos() -> MultiFernet:
    return bos_van(tuple(settings.DOCUMENT_SLEUTELS))


@lru_cache(maxsize=4)
def bos_van(sleutels: tuple[str, ...]) -> MultiFernet:
    """What encrypts with the first of `sleutels` and opens with any of them."""
    return MultiFernet([Fernet(sleutel) for sleutel in sleutels])
