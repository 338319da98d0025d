"""The competences of one overeenkomst as mentor and school see them: side by side, and over time (rules.md §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .models import Overeenkomst, Plancompetentie, Vordering
from .rules.vordering import ZELFSTANDIG, Maand, Waarneming, verloop
from .toestanden import Deel

# Measures of the drawing, in its own units.
BREEDTE, PANEEL, TUSSEN = 640, 120, 24


@dataclass(frozen=True, slots=True)
class Regel:
    """One competence with the last row of each side."""

    competentie: Plancompetentie
    mentor: Vordering | None
    school: Vordering | None

    @property
    def verschilt(self) -> bool:
        return bool(self.mentor and self.school and self.mentor.niveau != self.school.niveau)


@dataclass(frozen=True, slots=True)
class Staaf:
    """One month of one side: `zelfstandig` below, `met hulp` on top of it."""

    x: float
    breedte: float
    y: float
    hoogte: float
    top: float
    tophoogte: float


@dataclass(frozen=True, slots=True)
class Grafiek:
    """The mentor's bars above, the school's below; a line marks all competences of the plan."""

    staven: tuple[Staaf, ...]
    bodems: tuple[int, ...] = (PANEEL, 2 * PANEEL + TUSSEN)
    toppen: tuple[int, ...] = (0, PANEEL + TUSSEN)
    breedte: int = BREEDTE
    hoogte: int = 2 * PANEEL + TUSSEN + 2


@dataclass(frozen=True, slots=True)
class Beeld:
    """Everything the page shows of the competences."""

    regels: list[Regel]
    maanden: list[Maand]
    grafiek: Grafiek | None
    alles: list[Vordering]

    @property
    def verschillen(self) -> int:
        return sum(regel.verschilt for regel in self.regels)

    def zelfstandig(self, kant: Deel) -> int:
        laatste = (getattr(regel, kant) for regel in self.regels)
        return sum(rij is not None and rij.niveau == ZELFSTANDIG for rij in laatste)

    @property
    def volgens_mentor(self) -> int:
        return self.zelfstandig(Deel.MENTOR)

    @property
    def volgens_school(self) -> int:
        return self.zelfstandig(Deel.SCHOOL)


def beeld(overeenkomst: Overeenkomst, vandaag: date) -> Beeld:
    """Two queries: the plan, and what was ever noted of it."""
    competenties = list(overeenkomst.competenties.all())
    rijen = list(
        Vordering.objects.filter(competentie__overeenkomst=overeenkomst)
        .select_related("competentie", "door")
        .order_by("op", "pk")
    )
    laatste = {(rij.competentie_id, rij.kant): rij for rij in rijen}
    regels = [
        Regel(rij, laatste.get((rij.pk, Deel.MENTOR)), laatste.get((rij.pk, Deel.SCHOOL))) for rij in competenties
    ]
    maanden = _maanden(overeenkomst, rijen, vandaag)
    return Beeld(regels, maanden, _grafiek(maanden, len(competenties)) if rijen else None, rijen[::-1])


def _maanden(overeenkomst: Overeenkomst, rijen: Sequence[Vordering], vandaag: date) -> list[Maand]:
    assert overeenkomst.start and overeenkomst.laatste_dag  # everybody signed it
    gezien = [Waarneming(rij.competentie_id, rij.kant, rij.niveau, rij.op) for rij in rijen]
    einde = min(vandaag, overeenkomst.laatste_dag)
    return verloop(gezien, eerste=overeenkomst.start, laatste=einde, kanten=list(Deel))


def _grafiek(maanden: Sequence[Maand], aantal: int) -> Grafiek:
    schaal = PANEEL / aantal
    vak = BREEDTE / len(maanden)
    breed = min(vak * 0.7, 60.0)
    return Grafiek(
        tuple(
            Staaf(
                x=round(nummer * vak + (vak - breed) / 2, 1),
                breedte=round(breed, 1),
                y=round(bodem - zelf * schaal, 1),
                hoogte=round(zelf * schaal, 1),
                top=round(bodem - (zelf + hulp) * schaal, 1),
                tophoogte=round(hulp * schaal, 1),
            )
            for kant, bodem in ((Deel.MENTOR, PANEEL), (Deel.SCHOOL, 2 * PANEEL + TUSSEN))
            for nummer, maand in enumerate(maanden)
            for zelf, hulp in [(maand.zelfstandig[kant], maand.met_hulp[kant])]
        )
    )
