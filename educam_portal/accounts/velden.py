"""Form fields that many screens share, each with messages that say how to fix what was typed."""

from typing import Any

from django import forms

TEKST_MAX = 5000


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
