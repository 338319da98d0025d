"""A form field for one document. It checks and cleans; `documenten.bewaar` then only has to keep."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File

from . import soorten
from .controle import GekeurdBestand, keur, limiet_mb
from .fouten import OngeldigBestand
from .soorten import TYPEN, Bestandstype


class DocumentVeld(forms.FileField):
    """Gives a `GekeurdBestand`. Says its limits before somebody chooses; every refusal says how to fix it.

    `typen`: the kinds allowed here, a part of `soorten.TYPEN` (for instance `soorten.FOTOS`). `ongewijzigd`: see `keur`.
    """

    widget = forms.FileInput
    default_error_messages = {
        "required": "Kies een bestand.",
        "invalid": "Het opladen is niet gelukt. Kies het bestand opnieuw.",
    }

    def __init__(self, *, typen: tuple[Bestandstype, ...] = TYPEN, ongewijzigd: bool = False, **kwargs: Any) -> None:
        self.typen = typen
        self.ongewijzigd = ongewijzigd
        self._eigen_hulptekst = "help_text" in kwargs
        # Empty files get the sentence of `keur`, long names are shortened there.
        super().__init__(allow_empty_file=True, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(soort.mime for soort in self.typen)}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Add the limits text here and not when the class is made: the parameter may have changed since."""
        if not self._eigen_hulptekst:
            self.help_text = self.grenzen()
        return super().get_bound_field(form, field_name)

    def grenzen(self) -> str:
        """`PDF, JPG of PNG, hoogstens 15 MB.`"""
        return f"{soorten.namen(self.typen)}, hoogstens {limiet_mb()} MB."

    def to_python(self, data: File | None) -> GekeurdBestand | None:
        bestand = super().to_python(data)
        if bestand is None:
            return None
        try:
            return keur(bestand, self.typen, ongewijzigd=self.ongewijzigd)
        except OngeldigBestand as fout:
            raise ValidationError(fout.zin, code=fout.code) from fout
