"""A form that carries what its page was made from, so that an old page overwrites nobody."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

LANGSTE = 64


class VersieVeld(forms.IntegerField):
    """The version a page was made from. Nobody types it: nonsense is the version before the first, so an old page."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return -1


class MerkVeld(forms.Field):
    """The fingerprint of what a page showed. Nobody types it: nonsense is a fingerprint that fits nothing."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\0", "")[:LANGSTE]


def verborgen(form: forms.Form) -> list[tuple[str, str]]:
    """What was sent, as pairs for hidden inputs on the page that asks for a last confirmation."""
    return [(naam, waarde) for naam in form.fields for waarde in form.data.getlist(naam)]


def toon_nieuwe_versie(form: forms.Form, versie: int | str) -> None:
    """After a stale save: what was typed stays, the next press counts."""
    getypt = {naam: form.data.getlist(naam) for naam in form.data}
    form.data = MultiValueDict(getypt | {"versie": [str(versie)]})
