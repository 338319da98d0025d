"""Is this person a valid mentor? Each condition judged on its own (rules.md §4). Pure: no database, no clock."""

from dataclasses import dataclass, replace
from datetime import date

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.bronnen import BROCHURE, DECREET
from educam_portal.workflow.uitkomsten import Stand, Uitkomst

WET = f"{BROCHURE}; {DECREET}"


@dataclass(frozen=True)
class Drempels:
    """The parameters of rules.md §4 in force on the day of designation."""

    min_leeftijd: int
    min_leeftijd_vrijgesteld: int
    min_ervaring: Duur
    uittreksel_max_oud: Duur


@dataclass(frozen=True)
class Gezien:
    """What is known of the 596.2: outcome, issue date, and for a vermelding the judgement of consulent and coördinator."""

    uitkomst: str = "niet_voorgelegd"
    uitgegeven_op: date | None = None
    oordeel: str = ""


def leeftijd(geboren: date | None, aangeduid_op: date, drempels: Drempels, *, vrijgesteld: bool) -> Uitkomst:
    """Old enough on the day of designation, or younger with a recorded exemption; the birthday itself counts (rules.md §4)."""
    if geboren is None:
        zin, beter = "We kennen de geboortedatum nog niet.", "Vul de geboortedatum in."
        return Uitkomst("leeftijd", "Leeftijd", Stand.OPEN, zin, WET, beter)
    grens = drempels.min_leeftijd_vrijgesteld if vrijgesteld else drempels.min_leeftijd
    wordt = na_termijn(geboren, Duur(grens, "jaren"))
    if wordt <= aangeduid_op:
        return Uitkomst("leeftijd", "Leeftijd", Stand.VOLDAAN, f"Minstens {grens} jaar op de dag van aanduiding.", WET)
    return Uitkomst(
        "leeftijd",
        "Leeftijd",
        Stand.NIET_VOLDAAN,
        f"Nog geen {grens} jaar op de dag van aanduiding.",
        WET,
        f"Vanaf {wordt:%d/%m/%Y}, of vanaf {drempels.min_leeftijd_vrijgesteld} jaar met een bewijs van vooropleiding.",
    )


def ervaring(sinds: date | None, aangeduid_op: date, drempels: Drempels, *, vrijgesteld: bool) -> Uitkomst:
    """Long enough in the profession on the day of designation, or waived by the exemption (rules.md §4)."""
    if vrijgesteld:
        return Uitkomst("ervaring", "Ervaring", Stand.VOLDAAN, "Vrijgesteld op basis van de vooropleiding.", WET)
    if sinds is None:
        return Uitkomst(
            "ervaring", "Ervaring", Stand.OPEN, "We weten nog niet sinds wanneer.", WET, "Vul in sinds wanneer."
        )
    bereikt = na_termijn(sinds, drempels.min_ervaring)
    if bereikt <= aangeduid_op:
        return Uitkomst("ervaring", "Ervaring", Stand.VOLDAAN, f"Minstens {drempels.min_ervaring} in het beroep.", WET)
    return Uitkomst(
        "ervaring",
        "Ervaring",
        Stand.NIET_VOLDAAN,
        f"Nog geen {drempels.min_ervaring} in het beroep op de dag van aanduiding.",
        WET,
        f"Vanaf {bereikt:%d/%m/%Y}, of met een bewijs van vooropleiding.",
    )


def gedrag(gezien: Gezien, aangeduid_op: date, drempels: Drempels) -> Uitkomst:
    """The 596.2, not too old on the day of designation; a vermelding counts only once aanvaard (rules.md §4)."""
    label = "Uittreksel strafregister (596.2)"
    if gezien.uitkomst == "niet_voorgelegd" or gezien.uitgegeven_op is None:
        return Uitkomst(
            "gedrag", label, Stand.OPEN, "Nog niet nagekeken.", WET, "Laad het op of toon het bij het bezoek."
        )
    if na_termijn(gezien.uitgegeven_op, drempels.uittreksel_max_oud) < aangeduid_op:
        return Uitkomst(
            "gedrag",
            label,
            Stand.NIET_VOLDAAN,
            f"Uitgegeven op {gezien.uitgegeven_op:%d/%m/%Y}: ouder dan {drempels.uittreksel_max_oud} op de dag van aanduiding.",
            WET,
            "De mentor vraagt een nieuw uittreksel bij de gemeente.",
        )
    if gezien.uitkomst == "blanco" or gezien.oordeel == "aanvaard":
        return Uitkomst("gedrag", label, Stand.VOLDAAN, "Nagekeken en in orde.", WET)
    if gezien.oordeel == "":
        return Uitkomst(
            "gedrag", label, Stand.OPEN, "Wordt beoordeeld.", WET, "Beoordeel het samen met de coördinator."
        )
    # Towards the onderneming nothing more is ever said than this (rules.md §2).
    return Uitkomst(
        "gedrag", label, Stand.NIET_VOLDAAN, "Deze mentor kan niet worden aangeduid.", WET, "Kies een andere mentor."
    )


def aanwezigheid(verklaard: bool | None) -> Uitkomst:
    """Declares to be present enough in the workshop to follow the lerende (rules.md §4)."""
    label = "Aanwezig in de werkplaats"
    if verklaard is None:
        return Uitkomst("aanwezigheid", label, Stand.OPEN, "Nog niet verklaard.", BROCHURE, "Vul dit in bij de mentor.")
    if verklaard:
        return Uitkomst("aanwezigheid", label, Stand.VOLDAAN, "Is voldoende aanwezig.", BROCHURE)
    return Uitkomst(
        "aanwezigheid",
        label,
        Stand.NIET_VOLDAAN,
        "Is niet genoeg aanwezig om een lerende te volgen.",
        BROCHURE,
        "Kies een mentor die er wel genoeg is.",
    )


def opleiding(gevolgd_op: date | None, uiterlijk: date | None, vandaag: date) -> Uitkomst:
    """The mentoropleiding, completed once for life, or still within its term (rules.md §4). `uiterlijk` None = no term."""
    label = "Mentoropleiding"
    if gevolgd_op is not None:
        return Uitkomst("opleiding", label, Stand.VOLDAAN, f"Gevolgd op {gevolgd_op:%d/%m/%Y}.", WET)
    if uiterlijk is None:
        zin = "Nog niet gevolgd. De termijn begint bij de aanduiding."
        return Uitkomst("opleiding", label, Stand.OPEN, zin, WET, "Inschrijven kan nu al.")
    if vandaag <= uiterlijk:
        return Uitkomst(
            "opleiding",
            label,
            Stand.OPEN,
            f"Nog niet gevolgd. Dat kan tot en met {uiterlijk:%d/%m/%Y}.",
            WET,
            "Schrijf in voor een sessie.",
        )
    return Uitkomst(
        "opleiding",
        label,
        Stand.NIET_VOLDAAN,
        f"Niet gevolgd voor {uiterlijk:%d/%m/%Y}.",
        WET,
        "Schrijf meteen in voor een sessie en bel je consulent.",
    )


def voor_werkgever(uitkomst: Uitkomst) -> Uitkomst:
    """The same without what only EDUCAM may know: that something stands on a 596.2 is never shown (rules.md §2)."""
    if uitkomst.code != "gedrag" or not uitkomst.open:
        return uitkomst
    return replace(
        uitkomst, zin="Nog niet nagekeken.", beter="Laad het op bij je aanvraag, of toon het bij het bezoek."
    )


def vraagt_regeling(aantal_vestigingen: int, laatste_aanduiding: date | None, geregeld_op: date | None) -> bool:
    """Designated at several vestigingen, and nobody wrote down since how that is solved (rules.md §4)."""
    if aantal_vestigingen < 2 or laatste_aanduiding is None:
        return False
    return geregeld_op is None or geregeld_op < laatste_aanduiding


def beoordeel(
    *,
    geboren: date | None,
    beroep_sinds: date | None,
    voldoende_aanwezig: bool | None,
    vrijgesteld: bool,
    gezien: Gezien,
    aangeduid_op: date,
    drempels: Drempels,
) -> list[Uitkomst]:
    """All conditions of rules.md §4 that must hold on the day of designation; the training comes within its own term."""
    return [
        leeftijd(geboren, aangeduid_op, drempels, vrijgesteld=vrijgesteld),
        ervaring(beroep_sinds, aangeduid_op, drempels, vrijgesteld=vrijgesteld),
        gedrag(gezien, aangeduid_op, drempels),
        aanwezigheid(voldoende_aanwezig),
    ]
