"""docs/overgangen.md: every transition table as a diagram and as a table of who may do what."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from educam_portal.workflow.overgangen import Overgang, Overgangen
from erkenning.toestanden import STATUS, ErkenningToestand, Status, Toestand, Wie
from erkenning.transitions import AANVRAAG, ERKENNING
from mentoren import toestanden as mentoren
from mentoren.transitions import INSCHRIJVING, MENTOR, SESSIE
from overeenkomsten import toestanden as overeenkomsten
from overeenkomsten.transitions import OVEREENKOMST
from premies import toestanden as premies
from premies.transitions import PREMIE

from .markdown import code, pagina, tabel, uitleg

KOP = """Straight from the `transitions.py` of each floor; the same tables draw the buttons, are asked by `workflow.perform` at
every change, and are pressed cell by cell by the tests. Sources are paragraphs of `rules.md`. A role is what `rollen_van(user)`
of the object answers; `het portaal zelf` is what happens because something else did."""


@dataclass(frozen=True)
class Zaak:
    """Something that has states. `uitleg` says what its roles mean; `status` how each state reads, where that differs."""

    titel: str
    tabel: Overgangen
    toestanden: type[TextChoices]
    begin: tuple[str, ...]
    wie: type[TextChoices]
    uitleg: str
    status: Mapping[str, Status] | None = None

    @property
    def rollen(self) -> list[TextChoices]:
        """The columns: only who may do something here."""
        return [wie for wie in self.wie if any(wie in rij.wie for rij in self.tabel)]


ZAKEN = (
    Zaak(
        "An aanvraag",
        AANVRAAG,
        Toestand,
        (Toestand.CONCEPT,),
        Wie,
        "`werkgever` also under a machtiging for aanvragen, `consulent` for the own and replaced regions, `coördinator` from "
        "indiening on, `consulent die helpt` only in a concept whose werkgever asked for help.",
        STATUS,
    ),
    Zaak(
        "An erkenning",
        ERKENNING,
        ErkenningToestand,
        (ErkenningToestand.LOPEND,),
        Wie,
        "A decision makes the row. Whether it is valid, suspended or still to begin on a day follows from its dates: "
        "`erkenning.rules.stand`.",
    ),
    Zaak(
        "A mentor of an onderneming",
        MENTOR,
        mentoren.MentorToestand,
        (mentoren.MentorToestand.ACTIEF,),
        mentoren.Wie,
        "Filed by the werkgever. Whether somebody is a valid mentor is judged on the day of designation: "
        "`mentoren.voorwaarden`.",
    ),
    Zaak(
        "A session of the mentoropleiding",
        SESSIE,
        mentoren.SessieToestand,
        (mentoren.SessieToestand.GEPLAND,),
        mentoren.Wie,
        "The coördinatoren plan and close; everybody may see a session.",
    ),
    Zaak(
        "An enrolment in a session",
        INSCHRIJVING,
        mentoren.Inschrijfstand,
        mentoren.OPEN,
        mentoren.Wie,
        "`mentor` in person, `werkgever` also under a machtiging for aanvragen, `consulent` of a region where the onderneming "
        "has a vestiging. Enrolling itself makes the row: `mentoren.services.inschrijvingen.schrijf_in`.",
    ),
    Zaak(
        "An overeenkomst",
        OVEREENKOMST,
        overeenkomsten.Toestand,
        (overeenkomsten.Toestand.CONCEPT,),
        overeenkomsten.Wie,
        "`school` are the trajectbegeleiders of its school; the others come in once the school laid the plan before the mentor "
        "or sent it. Who signs through a personal link does so as `het portaal zelf`, with the evidence on the signature.",
    ),
    Zaak(
        "A claim on the premie",
        PREMIE,
        premies.Toestand,
        (premies.Toestand.IN_OPBOUW,),
        premies.Wie,
        "A registered overeenkomst makes the row: `premies.services.beoordelen.maak_premies`. What a werkgever does (consent, "
        "performed periods) is a fact beside the claim, that has it judged again.",
    ),
)


def bewegingen(zaak: Zaak) -> dict[tuple[str, str], list[str]]:
    """(from, to) → the actions that lead there; events that keep the state are left out."""
    uit: dict[tuple[str, str], list[str]] = defaultdict(list)
    for rij in zaak.tabel:
        for van in rij.van:
            for naar in rij.doelen(van):
                if rij.naar is not None:
                    uit[van, naar].append(rij.actie)
    return dict(uit)


def diagram(zaak: Zaak) -> str:
    """Mermaid: every state once, every pair of states that is joined once."""
    paren = bewegingen(zaak)
    einde = [toestand for toestand in zaak.toestanden if all(toestand != van for van, _ in paren)]
    regels = [f'    state "{toestand.label}" as {toestand.value}' for toestand in zaak.toestanden]
    regels += [f"    [*] --> {toestand}" for toestand in zaak.begin]
    regels += [f"    {van} --> {naar}: {', '.join(acties)}" for (van, naar), acties in paren.items()]
    regels += [f"    {toestand.value} --> [*]" for toestand in einde]
    return "\n".join(["```mermaid", "stateDiagram-v2", *regels, "```"])


def _naar(rij: Overgang) -> str:
    if rij.naar is None:
        return "same"
    return code(rij.naar) if isinstance(rij.naar, str) else " or ".join(code(naar) for naar in rij.naar)


def _tijdlijn(rij: Overgang) -> str:
    if rij.intern:
        return "EDUCAM"
    return f"EDUCAM while {code(*rij.intern_naar)}" if rij.intern_naar else "both sides"


def rechten(zaak: Zaak, rijen: list[Overgang]) -> str:
    """The rows with a tick per role that may."""
    return tabel(
        [
            "action",
            "button",
            *(wie.label for wie in zaak.rollen),
            "from",
            "to",
            "only if",
            "on the timeline of",
            "source",
        ],
        [
            [
                code(rij.actie),
                rij.label,
                *("●" if wie in rij.wie else " " for wie in zaak.rollen),
                code(*rij.van),
                _naar(rij),
                " ".join(uitleg(wacht) for wacht in rij.mits),
                _tijdlijn(rij),
                rij.bron,
            ]
            for rij in rijen
        ],
    )


def _lezing(status: Mapping[str, Status]) -> str:
    return tabel(
        ["state", "the werkgever reads", "EDUCAM reads", "whose turn"],
        [[code(toestand), rij.werkgever, rij.consulent, rij.aan_zet] for toestand, rij in status.items()],
    )


def _hoofdstuk(zaak: Zaak) -> list[str]:
    verder = [rij for rij in zaak.tabel if rij.naar is not None]
    ter_plaatse = [rij for rij in zaak.tabel if rij.naar is None]
    delen = [f"## {zaak.titel}", zaak.uitleg, diagram(zaak)]
    if zaak.status:
        delen.append(_lezing(zaak.status))
    delen += ["### Who may change the state", rechten(zaak, verder)]
    if ter_plaatse:
        delen += ["### Who may do what without changing the state", rechten(zaak, ter_plaatse)]
    return delen


def maak() -> str:
    return pagina("Transitions", KOP, *(deel for zaak in ZAKEN for deel in _hoofdstuk(zaak)))
