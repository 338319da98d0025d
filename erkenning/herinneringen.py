"""What a reminder asks, in so few words that they fit in the subject of a mail: “Nog 7 dagen: …” (rules.md §7)."""

from collections.abc import Callable
from typing import Any

from educam_portal.termijnen.models import Termijn

from .models import Aanvulling, Bezoek, Erkenning


def _aanvulling(aanvulling: Aanvulling, moment: str) -> str:
    ref = aanvulling.aanvraag.ref
    return f"antwoord van de werkgever over {ref}" if moment.startswith("+") else f"vul je aanvraag {ref} aan"


def _bezoek(bezoek: Bezoek, moment: str) -> str:
    eerste = min(bezoek.aanvragen.all(), key=lambda aanvraag: aanvraag.pk)
    return f"kies wanneer we langskomen voor {eerste.ref}"


def _mentor_vervangen(erkenning: Erkenning, moment: str) -> str:
    voorgesteld = erkenning.mentorvoorstellen.filter(besluit="").exists()
    return f"{'beoordeel een' if voorgesteld else 'andere'} mentor voor {erkenning.opleiding}"


WAT: dict[str, Callable[[Any, str], str]] = {
    "behandeling": lambda aanvraag, moment: f"beslis over {aanvraag.ref}",
    "aanvulling": _aanvulling,
    "bezoek_bevestigen": _bezoek,
    "geldigheid": lambda erkenning, moment: f"einde erkenning {erkenning.opleiding}",
    "mentor_vervangen": _mentor_vervangen,
    "begeleiding": lambda begeleiding, moment: f"afspraken over {begeleiding.erkenning.opleiding}",
    "concept": lambda aanvraag, moment: f"dan wissen we je concept voor {aanvraag.onderneming}",
}


def wat(termijn: Termijn, moment: str) -> str:
    """The words for the kinds of term of this floor that are mailed."""
    return WAT[termijn.soort](termijn.onderwerp, moment)
