"""From the stored snapshot of a letter to what its template shows: dates as dates, and a QR to check it by."""

from collections.abc import Collection
from datetime import date
from typing import Any

import segno


def met_datums(waarde: Any, namen: Collection[str]) -> Any:
    """The snapshot with every text under one of `namen` read as a date, however deep it stands."""
    if isinstance(waarde, dict):
        return {
            sleutel: date.fromisoformat(inhoud)
            if isinstance(inhoud, str) and sleutel in namen
            else met_datums(inhoud, namen)
            for sleutel, inhoud in waarde.items()
        }
    if isinstance(waarde, list):
        return [met_datums(inhoud, namen) for inhoud in waarde]
    return waarde


def qr(url: str | None) -> str:
    """The address as inline SVG; empty for none."""
    return segno.make(url, error="m").svg_inline(scale=4, border=2) if url else ""
