"""Dated values with a source (rules.md §8): `waarde(naam, op)` and `duur(naam, op)`."""

from .duur import Duur

__all__ = ["Duur"]
