"""Transition tables: action × from-states × to-state × who × guards, as data (architecture.md §2).

One table drives the buttons, the permission tests, the state diagram in the docs and what `perform` lets through.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from educam_portal.accounts.fouten import Geweigerd

# A guard looks at the dossier and answers with the sentences that explain what is still in the way; none = go ahead.
Wacht = Callable[[Any, datetime], Sequence[str]]


@dataclass(frozen=True)
class Overgang:
    """One row of a transition table.

    `naar` is the state afterwards, None when it stays the same, or a tuple when the service chooses (beslissen).
    `wie` are the roles the dossier recognises in a user (`dossier.rollen_van(user)`); one of them is enough.
    `intern`: only EDUCAM sees it on the timeline; `intern_naar`: only when it ends in one of these states.
    `bron` is the paragraph of rules.md the row comes from.
    """

    actie: str
    van: tuple[str, ...]
    naar: str | tuple[str, ...] | None
    wie: tuple[str, ...]
    label: str
    mits: tuple[Wacht, ...] = ()
    intern: bool = False
    intern_naar: tuple[str, ...] = ()
    bron: str = "§3.2"

    def bezwaren(self, dossier: Any, op: datetime) -> list[str]:
        """Every sentence the guards have against it now (rules.md §3.2); empty when it may go ahead."""
        return [zin for wacht in self.mits for zin in wacht(dossier, op)]

    def doelen(self, huidig: str) -> tuple[str, ...]:
        if self.naar is None:
            return (huidig,)
        return (self.naar,) if isinstance(self.naar, str) else self.naar


class Overgangen:
    """The table itself, by action."""

    def __init__(self, *overgangen: Overgang) -> None:
        self._per_actie = {overgang.actie: overgang for overgang in overgangen}
        if len(self._per_actie) != len(overgangen):
            raise ValueError("Twee overgangen met dezelfde actie.")

    def __iter__(self) -> Iterator[Overgang]:
        return iter(self._per_actie.values())

    def __getitem__(self, actie: str) -> Overgang:
        return self._per_actie[actie]

    def voor(self, toestand: str, rollen: Iterable[str]) -> list[Overgang]:
        """The rows somebody with `rollen` may use from `toestand`; guards are not asked (a page explains those)."""
        rollen = set(rollen)
        return [rij for rij in self if toestand in rij.van and rollen & set(rij.wie)]

    def acties(self, toestand: str, rollen: Iterable[str]) -> set[str]:
        return {rij.actie for rij in self.voor(toestand, rollen)}

    def controleer(self, actie: str, dossier: Any, *, rollen: Iterable[str], op: datetime) -> Overgang:
        """The row, or Geweigerd when the dossier has moved on, the role may not, or a guard objects."""
        rij = self._per_actie[actie]
        if not set(rollen) & set(rij.wie):
            raise Geweigerd("Dit mag je niet doen bij dit dossier.")
        if dossier.toestand not in rij.van:
            raise Geweigerd(
                f"Dat kan niet meer: dit dossier staat intussen op “{dossier.get_toestand_display()}”. "
                "Herlaad de pagina om te zien wat er veranderd is."
            )
        if bezwaren := rij.bezwaren(dossier, op):
            raise Geweigerd(" ".join(bezwaren))
        return rij
