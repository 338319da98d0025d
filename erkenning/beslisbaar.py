"""Everything that stands between a dossier and a decision, each with the place to mend it (rules.md §3.2: erkennen needs)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from educam_portal.workflow.uitkomsten import Uitkomst
from mentoren.models import Uittreksel
from mentoren.oordeel import oordeel

from .bezetting import Bezet, bezet_door
from .models import Aanvraag, AanvraagLijn, LijnMentor, VoorwaardeOordeel
from .toestanden import Voorwaarde
from .volledigheid import lijnen_van


@dataclass(frozen=True)
class Bezwaar:
    """One thing in the way: the sentence, and the anchor on the dossier page where it is mended."""

    zin: str
    anker: str


@dataclass(frozen=True)
class MentorOordeel:
    """A proposed mentor with every condition judged on the day of designation."""

    voorstel: LijnMentor
    uitkomsten: list[Uitkomst]

    @property
    def geldig(self) -> bool:
        return all(uitkomst.voldaan for uitkomst in self.uitkomsten)


def mentor_oordelen(voorstellen: list[LijnMentor], *, vandaag: date) -> list[MentorOordeel]:
    """Judge every proposed mentor; one query for the 596.2's of all of them."""
    gezien: dict[int, Uittreksel] = {}
    for uittreksel in Uittreksel.objects.filter(mentor__in={v.mentor_id for v in voorstellen}):
        gezien.setdefault(uittreksel.mentor_id, uittreksel)
    return [
        MentorOordeel(
            voorstel, oordeel(voorstel.mentor, gezien.get(voorstel.mentor_id), voorstel.voorgesteld_op or vandaag)
        )
        for voorstel in voorstellen
    ]


def bezwaren_tegen_erkennen(
    aanvraag: Aanvraag, *, op: date, antwoorden: Mapping[str, VoorwaardeOordeel] | None = None
) -> list[Bezwaar]:
    """What blocks granting any line of this aanvraag: report, conditions, number (rules.md §3.2).

    `antwoorden`: Voorwaarde → judgement, when the caller read them already.
    """
    bezwaren = []
    verslag = getattr(aanvraag, "verslag", None)
    if not (verslag and verslag.ingediend_op) and not aanvraag.geen_bezoek_reden:
        bezwaren.append(
            Bezwaar("Er is nog geen bezoekverslag, en geen reden waarom er geen bezoek nodig was.", "bezoek")
        )
    if antwoorden is None:
        antwoorden = {rij.voorwaarde: rij for rij in aanvraag.oordelen.all()}
    for voorwaarde in Voorwaarde:
        antwoord = antwoorden.get(voorwaarde)
        if antwoord is None or not antwoord.antwoord:
            bezwaren.append(Bezwaar(f"Voorwaarde “{voorwaarde.label}” is nog niet beoordeeld.", "voorwaarden"))
        elif antwoord.antwoord == VoorwaardeOordeel.Antwoord.NIET_VOLDAAN:
            bezwaren.append(Bezwaar(f"Voorwaarde “{voorwaarde.label}” is niet voldaan.", "voorwaarden"))
    if aanvraag.vestiging and not aanvraag.vestiging.nummer:
        bezwaren.append(Bezwaar("Het vestigingsnummer is nog niet bekend.", "vestiging"))
    return bezwaren


def bezwaren_tegen_lijn(
    lijn: AanvraagLijn, aanvaard: list[MentorOordeel], *, op: date, bezet: list[Bezet] | None = None
) -> list[Bezwaar]:
    """What blocks granting this opleiding with these accepted mentoren.

    `bezet`: what `bezet_door` said of all lines of the aanvraag, when the caller asked already.
    """
    bezwaren = []
    opleiding = lijn.opleiding
    if opleiding.geldig_van > op or (opleiding.geldig_tot and opleiding.geldig_tot < op):
        opvolger = opleiding.vervangen_door
        hulp = f" Weiger deze lijn en verwijs naar {opvolger}." if opvolger else ""
        bezwaren.append(Bezwaar(f"{opleiding} bestaat niet meer onder die naam.{hulp}", "opleidingen"))
    if not aanvaard:
        bezwaren.append(Bezwaar(f"Aanvaard minstens één mentor voor {opleiding}.", "mentoren"))
    for mentor in aanvaard:
        if niet_meer := mentor.voorstel.mentor.niet_meer:
            bezwaren.append(Bezwaar(niet_meer, "mentoren"))
        for uitkomst in mentor.uitkomsten:
            if not uitkomst.voldaan:
                bezwaren.append(Bezwaar(f"{mentor.voorstel.mentor}: {uitkomst.label}. {uitkomst.zin}", "mentoren"))
    if bezet is None:
        bezet = bezet_door(lijn.aanvraag, [lijn], op=op)
    bezwaren += [Bezwaar(ander.zin, "opleidingen") for ander in bezet if ander.lijn == lijn]
    return bezwaren


def gevraagde_lijnen(aanvraag: Aanvraag) -> list[AanvraagLijn]:
    return [lijn for lijn in lijnen_van(aanvraag) if lijn.toestand == AanvraagLijn.Toestand.GEVRAAGD]
