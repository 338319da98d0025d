"""docs/feiten.md: every named fact, who tells it and who listens (architecture.md §1)."""

from collections import defaultdict

from educam_portal.workflow import feiten

from .broncode import aanroepen, constanten, naam
from .markdown import code, pagina, tabel

KOP = """How a floor tells the ones above it what happened, without importing them. The handlers run in the transaction of
the teller, lowest floor first; an exception in one undoes the whole change. A fact nobody listens to yet costs nothing.

Declare: `benoem("zaak.gebeurd", "…")` in the `feiten.py` of the telling floor. Tell: `meld(FEIT, …)`. Listen: `@bij(FEIT)` in
the `verwerkers.py` of a higher floor, imported in its `AppConfig.ready`."""


def vertellers() -> dict[str, list[str]]:
    """Fact → the functions that tell it."""
    namen, uit = constanten("benoem"), defaultdict(list)
    for aanroep in aanroepen("meld"):
        if feit := namen.get(naam(aanroep.knoop.args[0])):
            uit[feit].append(aanroep.plaats)
    return uit


def maak() -> str:
    verteld = vertellers()
    rijen = [
        [code(feit.naam), feit.betekenis, code(*verteld[feit.naam]), code(*verwerkers)]
        for feit, verwerkers in feiten.overzicht()
    ]
    return pagina("Named facts", KOP, tabel(["fact", "what it says", "told by", "handlers, in order"], rijen))
