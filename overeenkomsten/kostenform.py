"""The questions behind the estimate of what a lerende costs: by GET, nothing is stored (rules.md §5.2)."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils import timezone

from educam_portal.accounts.velden import datumveld
from educam_portal.parameters import OnbekendeParameter, duur, waarde
from educam_portal.termijnen.rules import span_duur, span_einde

from .kosten import tarief
from .rules import vergoeding
from .rules.kosten import Vraag
from .rules.roosterkeuring import VANAF_GRENS, past_bij_soort

SOORTEN = (
    ("OAO", "Een leerling, minstens {uren} uur per week bij mij (OAO)"),
    ("SAO", "Een leerling, minder dan {uren} uur per week bij mij (SAO)"),
    ("ODOS", "Een cursist van een CVO, minstens {uren} uur per week bij mij (ODOS)"),
    ("ODO", "Een cursist van een CVO, minder dan {uren} uur per week bij mij (ODO)"),
)
CATEGORIEEN = (
    ("", "Kies een categorie"),
    ("1", "1: nog geen jaar of graad met succes afgewerkt"),
    ("2", "2: tweede graad, of een eerste jaar duaal, met succes afgewerkt"),
    ("3", "3: eerste jaar van de derde graad, of twee jaren duaal, met succes afgewerkt"),
)
MAX_UREN = Decimal(50)
# Years around the start in which somebody who learns a trade may be born.
JONGST, OUDST = 14, 80
VOORUIT_JAREN = 5


def soortkeuzes(op: date) -> list[tuple[str, str]]:
    """The four overeenkomsten as a bezoeker chooses between them, with the bound in hours that is in force on `op`."""
    grens = cast(int, waarde("overeenkomst_uren_grens", op))
    return [(soort, label.format(uren=grens)) for soort, label in SOORTEN]


def dag_binnen_bereik(dag: date, vandaag: date) -> date:
    """`dag` itself, or a ValidationError when it is further away than anybody plans."""
    if dag.year > vandaag.year + VOORUIT_JAREN:
        raise forms.ValidationError(f"Kies een dag tot en met {vandaag.year + VOORUIT_JAREN}.")
    return dag


def _urenveld(label: str, hulp: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=hulp,
        required=False,
        min_value=0,
        max_value=MAX_UREN,
        max_digits=4,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
        error_messages={
            "invalid": "Vul een aantal uren in, bijvoorbeeld 24 of 24,5.",
            "min_value": "Vul een aantal uren van 0 of meer in.",
            "max_value": f"Vul hoogstens {MAX_UREN} uur per week in.",
            "max_digits": "Vul een aantal uren in, bijvoorbeeld 24 of 24,5.",
            "max_decimal_places": "Vul hoogstens twee cijfers na de komma in.",
            "max_whole_digits": f"Vul hoogstens {MAX_UREN} uur per week in.",
        },
    )


class KostenForm(forms.Form):
    soort = forms.ChoiceField(
        label="Wie zoek je?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie je zoekt.", "invalid_choice": "Kies een van de vier mogelijkheden."},
    )
    categorie = forms.ChoiceField(
        label="Vooropleiding van de leerling (bij een OAO)",
        help_text="De school zegt je welke categorie het is.",
        choices=CATEGORIEEN,
        required=False,
        error_messages={"invalid_choice": "Kies categorie 1, 2 of 3."},
    )
    werkplek = _urenveld("Uren per week bij jou (bij een ODOS of ODO)", "Gemiddeld, pauzes niet meegeteld.")
    les = _urenveld("Lesuren per week (bij een ODOS)", "Bij een ODOS betaal je ook de uren in het CVO.")
    geboortejaar = forms.IntegerField(
        label="Geboortejaar van de lerende",
        help_text="Het jaar bepaalt de RSZ. De dag hoeven we niet te weten.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={"invalid": "Vul een jaartal in, bijvoorbeeld 2009."},
    )
    jong = forms.BooleanField(
        label="Ik ken het jaar niet, maar de lerende wordt in het jaar van de start nog geen 19.", required=False
    )
    start = datumveld("Eerste dag", "Vul de eerste dag in.")
    maanden = forms.IntegerField(
        label="Hoeveel maanden?",
        help_text="Een schooljaar telt er 12, met de zomer.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={
            "required": "Vul het aantal maanden in.",
            "invalid": "Vul een aantal maanden in, bijvoorbeeld 10.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = timezone.localdate()
        self.grens = cast(int, waarde("overeenkomst_uren_grens", self.vandaag))
        # Asked of some soorten only, and of those always: no “niet verplicht” behind them.
        for naam in ("categorie", "werkplek", "les"):
            self.fields[naam].nodig = True  # type: ignore[attr-defined]
        keuze = cast(forms.ChoiceField, self.fields["soort"])
        keuze.choices = soortkeuzes(self.vandaag)

    def clean_start(self) -> date:
        start = dag_binnen_bereik(self.cleaned_data["start"], self.vandaag)
        try:
            tarief(start)
        except OnbekendeParameter:
            raise forms.ValidationError("Voor deze dag kennen we geen bedragen. Kies een latere dag.") from None
        return start

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        soort = schoon.get("soort")
        if soort in vergoeding.PER_MAAND and not schoon.get("categorie") and "categorie" not in self.errors:
            self.add_error("categorie", "Kies een categorie: ze bepaalt de leervergoeding bij een OAO.")
        if soort in vergoeding.PER_UUR:
            self._uren(soort, schoon)
        start, jaar = schoon.get("start"), schoon.get("geboortejaar")
        if start and jaar is not None and not start.year - OUDST <= jaar <= start.year - JONGST:
            self.add_error("geboortejaar", f"Vul een jaar tussen {start.year - OUDST} en {start.year - JONGST} in.")
        if start and "maanden" in schoon:
            self._einde(start, schoon)
        return schoon

    def vraag(self) -> Vraag:
        """The question of a valid form."""
        schoon = self.cleaned_data
        per_uur = schoon["soort"] in vergoeding.PER_UUR
        return Vraag(
            soort=schoon["soort"],
            start=schoon["start"],
            einde=schoon["einde"],
            categorie=int(schoon["categorie"] or 1),
            werkplek=(per_uur and schoon["werkplek"]) or Decimal(0),
            les=(per_uur and schoon["les"]) or Decimal(0),
            geboortejaar=schoon["geboortejaar"],
            jong=schoon["jong"],
        )

    def _uren(self, soort: str, schoon: dict[str, Any]) -> None:
        werkplek = schoon.get("werkplek")
        if werkplek is None:
            if "werkplek" not in self.errors:
                self.add_error("werkplek", "Vul in hoeveel uur per week de cursist bij jou is.")
        elif not past_bij_soort(soort, werkplek, self.grens):
            hoeveel = "minstens" if soort in VANAF_GRENS else "minder dan"
            self.add_error("werkplek", f"Bij een {soort} is de cursist {hoeveel} {self.grens} uur per week bij jou.")
        if soort == "ODOS" and schoon.get("les") is None and "les" not in self.errors:
            self.add_error("les", "Vul in hoeveel uur per week de cursist les volgt.")

    def _einde(self, start: date, schoon: dict[str, Any]) -> None:
        langste = duur("overeenkomst_max_duur", start)
        laatste = span_duur(start, langste)
        # First a bound that the calendar can hold, then the parameter.
        if not 1 <= schoon["maanden"] <= 120 or (einde := span_einde(start, maanden=schoon["maanden"])) > laatste:
            self.add_error("maanden", f"Een overeenkomst duurt minstens 1 maand en hoogstens {langste}.")
        else:
            schoon["einde"] = einde
