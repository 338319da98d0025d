"""docs/berichten.md: every mail, from its template and from the calls that send it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from .broncode import aanroepen, teksten
from .markdown import code, pagina, tabel

KOP = """Every mail is a row of `meldingen.Bericht`, written by `meldingen.stuur(kind, dossier=…, aan=…)` in the transaction
of the change; Celery delivers after commit. The text is `templates/meldingen/<kind>.txt`, subject on the first line.
“To” is the code itself: `werkgevers` and `behandelaars` stand in `erkenning/ontvangers.py`. What `herinnering` tells,
and to whom, stands in [termijnen.md](termijnen.md)."""

ACCOUNT = """Written by allauth, sent through the same outbox (`educam_portal/overzicht/mailadapter.py`) to the address that was
typed. Codes and links are filled in when the mail leaves; the stored text shows dots."""


@dataclass(frozen=True)
class Verzending:
    """One place that sends a mail: the function people call, and the expression that chooses who gets it."""

    plaats: str
    aan: str


def verzendingen() -> dict[str, list[Verzending]]:
    """Kind → where it is sent. A helper that is given the kind counts as the functions that call it."""
    uit: dict[str, list[Verzending]] = defaultdict(list)
    for aanroep in aanroepen("stuur"):
        aan = aanroep.waarde("aan")
        for soort in teksten(aanroep.knoop.args[0]):
            uit[soort].append(Verzending(aanroep.plaats, aan))
        if aan and (plek := aanroep.parameter()) is not None:
            for beller in aanroepen(aanroep.functie.name):
                for soort in teksten(beller.knoop.args[plek]):
                    uit[soort].append(Verzending(beller.plaats, aan))
    return uit


def sjablonen() -> dict[str, str]:
    """Kind → subject, of every mail of our own."""
    return {pad.stem: _onderwerp(pad) for pad in _in("meldingen", "*.txt")}


def _in(map_: str, patroon: str) -> list[Path]:
    return sorted((Path(settings.BASE_DIR) / "templates" / map_).glob(patroon))


def _onderwerp(pad: Path) -> str:
    """The first line as people read it: `{naam}` for a value, `/` between the branches of a choice."""
    regel = pad.read_text(encoding="utf-8").lstrip().splitlines()[0].removeprefix("Onderwerp:")
    met_namen = re.sub(r"\{\{\s*([\w.]+).*?\}\}", r"{\1}", regel)
    return " / ".join(tak.strip() for tak in re.split(r"\{%.*?%\}", met_namen) if tak.strip())


def maak() -> str:
    gestuurd = verzendingen()
    rijen = [
        [
            code(soort),
            onderwerp,
            code(*dict.fromkeys(v.aan for v in gestuurd[soort])),
            code(*dict.fromkeys(v.plaats for v in gestuurd[soort])),
        ]
        for soort, onderwerp in sjablonen().items()
    ]
    account = [
        [code(f"account_{pad.stem.removesuffix('_subject')}"), _onderwerp(pad)]
        for pad in _in("account/email", "*_subject.txt")
    ]
    return pagina(
        "Mails",
        KOP,
        tabel(["kind", "subject", "to", "sent by"], rijen),
        "## About an account",
        ACCOUNT,
        tabel(["kind", "subject"], account),
    )
