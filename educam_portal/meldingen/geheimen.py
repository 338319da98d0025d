"""Secrets in mails: codes and personal links never stand in a stored body or subject (architecture.md §3, Outbox).

While a message is written, every secret renders as a random mark; the stored text shows `MASKER` instead and the row
keeps a reference plus the names of the fields, in order. When the mail is sent, the resolver gives the real values.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.core.cache import cache

MASKER = "••••••"
KORT_SECONDEN = 15 * 60
_SLEUTEL = "meldingen:geheim:{}"


class GeheimVervallen(Exception):
    """The secret no longer exists (expired, used, withdrawn); the message cannot be sent any more."""


class _Oplosser(NamedTuple):
    oplossen: Callable[[Any], Mapping[str, str]]
    na_verzending: Callable[[Any], object] | None


_oplossers: dict[str, _Oplosser] = {}


def registreer_geheim(
    soort: str,
    functie: Callable[[Any], Mapping[str, str]],
    *,
    na_verzending: Callable[[Any], object] | None = None,
) -> None:
    """Register how secrets of `soort` are found: `functie(id)` → {field: value}, called when the mail is sent.

    `functie` raises GeheimVervallen when there is nothing to send any more. Templates write `{{ geheim.<field> }}`.
    """
    _oplossers[soort] = _Oplosser(functie, na_verzending)


def oplosser(soort: str) -> _Oplosser:
    """The registered resolver; LookupError (a programming error) when nobody registered `soort`."""
    try:
        return _oplossers[soort]
    except KeyError:
        raise LookupError(f"Geen geheim van soort {soort!r} geregistreerd") from None


class Merktekens(Mapping[str, str]):
    """Stands for the secrets while a text is rendered: every field gives a mark nobody else can write."""

    def __init__(self) -> None:
        self._nonce = secrets.token_hex(8)

    def __getitem__(self, veld: str) -> str:
        return f"[{self._nonce}:{veld}]"

    def __iter__(self):
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def maskeer(self, tekst: str) -> tuple[str, list[str]]:
        """Text with masks, and the names of the fields behind them in order."""
        merk = re.compile(rf"\[{self._nonce}:(\w+)\]")
        # A mask typed by a person would shift the others.
        tekst = tekst.replace(MASKER, "…")
        return merk.sub(MASKER, tekst), merk.findall(tekst)


def vul_in(tekst: str, verwijzing: Mapping[str, Any] | None) -> str:
    """The text as it goes out: masks replaced by what the resolver gives. Raises GeheimVervallen."""
    if not verwijzing or not verwijzing["velden"]:
        return tekst
    waarden = oplosser(verwijzing["soort"]).oplossen(verwijzing["id"])
    stukken = tekst.split(MASKER)
    velden = verwijzing["velden"]
    if len(stukken) != len(velden) + 1:
        raise ValueError("De tekst en de geheimen passen niet bij elkaar")
    return "".join(stuk + str(waarden[veld]) for stuk, veld in zip(stukken, velden, strict=False)) + stukken[-1]


def ruim_op(verwijzing: Mapping[str, Any] | None) -> None:
    """After sending: let the owner of the secret forget what only served the mail."""
    if verwijzing and (na_verzending := oplosser(verwijzing["soort"]).na_verzending):
        na_verzending(verwijzing["id"])


def bewaar_kort(waarden: Mapping[str, str]) -> dict[str, Any]:
    """Keep secrets that exist nowhere else (log-in codes) 15 minutes in the cache; gives the `geheim` for `stuur`."""
    verwijzing = secrets.token_urlsafe(24)
    cache.set(_SLEUTEL.format(verwijzing), dict(waarden), KORT_SECONDEN)
    return {"soort": "kort", "id": verwijzing, "velden": sorted(waarden)}


def _kort(verwijzing: str) -> Mapping[str, str]:
    waarden = cache.get(_SLEUTEL.format(verwijzing))
    if waarden is None:
        raise GeheimVervallen("De code of link was al vervallen voor de mail kon vertrekken.")
    return waarden


registreer_geheim("kort", _kort, na_verzending=lambda verwijzing: cache.delete(_SLEUTEL.format(verwijzing)))
