"""Dated values with a source (rules.md §8): `waarde(naam, op)` and `duur(naam, op)`."""

from .definities import DEFINITIES
from .lezen import OnbekendeParameter, dagen, duur, kopie, vergeet, waarde
from .tijdsduur import Duur

__all__ = ["DEFINITIES", "Duur", "OnbekendeParameter", "dagen", "duur", "kopie", "vergeet", "waarde"]
