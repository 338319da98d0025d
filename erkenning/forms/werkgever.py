"""What a werkgever fills in, one small form per page (ux.md §1.1)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from educam_portal.accounts.forms import alleen_naam
from educam_portal.documenten.forms import DocumentVeld
from educam_portal.documenten.soorten import FOTOS
from educam_portal.organisaties import nummers
from educam_portal.organisaties.models import Opleiding, Vestiging
from mentoren.drempels import drempels
from mentoren.models import Mentor
from mentoren.voorwaarden import Drempels

from ..models import Aanvraag, AanvraagLijn, BezoekMoment, Erkenning, LijnActiviteit
from .versie import VersieVeld

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
JA_NEE_WOORD = {True: "ja", False: "nee", None: ""}


def ja_nee(label: str, hint: str = "", *, fout: str) -> forms.TypedChoiceField:
    """A yes/no question whose answer may wait: empty stays None."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=JA_NEE,
        coerce=lambda waarde: waarde == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": fout, "invalid_choice": fout},
    )


class ObjectenVeld(forms.MultipleChoiceField):
    """Tick some of the objects that the page has in hand already: no query of its own, however many such fields."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, objecten: Iterable[Any], naam: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.objecten = {str(obj.pk): obj for obj in objecten}
        super().__init__(choices=[(pk, naam(obj)) for pk, obj in self.objecten.items()], **kwargs)

    def clean(self, value: Any) -> list[Any]:
        return [self.objecten[pk] for pk in dict.fromkeys(super().clean(value))]


class StapForm(forms.Form):
    """Base of every step: carries the version of the aanvraag that the page was made from."""

    versie = VersieVeld(required=False)

    def __init__(self, *args: Any, aanvraag: Aanvraag, **kwargs: Any) -> None:
        self.aanvraag = aanvraag
        kwargs["initial"] = {"versie": aanvraag.versie} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class VestigingKeuzeForm(StapForm):
    vestiging = forms.ModelChoiceField(
        label="Welke vestiging?",
        queryset=Vestiging.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies een vestiging, of voeg er een toe.", "invalid_choice": "Kies een vestiging."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eigen = self.aanvraag.onderneming.vestigingen.open().select_related("gemeente").order_by("naam", "pk")
        self.fields["vestiging"].queryset = eigen
        self.fields["vestiging"].label_from_instance = lambda vestiging: f"{vestiging.naam}, {vestiging.adres}"
        self.initial.setdefault("vestiging", self.aanvraag.vestiging_id)


class OpleidingenForm(StapForm):
    """Tick the opleidingen; each becomes a line of its own."""

    def __init__(self, *args: Any, zichtbaar: list[Opleiding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opleidingen"] = ObjectenVeld(
            label="Voor welke opleidingen?",
            objecten=sorted(zichtbaar, key=lambda opleiding: opleiding.titel),
            error_messages={"required": "Kies minstens één opleiding.", "invalid_choice": "Kies uit de lijst."},
        )


class PlaatsenForm(StapForm):
    """How many lerenden at the same time, per opleiding."""

    def __init__(self, *args: Any, lijnen: list[AanvraagLijn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lijnen = lijnen
        for lijn in lijnen:
            self.fields[f"plaatsen_{lijn.pk}"] = plaatsenveld(str(lijn.opleiding), lijn.plaatsen)

    def plaatsen(self) -> dict[Opleiding, int]:
        return {lijn.opleiding: self.cleaned_data[f"plaatsen_{lijn.pk}"] for lijn in self.lijnen}


def plaatsenveld(label: str, plaatsen: int) -> forms.IntegerField:
    """How many lerenden at the same time."""
    return forms.IntegerField(
        label=label,
        initial=plaatsen,
        min_value=1,
        max_value=50,
        widget=forms.NumberInput(attrs={"class": "invoer-kort", "inputmode": "numeric"}),
        error_messages={
            "required": f"Vul het aantal plaatsen voor {label} in.",
            "invalid": f"Vul voor {label} een getal in, bijvoorbeeld 1.",
            "min_value": f"Vul minstens één plaats in voor {label}.",
            "max_value": f"Meer dan 50 plaatsen voor {label} bespreek je met je consulent.",
        },
    )


class ErkendePlaatsenForm(forms.Form):
    """The places of one erkenning."""

    def __init__(self, *args: Any, erkenning: Erkenning, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plaatsen"] = plaatsenveld(str(erkenning.opleiding), erkenning.plaatsen)


class ActiviteitenForm(StapForm):
    """The checklist of one opleiding: can a lerende do this at your place? May be saved half-way."""

    def __init__(self, *args: Any, lijn: AanvraagLijn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rijen: list[LijnActiviteit] = list(lijn.activiteiten.all())
        for rij in self.rijen:
            self.fields[f"activiteit_{rij.pk}"] = forms.ChoiceField(
                label=str(rij.activiteit),
                choices=JA_NEE,
                initial=rij.antwoord,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies ja of nee."},
            )
            self.fields[f"activiteit_{rij.pk}"].nodig = True

    def antwoorden(self) -> dict[int, str]:
        return {rij.pk: self.cleaned_data[f"activiteit_{rij.pk}"] for rij in self.rijen}


VRAAG_ADRES = "Vul het e-mailadres van de mentor in. Daar sturen we de link naartoe."


class MentorGegevens(forms.Form):
    """One mentor: who it is, how long in the profession, present enough (rules.md §4)."""

    voornaam = forms.CharField(label="Voornaam", max_length=80, error_messages={"required": "Vul de voornaam in."})
    naam = forms.CharField(label="Familienaam", max_length=120, error_messages={"required": "Vul de familienaam in."})
    geboortedatum = forms.DateField(
        label="Geboortedatum",
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "invoer-kort"}),
        error_messages={
            "required": "Vul de geboortedatum in.",
            "invalid": "Deze geboortedatum klopt niet. Schrijf dag, maand en jaar zo: 15/06/1985.",
        },
    )
    email = forms.EmailField(
        label="E-mailadres van de mentor",
        required=False,
        help_text="Voor herinneringen aan de mentoropleiding, en om de mentor zelf te laten invullen.",
        error_messages={"invalid": "Dit e-mailadres klopt niet. Schrijf het zo: naam@bedrijf.be."},
    )
    telefoon = forms.CharField(label="Telefoon", required=False, max_length=30, help_text="Bijvoorbeeld 0470 12 34 56.")
    functie = forms.CharField(
        label="Functie", required=False, max_length=120, help_text="Bijvoorbeeld werkplaatsleider."
    )
    beroep_sinds = forms.DateField(
        label="In het beroep sinds",
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "invoer-kort"}),
        error_messages={"invalid": "Deze eerste werkdag klopt niet. Schrijf dag, maand en jaar zo: 01/09/2008."},
    )
    voldoende_aanwezig = ja_nee(
        "Is deze mentor genoeg in de werkplaats om de lerende van dichtbij te volgen?",
        fout="Kies of de mentor genoeg in de werkplaats is.",
    )
    vrijstelling_gevraagd = forms.BooleanField(required=False)

    def __init__(self, *args: Any, mentor: Mentor | None = None, vraagt: bool = False, **kwargs: Any) -> None:
        """`vraagt`: the mentor fills in the rest in person, so only a name and an address are needed now."""
        super().__init__(*args, **kwargs)
        self.vraagt = vraagt
        if vraagt:
            for veld in ("geboortedatum", "voldoende_aanwezig"):
                self.fields[veld].required = False
            self.fields["email"].required = True
            self.fields["email"].error_messages["required"] = VRAAG_ADRES
        self.fields["beroep_sinds"].nodig = True
        self._noem_grenzen(drempels(timezone.localdate()))
        if mentor:
            persoon = mentor.persoon
            self.initial = {
                **self.initial,
                "voornaam": persoon.voornaam,
                "naam": persoon.naam,
                "geboortedatum": persoon.geboortedatum,
                "email": mentor.email,
                "telefoon": nummers.toon_telefoon(mentor.telefoon) if mentor.telefoon else "",
                "functie": mentor.functie,
                "beroep_sinds": mentor.beroep_sinds,
                "voldoende_aanwezig": JA_NEE_WOORD[mentor.voldoende_aanwezig],
                "vrijstelling_gevraagd": mentor.vrijstelling_gevraagd,
            }

    def _noem_grenzen(self, grenzen: Drempels) -> None:
        """What a mentor must be today, in the words of the fields."""
        jong, oud = grenzen.min_leeftijd_vrijgesteld, grenzen.min_leeftijd
        self.fields[
            "geboortedatum"
        ].help_text = (
            f"Bijvoorbeeld 15/06/1985. Een mentor is minstens {oud} jaar, of {jong} met een bewijs van vooropleiding."
        )
        self.fields["beroep_sinds"].help_text = (
            "De eerste werkdag in het beroep, bijvoorbeeld 01/09/2008. "
            f"Een mentor heeft minstens {grenzen.min_ervaring} ervaring."
        )
        self.fields[
            "vrijstelling_gevraagd"
        ].label = f"De mentor is tussen {jong} en {oud} jaar of heeft minder ervaring, maar heeft een bewijs van vooropleiding"

    def clean_voornaam(self) -> str:
        return alleen_naam(self.cleaned_data["voornaam"])

    def clean_naam(self) -> str:
        return alleen_naam(self.cleaned_data["naam"])

    def clean_geboortedatum(self) -> date | None:
        geboren: date | None = self.cleaned_data["geboortedatum"]
        vandaag = timezone.localdate()
        if geboren and not vandaag - timedelta(days=100 * 366) < geboren < vandaag - timedelta(days=15 * 365):
            raise forms.ValidationError("Kijk de geboortedatum na: dit kan niet de leeftijd van een mentor zijn.")
        return geboren

    def clean_beroep_sinds(self) -> date | None:
        sinds: date | None = self.cleaned_data["beroep_sinds"]
        if sinds and sinds > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst. Vul de eerste werkdag in het beroep in.")
        return sinds

    def clean_telefoon(self) -> str:
        getypt: str = self.cleaned_data["telefoon"].strip()
        nummer = nummers.schoon_telefoon(getypt) if getypt else ""
        if nummer is None:
            raise forms.ValidationError("Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.")
        return nummer

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        leeg = "beroep_sinds" not in self.errors and not gegevens.get("beroep_sinds")
        if leeg and not self.vraagt and not gegevens.get("vrijstelling_gevraagd"):
            self.add_error("beroep_sinds", "Vul in sinds wanneer, of vink aan dat er een bewijs van vooropleiding is.")
        return gegevens

    def persoon(self) -> dict[str, Any]:
        return {veld: self.cleaned_data[veld] for veld in ("voornaam", "naam", "geboortedatum")}

    def mentor(self) -> dict[str, Any]:
        velden = ("email", "telefoon", "functie", "beroep_sinds", "voldoende_aanwezig", "vrijstelling_gevraagd")
        return {veld: self.cleaned_data[veld] for veld in velden}


class MentorForm(StapForm, MentorGegevens):
    """The same as a step of an aanvraag."""


class MentorKeuzeForm(StapForm):
    """Which of these `mentoren` for which opleiding."""

    def __init__(self, *args: Any, lijnen: list[AanvraagLijn], mentoren: list[Mentor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lijnen = lijnen
        for lijn in lijnen:
            self.fields[f"mentoren_{lijn.pk}"] = ObjectenVeld(
                label=str(lijn.opleiding),
                objecten=mentoren,
                initial=[voorstel.mentor_id for voorstel in lijn.mentoren.all()],
                error_messages={
                    "required": f"Kies minstens één mentor voor {lijn.opleiding}.",
                    "invalid_choice": "Kies een mentor uit de lijst.",
                },
            )

    def keuze(self) -> dict[AanvraagLijn, list[Mentor]]:
        return {lijn: self.cleaned_data[f"mentoren_{lijn.pk}"] for lijn in self.lijnen}


class VoorwaardenForm(StapForm):
    """The questions about the onderneming, and when a lerende could start (rules.md §3.1)."""

    uitrusting_ok = ja_nee(
        "Volstaan je organisatie en je uitrusting om de opleiding op de werkplek mogelijk te maken?",
        "Denk aan ruimte, gereedschap, voertuigen en tijd om uitleg te geven.",
        fout="Kies of je organisatie en uitrusting volstaan.",
    )
    uitrusting_toelichting = forms.CharField(
        label="Wil je iets vertellen over je organisatie of uitrusting?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    draagkracht_ok = ja_nee(
        "Heeft je onderneming genoeg financiële draagkracht om de opleiding te kunnen afmaken?",
        fout="Kies of je onderneming genoeg financiële draagkracht heeft.",
    )
    draagkracht_toelichting = forms.CharField(
        label="Wil je iets vertellen over de financiën?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    veroordelingen_ok = ja_nee(
        "Is je onderneming vrij van veroordelingen die het voortbestaan of de leeromgeving in gevaar brengen?",
        "Bijvoorbeeld voor arbeidsrecht of sociale zekerheid.",
        fout="Kies of je onderneming vrij is van zulke veroordelingen.",
    )
    veroordelingen_toelichting = forms.CharField(
        label="Wil je iets vertellen over deze vraag?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lerende_wacht = forms.BooleanField(label="Er wacht al een lerende op een plaats bij mij", required=False)
    geplande_start = forms.DateField(
        label="Wanneer zou een lerende kunnen starten?",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "invoer-kort"}),
        error_messages={"invalid": "Kies een datum, of laat dit leeg."},
    )
    opmerking = forms.CharField(
        label="Iets dat je consulent moet weten?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    VELDEN = (
        "uitrusting_ok",
        "uitrusting_toelichting",
        "draagkracht_ok",
        "draagkracht_toelichting",
        "veroordelingen_ok",
        "veroordelingen_toelichting",
        "lerende_wacht",
        "geplande_start",
        "opmerking",
    )

    def __init__(self, *args: Any, half: bool = False, **kwargs: Any) -> None:
        """`half`: save what is there; the questions without an answer wait (rules.md §3.1, nothing typed is lost)."""
        super().__init__(*args, **kwargs)
        for veld in self.VELDEN:
            if half:
                self.fields[veld].required = False
            waarde = getattr(self.aanvraag, veld)
            self.initial[veld] = JA_NEE_WOORD[waarde] if veld.endswith("_ok") else waarde

    def antwoorden(self) -> dict[str, Any]:
        return {veld: self.cleaned_data[veld] for veld in self.VELDEN}


class UploadForm(forms.Form):
    """One document in one slot."""

    bestand = DocumentVeld(label="Bestand")


class FotoUploadForm(forms.Form):
    """One photo in one slot."""

    bestand = DocumentVeld(label="Foto", typen=FOTOS)


class IndienenForm(forms.Form):
    """The four engagements of the brochure; each is ticked by hand."""

    leeropportuniteit = forms.BooleanField(
        label="Ik bied de lerende een leeropportuniteit en voer het opleidingsplan uit, samen met de school.",
        error_messages={"required": "Vink aan dat je een leeropportuniteit biedt."},
    )
    begeleider = forms.BooleanField(
        label="Ik duid een begeleider (mentor) aan die de lerende opleidt, volgt en evalueert.",
        error_messages={"required": "Vink aan dat je een begeleider aanduidt."},
    )
    bepalingen = forms.BooleanField(
        label="Ik leef de bepalingen van de overeenkomst na.",
        error_messages={"required": "Vink aan dat je de bepalingen naleeft."},
    )
    communicatie = forms.BooleanField(
        label="Ik communiceer goed met de school bij vragen, opmerkingen of problemen.",
        error_messages={"required": "Vink aan dat je goed communiceert met de school."},
    )


class RedenForm(forms.Form):
    """A confirmation with room for a reason."""

    reden = forms.CharField(label="Waarom?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AanvullenForm(forms.Form):
    """The answer to a question of the consulent."""

    antwoord = forms.CharField(
        label="Wil je iets antwoorden?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    alles = forms.BooleanField(
        label="Ik heb alles aangevuld wat gevraagd is",
        error_messages={"required": "Vink aan dat je alles aangevuld hebt."},
    )


class MomentForm(forms.Form):
    """One of the offered slots."""

    moment = forms.ModelChoiceField(
        label="Welk moment past?",
        queryset=BezoekMoment.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Kies een moment.",
            "invalid_choice": "Dit moment staat niet meer open. Kies een ander.",
        },
    )

    def __init__(self, *args: Any, momenten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moment"].queryset = momenten
        self.fields["moment"].label_from_instance = lambda moment: moment.zin


class SluitingForm(forms.Form):
    """Until when the garage is closed."""

    tot = forms.DateField(
        label="Tot en met welke dag ben je gesloten?",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "invoer-kort"}),
        error_messages={"required": "Kies een datum.", "invalid": "Kies een datum."},
    )


class KopieForm(forms.Form):
    """For which vestiging a copy is made."""

    vestiging = forms.ModelChoiceField(
        label="Voor welke vestiging?",
        queryset=Vestiging.objects.none(),
        widget=forms.RadioSelect,
        required=False,
        empty_label="Dat kies ik later",
    )

    def __init__(self, *args: Any, aanvraag: Aanvraag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vestiging"].queryset = (
            aanvraag.onderneming.vestigingen.open().select_related("gemeente").order_by("naam", "pk")
        )
