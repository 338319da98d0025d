"""Forms about an erkenning that runs: begeleiding, schorsing, opheffing, uitsluiting, beroep, rechtzetten (rules.md §3.3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from educam_portal.organisaties.models import Opleiding, Vestiging
from educam_portal.termijnen.forms import GEWONE_DAGEN

from ..models import Aanvraag, AanvraagLijn, Beroep, Erkenning, LijnMentor
from ..services.maatregelen import Gehoord
from ..services.rechtzetten import Correctie
from .consulent import tekstvak
from .werkgever import ObjectenVeld


def dagveld(label: str, leeg: str = "", *, hint: str = "", verplicht: bool = True) -> forms.DateField:
    """One day, with the calendar of the browser; `leeg` says what to do about an empty one."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=verplicht,
        widget=forms.DateInput(attrs={"type": "date", "class": "breedte-12"}, format="%Y-%m-%d"),
        validators=GEWONE_DAGEN,
        error_messages={"required": leeg, "invalid": "Kies een dag die bestaat, zoals 31/01/2027."},
    )


class BegeleidingForm(forms.Form):
    punten = tekstvak("Wat spreek je af met de werkgever?", "Schrijf op wat je met de werkgever afspreekt.", rijen=6)
    tegen = dagveld("Tegen wanneer moet het in orde zijn?", "Kies een dag.")


class AfrondenForm(forms.Form):
    in_orde = forms.TypedChoiceField(
        label="Zijn de punten in orde?",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de punten in orde zijn."},
    )
    besluit = tekstvak("Wat bleek er?", "Schrijf op wat er bleek.", hint="De werkgever leest dit.")


class SchorsenForm(forms.Form):
    van = dagveld("Vanaf welke dag?", "Kies de eerste dag.")
    tot = dagveld(
        "Tot en met welke dag?",
        hint="Laat leeg als je dat nog niet weet. Dan beëindig je ze later zelf.",
        verplicht=False,
    )
    redenen = tekstvak(
        "Waarom?", "Schrijf de redenen op. Ze staan in de brief.", hint="Dit staat woordelijk in de brief."
    )


class MaatregelForm(forms.Form):
    """Reasons, and how the onderneming was heard; the latter becomes `gehoord`."""

    redenen = tekstvak(
        "Waarom?", "Schrijf de redenen op. Ze staan in de brief.", hint="Dit staat woordelijk in de brief.", rijen=6
    )
    gehoord_op = dagveld("Wanneer werd de onderneming gehoord of uitgenodigd?", verplicht=False)
    # Only urgency, with its reason, does without.
    gehoord_op.nodig = True
    gehoord_hoe = tekstvak("Hoe verliep dat?", "", verplicht=False, rijen=3, hint="Dit staat woordelijk in de brief.")
    dringend_reden = tekstvak(
        "Kon het niet wachten? Schrijf dan waarom.",
        "",
        verplicht=False,
        rijen=3,
        hint="Alleen als het dringend was. Dit staat woordelijk in de brief.",
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        schoon["gehoord"] = Gehoord(
            op=schoon.pop("gehoord_op", None),
            hoe=schoon.pop("gehoord_hoe", ""),
            dringend_reden=schoon.pop("dringend_reden", ""),
        )
        return schoon


class UitsluitenForm(MaatregelForm):
    wie = forms.ChoiceField(
        label="Wat sluit je uit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je uitsluit.", "invalid_choice": "Kies wat je uitsluit."},
    )
    tot = dagveld("Tot en met welke dag?", hint="Laat leeg voor een definitieve uitsluiting.", verplicht=False)
    # Whose consequences stand on the page.
    gezien = forms.CharField(required=False, initial="onderneming", widget=forms.HiddenInput)
    field_order = ("wie", "tot", "redenen")

    def __init__(self, *args: Any, vestigingen: Iterable[Vestiging], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.op_id = {str(vestiging.pk): vestiging for vestiging in vestigingen}
        self.fields["wie"].choices = [
            *((pk, f"Alleen {vestiging}") for pk, vestiging in self.op_id.items()),
            ("onderneming", "De hele onderneming"),
        ]

    def clean(self) -> dict[str, Any]:
        """`vestiging`: the chosen one, None for the whole onderneming. Nobody excludes what he did not read about."""
        schoon = super().clean()
        wie, gezien = schoon.pop("wie", ""), schoon.pop("gezien", "")
        schoon["vestiging"] = self.op_id.get(wie)
        if wie and wie != gezien:
            # What the page shows again is what is seen next.
            data = self.data.copy()
            data["gezien"] = wie
            self.data = data
            raise forms.ValidationError("Lees eerst wat deze keuze raakt, en druk dan nog eens.")
        return schoon

    @property
    def gekozen(self) -> str:
        """What is chosen so far: a vestiging by its key, or everything."""
        keuze = self.data.get("wie", "")
        return keuze if keuze in self.op_id else "onderneming"


class WerenForm(MaatregelForm):
    """Barring a mentor: of a 596.2 no word is written down, so it needs no reasons (rules.md §4)."""

    uittreksel = forms.TypedChoiceField(
        label="Waarover gaat het?",
        choices=[
            ("nee", "Deze mentor voldoet niet meer, of volgt de lerende niet goed"),
            ("ja", "Het uittreksel 596.2"),
        ],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        help_text="Bij het uittreksel staat in de brief alleen: deze mentor kan niet worden aangeduid. "
        "Laat dan de andere tekstvakken leeg.",
        error_messages={"required": "Kies waarover het gaat.", "invalid_choice": "Kies waarover het gaat."},
    )
    waarnemer = forms.CharField(
        label="Welke collega begeleidt de lerende voorlopig?",
        max_length=120,
        required=False,
        help_text="Voornaam en naam, als de werkgever dat al zei.",
        error_messages={"max_length": "Maak deze naam korter."},
    )
    field_order = ("uittreksel", "redenen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["redenen"].required = False
        self.fields["redenen"].nodig = True


class BeroepForm(forms.Form):
    ingediend_op = dagveld("Op welke dag ging de onderneming in beroep?", "Kies een dag.")
    notitie = tekstvak(
        "Wil je er iets bij noteren?", "", verplicht=False, rijen=3, hint="Alleen zichtbaar voor EDUCAM."
    )


class UitspraakForm(forms.Form):
    """The ruling; against a refusal also what is granted, from when, and with which mentoren."""

    uitkomst = forms.ChoiceField(
        label="Wat is de uitspraak?",
        choices=[keuze for keuze in Beroep.Uitkomst.choices if keuze[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de uitspraak."},
    )
    uitspraak_op = dagveld("Datum van de uitspraak", "Kies een dag.")
    toelichting = tekstvak("Toelichting", "", verplicht=False, hint="De werkgever leest dit in een mail.")

    def __init__(self, *args: Any, aanvraag: Aanvraag | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if aanvraag is None:
            return
        lijnen = list(
            aanvraag.lijnen.filter(toestand=AanvraagLijn.Toestand.GEWEIGERD).select_related("opleiding").order_by("pk")
        )
        mentoren = (
            LijnMentor.objects.filter(lijn__in=lijnen)
            .select_related("mentor__persoon", "lijn__opleiding")
            .order_by("pk")
        )
        self.fields["toegekend"] = ObjectenVeld(
            label="Welke opleidingen worden toch erkend?",
            help_text="Alleen bij een gegrond beroep.",
            objecten=lijnen,
            naam=lambda lijn: str(lijn.opleiding),
            required=False,
        )
        self.fields["vanaf"] = dagveld("Erkend vanaf", hint="De datum die in de uitspraak staat.", verplicht=False)
        self.fields["mentoren"] = ObjectenVeld(
            label="Met welke mentoren?",
            objecten=mentoren,
            naam=lambda rij: f"{rij.mentor} voor {rij.lijn.opleiding}",
            required=False,
        )


class RechtzettenForm(forms.Form):
    """Per erkenning the opleiding and the first day, and the name of the vestiging; what stays as it is changes nothing."""

    reden = tekstvak(
        "Wat was er fout?", "Schrijf op wat er fout was.", hint="De werkgever leest dit in een mail.", rijen=3
    )
    naam_vestiging = forms.CharField(label="Naam van de vestiging", max_length=200, required=False)

    def __init__(self, *args: Any, aanvraag: Aanvraag, erkenningen: list[Erkenning], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.erkenningen = erkenningen
        self.fields["naam_vestiging"].initial = aanvraag.vestiging.naam if aanvraag.vestiging else ""
        for erkenning in erkenningen:
            self.fields[f"opleiding-{erkenning.pk}"] = forms.ModelChoiceField(
                label=f"Opleiding (nu {erkenning.opleiding})",
                queryset=Opleiding.objects.order_by("titel"),
                initial=erkenning.opleiding_id,
                error_messages={
                    "required": "Kies een opleiding.",
                    "invalid_choice": "Kies een opleiding uit de lijst.",
                },
            )
            self.fields[f"van-{erkenning.pk}"] = dagveld(f"Geldig vanaf ({erkenning.opleiding})", "Kies een dag.")
            self.fields[f"van-{erkenning.pk}"].initial = erkenning.geldig_van

    def clean(self) -> dict[str, Any]:
        """Adds `correcties`: id of the erkenning → Correctie."""
        schoon = super().clean() or {}
        correcties: dict[int, Correctie] = {}
        for erkenning in self.erkenningen:
            opleiding: Opleiding | None = schoon.pop(f"opleiding-{erkenning.pk}", None)
            van: date | None = schoon.pop(f"van-{erkenning.pk}", None)
            correcties[erkenning.pk] = Correctie(opleiding=opleiding, geldig_van=van)
        schoon["correcties"] = correcties
        return schoon
