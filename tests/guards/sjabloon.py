"""Guard: a template of ours that shows a variable nobody gave it, fails.

`{{ naam|default:"" }}` and `{% if naam %}` say that a variable may be absent and stay allowed. Templates of packages
are not ours to mend: only those under `templates/` are judged.
"""

import sys
from pathlib import Path

from django.template.base import FilterExpression, Node, Template
from django.template.defaultfilters import default, default_if_none

ONZE_SJABLONEN = Path(__file__).resolve().parent.parent.parent / "templates"
# Filters that give an absent value a meaning.
TOEGELATEN_FILTERS = {default, default_if_none}


class OnbekendeVariabele(str):
    """Stands in for Django's `string_if_invalid`: as falsy as the empty string, except where a value is to be shown."""

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        if frame.f_code is not FilterExpression.resolve.__code__:
            return False
        filters = frame.f_locals["self"].filters
        if filters and filters[0][0] in TOEGELATEN_FILTERS:
            return False
        return _onze_sjabloon(frame) is not None

    def __contains__(self, deel: object) -> bool:
        return deel == "%s"

    def __mod__(self, variabele: object) -> str:
        sjabloon = _onze_sjabloon(sys._getframe(1))
        raise AssertionError(f"{sjabloon} toont {{{{ {variabele} }}}}, maar niemand geeft die mee.")


def _onze_sjabloon(frame) -> str | None:
    """The file of the template being rendered when it is one of ours, else None."""
    while frame is not None:
        zelf = frame.f_locals.get("self")
        origin = getattr(zelf, "origin", None) if isinstance(zelf, Node | Template) else None
        if origin is not None:
            naam = str(getattr(origin, "name", origin))
            return naam if naam.startswith(str(ONZE_SJABLONEN)) else None
        frame = frame.f_back
    return None
