"""A form that carries what its page was made from, so that an old page overwrites nobody."""

from django import forms
from django.utils.datastructures import MultiValueDict


def toon_nieuwe_versie(form: forms.Form, versie: int | str) -> None:
    """After a stale save: what was typed stays, the next press counts."""
    getypt = {naam: form.data.getlist(naam) for naam in form.data}
    form.data = MultiValueDict(getypt | {"versie": [str(versie)]})
