"""Who calls what: the source of the portal's own apps, read without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

# The pages about the code are no part of it.
ZELF = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Aanroep:
    """One call, and the function it stands in."""

    module: str
    functie: ast.FunctionDef
    knoop: ast.Call

    @property
    def plaats(self) -> str:
        return f"{self.module}.{self.functie.name}"

    def waarde(self, naam: str) -> str:
        """The source of a keyword argument; empty when it is not given."""
        return next((ast.unparse(sleutel.value) for sleutel in self.knoop.keywords if sleutel.arg == naam), "")

    def parameter(self) -> int | None:
        """The place of the first argument among the parameters of the function around it, when it is one of those."""
        eerste, namen = naam(self.knoop.args[0]), [arg.arg for arg in self.functie.args.args]
        return namen.index(eerste) if eerste in namen else None


@lru_cache(maxsize=1)
def _bestanden() -> tuple[tuple[str, ast.Module], ...]:
    wortel = Path(settings.BASE_DIR)
    mappen = {Path(app.path) for app in apps.get_app_configs()}
    onze = sorted(map_ for map_ in mappen if map_.parent in (wortel, wortel / "educam_portal"))
    return tuple(
        (_module(bestand.relative_to(wortel)), ast.parse(bestand.read_text(encoding="utf-8")))
        for map_ in onze
        for bestand in sorted(map_.rglob("*.py"))
        if ZELF not in bestand.parents and "migrations" not in bestand.parts
    )


def _module(pad: Path) -> str:
    return ".".join(pad.with_suffix("").parts).removesuffix(".__init__")


def aanroepen(functie: str) -> Iterator[Aanroep]:
    """Every call, with a first argument, of something named `functie` inside a function, in order of module."""
    for module, boom in _bestanden():
        for rondom in ast.walk(boom):
            if isinstance(rondom, ast.FunctionDef):
                for knoop in ast.walk(rondom):
                    if isinstance(knoop, ast.Call) and naam(knoop.func) == functie and knoop.args:
                        yield Aanroep(module, rondom, knoop)


def constanten(functie: str) -> dict[str, str]:
    """Constant → text for every `NAAM = functie("tekst", …)` at the top of a module."""
    uit = {}
    for _, boom in _bestanden():
        for regel in boom.body:
            if not isinstance(regel, ast.Assign) or not isinstance(regel.value, ast.Call):
                continue
            if naam(regel.value.func) == functie and isinstance(doel := regel.targets[0], ast.Name):
                uit[doel.id] = teksten(regel.value.args[0])[0]
    return uit


def teksten(knoop: ast.expr) -> list[str]:
    """The text that an expression is: one, or one per branch of a choice; none when it is no literal."""
    if isinstance(knoop, ast.IfExp):
        return teksten(knoop.body) + teksten(knoop.orelse)
    return [knoop.value] if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) else []


def naam(knoop: ast.AST) -> str:
    """The last name of `a.b.naam` or `naam`; empty for anything else."""
    return knoop.attr if isinstance(knoop, ast.Attribute) else getattr(knoop, "id", "")
