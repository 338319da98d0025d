"""What rules.md §5 refuses and what it warns of, on facts alone: facts in, judgements out. No database, no clock.

A refusal says why and what would make it right; a warning is shown and recorded, and stops nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from educam_portal.parameters import Duur
from educam_portal.termijnen.rules import na_termijn, span_duur

from .rules import laatste_dag_secundair

SECUNDAIR = ("OAO", "SAO")


@dataclass(frozen=True)
class Bezwaar:
    """One judgement: its kind, a sentence, and for a refusal what would make it right."""

    code: str
    zin: str
    uitweg: str = ""

    @property
    def volledig(self) -> str:
        return f"{self.zin} {self.uitweg}".strip()


@dataclass(frozen=True)
class Periode:
    """Days from `van` up to and including `tot`."""

    van: date
    tot: date

    def bevat(self, dag: date) -> bool:
        return self.van <= dag <= self.tot

    def raakt(self, ander: "Periode") -> bool:
        return self.van <= ander.tot and ander.van <= self.tot


@dataclass(frozen=True)
class Erkend:
    """The erkenning of the vestiging × opleiding: from when to when it counts, and the days it is suspended."""

    geldig: Periode
    geschorst: Periode | None = None

    def telt(self, dag: date) -> bool:
        return self.geldig.bevat(dag) and not (self.geschorst and self.geschorst.bevat(dag))


@dataclass(frozen=True)
class Feiten:
    """Everything the judgement looks at, as it stands on the day it is sent (`vandaag`)."""

    vandaag: date
    soort: str
    start: date
    einde: date
    opleiding: str
    vestiging: str
    erkenningen: Sequence[Erkend]
    mentor: str
    mentor_aangeduid: Periode | None
    mentor_niet_meer: str
    # The last day of the mentoropleiding that was not followed, when it has passed.
    mentor_te_laat: date | None
    mentor_lerenden: int
    mentor_grens: int
    max_duur: Duur
    registratie: Duur
    geboortedatum: date
    leeftijd_bevestigd: bool
    overlappend: Periode | None
    plaatsen: int
    bezet: int


def weiger(feiten: Feiten) -> Iterator[Bezwaar]:
    """What stops an overeenkomst when it is sent for signature (rules.md §5)."""
    if feiten.einde < feiten.start:
        yield Bezwaar("periode", "De laatste dag ligt vóór de eerste dag.", "Kijk de datums na.")
        return
    uiterlijk = span_duur(feiten.start, feiten.max_duur)
    if feiten.einde > uiterlijk:
        yield Bezwaar(
            "duur",
            f"Een overeenkomst loopt hoogstens {feiten.max_duur}.",
            f"Kies een laatste dag tot en met {uiterlijk:%d/%m/%Y}. Duurt de opleiding langer, maak dan later een nieuwe.",
        )
    yield from _erkend(feiten)
    yield from _mentor(feiten)
    if feiten.overlappend:
        yield Bezwaar(
            "overlap",
            f"Deze lerende heeft al een overeenkomst van {feiten.overlappend.van:%d/%m/%Y} "
            f"tot en met {feiten.overlappend.tot:%d/%m/%Y}.",
            "Kies een periode die er niet mee overlapt, of laat die overeenkomst eerst eindigen.",
        )
    if feiten.plaatsen and feiten.bezet >= feiten.plaatsen:
        meervoud = "plaats is" if feiten.plaatsen == 1 else "plaatsen zijn"
        yield Bezwaar(
            "plaatsen",
            f"Er is geen vrije plaats voor {feiten.opleiding} bij {feiten.vestiging}: "
            f"{feiten.plaatsen} {meervoud} bezet in deze periode.",
            "Vraag de werkgever om het aantal plaatsen te verhogen, of kies een andere leerwerkplek.",
        )


def _erkend(feiten: Feiten) -> Iterator[Bezwaar]:
    """Recognised on the day it is sent and on the start date, by one erkenning or by one and its renewal."""
    plek = f"{feiten.vestiging} is niet erkend voor {feiten.opleiding}"
    vraag = "Vraag de werkgever om een erkenning aan te vragen, of kies een andere leerwerkplek."
    if not feiten.erkenningen:
        yield Bezwaar("erkenning", f"{plek}.", vraag)
        return
    for dag, wanneer in ((feiten.vandaag, "vandaag"), (feiten.start, f"op de eerste dag, {feiten.start:%d/%m/%Y}")):
        if any(erkenning.telt(dag) for erkenning in feiten.erkenningen):
            continue
        geschorst = next((e.geschorst for e in feiten.erkenningen if e.geschorst and e.geschorst.bevat(dag)), None)
        if geschorst:
            yield Bezwaar(
                "erkenning",
                f"De erkenning voor {feiten.opleiding} bij {feiten.vestiging} is {wanneer} geschorst.",
                f"Wacht tot na {geschorst.tot:%d/%m/%Y}, of kies een andere leerwerkplek.",
            )
        else:
            yield Bezwaar("erkenning", f"{plek} {wanneer}.", vraag)
        return


def _mentor(feiten: Feiten) -> Iterator[Bezwaar]:
    if feiten.mentor_niet_meer:
        yield Bezwaar("mentor", feiten.mentor_niet_meer, "Kies een andere mentor.")
    elif feiten.mentor_aangeduid is None or not feiten.mentor_aangeduid.bevat(max(feiten.vandaag, feiten.start)):
        yield Bezwaar(
            "mentor",
            f"{feiten.mentor} is niet aangeduid als mentor voor {feiten.opleiding} bij {feiten.vestiging}.",
            "Kies een aangeduide mentor, of vraag de werkgever om deze mentor voor te stellen.",
        )
    elif feiten.mentor_te_laat:
        yield Bezwaar(
            "mentor_opleiding",
            f"{feiten.mentor} volgde de mentoropleiding niet. Dat moest uiterlijk op {feiten.mentor_te_laat:%d/%m/%Y}.",
            "Vraag de werkgever om met de sectorconsulent een nieuwe termijn af te spreken, of kies een andere mentor.",
        )


def waarschuw(feiten: Feiten) -> Iterator[Bezwaar]:
    """What is told and recorded, and refused to nobody (rules.md §5)."""
    if feiten.soort in SECUNDAIR and feiten.start > laatste_dag_secundair(feiten.geboortedatum):
        bevestigd = "De school bevestigde dat dit kan." if feiten.leeftijd_bevestigd else "Bevestig dat dit kan."
        yield Bezwaar("leeftijd", f"Deze lerende is voorbij de leeftijd van het secundair onderwijs. {bevestigd}")
    laatste = max((erkenning.geldig.tot for erkenning in feiten.erkenningen), default=None)
    if laatste is not None and laatste < feiten.einde:
        yield Bezwaar(
            "erkenning_eindigt",
            f"De erkenning loopt tot en met {laatste:%d/%m/%Y}, vroeger dan deze overeenkomst. "
            "De werkgever moet ze op tijd verlengen.",
        )
    uiterlijk = na_termijn(feiten.start, feiten.registratie)
    if feiten.vandaag > uiterlijk:
        yield Bezwaar(
            "registratie",
            f"Registreren kon tot en met {uiterlijk:%d/%m/%Y} om recht te hebben op de premie. Dat recht is voorbij.",
        )
    if feiten.mentor_lerenden >= feiten.mentor_grens:
        yield Bezwaar(
            "mentor_druk",
            f"{feiten.mentor} volgt in deze periode al {feiten.mentor_lerenden} lerenden. "
            "Bespreek of er genoeg tijd is voor nog iemand.",
        )
