"""The two files between this portal and the department, as docs/formaten.md describes them (rules.md §6).

Every row carries a checksum, and so does the whole: what was torn, edited, moved or left out is refused, naming the row.
Pure: bytes in, rows out; no database, no clock.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from educam_portal.accounts.fouten import Geweigerd

LEVERING = "educam-premie-levering"
ANTWOORD = "educam-premie-antwoord"
VERSIE = 1
CONTROLE = "controle"
TOEGEKEND, GEWEIGERD, UITBETAALD = "toegekend", "geweigerd", "uitbetaald"
UITKOMSTEN = (TOEGEKEND, GEWEIGERD, UITBETAALD)
MAX_REDEN = 1000
_KOP = {"formaat", "versie", "levering", "gemaakt_op", "aantal", "rijen", CONTROLE}
_RIJ = {"nummer", "referentie", "uitkomst", "beslist_op", "reden", "uitbetaald_op", CONTROLE}


@dataclass(frozen=True)
class Antwoordrij:
    """What the department says of one claim; a day that says nothing for this outcome is None."""

    nummer: int
    referentie: str
    uitkomst: str
    beslist_op: date | None
    reden: str
    uitbetaald_op: date | None

    @property
    def naam(self) -> str:
        return f"Rij {self.nummer} ({self.referentie[:20]})"


@dataclass(frozen=True)
class Antwoordbestand:
    levering: str
    rijen: tuple[Antwoordrij, ...]


def canoniek(waarde: Any) -> bytes:
    """JSON in its one form: keys in order, no spaces, UTF-8. What a checksum is taken of."""
    return json.dumps(waarde, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def controlegetal(waarde: dict[str, Any]) -> str:
    """SHA-256 of everything in it but its own checksum."""
    return hashlib.sha256(
        canoniek({sleutel: deel for sleutel, deel in waarde.items() if sleutel != CONTROLE})
    ).hexdigest()


def verzegeld(kop: dict[str, Any], rijen: list[dict[str, Any]]) -> dict[str, Any]:
    """`kop` with its numbered rows, each with its checksum, and the checksum over all of it."""
    genummerd = [{"nummer": nummer, **rij} for nummer, rij in enumerate(rijen, start=1)]
    bestand = {
        **kop, "versie": VERSIE, "aantal": len(rijen),
        "rijen": [{**rij, CONTROLE: controlegetal(rij)} for rij in genummerd],
    }  # fmt: skip
    return {**bestand, CONTROLE: controlegetal(bestand)}


def lees_antwoord(inhoud: bytes) -> Antwoordbestand:
    """The rows of a reply. Raises Geweigerd, naming the row, for whatever is not whole and exactly as it was written."""
    bestand = _ontleed(inhoud)
    if isinstance(bestand, dict) and bestand.get("formaat") == LEVERING:
        raise Geweigerd("Dit is het bestand dat je aan het departement gaf. Kies het bestand dat je terugkreeg.")
    if not isinstance(bestand, dict) or bestand.get("formaat") != ANTWOORD or bestand.get("versie") != VERSIE:
        raise Geweigerd(
            "Dit is geen antwoord van het departement in het formaat dat we kennen. Kies een ander bestand."
        )
    if set(bestand) != _KOP or not isinstance(bestand["rijen"], list) or not isinstance(bestand["levering"], str):
        raise Geweigerd("De kop van dit bestand is niet volledig. Vraag het departement een nieuw bestand.")
    rijen = bestand["rijen"]
    for nummer, rij in enumerate(rijen, start=1):
        _eis_gaaf(nummer, rij)
    if bestand["aantal"] != len(rijen):
        raise Geweigerd(
            f"Rij {len(rijen) + 1}: het bestand zegt dat het {bestand['aantal']} rijen heeft, maar het zijn er {len(rijen)}."
            " Vraag het departement een nieuw bestand."
        )
    if bestand[CONTROLE] is None or bestand[CONTROLE] != _controle(bestand):
        raise Geweigerd(
            "Elke rij klopt, maar de kop van het bestand niet met zijn controlegetal: hij is veranderd of beschadigd."
            " Vraag het departement een nieuw bestand."
        )
    return Antwoordbestand(bestand["levering"], _gelezen(rijen))


def _ontleed(inhoud: bytes) -> Any:
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise _afgebroken(inhoud[: fout.start].decode(errors="replace")) from fout
    try:
        return json.loads(tekst, object_pairs_hook=_eenmaal, parse_float=_weiger, parse_constant=_weiger)
    except json.JSONDecodeError as fout:
        raise _afgebroken(tekst[: fout.pos]) from fout
    except (ValueError, RecursionError) as fout:
        raise Geweigerd(
            "We kunnen dit bestand niet lezen: het is niet opgebouwd zoals afgesproken. Vraag het departement een nieuw."
        ) from fout


def _afgebroken(gelezen: str) -> Geweigerd:
    """Where it stops making sense, counted in rows that were begun."""
    begonnen = gelezen.count("{") - 1
    waar = f"bij rij {begonnen}" if begonnen > 0 else "in de kop, vóór rij 1"
    return Geweigerd(f"Het bestand is afgebroken of beschadigd {waar}. Vraag het departement een nieuw bestand.")


def _eenmaal(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    uit = dict(paren)
    if len(uit) != len(paren):
        raise ValueError("een naam staat er twee keer")
    return uit


def _weiger(tekst: str) -> Any:
    raise ValueError(f"{tekst} hoort niet in dit bestand")


def _controle(waarde: dict[str, Any]) -> str | None:
    try:
        return controlegetal(waarde)
    except UnicodeEncodeError:
        # Half a character (a lone surrogate): nobody can have taken a checksum of it.
        return None


def _eis_gaaf(nummer: int, rij: Any) -> None:
    if not isinstance(rij, dict) or set(rij) != _RIJ:
        raise Geweigerd(
            f"Rij {nummer}: er ontbreekt iets, of er staat te veel. Vraag het departement een nieuw bestand."
        )
    if rij[CONTROLE] is None or rij[CONTROLE] != _controle(rij):
        raise Geweigerd(
            f"Rij {nummer} klopt niet met haar controlegetal: ze is veranderd of beschadigd."
            " Vraag het departement een nieuw bestand."
        )
    if type(rij["nummer"]) is not int or rij["nummer"] != nummer:
        raise Geweigerd(
            f"Rij {nummer}: hier staat rij {rij['nummer']}. Er is een rij weggelaten, bijgezet of verplaatst."
            " Vraag het departement een nieuw bestand."
        )
    if not all(isinstance(rij[veld], str) for veld in _RIJ - {"nummer"}):
        raise Geweigerd(f"Rij {nummer}: een vak is geen tekst. Vraag het departement een nieuw bestand.")


def _gelezen(rijen: list[dict[str, Any]]) -> tuple[Antwoordrij, ...]:
    uit: list[Antwoordrij] = []
    gezien: dict[str, int] = {}
    for rij in rijen:
        gelezen = Antwoordrij(
            nummer=rij["nummer"],
            referentie=rij["referentie"],
            uitkomst=rij["uitkomst"],
            beslist_op=_dag(rij, "beslist_op"),
            reden=" ".join(rij["reden"].split()),
            uitbetaald_op=_dag(rij, "uitbetaald_op"),
        )
        eerder = gezien.setdefault(gelezen.referentie, gelezen.nummer)
        if eerder != gelezen.nummer:
            raise Geweigerd(
                f"{gelezen.naam}: deze aanvraag staat ook op rij {eerder}. Elke aanvraag mag er één keer staan."
            )
        _eis_zinvol(gelezen)
        uit.append(gelezen)
    return tuple(uit)


def _dag(rij: dict[str, Any], veld: str) -> date | None:
    if not rij[veld]:
        return None
    try:
        dag = date.fromisoformat(rij[veld])
    except ValueError:
        dag = None
    if dag is None or dag.isoformat() != rij[veld]:
        raise Geweigerd(f"Rij {rij['nummer']} ({rij['referentie']}): {veld} is geen dag zoals 2027-10-31.")
    return dag


def _eis_zinvol(rij: Antwoordrij) -> None:
    """What an outcome needs, and what does not go with it."""
    if rij.uitkomst not in UITKOMSTEN:
        raise Geweigerd(f"{rij.naam}: de uitkomst “{rij.uitkomst[:40]}” kennen we niet.")
    if rij.uitkomst != UITBETAALD and rij.beslist_op is None:
        raise Geweigerd(f"{rij.naam}: de dag van de beslissing ontbreekt.")
    if (rij.uitkomst == GEWEIGERD) != bool(rij.reden):
        zin = "een weigering heeft een reden nodig" if not rij.reden else "een reden hoort alleen bij een weigering"
        raise Geweigerd(f"{rij.naam}: {zin}.")
    if len(rij.reden) > MAX_REDEN or not rij.reden.isprintable():
        raise Geweigerd(f"{rij.naam}: de reden is te lang of heeft tekens die we niet kunnen bewaren.")
    if (rij.uitkomst == UITBETAALD) != (rij.uitbetaald_op is not None):
        zin = (
            "de dag van de betaling ontbreekt"
            if not rij.uitbetaald_op
            else "ze is uitbetaald, maar de uitkomst zegt iets anders"
        )
        raise Geweigerd(f"{rij.naam}: {zin}.")
