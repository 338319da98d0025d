"""Form fields that many screens share, each with messages that say how to fix what was typed."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

TEKST_MAX = 5000
GEKOZEN = mark_safe(" selected")


class Keuzelijst(forms.Select):
    """A select without groups that writes its own options: a template for each of fifty is a good part of a list page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        gekozen = set(self.format_value(value))
        opties = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((sleutel, GEKOZEN if str(sleutel) in gekozen else "", label) for sleutel, label in self.choices),
        )
        attributen = {"name": name, **self.build_attrs(self.attrs, attrs)}
        return format_html("<select{}>{}</select>", flatatt(attributen), opties)


def tekstvak(label: str, fout: str, *, rijen: int = 4, hint: str = "", verplicht: bool = True) -> forms.CharField:
    """A text of several lines; `fout` says how to fix an empty one."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=verplicht,
        max_length=TEKST_MAX,
        widget=forms.Textarea(attrs={"rows": rijen}),
        error_messages={"required": fout, "max_length": "Deze tekst is te lang. Maak hem korter dan 5.000 tekens."},
    )


def datumveld(label: str, fout: str, **kwargs: Any) -> forms.DateField:
    """A day, typed or picked; `fout` says how to fix an empty one."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": fout, "invalid": "Vul een datum in, zoals 3/12/2026."},
        **kwargs,
    )


def uurveld(label: str = "Om hoe laat?", **kwargs: Any) -> forms.TimeField:
    """A time of the day, typed or picked."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "Vul een uur in.", "invalid": "Vul een uur in, zoals 9.30."},
        **kwargs,
    )
