"""docs/berichten.md: every mail, from its template and from the calls that send it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from educam_portal.meldingen import dagmail
from educam_portal.meldingen.register import EDUCAM, GROEPEN, SOORTEN, Groep, keuzes, soort_bericht

from .broncode import aanroepen, teksten
from .markdown import code, pagina, tabel

KOP = """Every mail is a row of `meldingen.Bericht`, written by `meldingen.stuur(kind, dossier=…, aan=…)` in the transaction
of the change; Celery delivers after commit. The text is `templates/meldingen/<kind>.txt`, subject on the first line.
“To” is the code itself: `werkgevers` and `behandelaars` stand in `erkenning/ontvangers.py`. What `herinnering` tells,
and to whom, stands in [termijnen.md](termijnen.md).

Whoever has an account reads it in the inbox (`/berichten/`) at once, whatever the mail does. How it leaves is chosen per
group (`/berichten/voorkeuren/`): at once, in the daily message, or not at all."""

GROEPEN_KOP = """A group is what people choose about in one go; the kinds stand in the `notifications.py` of their floor.
The default of EDUCAM is one daily message for everything that does not need an answer the same day. A group that holds a
kind about a term cannot be silenced, and a fixed one is no choice."""

DAGMAIL = "whoever has something to hear that day"

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
    # The daily message and the reminders in it are written together, by the deadline job.
    for soort in (dagmail.DAGMAIL, dagmail.HERINNERING):
        uit[soort].append(Verzending(f"{dagmail.__name__}.{dagmail.verstuur.__name__}", DAGMAIL))
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


def _groep(groep: Groep) -> list[str]:
    wie = {publiek for soort in SOORTEN.values() if soort.groep == groep.naam for publiek in soort.publiek}
    mogelijk = keuzes(groep)
    return [
        code(groep.naam),
        groep.label,
        ", ".join(sorted(wie)),
        groep.standaard(EDUCAM).value,
        groep.standaard(()).value,
        ", ".join(wijze.value for wijze in mogelijk) if len(mogelijk) > 1 else "fixed",
    ]


def maak() -> str:
    gestuurd = verzendingen()
    rijen = [
        [
            code(soort),
            onderwerp,
            code(soort_bericht(soort).groep),
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
        tabel(["kind", "subject", "group", "to", "sent by"], rijen),
        "## Groups",
        GROEPEN_KOP,
        tabel(
            ["group", "on screen", "who", "EDUCAM", "others", "can be"], [_groep(groep) for groep in GROEPEN.values()]
        ),
        "## About an account",
        ACCOUNT,
        tabel(["kind", "subject"], account),
    )
