"""Form fields that every floor asks in the same way."""

from typing import Any

from django import forms


def datumveld(label: str, fout: str, **kwargs: Any) -> forms.DateField:
    """A day, typed or picked; `fout` says how to fix an empty one."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": fout, "invalid": "Vul een datum in, zoals 3/12/2026."},
        **kwargs,
    )
