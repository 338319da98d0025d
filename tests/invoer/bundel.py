"""Many hostile values in one request, and yet every field judged on each of its own.

A form cleans each field by itself before it looks at them together, so that what it refuses there it refuses whatever
the others hold: one request may carry such a value in all of them. A value that no field's own cleaning refuses is sent
again with nothing wrong beside it but others that got as far, and a choice, which may lead elsewhere, with nothing
at all. How a form bears one missing field among right ones is not for here: that goes field by field.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

from django.forms.forms import BaseForm

# Field → what is wrong, and what is sent.
Waarden = dict[str, tuple[str, list]]
# Sends them over right values, and fails on an answer that no person can go on with; whether it was accepted, and else
# the fields that were refused by themselves.
Stuur = Callable[[Waarden], tuple[bool, set[str]]]


@contextmanager
def eigen_fouten() -> Iterator[set[str]]:
    """Filled with the names of the fields that a form in the block refused by themselves."""
    namen: set[str] = set()
    samen = BaseForm._clean_form

    def noteer(form: BaseForm) -> None:
        namen.update(form.add_prefix(naam) for naam in form._errors)
        samen(form)

    with mock.patch.object(BaseForm, "_clean_form", noteer):
        yield namen


class Bundel:
    """The attacks on one form. `gekeurd`: the field and what was wrong, of each that was judged."""

    def __init__(self, stuur: Stuur) -> None:
        self._stuur = stuur
        self.gekeurd: set[tuple[str, str]] = set()
        self._ooit_geweigerd: set[str] = set()

    def alleen(self, veld: str, wat: str, waarde: list) -> None:
        """One field, with everything else right."""
        self._probeer({veld: (wat, waarde)}, elk=True)

    def samen(self, aanvallen: dict[str, dict[str, list]], typbaar: set[str]) -> None:
        """Every value of `aanvallen`: field → what is wrong → what is sent. `typbaar`: those that take free text."""
        open_ = {veld: deque(waarden.items()) for veld, waarden in aanvallen.items()}
        over: dict[str, deque[tuple[str, list]]] = {}
        while waarden := _kop(open_, weg=True):
            for veld in self._probeer(waarden, elk=len(waarden) == 1):
                over.setdefault(veld, deque()).append(waarden[veld])
        for veld in [veld for veld in over if veld not in typbaar]:
            for wat, waarde in over.pop(veld):
                self.alleen(veld, wat, waarde)
        while waarden := _kop(over):
            blijft = self._probeer(waarden, elk=len(waarden) == 1, goed=True)
            if len(blijft) == len(waarden):
                for veld in blijft:
                    self.alleen(veld, *waarden[veld])
                blijft = set()
            for veld in waarden.keys() - blijft:
                over[veld].popleft()

    def _probeer(self, waarden: Waarden, *, elk: bool, goed: bool = False) -> set[str]:
        """The fields that this answer says nothing about; with `elk` none, with `goed` none when it was accepted."""
        aanvaard, geweigerd = self._stuur(waarden)
        if not elk:
            # Once each field is refused among right ones: what a form makes of one that is not there.
            for veld in sorted(geweigerd - self._ooit_geweigerd):
                self._ooit_geweigerd.add(veld)
                self.alleen(veld, *waarden[veld])
        if elk:
            self._ooit_geweigerd |= geweigerd
        if elk or (goed and aanvaard):
            geweigerd = set(waarden)
        self.gekeurd |= {(veld, waarden[veld][0]) for veld in geweigerd}
        return set(waarden) - geweigerd


def _kop(rijen: dict[str, deque[tuple[str, list]]], *, weg: bool = False) -> Waarden:
    """The first of each row that holds something still; taken off it with `weg`."""
    return {veld: rij.popleft() if weg else rij[0] for veld, rij in rijen.items() if rij}
