"""docs/overgangen.md: the transition tables as diagrams and as tables of who may do what."""

from collections import defaultdict

from django.db.models import TextChoices

from educam_portal.workflow.overgangen import Overgang, Overgangen
from erkenning.toestanden import STATUS, ErkenningToestand, Toestand, Wie
from erkenning.transitions import AANVRAAG, ERKENNING

from .markdown import code, pagina, tabel, uitleg

KOP = """Straight from `erkenning/transitions.py`; the same tables draw the buttons and are asked by `workflow.perform` at
every change. Sources are paragraphs of `rules.md`."""
KOP_AANVRAAG = """The tests press this table cell by cell. A role is what `Aanvraag.rollen_van(user)` answers for this one
dossier: `werkgever` also under a machtiging for aanvragen, `consulent` for the own and replaced regions, `coördinator` from
indiening on, `consulent die helpt` only in a concept whose werkgever asked for help."""
KOP_ERKENNING = """Nobody moves the end date of an erkenning: an end is a state, with its own date. A schorsing is a period beside
the state, so it changes none. A role is what `Erkenning.rollen_van(user)` answers."""


def bewegingen(overgangen: Overgangen) -> dict[tuple[str, str], list[str]]:
    """(from, to) → the actions that lead there; events that keep the state are left out."""
    uit: dict[tuple[str, str], list[str]] = defaultdict(list)
    for rij in overgangen:
        for van in rij.van:
            for naar in rij.doelen(van):
                if rij.naar is not None:
                    uit[van, naar].append(rij.actie)
    return dict(uit)


def diagram(overgangen: Overgangen, toestanden: type[TextChoices]) -> str:
    """Mermaid: every state once, every pair of states that is joined once. It begins at the first state."""
    paren = bewegingen(overgangen)
    einde = [toestand for toestand in toestanden if all(toestand != van for van, _ in paren)]
    regels = [f'    state "{toestand.label}" as {toestand.value}' for toestand in toestanden]
    regels.append(f"    [*] --> {next(iter(toestanden)).value}")
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


def _rechten(rijen: list[Overgang]) -> str:
    return tabel(
        ["action", "button", *(wie.label for wie in Wie), "from", "to", "only if", "on the timeline of", "source"],
        [
            [
                code(rij.actie),
                rij.label,
                *("●" if wie in rij.wie else " " for wie in Wie),
                code(*rij.van),
                _naar(rij),
                " ".join(uitleg(wacht) for wacht in rij.mits),
                _tijdlijn(rij),
                rij.bron,
            ]
            for rij in rijen
        ],
    )


def _toestanden() -> str:
    return tabel(
        ["state", "the werkgever reads", "EDUCAM reads", "whose turn"],
        [[code(toestand), status.werkgever, status.consulent, status.aan_zet] for toestand, status in STATUS.items()],
    )


def maak() -> str:
    aanvraag, erkenning = list(AANVRAAG), list(ERKENNING)
    return pagina(
        "Transitions",
        KOP,
        "## An aanvraag",
        KOP_AANVRAAG,
        diagram(AANVRAAG, Toestand),
        _toestanden(),
        "### Who may change the state",
        _rechten([rij for rij in aanvraag if rij.naar is not None]),
        "### Who may do what without changing the state",
        _rechten([rij for rij in aanvraag if rij.naar is None]),
        "## An erkenning",
        KOP_ERKENNING,
        diagram(ERKENNING, ErkenningToestand),
        _rechten(erkenning),
    )
