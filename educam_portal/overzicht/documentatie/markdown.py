"""The little Markdown that the generated pages need."""

import inspect
from collections.abc import Callable, Iterable, Sequence

GEMAAKT = "<!-- Made by `manage.py documentatie`: change the code, not this page. -->"


def pagina(titel: str, *delen: str) -> str:
    """A page with its title, a warning for who wants to edit it, and the parts with a blank line between."""
    return "\n\n".join([f"# {titel}", GEMAAKT, *(deel.strip() for deel in delen)]) + "\n"


def tabel(koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    """A table; an empty cell shows a dash."""
    regels = [f"| {' | '.join(koppen)} |", f"|{'---|' * len(koppen)}"]
    regels += [f"| {' | '.join(_cel(cel) for cel in rij)} |" for rij in rijen]
    return "\n".join(regels)


def code(*namen: str) -> str:
    return ", ".join(f"`{naam}`" for naam in namen)


def uitleg(functie: Callable[..., object]) -> str:
    """The first sentence of a docstring: the code explains itself, this page repeats it. ValueError without one."""
    tekst = inspect.getdoc(functie)
    if not tekst or functie.__name__ == "<lambda>":
        raise ValueError(f"{functie.__module__}.{functie.__qualname__} heeft een docstring nodig voor de documentatie.")
    return tekst.splitlines()[0]


def _cel(tekst: str) -> str:
    return tekst.replace("|", "\\|").replace("\n", " ") or "–"
