"""What people type for a value, made into what is stored: Dutch numbers, words for moments. Pure functions."""

import re

_DUIZENDTALLEN = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_GETAL = re.compile(r"\d{1,9}(\.\d+)?", re.ASCII)


def decimaal(getypt: str, *, plaatsen: int) -> str:
    """`2.189,81`, `2189.81` or `2 189,81 euro` as "2189.81"; ValueError when it is no number, or has more decimals.

    A point is a thousand where three figures follow each of them, except where so small a number makes no sense of
    thousands (percentages, `plaatsen` more than 2).
    """
    kaal = re.sub(r"(euro|€|%|\s)", "", getypt, flags=re.IGNORECASE)
    if "," in kaal:
        heel, _, rest = kaal.partition(",")
        if not (heel.isdecimal() or _DUIZENDTALLEN.fullmatch(heel)) or not rest.isdecimal():
            raise ValueError(getypt)
        kaal = f"{heel.replace('.', '')}.{rest}"
    elif plaatsen <= 2 and _DUIZENDTALLEN.fullmatch(kaal):
        kaal = kaal.replace(".", "")
    if not kaal.isascii() or not _GETAL.fullmatch(kaal) or len(kaal.partition(".")[2]) > plaatsen:
        raise ValueError(getypt)
    return kaal
