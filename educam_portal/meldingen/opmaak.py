"""From template to text, and from text to the blocks of the HTML mail. Pure functions."""

import re
from dataclasses import dataclass, field

from educam_portal.accounts.tekst import een_regel

_URL = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)]")
_STREEP = re.compile(r"[-=]{3,}")


@dataclass(frozen=True)
class Stuk:
    """A piece of a line; with `url` it is a link."""

    tekst: str
    url: str = ""


@dataclass
class Blok:
    """One block of the mail: `alinea`, `kop`, `lijst` (a row of stukken per item) or `knop` (one stuk)."""

    soort: str
    regels: list[list[Stuk]] = field(default_factory=list)


def ontleed(inhoud: str, portal_url: str) -> tuple[str, str]:
    """Split a rendered template: first line `Onderwerp: …`, blank line, text. ValueError when the subject is missing.

    `Knop: label` followed by a line with only a URL reads `label:` in the text mail; a path becomes an address of the
    portal, so that a template may pass what `reverse()` gives.
    """
    kop, _, tekst = inhoud.lstrip().partition("\n")
    naam, dubbelpunt, titel = kop.partition(":")
    if naam.strip() != "Onderwerp" or not dubbelpunt or not titel.strip():
        raise ValueError("Een mail begint met een regel 'Onderwerp: …'")
    tekst = re.sub(r"^Knop: *(.+?):?[ \t]*$", r"\1:", tekst, flags=re.MULTILINE)
    tekst = re.sub(r"^(.+:)\n(/\S*)[ \t]*$", rf"\1\n{portal_url}\2", tekst, flags=re.MULTILINE)
    return een_regel(titel), netjes(tekst)


def netjes(tekst: str) -> str:
    """No trailing blanks and never more than one empty line: template tags leave gaps."""
    regels = "\n".join(regel.rstrip() for regel in tekst.splitlines())
    return re.sub(r"\n{3,}", "\n\n", regels).strip()


def _stukken(regel: str, portal_url: str) -> list[Stuk]:
    """Only addresses of the portal become links: a text somebody typed cannot plant one of its own."""
    stukken, vorige = [], 0
    for gevonden in _URL.finditer(regel):
        url = gevonden.group()
        if not _van_portaal(url, portal_url):
            continue
        stukken.append(Stuk(regel[vorige : gevonden.start()]))
        stukken.append(Stuk(url, url))
        vorige = gevonden.end()
    stukken.append(Stuk(regel[vorige:]))
    return [stuk for stuk in stukken if stuk.tekst]


def _van_portaal(url: str, portal_url: str) -> bool:
    return url == portal_url or url.startswith(f"{portal_url}/")


def blokken(tekst: str, portal_url: str) -> list[Blok]:
    """The blocks of a text: paragraphs, `- ` lists, headings underlined with ---, `label:` + URL line = button."""
    uit: list[Blok] = []
    for alinea in re.split(r"\n\s*\n", tekst.strip()):
        regels = alinea.splitlines()
        nummer = 0
        while nummer < len(regels):
            regel = regels[nummer].strip()
            volgende = regels[nummer + 1].strip() if nummer + 1 < len(regels) else ""
            if volgende and _STREEP.fullmatch(volgende):
                uit.append(Blok("kop", [[Stuk(regel)]]))
                nummer += 2
                continue
            if regel.endswith(":") and _URL.fullmatch(volgende) and _van_portaal(volgende, portal_url):
                uit.append(Blok("knop", [[Stuk(regel[:-1], volgende)]]))
                nummer += 2
                continue
            soort = "lijst" if regel.startswith("- ") else "alinea"
            if nummer == 0 or not uit or uit[-1].soort != soort:
                uit.append(Blok(soort))
            uit[-1].regels.append(_stukken(regel.removeprefix("- ") if soort == "lijst" else regel, portal_url))
            nummer += 1
    return uit


def hoofdlink(tekst: str) -> str:
    """The address under the first `label:` of a text: where its reader acts; empty when it has none."""
    gevonden = re.search(rf"^.+:\n({_URL.pattern})$", tekst, flags=re.MULTILINE)
    return gevonden.group(1) if gevonden else ""


def links(tekst: str) -> list[str]:
    """Every address in a text, once, in order."""
    return list(dict.fromkeys(gevonden.group() for gevonden in _URL.finditer(tekst)))
