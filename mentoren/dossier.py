"""The file of one mentor: every condition with reason and source, designations, and what EDUCAM has to look at (rules.md §4)."""

from dataclasses import dataclass
from datetime import date

from educam_portal.accounts.models import User
from educam_portal.workflow.uitkomsten import Uitkomst, alle_voldaan

from .models import Aanduiding, Mentor
from .oordeel import oordeel
from .stand import Opleidingsstand, lopende_aanduidingen
from .toestanden import MentorToestand
from .voorwaarden import opleiding, voor_werkgever, vraagt_regeling


@dataclass(frozen=True)
class Dossier:
    """`beoordeeld_op` is the day of the newest designation that runs, or today for who has none."""

    mentor: Mentor
    opleiding: Opleidingsstand
    uitkomsten: list[Uitkomst]
    beoordeeld_op: date
    lopend: list[Aanduiding]
    te_regelen: bool
    acties: set[str]

    @property
    def geldig(self) -> bool:
        """Meets everything, with the mentoropleiding or time left for it (rules.md §4)."""
        return alle_voldaan([uitkomst for uitkomst in self.uitkomsten if uitkomst.code != "opleiding"]) and not any(
            uitkomst.code == "opleiding" and not (uitkomst.voldaan or uitkomst.open) for uitkomst in self.uitkomsten
        )

    @property
    def voor_te_stellen(self) -> bool:
        """Mentor here, and designated for nothing that goes on: the werkgever may propose this person."""
        return not self.vertrokken and all(rij.tot is not None for rij in self.mentor.aanduidingen.all())

    @property
    def vertrokken(self) -> bool:
        """No longer mentor here: left, or barred."""
        return self.mentor.toestand != MentorToestand.ACTIEF

    @property
    def geweerd(self) -> bool:
        return self.mentor.toestand == MentorToestand.GEWEERD

    @property
    def mist_vooropleiding(self) -> bool:
        """Too young, or not long enough in the profession: an exemption could help."""
        codes = {uitkomst.code for uitkomst in self.uitkomsten if not uitkomst.voldaan}
        return bool(codes & {"leeftijd", "ervaring"})


def dossier_van(stand: Opleidingsstand, user: User, vandaag: date) -> Dossier:
    """The file of a mentor (of `met_opleiding`) as this user may read it."""
    mentor = stand.mentor
    lopend = lopende_aanduidingen(mentor)
    laatste = max((rij.van for rij in lopend), default=None)
    beoordeeld_op = laatste or vandaag
    uitkomsten = oordeel(mentor, mentor.uittreksels.first(), beoordeeld_op)
    if not user.is_educam:
        uitkomsten = [voor_werkgever(uitkomst) for uitkomst in uitkomsten]
    uitkomsten.append(opleiding(stand.gevolgd_op, stand.uiterlijk, vandaag))
    return Dossier(
        mentor=mentor,
        opleiding=stand,
        uitkomsten=uitkomsten,
        beoordeeld_op=beoordeeld_op,
        lopend=lopend,
        te_regelen=vraagt_regeling(len({rij.vestiging_id for rij in lopend}), laatste, mentor.vestigingen_op),
        acties=mentor.OVERGANGEN.acties(mentor.toestand, stand.rollen),
    )
