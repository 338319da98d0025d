"""The style guide `/demo/vorm/`: every component with example data. Exists only in demo mode."""

from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString


class VoorbeeldForm(forms.Form):
    """One field of each kind."""

    nummer = forms.CharField(
        label="Ondernemingsnummer",
        help_text="Tien cijfers, bijvoorbeeld 0403.019.261. Punten en spaties mogen.",
        widget=forms.TextInput(attrs={"class": "breedte-20", "inputmode": "numeric"}),
        error_messages={"required": "Vul je ondernemingsnummer in. Het staat op je facturen."},
    )
    vestiging = forms.ChoiceField(
        label="In welke vestiging leert de leerling?",
        choices=[
            ("", "Kies een vestiging"),
            ("1", "Brusselsesteenweg 12, 9300 Aalst"),
            ("2", "Kaai 4, 9200 Dendermonde"),
        ],
        error_messages={"required": "Kies een vestiging."},
    )
    opleiding = forms.MultipleChoiceField(
        label="Voor welke opleidingen vraag je een erkenning?",
        help_text="Kruis alles aan wat past.",
        choices=[
            ("koets", "Koetswerk duaal"),
            ("pw", "Polyvalent mecanicien personenwagens duaal"),
            ("fiets", "Fietsmecanicien"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis minstens één opleiding aan."},
    )
    aanwezig = forms.ChoiceField(
        label="Is je mentor elke werkdag in de werkplaats?",
        choices=[("ja", "Ja"), ("nee", "Nee"), ("weet_niet", "Dat weet ik nog niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja, nee of dat je het nog niet weet."},
    )
    gevolgd_op = forms.DateField(
        label="Wanneer volgde je mentor de opleiding?", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    opmerking = forms.CharField(
        label="Wil je nog iets kwijt?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    akkoord = forms.BooleanField(
        label="Ik verklaar dat dit allemaal klopt.",
        error_messages={
            "required": "Vink aan dat alles klopt. Zonder verklaring kunnen we je aanvraag niet behandelen."
        },
    )


def _status(tekst: str, kleur: str, icoon: str) -> dict[str, str]:
    return {"tekst": tekst, "kleur": kleur, "icoon": icoon}


def _rij(bedrijf: str, gemeente: str, opleiding: str, status: dict[str, str], klok: dict) -> dict:
    return {"bedrijf": bedrijf, "gemeente": gemeente, "opleiding": opleiding, "status": status, "klok": klok}


def _gegevens(nu: datetime) -> dict:
    vandaag = timezone.localtime(nu).date()

    def dag(n: int):
        return vandaag + timedelta(days=n)

    klokken = [
        {"vervalt": dag(9), "start": dag(-5), "label": "Beslissing vóór"},
        {"vervalt": dag(3), "start": dag(-11), "label": "Beslissing vóór"},
        {"vervalt": dag(1), "start": dag(-13), "label": "Beslissing vóór"},
        {"vervalt": dag(0), "start": dag(-14), "label": "Beslissing vóór"},
        {"vervalt": dag(-2), "start": dag(-16), "label": "Beslissing vóór"},
        {"vervalt": None, "start": dag(-6), "label": "Beslissing vóór", "gepauzeerd": True, "rest": 8},
        {"vervalt": dag(5), "start": dag(-9), "label": "Beslissing", "klaar_op": dag(0)},
        {"vervalt": dag(420), "start": dag(-40), "label": "Mentoropleiding volgen vóór"},
    ]
    behandeling = _status("In behandeling", "behandeling", "hourglass-split")
    rijen = [
        _rij("Garage De Smet", "Aalst", "Koetswerk duaal", _status("Nieuw", "behandeling", "inbox"), klokken[4]),
        _rij("Carrosserie Vandaele", "Roeselare", "Koetswerk duaal", behandeling, klokken[2]),
        _rij(
            "Fietsen Nele",
            "Heuvelland",
            "Fietsmecanicien",
            _status("Bezoek gepland", "bezoek", "calendar-event"),
            klokken[0],
        ),
        _rij(
            "Truckcenter Limburg",
            "Genk",
            "Mecanicien bedrijfswagens duaal",
            _status("Wacht op werkgever", "wacht", "question-circle"),
            klokken[5],
        ),
    ]
    wijzig = "#samenvatting"
    return {
        "klokken": klokken,
        "rijen": rijen,
        "pagina": Paginator(range(1240), 50).page(2),
        "statussen": [
            _status("Concept", "concept", "pencil"),
            _status("Ingediend", "behandeling", "inbox"),
            _status("Aanvulling gevraagd: jij bent aan zet", "wacht", "question-circle"),
            _status("Bezoek gepland", "bezoek", "calendar-event"),
            _status("Erkend", "erkend", "check-circle"),
            _status("Te laat", "fout", "exclamation-triangle"),
            _status("Ingetrokken", "neutraal", "x-circle"),
        ],
        "contact": {
            "naam": "Sofie Martens",
            "telefoon": "+32470123456",
            "email": "sofie.martens@example.be",
            "regio": "Oost-Vlaanderen",
        },
        "taken": [
            {
                "titel": "Jouw gegevens",
                "taken": [
                    {"titel": "Vestiging", "status": "klaar", "url": "#t1"},
                    {"titel": "Opleidingen en plaatsen", "status": "klaar", "url": "#t2"},
                    {"titel": "Mentor", "status": "bezig", "url": "#t3", "hint": "Geef aan wie de leerling begeleidt."},
                    {
                        "titel": "Documenten",
                        "status": "nog_te_doen",
                        "url": "#t4",
                        "hint": "Je mag ook indienen terwijl een papier nog onderweg is.",
                    },
                    {"titel": "Verklaringen", "status": "fout", "url": "#t5"},
                ],
            },
            {
                "titel": "Nakijken en indienen",
                "taken": [
                    {"titel": "Kijk je aanvraag na", "status": "kan_nog_niet", "hint": "Vul eerst de andere taken in."}
                ],
            },
        ],
        "samenvatting": [
            {"label": "Naam", "waarde": "Bart Peeters", "url": wijzig, "verborgen": "naam van de mentor"},
            {
                "label": "Geboortedatum",
                "waarde": "14 maart 1984",
                "url": wijzig,
                "verborgen": "geboortedatum van de mentor",
            },
            {"label": "Begeleidt in", "waarde": ["Koetswerk duaal", "Plaatslager"], "url": wijzig},
            {"label": "Mentoropleiding", "waarde": "", "url": wijzig},
        ],
        "gebeurtenissen": [
            {
                "titel": "Bezoek gepland",
                "op": nu - timedelta(hours=3),
                "door": "Sofie Martens",
                "tekst": "We komen langs op dinsdag 1 december om 9.00 uur.",
            },
            {
                "titel": "Notitie",
                "op": nu - timedelta(days=1),
                "door": "Sofie Martens",
                "tekst": "Nog bellen over de hefbrug.",
                "intern": True,
            },
            {"titel": "Aanvraag ingediend", "op": nu - timedelta(days=5), "door": "Bart Peeters"},
            {"titel": "Concept bewaard", "op": nu - timedelta(days=6)},
        ],
        "voortgang": [("Ingediend", dag(-5)), ("Nagekeken", dag(-3)), "Bezoek gepland", "Bezoek gebeurd", "Beslist"],
        "tabs": [
            {"label": "Te doen", "url": "#tabs", "aantal": 12, "actief": True},
            {"label": "Wacht op werkgever", "url": "#tabs", "aantal": 4, "actief": False},
            {"label": "Bezoek gepland", "url": "#tabs", "aantal": 7, "actief": False},
            {"label": "Alles", "url": "#tabs", "aantal": "1.000+", "actief": False},
        ],
        "chips": [
            {"label": "Provincie: Oost-Vlaanderen", "url": "#filters"},
            {"label": "Te laat", "url": "#filters"},
        ],
        "bestand": {"naam": "uittreksel-peeters.pdf", "url": "#upload", "status": "in_orde", "op": dag(-2)},
        "bewaard_op": nu,
        "bedrag": 1000,
        "cijfers": _staafjes([("Sept.", 88), ("Okt.", 92), ("Nov.", 94)]),
    }


def _staafjes(reeks: list[tuple[str, int]]) -> SafeString:
    """A small bar chart as SVG with attributes only; the table beside it holds the same figures."""
    delen = [
        format_html(
            '<text x="0" y="{}">{}</text><rect x="60" y="{}" width="{}" height="20" rx="3" fill="#0b4f9e"></rect>'
            '<text x="{}" y="{}">{} %</text>',
            22 + 34 * rij, naam, 7 + 34 * rij, waarde * 2, 68 + waarde * 2, 22 + 34 * rij, waarde,
        )
        for rij, (naam, waarde) in enumerate(reeks)
    ]  # fmt: skip
    return SafeString("".join(delen))


def vormgids(request: HttpRequest) -> HttpResponse:
    """The page itself; `?fout=1` shows it with errors in the form. 404 outside demo mode."""
    if not settings.DEMO:
        raise Http404
    fout = "fout" in request.GET
    form = VoorbeeldForm({"opmerking": "De hefbrug komt volgende week."} if fout else None)
    gegevens = {**_gegevens(timezone.now()), "form": form}
    return render(request, "demo/vorm.html", gegevens, status=422 if fout else 200)


urlpatterns = [path("demo/vorm/", vormgids, name="vormgids")]
