"""The fixed steps of an aanvraag after filing, as the werkgever sees them (ux.md §1.1, progress tracker)."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from ..models import Aanvraag, AanvraagLijn, Bezoek
from ..toestanden import LOPEND, STAND, Stand, Status, Toestand

Stap = tuple[str, date | None]
VOORBIJ = [STAND[stand] for stand in (Stand.VERVALLEN, Stand.OPGEHEVEN, Stand.UITGESLOTEN, Stand.GESLOTEN)]


def stappen_van(aanvraag: Aanvraag) -> tuple[list[Stap], int]:
    """Steps with the day of each, and the index of the one going on now (all done = their number).

    What is done reads as done ("Bezoek gepland"), what is not as something to do ("Bezoek plannen"). Reads
    `aanvraag.bezoeken.all()` only, so that a list prefetches it.
    """
    bezoeken = [b for b in aanvraag.bezoeken.all() if b.toestand != Bezoek.Toestand.GEANNULEERD]
    gepland = next((b for b in bezoeken if b.begint_op), None)
    gebeurd = next((b for b in bezoeken if b.toestand == Bezoek.Toestand.UITGEVOERD), None)
    nagekeken = aanvraag.toestand not in (Toestand.CONCEPT, Toestand.INGEDIEND)
    beslist = aanvraag.toestand == Toestand.BESLIST
    dag_bezoek = timezone.localdate(gepland.begint_op) if gepland and gepland.begint_op else None
    met_bezoek = [
        ("Bezoek gepland", "Bezoek plannen", gepland is not None, None),
        ("Bezoek gebeurd", "Bezoek", gebeurd is not None, dag_bezoek),
    ]
    stappen: list[tuple[str, str, bool, date | None]] = [
        ("Ingediend", "Indienen", aanvraag.ingediend_op is not None, _dag(aanvraag.ingediend_op)),
        ("Nagekeken", "Nakijken", nagekeken, None),
        *([("Geen bezoek nodig", "", True, None)] if aanvraag.geen_bezoek_reden and not gepland else met_bezoek),
        ("Beslist", "Beslissing", beslist, aanvraag.beslist_op),
    ]
    huidig = next((nummer for nummer, (_, _, klaar, _) in enumerate(stappen) if not klaar), len(stappen))
    rijen = [(gedaan if klaar else te_doen, dag) for gedaan, te_doen, klaar, dag in stappen]
    return rijen, len(stappen) if beslist else huidig


def _dag(moment) -> date | None:
    return timezone.localdate(moment) if moment else None


def aan_zet(aanvraag: Aanvraag, naam: str, bezoeken: list[Bezoek]) -> str:
    """Whose turn it is, as a sentence for the werkgever (ux.md §0); empty while an aanvulling says so, or at the end.

    `naam` = of the consulent who handles it, empty when nobody does yet.
    """
    wie = naam or "Je sectorconsulent"
    if aanvraag.toestand not in LOPEND or aanvraag.toestand == Toestand.AANVULLING_GEVRAAGD:
        return ""
    if any(bezoek.toestand == Bezoek.Toestand.VOORGESTELD for bezoek in bezoeken):
        return "Jij bent aan zet: kies een moment voor het bezoek."
    if any(bezoek.toestand == Bezoek.Toestand.VASTGELEGD for bezoek in bezoeken):
        return f"{wie} is aan zet en komt bij je langs."
    return {
        Toestand.INGEDIEND: f"{wie} is aan zet en belt je om een bezoek af te spreken.",
        Toestand.IN_BEHANDELING: f"{wie} is aan zet en behandelt je aanvraag.",
        Toestand.TER_BEVESTIGING: "EDUCAM is aan zet: we kijken de beslissing nog een keer na.",
    }.get(Toestand(aanvraag.toestand), "")


def uitkomst(lijnen: Iterable[AanvraagLijn]) -> tuple[str, str, str]:
    """The badge of a decided aanvraag: text, colour and icon, from what was decided per opleiding."""
    standen = {lijn.toestand for lijn in lijnen}
    if AanvraagLijn.Toestand.ERKEND not in standen:
        return "Niet erkend", "fout", "x-circle"
    return "Deels erkend" if AanvraagLijn.Toestand.GEWEIGERD in standen else "Erkend", "erkend", "check-circle"


def einde(lijnen: Iterable[AanvraagLijn]) -> Status | None:
    """How the last of its erkenningen ended, once none counts any more; reads `lijn.erkenning`, which a list selects."""
    standen = [lijn.erkenning.stand() for lijn in lijnen if hasattr(lijn, "erkenning")]
    return standen[-1] if standen and all(stand in VOORBIJ for stand in standen) else None
