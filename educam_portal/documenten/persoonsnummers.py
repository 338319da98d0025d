"""INSZ and IBAN at rest: encrypted with keys of their own, matched by a keyed hash (architecture.md §3, rules.md §9).

How a number is cleaned, shown and masked stands in `organisaties/nummers.py`. A model keeps the number in a
`VersleuteldVeld` and beside it a column with `vingerafdruk_van(number)`: that one may be unique and may be searched.
"""

import hashlib
import hmac
import logging
from typing import Any, NoReturn

from cryptography.fernet import InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from .sleutels import bos_van

log = logging.getLogger(__name__)
# No form made from the model, no `dumpdata`.
VAST = {"editable": False, "serialize": False}


class Nummer(str):
    """A personal number in memory: the text itself, but what writes down `repr` (a log, a traceback) shows nothing."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<nummer>"


class Onleesbaar(Nummer):
    """What stands there when no key opens the row: an empty text, so that a page can still be read.

    It remembers what is stored: saving the row for another reason must not erase what an old key may open again.
    """

    __slots__ = ("versleuteld",)
    versleuteld: str

    def __new__(cls, versleuteld: str) -> "Onleesbaar":
        leeg = super().__new__(cls, "")
        leeg.versleuteld = versleuteld
        return leeg


def vingerafdruk_van(nummer: str) -> str:
    """The keyed hash of a clean number: equal for equal numbers, and nobody can try all numbers without the key."""
    return hmac.new(settings.PERSOON_HASH_SLEUTEL.encode(), nummer.encode(), hashlib.sha256).hexdigest()


class VersleuteldVeld(models.TextField):
    """A text encrypted with PERSOON_SLEUTELS. Never in a form of the admin, a dump, a query or a history.

    A model with history names it in `excluded_fields` (a test holds that). An empty text is stored as such.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | VAST)

    def deconstruct(self) -> Any:
        naam, pad, args, kwargs = super().deconstruct()
        return naam, pad, args, {optie: waarde for optie, waarde in kwargs.items() if optie not in VAST}

    def from_db_value(self, waarde: str | None, *_: object) -> str | None:
        if not waarde:
            return waarde
        try:
            return Nummer(_bos().decrypt(waarde.encode()).decode())
        except (InvalidToken, ValueError):
            log.error("%s: geen sleutel opent een rij", self)
            return Onleesbaar(waarde)

    def get_prep_value(self, waarde: Any) -> Any:
        if isinstance(waarde, Onleesbaar):
            return waarde.versleuteld
        waarde = super().get_prep_value(waarde)
        return _bos().encrypt(waarde.encode()).decode() if waarde else waarde

    def get_lookup(self, naam: str) -> Any:
        return super().get_lookup(naam) if naam == "isnull" else self._weiger(naam)

    def get_transform(self, naam: str) -> Any:
        return self._weiger(naam)

    def _weiger(self, naam: str) -> NoReturn:
        # Twice the same number is never twice the same text: such a query would silently find nothing.
        raise FieldError(f"{self} is versleuteld: zoek met vingerafdruk_van, niet met {naam}.")


def _bos() -> MultiFernet:
    return bos_van(tuple(settings.PERSOON_SLEUTELS))
