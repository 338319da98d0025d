"""The board of a school: one row per lerende and overeenkomst, and what waits for whom (ux.md §3.5)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from educam_portal.parameters import duur, waarde
from erkenning.models import Erkenning

from .bordvraag import zoektermijnen
from .kosten import vakanties
from .models import Lerende, Ondertekenaar, Overeenkomst
from .rules import registratietermijn
from .rules.kalender import opleidingsdagen
from .toestanden import GETEKEND, Partij, StukSoort, StukStand, Toestand

PER_BLADZIJDE = 25
T = Toestand


@dataclass
class Rij:
    """One row; `overeenkomst` is None for a lerende who has none."""

    lerende: Lerende
    overeenkomst: Overeenkomst | None = None
    erkend: bool = False
    tekenaars: list[Ondertekenaar] = field(default_factory=list)
    # Of a bijlage or an ending that waits for signatures; they are no part of the n/4 of the overeenkomst itself.
    later: list[Ondertekenaar] = field(default_factory=list)
    registreer_voor: date | None = None
    dag: int | None = None
    # Opleidingsdagen without a signed overeenkomst so far, and how many there may be (rules.md §7).
    zoekdag: tuple[int, int] | None = None

    @property
    def getekend(self) -> int:
        return sum(tekenaar.getekend for tekenaar in self.tekenaars)

    @property
    def partijen(self) -> int:
        return len(self.tekenaars)

    @property
    def plan(self) -> str:
        rij = self.overeenkomst
        if rij is None:
            return ""
        if rij.plan_beantwoord_op:
            return "Beantwoord"
        return "Bij de mentor" if rij.voorgelegd_op else "Nog niet voorgelegd"

    @property
    def wacht_op(self) -> tuple[str, str]:
        """Who must act, and what is to be done."""
        rij = self.overeenkomst
        if rij is None:
            return "Jij", "begin een overeenkomst"
        if rij.toestand == T.CONCEPT:
            if rij.plan_beantwoord_op:
                return "Jij", "kijk na en stuur ter ondertekening"
            return (str(rij.mentor or "Werkgever"), "beantwoordt het plan") if rij.voorgelegd_op else ("Jij", "vul aan")
        if rij.toestand == T.TER_ONDERTEKENING:
            return _wie_tekent(self.tekenaars, "pas aan of annuleer") or ("Het portaal", "maakt het document")
        if self.zoekdag:
            return "Jij", "zoek een nieuwe werkplek"
        if wacht := _wie_tekent(self.later, "trek in of maak een nieuwe"):
            return wacht
        if self.registreer_voor:
            return "Jij", "noteer de registratie"
        return "", ""


def _wie_tekent(tekenaars: list[Ondertekenaar], anders: str) -> tuple[str, str] | None:
    """Who of these must still sign, or that somebody will not; None when nobody is left."""
    if weigeraar := next((tekenaar.naam for tekenaar in tekenaars if tekenaar.geweigerd_op), ""):
        return "Jij", f"{weigeraar} tekent niet: {anders}"
    nog = [tekenaar for tekenaar in tekenaars if not tekenaar.getekend]
    if not nog:
        return None
    soort = nog[0].stuk.soort
    wat = "" if soort == StukSoort.OVEREENKOMST else f" de {nog[0].stuk.woord}"
    return ", ".join(
        Partij(tekenaar.partij).label for tekenaar in nog if tekenaar.stuk.soort == soort
    ), f"ondertekent{wat}"


def met_details(paren: Iterable[tuple[int, int | None]], vandaag: date) -> list[Rij]:
    """The rows of one page, in seven queries at most whatever their number."""
    paren = list(paren)
    lerenden = Lerende.objects.select_related("opleiding").in_bulk({lerende for lerende, _ in paren})
    gevonden = Overeenkomst.objects.met_schorsing(vandaag).select_related("vestiging", "mentor__persoon")
    overeenkomsten = gevonden.in_bulk({pk for _, pk in paren if pk})
    erkend = _erkend(overeenkomsten.values(), vandaag)
    tekenaars = _tekenaars(overeenkomsten)
    zoekdagen = _zoekdagen(lerenden, vandaag)
    uit = []
    for lerende, pk in paren:
        rij = Rij(lerenden[lerende])
        if overeenkomst := overeenkomsten.get(pk) if pk else None:
            rij.overeenkomst = overeenkomst
            for tekenaar in tekenaars[overeenkomst.pk]:
                zelf = tekenaar.stuk.soort == StukSoort.OVEREENKOMST
                if zelf or tekenaar.stuk.stand == StukStand.OPEN:
                    (rij.tekenaars if zelf else rij.later).append(tekenaar)
            rij.erkend = (overeenkomst.vestiging_id, overeenkomst.opleiding_id) in erkend
            _zet_datums(rij, overeenkomst, vandaag)
        # Beside the newest row of who looks for one: also when what was signed ended, or must end (rules.md §3.3, §5).
        rij.zoekdag = zoekdagen.pop(lerende, None)
        uit.append(rij)
    return uit


def _zet_datums(rij: Rij, overeenkomst: Overeenkomst, vandaag: date) -> None:
    start = overeenkomst.start
    if start is None:
        return
    if overeenkomst.toestand in GETEKEND and overeenkomst.geregistreerd_op is None:
        rij.registreer_voor = registratietermijn(start, duur("registratie", start))
    if overeenkomst.toestand == T.LOPEND and start <= vandaag:
        rij.dag = (vandaag - start).days + 1


def _zoekdagen(lerenden: Iterable[int], vandaag: date) -> dict[int, tuple[int, int]]:
    """Day n of 20 for who looks for a workplace now. One query, and one for the school holidays."""
    rijen = zoektermijnen(vandaag).filter(onderwerp_id__in=[str(pk) for pk in lerenden])
    sinds = {int(pk): start for pk, start in rijen.order_by("pk").values_list("onderwerp_id", "start")}
    if not sinds:
        return {}
    vrij = vakanties(min(sinds.values()), vandaag)
    return {
        pk: (opleidingsdagen(start, vandaag, vrij), cast(int, waarde("nieuwe_werkplek", start)))
        for pk, start in sinds.items()
    }


def _erkend(overeenkomsten: Iterable[Overeenkomst], vandaag: date) -> set[tuple[int, int]]:
    """Which vestiging × opleiding of these is recognised today."""
    plekken = {rij.vestiging_id for rij in overeenkomsten if rij.vestiging_id}
    geldig = Erkenning.objects.geldig(vandaag).filter(vestiging__in=plekken)
    return set(geldig.order_by().values_list("vestiging", "opleiding"))


def _tekenaars(pks: Iterable[int]) -> dict[int, list[Ondertekenaar]]:
    """Who signs the versions that count, of whatever kind of document, per overeenkomst."""
    uit: dict[int, list[Ondertekenaar]] = defaultdict(list)
    gevonden = (
        Ondertekenaar.objects.filter(stuk__overeenkomst__in=list(pks))
        .exclude(stuk__stand=StukStand.VERVALLEN)
        .select_related("stuk")
        .order_by("stuk__versie", "pk")
    )
    for tekenaar in gevonden:
        uit[tekenaar.stuk.overeenkomst_id].append(tekenaar)
    return uit
