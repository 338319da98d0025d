"""Forms about organisations. They clean what was typed; whether it may happen is for the services."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone

from educam_portal.accounts.forms import GEEN_WEBADRES, alleen_naam
from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Organisatie, Rol
from educam_portal.accounts.tekst import een_regel, heeft_webadres
from educam_portal.accounts.velden import datumveld
from educam_portal.documenten.forms import DocumentVeld

from . import nummers
from .models import Gemeente, Regio, School, Vestiging
from .regios import gemeenten_bij
from .services.machtigingen import SCOPES
from .services.ondernemingen import NUMMER_KLOPT_NIET
from .services.uitnodigingen import ROLLEN
from .services.vestigingen import plaats, vestigingsnummer

SCOPE_UITLEG = {
    "aanvragen": "Aanvragen: erkenningen aanvragen en opvolgen",
    "overeenkomsten": "Overeenkomsten: opmaken en opvolgen",
    "premies": "Premies: gegevens en rekeningnummer",
    "lezen": "Alleen lezen",
}


def _tekst(label: str, fout: str = "", **opties) -> forms.CharField:
    """A text field whose message for an empty one says what to do."""
    return forms.CharField(label=label, error_messages={"required": fout} if fout else None, **opties)


def _email(label: str, help_text: str = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Dit e-mailadres klopt niet. Schrijf het zo: naam@bedrijf.be.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def _maat(form: forms.BaseForm) -> None:
    """Fields as wide as what belongs in them: the width tells how much is asked."""
    breedtes = {"nummer": "breedte-20", "huisnummer": "breedte-4", "bus": "breedte-4", "postcode": "breedte-4"}
    for naam, breedte in breedtes.items():
        if naam in form.fields:
            form.fields[naam].widget.attrs["class"] = breedte
    form.fields["postcode"].widget.attrs["inputmode"] = "numeric"


class OndernemingForm(forms.Form):
    """Whom somebody works for. No look-up: what others filled in is never shown here."""

    jouw_naam = _tekst("Je voornaam en naam", "Vul je voornaam en naam in.", max_length=150)
    nummer = _tekst(
        "Ondernemingsnummer",
        "Vul het ondernemingsnummer in.",
        max_length=30,
        help_text="10 cijfers, bijvoorbeeld 0123.456.749. Je vindt het op een factuur of in de KBO.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    naam = _tekst("Naam van de onderneming", "Vul de naam van de onderneming in.", max_length=200)
    paritair_comite = _tekst(
        "Paritair comité",
        max_length=10,
        required=False,
        help_text="Bijvoorbeeld 112 of 149.02. Je vindt het op een loonfiche.",
    )
    straat = _tekst("Straat van de zetel", max_length=120, required=False)
    huisnummer = _tekst("Huisnummer", max_length=15, required=False)
    postcode = _tekst("Postcode", max_length=10, required=False)
    gemeente = _tekst("Gemeente", max_length=80, required=False)

    def __init__(self, *args, vraag_naam: bool, **kwargs):
        super().__init__(*args, **kwargs)
        _maat(self)
        self.fields["jouw_naam"].widget.attrs["autocomplete"] = "name"
        if not vraag_naam:
            del self.fields["jouw_naam"]

    def clean(self) -> dict:
        """Both names stand in mails to people who do not know the sender yet."""
        gegevens = super().clean() or {}
        for veld in ("jouw_naam", "naam"):
            if heeft_webadres(gegevens.get(veld, "")):
                self.add_error(veld, GEEN_WEBADRES)
        return gegevens

    def clean_nummer(self) -> str:
        cijfers = nummers.schoon_onderneming(self.cleaned_data["nummer"])
        if cijfers is None:
            raise forms.ValidationError(NUMMER_KLOPT_NIET)
        return cijfers

    def clean_postcode(self) -> str:
        tekst = self.cleaned_data["postcode"]
        postcode = nummers.schoon_postcode(tekst) if tekst else ""
        if postcode is None:
            raise forms.ValidationError("Een postcode heeft 4 cijfers, bijvoorbeeld 9300.")
        return postcode


def gemeenteveld() -> forms.ModelChoiceField:
    """Asked only when the postcode belongs to several gemeenten (`PostcodeMetGemeente`)."""
    return forms.ModelChoiceField(
        label="Gemeente",
        queryset=Gemeente.objects.none(),
        empty_label="Kies een gemeente",
        help_text="Deze postcode hoort bij meer dan één gemeente.",
        error_messages={"required": "Kies je gemeente.", "invalid_choice": "Kies een gemeente uit de lijst."},
    )


class PostcodeMetGemeente(forms.BaseForm):
    """A form with `postcode` and `gemeente`; the second is asked only when the first belongs to several."""

    def vraag_gemeente(self, bewaard: str = "") -> None:
        """Fill the choice of gemeenten for the postcode that was typed, or is kept; without a choice the field goes."""
        getypt = self.data.get(self.add_prefix("postcode"), "") if self.is_bound else bewaard
        postcode = nummers.schoon_postcode(getypt or "")
        mogelijk = list(gemeenten_bij(postcode, timezone.localdate())) if postcode else []
        if len(mogelijk) > 1:
            cast(forms.ModelChoiceField, self.fields["gemeente"]).queryset = Gemeente.objects.filter(
                pk__in=[een.pk for een in mogelijk]
            )
        else:
            del self.fields["gemeente"]

    def clean_postcode(self) -> str:
        postcode = nummers.schoon_postcode(self.cleaned_data["postcode"])
        if postcode is None:
            raise forms.ValidationError("Een postcode heeft 4 cijfers, bijvoorbeeld 9300.")
        return postcode


class VestigingForm(PostcodeMetGemeente, forms.ModelForm):
    """A location. The gemeente is asked only when the postcode belongs to several."""

    nummer = _tekst(
        "Vestigingsnummer",
        "Vul het vestigingsnummer in of kies 'Dat weet ik niet'.",
        max_length=30,
        help_text="10 cijfers, bijvoorbeeld 2.123.456.791. Je vindt het in de KBO bij je onderneming.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    nummer_onbekend = forms.BooleanField(label="Dat weet ik niet", required=False)
    gemeente = gemeenteveld()

    class Meta:
        model = Vestiging
        fields = [
            "naam",
            "straat",
            "huisnummer",
            "bus",
            "postcode",
            "contactpersoon",
            "telefoon",
            "email",
            "toon_contact",
        ]
        labels = {
            "naam": "Naam van de vestiging",
            "contactpersoon": "Contactpersoon",
            "email": "E-mailadres",
            "toon_contact": "Toon de contactpersoon op de openbare lijst van leerwerkplekken",
        }
        help_texts = {"naam": "Zoals leerlingen en scholen ze kennen.", "telefoon": "Bijvoorbeeld 0470 12 34 56."}

        error_messages = {
            "naam": {"required": "Vul de naam van de vestiging in."},
            "straat": {"required": "Vul de straat in."},
            "huisnummer": {"required": "Vul het huisnummer in."},
            "postcode": {"required": "Vul de postcode in."},
            "email": {"invalid": "Dit e-mailadres klopt niet. Schrijf het zo: naam@bedrijf.be."},
        }

    field_order = ["nummer", "nummer_onbekend", "naam", "straat", "huisnummer", "bus", "postcode", "gemeente"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _maat(self)
        if self.instance.pk and not self.is_bound:
            self.initial["nummer"] = nummers.toon_vestiging(self.instance.nummer) if self.instance.nummer else ""
            self.initial["nummer_onbekend"] = self.instance.nummer is None
            self.initial["telefoon"] = nummers.toon_telefoon(self.instance.telefoon) if self.instance.telefoon else ""
        # Needed, unless the werkgever says not to know it.
        self.fields["nummer"].required = not (self.is_bound and self.data.get(self.add_prefix("nummer_onbekend")))
        self.vraag_gemeente(self.instance.postcode)

    def clean_telefoon(self) -> str:
        tekst = self.cleaned_data["telefoon"].strip()
        nummer = nummers.schoon_telefoon(tekst) if tekst else ""
        if nummer is None:
            raise forms.ValidationError("Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.")
        return nummer

    def clean(self) -> dict[str, Any]:
        """What the service would refuse is said at its field, together with everything else that is wrong."""
        gegevens = super().clean() or self.cleaned_data
        if not gegevens.get("nummer_onbekend"):
            self._keur("nummer", lambda: vestigingsnummer(gegevens.get("nummer")))
        if "postcode" in gegevens and "gemeente" not in self.fields:
            self._keur("postcode", lambda: plaats(gegevens["postcode"], None, timezone.now()))
        return gegevens

    def _keur(self, veld: str, keur: Callable[[], Any]) -> None:
        try:
            keur()
        except Geweigerd as fout:
            self.add_error(veld, str(fout))

    def _post_clean(self) -> None:
        """The service writes; a model instance half filled in by the form would only mislead."""

    def velden(self) -> dict:
        """Arguments for `vestiging_maken` and `vestiging_wijzigen`."""
        gegevens = dict(self.cleaned_data)
        onbekend = gegevens.pop("nummer_onbekend")
        return {**gegevens, "nummer": None if onbekend else gegevens["nummer"]}


class UitnodigForm(forms.Form):
    """Invite to one organisation; `rollen` narrows what may be chosen."""

    email = _email("E-mailadres van je collega")
    rol = forms.ChoiceField(label="Rol", error_messages={"required": "Kies een rol."})

    def __init__(self, *args, organisatie: Organisatie, **kwargs):
        super().__init__(*args, **kwargs)
        rollen = ROLLEN[organisatie.soort]
        cast(forms.ChoiceField, self.fields["rol"]).choices = [(rol.value, rol.label) for rol in rollen]
        if len(rollen) == 1:
            self.fields["rol"].initial = rollen[0].value
            self.fields["rol"].widget = forms.HiddenInput()


class MachtigingForm(forms.Form):
    naam = _tekst("Naam van wie je machtigt", "Vul de naam in van wie je machtigt.", max_length=150)
    email = _email("E-mailadres van wie je machtigt")
    scopes = forms.MultipleChoiceField(
        label="Waarvoor geldt de machtiging?",
        choices=[(scope.value, SCOPE_UITLEG[scope.value]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één onderdeel."},
    )
    tot = forms.DateField(
        label="Tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Kies een einddatum.", "invalid": "Schrijf de datum als 31/12/2027."},
    )
    document = DocumentVeld(label="Ondertekende machtiging")

    def clean_naam(self) -> str:
        return alleen_naam(self.cleaned_data["naam"])

    def clean_tot(self):
        tot = self.cleaned_data["tot"]
        if tot < timezone.localdate():
            raise forms.ValidationError("Kies een einddatum vanaf vandaag.")
        return tot


class RedenForm(forms.Form):
    """One sentence of why, kept in the log."""

    reden = _tekst("Reden", "Schrijf een reden.", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label: str = "", hulp: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"].label = label or "Reden"
        self.fields["reden"].help_text = hulp


class StafUitnodigForm(forms.Form):
    """The coördinator invites: a consulent for a region, a colleague of EDUCAM, or somebody of a school."""

    email = _email("E-mailadres")
    plek = forms.ChoiceField(label="Rol en plaats", error_messages={"required": "Kies een rol."})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["plek"]).choices = [
            ("EDUCAM", [(f"educam:{rol.value}", rol.label) for rol in (Rol.COORDINATOR, Rol.BEHEERDER)]),
            ("Sectorconsulent", self._opties(Regio.objects.order_by("volgorde"), Rol.CONSULENT)),
            ("School", self._opties(School.objects.order_by("naam"), Rol.TRAJECTBEGELEIDER)),
        ]

    @staticmethod
    def _opties(rijen: Iterable[Regio | School], rol: Rol) -> list[tuple[str, str]]:
        return [(f"{rij.organisatie_id}:{rol.value}", str(rij)) for rij in rijen]


class ContactKaartForm(forms.Form):
    """Who to call in a region; kept as it stands on the public pages."""

    naam = _tekst("Naam", "Vul de naam in.", max_length=120)
    telefoon = _tekst(
        "Telefoon",
        "Vul het telefoonnummer in.",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = _email("E-mailadres")
    vanaf = datumveld("Vanaf welke dag tonen we deze kaart?", "Kies vanaf welke dag.")

    def clean_naam(self) -> str:
        return alleen_naam(een_regel(self.cleaned_data["naam"]))

    def clean_telefoon(self) -> str:
        nummer = nummers.schoon_telefoon(self.cleaned_data["telefoon"])
        if nummer is None:
            raise forms.ValidationError("Dit telefoonnummer klopt niet. Schrijf het zo: 0470 12 34 56.")
        return nummer
