"""Check your answers, file, and the confirmation (ux.md §1.1)."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.toegang import vereist_werkgever
from educam_portal.termijnen import services as termijnen
from mentoren.models import Mentor

from ...documenten import Vak, vakken
from ...forms.werkgever import IndienenForm
from ...models import Aanvraag, AanvraagLijn
from ...services.indienen import indienen
from ...toestanden import Toestand
from ...volledigheid import lijnen_met_bezet, taken, uit_voorstellen
from .basis import haal, kaart_van, probeer, toon, wie_behandelt


@vereist_werkgever
def nakijken(request: HttpRequest, ref: str) -> HttpResponse:
    """Every answer on one page, with a way back to each; nothing is sent until the button is pressed."""
    aanvraag = haal(request, ref)
    if aanvraag.toestand != Toestand.CONCEPT:
        # A second press of the same button lands here: the aanvraag is in, so show that.
        return redirect("werkgever:ingediend", ref=aanvraag.ref) if aanvraag.ingediend_op else redirect(aanvraag)
    form = IndienenForm(request.POST or None)
    klaar: list[Aanvraag] = []

    def dien_in() -> None:
        klaar.append(indienen(aanvraag=aanvraag, door=request.user, op=timezone.now(), engagementen=True))

    if form.is_valid() and probeer(form, dien_in):
        return redirect("werkgever:ingediend", ref=klaar[0].ref)
    vandaag = timezone.localdate()
    lijnen, bezet = lijnen_met_bezet(aanvraag, vandaag)
    rijen = vakken(aanvraag, lijnen, vandaag)
    lijst = taken(aanvraag, op=vandaag, stand=(lijnen, bezet), rijen=rijen)
    context = {
        "aanvraag": aanvraag,
        "form": form,
        "kaarten": samenvatting(aanvraag, lijnen, rijen),
        "ontbreekt": [
            (taak, reverse(f"werkgever:{taak.stap}", args=[aanvraag.ref])) for taak in lijst if not taak.klaar
        ],
        "waarschuwt": [zin for taak in lijst for zin in taak.waarschuwt],
        "mag_indienen": aanvraag.mag(request.user, "indienen"),
    }
    return toon(request, "nakijken", context, form)


@vereist_werkgever
def ingediend(request: HttpRequest, ref: str) -> HttpResponse:
    """The confirmation; the same address shows the live dossier once the aanvraag has moved on."""
    aanvraag = haal(request, ref)
    if aanvraag.toestand != Toestand.INGEDIEND:
        return redirect(aanvraag)
    contact = termijnen.van(aanvraag, "eerste_contact")
    kaart = kaart_van(aanvraag)
    context = {
        "aanvraag": aanvraag,
        "kaart": kaart,
        "wie": wie_behandelt(aanvraag, kaart),
        "bel_voor": contact.vervalt_op if contact else None,
    }
    return toon(request, "ingediend", context)


def samenvatting(
    aanvraag: Aanvraag, lijnen: list[AanvraagLijn], documenten: list[Vak], *, wijzigen: bool = True
) -> list[dict]:
    """The answers as summary cards: title, rows, and where to change them."""

    def naar(naam: str, *extra: int) -> str:
        return reverse(f"werkgever:{naam}", args=[aanvraag.ref, *extra]) + "?van=nakijken" if wijzigen else ""

    vestiging = aanvraag.vestiging
    kaarten = [
        {
            "titel": "Onderneming en vestiging",
            "rijen": [
                {"label": "Onderneming", "waarde": f"{aanvraag.onderneming} ({aanvraag.onderneming.nummer_weergave})"},
                _rij("Vestiging", f"{vestiging.naam}, {vestiging.adres}" if vestiging else "", naar("vestiging")),
                _rij("Vestigingsnummer", vestiging.nummer_weergave if vestiging else "", ""),
            ],
        },
        {
            "titel": "Opleidingen",
            "rijen": [
                _rij("Opleidingen", [str(lijn.opleiding) for lijn in lijnen], naar("opleidingen")),
                _rij(
                    "Plaatsen",
                    [
                        f"{lijn.opleiding}: {lijn.plaatsen} {'plaats' if lijn.plaatsen == 1 else 'plaatsen'}"
                        for lijn in lijnen
                    ],
                    naar("plaatsen") if lijnen else "",
                ),
            ],
        },
    ]
    for lijn in lijnen:
        rijen = list(lijn.activiteiten.all())
        groepen = {antwoord: [str(rij) for rij in rijen if rij.antwoord == antwoord] for antwoord in ("ja", "nee", "")}
        adres = naar("activiteiten_lijn", lijn.pk)
        inhoud = [_rij("Kan bij ons", groepen["ja"], adres)]
        if groepen["nee"]:
            inhoud.append(_rij("Kan niet bij ons", groepen["nee"], adres))
        if groepen[""]:
            inhoud.append({"label": "Nog niet beantwoord", "waarde": groepen[""], "url": adres})
        inhoud.append(_rij("Mentor", [str(v.mentor) for v in lijn.mentoren.all()], naar("mentoren")))
        kaarten.append({"titel": str(lijn.opleiding), "rijen": inhoud})
    if mentoren := uit_voorstellen(lijnen):
        antwoorden = [_rij(str(mentor), _mentor(mentor), naar("mentor", mentor.pk)) for mentor in mentoren]
        kaarten.append({"titel": "Mentoren", "rijen": antwoorden})
    kaarten.append(
        {
            "titel": "Voorwaarden",
            "rijen": [
                _rij("Organisatie en uitrusting volstaan", _antwoord(aanvraag, "uitrusting"), naar("voorwaarden")),
                _rij("Genoeg financiële draagkracht", _antwoord(aanvraag, "draagkracht"), naar("voorwaarden")),
                _rij("Vrij van zulke veroordelingen", _antwoord(aanvraag, "veroordelingen"), naar("voorwaarden")),
                _rij("Er wacht een lerende", "Ja" if aanvraag.lerende_wacht else "Nee", naar("voorwaarden")),
                _rij("Een lerende kan starten op", _dag(aanvraag.geplande_start), naar("voorwaarden")),
                _rij("Voor je consulent", aanvraag.opmerking or "Niets", naar("voorwaarden")),
            ],
        }
    )
    inhoud = [_rij(vak.titel, "Opgeladen" if vak.gevuld else "", naar("documenten")) for vak in documenten]
    kaarten.append({"titel": "Documenten", "rijen": inhoud})
    return kaarten


def _mentor(mentor: Mentor) -> list[str]:
    """What is asked about a mentor, as answered."""
    regels = []
    if mentor.persoon.geboortedatum:
        regels.append(f"Geboren op {_dag(mentor.persoon.geboortedatum)}")
    if mentor.beroep_sinds:
        regels.append(f"In het beroep sinds {_dag(mentor.beroep_sinds)}")
    if mentor.vrijstelling_gevraagd:
        regels.append("Heeft een bewijs van vooropleiding")
    if mentor.voldoende_aanwezig is not None:
        regels.append(f"{'Genoeg' if mentor.voldoende_aanwezig else 'Niet genoeg'} in de werkplaats")
    return regels


def _dag(dag: date | None) -> str:
    return date_format(dag, "j F Y") if dag else "Nog niet bekend"


def _rij(label: str, waarde: str | list[str], url: str) -> dict:
    return {"label": label, "waarde": waarde, "url": url}


def _antwoord(aanvraag: Aanvraag, veld: str) -> list[str]:
    antwoord = {True: "Ja", False: "Nee", None: ""}[getattr(aanvraag, f"{veld}_ok")]
    return [tekst for tekst in (antwoord, getattr(aanvraag, f"{veld}_toelichting")) if tekst]
