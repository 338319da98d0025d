"""A length of time as a parameter holds it; how it is counted is the business of `termijnen.rules`."""

from dataclasses import dataclass
from typing import Literal, get_args

Eenheid = Literal["dagen", "werkdagen", "maanden", "jaren"]
EENHEDEN: tuple[str, ...] = get_args(Eenheid)
_ENKELVOUD = {"dagen": "dag", "werkdagen": "werkdag", "maanden": "maand", "jaren": "jaar"}


@dataclass(frozen=True, slots=True)
class Duur:
    """`aantal` (0 or more) of one `eenheid`: Duur(14, "dagen"). Raises ValueError on anything else."""

    aantal: int
    eenheid: Eenheid

    def __post_init__(self) -> None:
        if isinstance(self.aantal, bool) or not isinstance(self.aantal, int) or self.aantal < 0:
            raise ValueError(f"{self.aantal!r} is geen geheel getal van 0 of meer.")
        if self.eenheid not in EENHEDEN:
            raise ValueError(f"{self.eenheid!r} is geen eenheid; kies uit {', '.join(EENHEDEN)}.")

    def __str__(self) -> str:
        woord = "jaar" if self.eenheid == "jaren" else self.eenheid
        return f"{self.aantal} {_ENKELVOUD[self.eenheid] if self.aantal == 1 else woord}"
