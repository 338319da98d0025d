"""The questions of the public simulator: by GET, nothing is stored (rules.md §6)."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld
from educam_portal.parameters import dagen, duur
from educam_portal.termijnen.rules import span_duur
from overeenkomsten.kostenform import dag_binnen_bereik, soortkeuzes

from .regels import heeft_premie
from .rules import schooljaar_van
from .simulatie import Vraag

GEWESTEN = (("vlaams", "In het Vlaams Gewest"), ("brussels", "In Brussel"))
JA, NEE = "ja", "nee"


def _keuze(label: str, fout: str, keuzes: Any = (), hulp: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hulp,
        choices=keuzes,
        widget=forms.RadioSelect,
        error_messages={"required": fout, "invalid_choice": fout},
    )


class PremieForm(forms.Form):
    soort = _keuze("Wie leid je op?", "Kies wie je opleidt.")
    gewest = _keuze("Waar ligt je vestiging?", "Kies waar je vestiging ligt.", GEWESTEN)
    aandeel = _keuze(
        "Is de lerende minstens de helft van de tijd bij jou?",
        "Kies ja of nee.",
        ((JA, "Ja"), (NEE, "Nee")),
        "De tijd bij jou, tegenover alle tijd op de werkplek en in de les samen.",
    )
    start = datumveld("Eerste dag bij jou", "Vul de eerste dag in.")
    einde = datumveld("Laatste dag", "Vul de laatste dag in.", help_text="Zoals in de overeenkomst staat.")
    mentoropleiding_op = datumveld(
        "Wanneer volgde de mentor de mentoropleiding?",
        "",
        required=False,
        help_text="Of wanneer is ze gepland. Weet je het nog niet? Laat dit dan leeg.",
    )
    geregistreerd_op = datumveld(
        "Wanneer is de overeenkomst geregistreerd?",
        "",
        required=False,
        help_text="In dit portaal is dat de dag van de laatste handtekening. Nog niet? Laat dit dan leeg.",
    )
    toestemming_op = datumveld(
        "Wanneer gaf je toestemming en je rekeningnummer?",
        "",
        required=False,
        help_text="Nog niet? Laat dit dan leeg.",
    )
    eerder = forms.IntegerField(
        label="Hoeveel premies waren er al voor deze lerende?",
        help_text="Ook stagebonussen van vroeger, en premies voor een andere werkgever. Geen? Laat dit dan leeg.",
        required=False,
        min_value=0,
        max_value=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "breedte-4"}),
        error_messages={
            "invalid": "Vul een aantal in, bijvoorbeeld 1.",
            "min_value": "Vul 0 of meer in.",
            "max_value": "Vul hoogstens 20 in.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = timezone.localdate()
        cast(forms.ChoiceField, self.fields["soort"]).choices = soortkeuzes(self.vandaag)

    def clean_start(self) -> date:
        start = dag_binnen_bereik(self.cleaned_data["start"], self.vandaag)
        if start < dagen("overeenkomst_max_duur")[0]:
            raise forms.ValidationError("In die tijd bestond deze premie nog niet. Kies een latere dag.")
        return start

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        start, einde = schoon.get("start"), schoon.get("einde")
        if start and einde:
            self._periode(start, einde)
        return schoon

    def _periode(self, start: date, einde: date) -> None:
        langste = duur("overeenkomst_max_duur", start)
        if einde < start:
            self.add_error("einde", "Kies een laatste dag na de eerste dag.")
        elif einde > span_duur(start, langste):
            self.add_error("einde", f"Een overeenkomst duurt hoogstens {langste}. Kies een vroegere laatste dag.")
        elif not heeft_premie(schooljaar_van(einde)):
            self.add_error("einde", "In die tijd bestond deze premie nog niet. Kies latere dagen.")

    def vraag(self) -> Vraag:
        """The question of a valid form."""
        schoon = self.cleaned_data
        return Vraag(
            soort=schoon["soort"],
            start=schoon["start"],
            einde=schoon["einde"],
            gewest=schoon["gewest"],
            genoeg_op_werkplek=schoon["aandeel"] == JA,
            mentoropleiding_op=schoon["mentoropleiding_op"],
            geregistreerd_op=schoon["geregistreerd_op"],
            toestemming_op=schoon["toestemming_op"],
            eerder=schoon["eerder"] or 0,
        )
