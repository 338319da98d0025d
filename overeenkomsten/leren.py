"""What the tab "Leren" shows each reader of the evaluations (rules.md §2, §5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from .models import Evaluatie, Overeenkomst
from .rules.evaluatie import VRAGEN, Stand, stand
from .toestanden import Deel, Status
from .tonen import Blik

STANDEN = {
    Stand.GEPLAND: Status("Gepland", "calendar-event", "neutraal"),
    Stand.ONVOLLEDIG: Status("Onvolledig", "hourglass-split", "wacht"),
    Stand.TE_LAAT: Status("Te laat", "exclamation-triangle", "fout"),
    Stand.VOLLEDIG: Status("Volledig", "check-circle", "erkend"),
}
ONTBREEKT = {Deel.MENTOR: "Het deel van de mentor ontbreekt nog.", Deel.SCHOOL: "Het deel van de school ontbreekt nog."}


@dataclass(frozen=True)
class Knop:
    """A button; `eerst` = what this reader has to do."""

    label: str
    url: str
    eerst: bool = False


@dataclass(frozen=True)
class Kaart:
    """One evaluation as a reader sees it. `delen`: whose, by whom, when, text."""

    evaluatie: Evaluatie
    stand: Status
    ontbreekt: str
    delen: list[tuple[str, str, datetime, str]]
    antwoorden: list[tuple[str, str]]
    knoppen: list[Knop]


@dataclass(frozen=True)
class Kijker:
    """Who looks at the evaluations of one overeenkomst, and when."""

    overeenkomst: Overeenkomst
    kijk: Blik
    mag: set[str]
    nu: datetime

    @property
    def samen(self) -> bool:
        """Who evaluates; a werkgever only reads joint evaluations, those with both parts (rules.md §2)."""
        return self.kijk.school or self.kijk.mentor

    @property
    def vandaag(self) -> date:
        return timezone.localdate(self.nu)

    def kaarten(self) -> list[Kaart]:
        """Every evaluation, soonest first."""
        rijen = self.overeenkomst.evaluaties.select_related("deel_mentor_door", "deel_school_door")
        return [self._kaart(rij) for rij in rijen]

    def _kaart(self, rij: Evaluatie) -> Kaart:
        heeft = [deel for deel in Deel if getattr(rij, f"deel_{deel}_op")]
        stand_nu = stand(
            mentor=Deel.MENTOR in heeft, school=Deel.SCHOOL in heeft, gepland_op=rij.gepland_op, vandaag=self.vandaag
        )
        leest = heeft if self.samen or rij.volledig else []
        return Kaart(
            evaluatie=rij,
            stand=STANDEN[stand_nu],
            ontbreekt=next(ONTBREEKT[deel] for deel in Deel if deel not in heeft) if len(heeft) == 1 else "",
            delen=[(deel.label, *_geschreven(rij, deel)) for deel in leest],
            antwoorden=list(zip(VRAGEN, rij.vragen, strict=True)) if self.samen and rij.vragen else [],
            knoppen=sorted(self._knoppen(rij), key=lambda knop: not knop.eerst),
        )

    def _knoppen(self, rij: Evaluatie) -> Iterator[Knop]:
        yield from self._invullen(rij)
        yield from self._klassenraad(rij)
        yield from self._plannen(rij)

    def _invullen(self, rij: Evaluatie) -> Iterator[Knop]:
        for deel in Deel:
            if f"evaluatie_{deel}" in self.mag and not rij.volledig:
                klaar = bool(getattr(rij, f"deel_{deel}_op"))
                nu = rij.gepland_op <= self.vandaag or rij.deel_mentor_op or rij.deel_school_op
                label = "Pas jouw deel aan" if klaar else "Vul jouw deel in"
                yield self._knop(label, f"evaluatie_{deel}", rij, bool(nu) and not klaar)

    def _klassenraad(self, rij: Evaluatie) -> Iterator[Knop]:
        if "klassenraad_vragen" in self.mag and rij.klassenraad_tot and rij.klassenraad_tot >= self.nu:
            label = "Pas je antwoorden aan" if rij.vragen else "Beantwoord de vijf vragen"
            yield self._knop(label, "klassenraad_vragen", rij, not rij.vragen)
        if "klassenraad_delen" in self.mag:
            yield self._knop(
                "Wijzig de klassenraad" if rij.klassenraad_op else "Deel de klassenraad", "klassenraad", rij
            )

    def _plannen(self, rij: Evaluatie) -> Iterator[Knop]:
        if "evaluatie_verplaatsen" in self.mag and not rij.volledig and rij.gepland_op >= self.vandaag:
            yield self._knop("Verplaats", "evaluatie_verplaatsen", rij)

    def _knop(self, label: str, naam: str, rij: Evaluatie, eerst: bool = False) -> Knop:
        return Knop(label, reverse(f"overeenkomst:{naam}", args=[self.overeenkomst.referentie, rij.pk]), eerst)


def _geschreven(rij: Evaluatie, deel: Deel) -> tuple[str, datetime, str]:
    return str(getattr(rij, f"deel_{deel}_door")), getattr(rij, f"deel_{deel}_op"), getattr(rij, f"deel_{deel}")
