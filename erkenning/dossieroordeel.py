"""The judgement of a whole dossier at once, for the screens: checklist, mentoren, and what stands in the way."""

from dataclasses import dataclass
from datetime import date

from educam_portal.organisaties.models import Onderneming

from .beslisbaar import Bezwaar, MentorOordeel, bezwaren_tegen_erkennen, bezwaren_tegen_lijn, mentor_oordelen
from .bezetting import bezet_door
from .models import Aanvraag, AanvraagLijn, VoorwaardeOordeel
from .toestanden import LOPEND, Voorwaarde

NIET_BEVESTIGD = "Bevestig eerst wie er voor deze onderneming spreekt."


@dataclass(frozen=True)
class Punt:
    """One line of the checklist. `stand`: goed, fout or open; `anker` is where it is judged."""

    label: str
    stand: str
    anker: str
    notitie: str = ""


@dataclass(frozen=True)
class DossierOordeel:
    """`antwoorden`: Voorwaarde → judgement; `mentoren`: id of a line → its mentoren with every condition judged."""

    antwoorden: dict[str, VoorwaardeOordeel]
    mentoren: dict[int, list[MentorOordeel]]
    punten: list[Punt]
    bezwaren: list[Bezwaar]


def beoordeel_dossier(aanvraag: Aanvraag, lijnen: list[AanvraagLijn], *, op: date) -> DossierOordeel:
    """Judge conditions, mentoren and lines in three queries, however many there are (rules.md §3.2 "Erkennen needs").

    `lijnen` as `volledigheid.lijnen_van` gives them. A closed dossier has nothing in its way any more.
    """
    oordelen = mentor_oordelen([voorstel for lijn in lijnen for voorstel in lijn.mentoren.all()], vandaag=op)
    per_lijn: dict[int, list[MentorOordeel]] = {lijn.pk: [] for lijn in lijnen}
    for oordeel in oordelen:
        per_lijn[oordeel.voorstel.lijn_id].append(oordeel)
    antwoorden = {oordeel.voorwaarde: oordeel for oordeel in aanvraag.oordelen.all() if oordeel.antwoord}
    bezwaren: list[Bezwaar] = []
    if aanvraag.toestand in LOPEND:
        bezwaren = _bezwaren(aanvraag, lijnen, per_lijn, antwoorden, op)
    return DossierOordeel(antwoorden, per_lijn, _punten(aanvraag, antwoorden, oordelen), bezwaren)


def _bezwaren(
    aanvraag: Aanvraag,
    lijnen: list[AanvraagLijn],
    per_lijn: dict[int, list[MentorOordeel]],
    antwoorden: dict[str, VoorwaardeOordeel],
    op: date,
) -> list[Bezwaar]:
    gevonden = []
    if aanvraag.onderneming.status != Onderneming.Status.BEVESTIGD:
        gevonden.append(Bezwaar(NIET_BEVESTIGD, "onderneming"))
    gevonden += bezwaren_tegen_erkennen(aanvraag, op=op, antwoorden=antwoorden)
    gevraagd = [lijn for lijn in lijnen if lijn.toestand == AanvraagLijn.Toestand.GEVRAAGD]
    bezet = bezet_door(aanvraag, gevraagd, op=op)
    for lijn in gevraagd:
        # One valid mentor is enough; only without any, the reasons of each count.
        geldig = [mentor for mentor in per_lijn[lijn.pk] if mentor.geldig]
        gevonden += bezwaren_tegen_lijn(lijn, geldig or per_lijn[lijn.pk], op=op, bezet=bezet)
    return list(dict.fromkeys(gevonden))


def _punten(aanvraag: Aanvraag, antwoorden: dict[str, VoorwaardeOordeel], mentoren: list[MentorOordeel]) -> list[Punt]:
    punten = [
        Punt(
            str(voorwaarde.label),
            _stand(antwoorden.get(voorwaarde)),
            "voorwaarden",
            antwoorden[voorwaarde].notitie if voorwaarde in antwoorden else "",
        )
        for voorwaarde in Voorwaarde
    ]
    per_code: dict[str, list] = {}
    for mentor in mentoren:
        for uitkomst in mentor.uitkomsten:
            per_code.setdefault(uitkomst.code, []).append(uitkomst)
    for uitkomsten in per_code.values():
        # The worst of all mentoren: a failed one is shown even when another is fine, the decision is per mentor.
        niet = any(not u.voldaan and not u.open for u in uitkomsten)
        stand = "fout" if niet else "open" if any(u.open for u in uitkomsten) else "goed"
        punten.append(Punt(f"Mentor: {uitkomsten[0].label.lower()}", stand, "mentoren"))
    verslag = getattr(aanvraag, "verslag", None)
    klaar = bool(aanvraag.geen_bezoek_reden or (verslag and verslag.ingediend_op))
    punten.append(Punt("Bezoek en verslag", "goed" if klaar else "open", "bezoek"))
    return punten


def _stand(oordeel: VoorwaardeOordeel | None) -> str:
    if oordeel is None:
        return "open"
    return "goed" if oordeel.antwoord == VoorwaardeOordeel.Antwoord.VOLDAAN else "fout"
