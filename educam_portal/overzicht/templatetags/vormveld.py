"""What the crispy template pack `educam` needs to draw one form field (ux.md 1.1, 2.5)."""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms, template
from django.utils.safestring import SafeString

register = template.Library()

GROEPEN = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget, forms.SelectDateWidget)


@register.filter
def soort_veld(veld: forms.BoundField) -> str:
    """How a field is laid out: `keuzes` (options), `groep` (several inputs), `vinkje` (one checkbox) or `gewoon`."""
    widget = veld.field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "keuzes"
    if isinstance(widget, GROEPEN):
        return "groep"
    return "vinkje" if isinstance(widget, forms.CheckboxInput) else "gewoon"


@register.filter
def toevoeging(veld: forms.BoundField) -> str:
    """What stands behind the label: `(niet verplicht)`, or `(aangeraden)` when the form field says `aangeraden = True`.

    Nothing behind a single checkbox: leaving one empty is an answer. Nothing either behind a question that may wait
    but is needed in the end (`nodig = True` on the form field), nor in a bar of filters (`zeeft = True` on the form).
    """
    nodig = veld.field.required or getattr(veld.field, "nodig", False)
    if getattr(veld.form, "zeeft", False):
        return ""
    if nodig or veld.field.disabled or isinstance(veld.field.widget, forms.CheckboxInput):
        return ""
    return "(aangeraden)" if getattr(veld.field, "aangeraden", False) else "(niet verplicht)"


@register.filter
def beschreven_door(veld: forms.BoundField) -> str:
    """Ids for `aria-describedby`: what the widget names itself, then the hint, then the error."""
    ids = [veld.field.widget.attrs.get("aria-describedby", "")]
    ids += [f"{veld.auto_id}_helptext"] if veld.help_text else []
    ids += [f"{veld.auto_id}_error"] if veld.errors else []
    return " ".join(filter(None, ids))


@register.simple_tag
def veld(veld: forms.BoundField, label: str = "", hint: str = "") -> SafeString:
    """One field of a form that is not ours (allauth), with a label and hint of our own; empty keeps its own."""
    if label:
        veld.label = label
        veld.field.widget.attrs.pop("placeholder", None)
    veld.help_text = hint or veld.help_text
    return as_crispy_field(veld)


@register.simple_tag
def invoer(veld: forms.BoundField) -> SafeString:
    """The input itself, with the class of its kind and the ids that describe it."""
    widget = veld.field.widget
    soort = "form-control"
    if isinstance(widget, forms.CheckboxInput):
        soort = "form-check-input"
    elif isinstance(widget, forms.Select):
        soort = "form-select"
    attrs: dict[str, str | bool] = {"class": f"{soort} {widget.attrs.get('class', '')}".strip()}
    if str(widget.attrs.get("placeholder", "")) == str(veld.label):
        attrs["placeholder"] = False  # the label says it already, and stays when one types
    if not isinstance(widget, GROEPEN) and (ids := beschreven_door(veld)):
        attrs["aria-describedby"] = ids
    return veld.as_widget(attrs=attrs)
