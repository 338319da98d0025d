"""Finding an opleiding by what people call it: official names are not the words of the trade (facts.md §7.8)."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher

from .models import Opleiding

# Words that say nothing about which opleiding is meant.
_STOP = {"de", "een", "en", "het", "in", "van", "voor", "opleiding", "opleidingen", "duaal", "duale", "leren", "cursus"}
_TYPFOUT_VANAF = 5  # shorter words are too alike
_GELIJKENIS = 0.8
_TITEL, _ZOEKWOORD = 3, 2


def zoek_opleidingen(tekst: str, op: date) -> list[Opleiding]:
    """The opleidingen valid on `op` that fit `tekst`, best first; all of them by title for an empty text. One query.

    Capitals and accents do not matter, parts of words and small typing errors count, and one word that fits is
    enough; the more words fit, the higher: "carrosserie" finds `Koetswerk duaal`.
    """
    opleidingen = list(Opleiding.objects.geldig(op).order_by("titel"))
    gezocht = [woord for woord in woorden(tekst) if woord not in _STOP]
    if not gezocht:
        return opleidingen
    scores = [(_score(gezocht, opleiding), opleiding) for opleiding in opleidingen]
    return [opleiding for score, opleiding in sorted(scores, key=lambda s: -s[0]) if score > 0]


def woorden(tekst: str) -> list[str]:
    """The words of a text in small letters without accents: "Brom- en motorfiets" → brom, en, motorfiets."""
    letters = unicodedata.normalize("NFKD", tekst[:200]).casefold()
    return re.findall(r"[a-z0-9]+", "".join(t for t in letters if not unicodedata.combining(t)))


def _score(gezocht: list[str], opleiding: Opleiding) -> float:
    titel, zoekwoorden = woorden(f"{opleiding.titel} {opleiding.code}"), woorden(opleiding.zoekwoorden)
    return sum(max(_TITEL * _past(woord, titel), _ZOEKWOORD * _past(woord, zoekwoorden)) for woord in gezocht)


def _past(woord: str, kandidaten: Iterable[str]) -> float:
    """How well `woord` fits the best of `kandidaten`: 1 the same, less for a part or a typing error, 0 not."""
    return max((_gelijkenis(woord, kandidaat) for kandidaat in kandidaten), default=0.0)


def _gelijkenis(woord: str, kandidaat: str) -> float:
    if woord == kandidaat:
        return 1.0
    if len(woord) >= 3 and kandidaat.startswith(woord):
        return 0.9
    if len(woord) >= 4 and (woord in kandidaat or (len(kandidaat) >= 4 and kandidaat in woord)):
        return 0.7
    if min(len(woord), len(kandidaat)) >= _TYPFOUT_VANAF:
        gelijk = SequenceMatcher(None, woord, kandidaat).ratio()
        return 0.6 * gelijk if gelijk >= _GELIJKENIS else 0.0
    return 0.0
