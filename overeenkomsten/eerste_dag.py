"""What werkgever and mentor do before, on and after the first day of a lerende, to print and tick by hand (brochure.txt)."""

from dataclasses import dataclass
from datetime import time

from django.urls import reverse

from educam_portal.parameters import duur

from .models import Overeenkomst
from .rules import proefperiode
from .rules.rooster import Rooster
from .rules.verplichtingen import VOOR_DE_START
from .services.verplichtingen import standen


@dataclass(frozen=True)
class Punt:
    """One line to tick; `url` leads to where it is arranged."""

    tekst: str
    url: str = ""


def punten(overeenkomst: Overeenkomst, *, met_verplichtingen: bool) -> list[tuple[str, list[Punt]]]:
    """The three parts of the list. A mentor does not see the obligations of the werkgever (rules.md §2)."""
    assert overeenkomst.start is not None  # a constraint holds it from the moment it is sent
    naam = overeenkomst.lerende.voornaam
    vooraf = [
        Punt(f"Vertel je team dat {naam} komt, en wat {naam} bij jullie komt leren."),
        Punt("Spreek af welke collega er is als de mentor er niet is."),
        Punt("Leg werkkledij, veiligheidsschoenen en beschermmiddelen klaar, in de juiste maat."),
        Punt("Kies uit het opleidingsplan wat de lerende in de eerste weken doet."),
    ]
    if met_verplichtingen:
        vooraf = [*_open_verplichtingen(overeenkomst), *vooraf]
    waar = f" op {overeenkomst.vestiging.adres}" if overeenkomst.vestiging else ""
    begin = _begin(overeenkomst)
    uur = f" om {begin.hour}.{begin.minute:02d} uur" if begin else ""
    dag = [
        Punt(f"{overeenkomst.mentor} ontvangt {naam}{uur}{waar}."),
        Punt("Stel de collega's voor, en zeg wie waarvoor aanspreekbaar is."),
        Punt("Toon de werkplaats: kleedkamer, toilet, eetplaats, nooduitgang, brandblusser, verbanddoos."),
        Punt("Leg uit hoe je veilig werkt, en welke machines de lerende nog niet gebruikt."),
        Punt("Overloop het arbeidsreglement: uren, pauze, gsm, en wie de lerende belt als die ziek of te laat is."),
        Punt("Bekijk samen het opleidingsplan, het uurrooster en de jaarkalender.", _kalender(overeenkomst)),
        Punt("Laat de lerende al iets doen, en kijk op het einde van de dag samen terug."),
    ]
    return [("Vóór de eerste dag", vooraf), ("Op de eerste dag", dag), ("In de eerste weken", _daarna(overeenkomst))]


def _open_verplichtingen(overeenkomst: Overeenkomst) -> list[Punt]:
    """What is due on the first day and is not in order yet."""
    rijen = {rij.soort: rij for rij in overeenkomst.verplichtingen.all()}
    nog = {stand.soort for stand in standen(rijen.values()) if not stand.in_orde}
    url = f"{overeenkomst.get_absolute_url()}#verplichtingen"
    return [Punt(f"Regel: {rijen[soort]}.", url) for soort in VOOR_DE_START if soort in nog]


def _daarna(overeenkomst: Overeenkomst) -> list[Punt]:
    start, mentor = overeenkomst.start, overeenkomst.mentor
    assert start is not None
    laatste = proefperiode(start, duur("proefperiode", start))
    stoppen = f"Tot en met {laatste:%d/%m/%Y} kunnen jullie allebei stoppen zonder reden."
    rijen = [
        Punt(f"Vraag de lerende elke week wat goed gaat en wat niet. {stoppen}"),
        Punt(f"Loopt het niet zoals verwacht? Bel eerst {overeenkomst.begeleider} van de school."),
    ]
    eerste = overeenkomst.evaluaties.order_by("gepland_op").first()
    if eerste is not None:
        rijen.append(Punt(f"Zet de eerste evaluatie in je agenda: {eerste.gepland_op:%d/%m/%Y}."))
    if mentor is not None and mentor.persoon.mentoropleiding_op is None:
        rijen.append(Punt(f"Schrijf {mentor} in voor de mentoropleiding van EDUCAM.", reverse("mentoropleiding:lijst")))
    return rijen


def _begin(overeenkomst: Overeenkomst) -> time | None:
    """At what time the timetable has the lerende on the workplace on the first day; None when that day is elsewhere."""
    assert overeenkomst.start is not None
    blokken = Rooster.van_json(overeenkomst.rooster).op(overeenkomst.start, overeenkomst.start)
    return next((blok.van for blok in blokken if blok.plek == "werkplek"), None)


def _kalender(overeenkomst: Overeenkomst) -> str:
    return reverse("overeenkomst:kalender", args=[overeenkomst.referentie]) if overeenkomst.rooster else ""
