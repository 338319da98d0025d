"""Forms about the visit: fixing, offering, moving, cancelling (rules.md §3.2)."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from educam_portal.accounts.velden import datumveld, tekstvak, uurveld

DUREN = [(30, "30 minuten"), (45, "45 minuten"), (60, "1 uur"), (90, "1,5 uur"), (120, "2 uur"), (180, "3 uur")]


def moment(dag, uur) -> datetime:
    """The aware moment of a day and a time in Brussels."""
    return timezone.make_aware(datetime.combine(dag, uur))


class MomentForm(forms.Form):
    """A day and a time, together `begint_op`."""

    dag = datumveld("Op welke dag?", "Kies een dag.")
    uur = uurveld()

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("dag") and gegevens.get("uur"):
            gegevens["begint_op"] = moment(gegevens["dag"], gegevens["uur"])
        return gegevens


class DuurMixin(forms.Form):
    duur = forms.TypedChoiceField(
        label="Hoelang duurt het?",
        choices=DUREN,
        coerce=int,
        initial=60,
        error_messages={"required": "Kies hoelang het bezoek duurt."},
    )


class VastleggenForm(DuurMixin, MomentForm):
    field_order = ["dag", "uur", "duur", "mentor_aanwezig", "opmerking"]
    mentor_aanwezig = forms.BooleanField(label="De mentor is erbij", required=False, initial=True)
    opmerking = forms.CharField(
        label="Opmerking bij de afspraak",
        required=False,
        max_length=500,
        help_text="Dit komt in de uitnodiging, bijvoorbeeld waar je parkeert.",
    )


class VoorstellenForm(DuurMixin):
    """Up to three slots; the werkgever taps one of them."""

    AANTAL = 3
    opmerking = forms.CharField(label="Opmerking bij je voorstel", required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, self.AANTAL + 1):
            self.fields[f"dag_{n}"] = datumveld(f"Moment {n}: dag", "Kies een dag.", required=n == 1)
            self.fields[f"uur_{n}"] = uurveld(f"Moment {n}: uur", required=n == 1)
        self.order_fields([naam for n in range(1, self.AANTAL + 1) for naam in (f"dag_{n}", f"uur_{n}")])

    @property
    def paren(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Day and time of each slot, for the page."""
        return [(self[f"dag_{n}"], self[f"uur_{n}"]) for n in range(1, self.AANTAL + 1)]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        momenten = []
        for n in range(1, self.AANTAL + 1):
            dag, uur = gegevens.get(f"dag_{n}"), gegevens.get(f"uur_{n}")
            if dag and uur:
                momenten.append(moment(dag, uur))
            elif dag and f"uur_{n}" not in self.errors:
                self.add_error(f"uur_{n}", "Vul ook het uur in.")
            elif uur and f"dag_{n}" not in self.errors:
                self.add_error(f"dag_{n}", "Kies ook de dag.")
        if len(momenten) != len(set(momenten)):
            raise ValidationError("Je stelde twee keer hetzelfde moment voor. Kies een ander.")
        gegevens["momenten"] = momenten
        return gegevens


class VerplaatsForm(MomentForm):
    op_vraag_werkgever = forms.BooleanField(
        label="De werkgever vroeg om een ander moment",
        help_text="Is het later dan eerst afgesproken, dan staat de termijn tussen die twee dagen stil.",
        required=False,
    )


class SluitingForm(forms.Form):
    tot = datumveld("Tot en met welke dag is de onderneming gesloten?", "Vul de laatste dag van de sluiting in.")


class GeenBezoekForm(forms.Form):
    reden = tekstvak(
        "Waarom is er geen bezoek nodig?",
        "Schrijf waarom een bezoek niet nodig is.",
        hint="Bijvoorbeeld: bezocht op 12 maart voor een andere opleiding op dezelfde vestiging.",
    )


class AnnuleerForm(forms.Form):
    reden = tekstvak(
        "Waarom gaat het bezoek niet door?",
        "Schrijf waarom het bezoek niet doorgaat.",
        hint="De werkgever leest dit in de mail.",
    )
