"""Belgian identifiers: clean-up, validity and usual form (rules.md §9, facts.md §6).

For every kind `schoon_<soort>(text)` takes what people type (spaces of any kind, dots, dashes, slashes, brackets,
small letters) and gives the bare form that is stored, or None when the text is no valid number; `toon_<soort>` gives
the usual form of a bare number. Pure functions; validity says nothing about whether the number was ever given out.
"""

import re
import unicodedata
from collections.abc import Callable

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.be import bis, nn, vat

from educam_portal.accounts.telefoon import schoon_telefoon, toon_telefoon

_LANGSTE = 60
_SCHEIDINGEN = frozenset("./\\_·•()[]'’\"")
_ONDERNEMING = re.compile(r"(?:BTW|TVA|VAT|KBO|BCE)?:?(?:BE)?(\d{9,10})", re.ASCII)
_VESTIGING = re.compile(r"(?:BE)?([2-8]\d{9})", re.ASCII)
_POSTCODE = re.compile(r"(?:BE?)?([1-9]\d{3})", re.ASCII)


# Spaces and line ends, dashes, and characters that show nothing.
_WEG = frozenset({"Zs", "Zl", "Zp", "Pd", "Cf", "Cc"})


def _compact(tekst: str) -> str:
    """Without separators and in capitals; empty when the text is no text or far too long to be a number."""
    if not isinstance(tekst, str) or len(tekst) > _LANGSTE:
        return ""
    gewoon = unicodedata.normalize("NFKC", tekst).upper()
    return "".join(t for t in gewoon if t not in _SCHEIDINGEN and unicodedata.category(t) not in _WEG)


def _mod97(cijfers: str) -> bool:
    """The last two of ten digits are 97 minus the remainder of the first eight (01–97; facts.md §6.1)."""
    return int(cijfers[8:]) == 97 - int(cijfers[:8]) % 97


# --- ondernemingsnummer -----------------------------------------------------------------------------------------


def schoon_onderneming(tekst: str) -> str | None:
    """Ten digits, first 0 or 1: `BE (0)203.430.576` and the old nine digits become `0203430576`; else None."""
    deel = _ONDERNEMING.fullmatch(_compact(tekst))
    if deel is None:
        return None
    cijfers = deel[1].zfill(10)
    # The library also takes 00, 98 and 99 as check digits.
    return cijfers if vat.is_valid(cijfers) and _mod97(cijfers) else None


def toon_onderneming(cijfers: str) -> str:
    """`0203430576` → `0203.430.576`."""
    return f"{cijfers[:4]}.{cijfers[4:7]}.{cijfers[7:]}"


# --- vestigingseenheidsnummer -----------------------------------------------------------------------------------


def schoon_vestiging(tekst: str) -> str | None:
    """Ten digits, first 2–8, with the check of the ondernemingsnummer (facts.md §6.2); else None."""
    deel = _VESTIGING.fullmatch(_compact(tekst))
    return deel[1] if deel and _mod97(deel[1]) else None


def toon_vestiging(cijfers: str) -> str:
    """`2123456791` → `2.123.456.791`."""
    return f"{cijfers[0]}.{cijfers[1:4]}.{cijfers[4:7]}.{cijfers[7:]}"


# --- INSZ -------------------------------------------------------------------------------------------------------


def schoon_insz(tekst: str) -> str | None:
    """Eleven digits of a rijksregister- or bis-nummer, month or day 00 included (facts.md §6.3); else None."""
    cijfers = _compact(tekst)
    if not cijfers.isascii() or not (nn.is_valid(cijfers) or bis.is_valid(cijfers)):
        return None
    return cijfers


def toon_insz(cijfers: str) -> str:
    """`85073003328` → `85.07.30-033.28`."""
    return f"{cijfers[:2]}.{cijfers[2:4]}.{cijfers[4:6]}-{cijfers[6:9]}.{cijfers[9:]}"


def masker_insz(cijfers: str) -> str:
    """For lists: only the last two digits can be read."""
    return f"••.••.••-•••.{cijfers[-2:]}"


# --- IBAN -------------------------------------------------------------------------------------------------------


def schoon_iban(tekst: str) -> str | None:
    """An IBAN of any country (ISO 13616) in capitals without spaces; else None.

    For Belgium the two check digits of the account itself too, but not whether the bank code is in a list: lists of
    banks lag behind and refuse accounts that exist (facts.md §6.4).
    """
    compact = _compact(tekst).removeprefix("IBAN").lstrip(":")
    if not compact.isascii():
        return None
    try:
        return str(IBAN(compact, validate_bban=compact.startswith("BE")).compact)
    except SchwiftyException:
        return None


def toon_iban(iban: str) -> str:
    """`BE68539007547034` → `BE68 5390 0754 7034`."""
    return " ".join(iban[plaats : plaats + 4] for plaats in range(0, len(iban), 4))


def masker_iban(iban: str) -> str:
    """For lists: country and the last four characters can be read; nothing of a number that was erased or no key opens."""
    return f"{iban[:2]}•• •••• {iban[-4:]}" if iban else ""


# --- phone ------------------------------------------------------------------------------------------------------


# --- postcode ---------------------------------------------------------------------------------------------------


def schoon_postcode(tekst: str) -> str | None:
    """Four digits, first 1–9: `B-9000` → `9000`; else None. Whether it exists is for `regios` to say."""
    deel = _POSTCODE.fullmatch(_compact(tekst))
    return deel[1] if deel else None


def toon_postcode(postcode: str) -> str:
    return postcode


# What a person may ask about by name: (clean, show). Used by `reken nummer`.
SOORTEN: dict[str, tuple[Callable[[str], str | None], Callable[[str], str]]] = {
    "onderneming": (schoon_onderneming, toon_onderneming),
    "vestiging": (schoon_vestiging, toon_vestiging),
    "insz": (schoon_insz, toon_insz),
    "iban": (schoon_iban, toon_iban),
    "telefoon": (schoon_telefoon, toon_telefoon),
    "postcode": (schoon_postcode, toon_postcode),
}
