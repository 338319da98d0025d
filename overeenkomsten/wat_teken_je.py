"""A document in a few lines, for who is about to sign it (ux.md §3.6). Reads the snapshot of that version only."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format

from educam_portal.parameters import duur

from .models import Stuk
from .rules.rooster import Rooster
from .toestanden import Eindwijze, Soort, StukSoort

PER_MAAND = (Soort.OAO,)


def in_het_kort(stuk: Stuk) -> list[dict[str, Any]]:
    """What somebody who signs must know of this kind of document."""
    return KORT[StukSoort(stuk.soort)](stuk.gegevens)


def _overeenkomst(ovk: dict[str, Any]) -> list[dict[str, Any]]:
    """Who, what, where, until when, how many hours, pay and rights."""
    start, einde = date.fromisoformat(ovk["start"]), date.fromisoformat(ovk["einde"])
    uren = Rooster.van_json(ovk["rooster"]).uren_per_week("werkplek")
    partijen = [ovk["onderneming"]["naam"], ovk["school"]["naam"], ovk["lerende"]["naam"]]
    return [
        {"label": "Tussen wie?", "waarde": partijen},
        {"label": "Wat is het?", "waarde": ovk["soort_voluit"]},
        {"label": "Waarvoor?", "waarde": f"De opleiding {ovk['opleiding']}"},
        {"label": "Waar en bij wie?", "waarde": f"{ovk['onderneming']['adres']}, met {ovk['mentor']} als mentor"},
        {"label": "Van wanneer tot wanneer?", "waarde": f"{_dag(start)} tot en met {_dag(einde)}"},
        {"label": "Hoeveel uur op de werkplek?", "waarde": f"{_getal(uren)} uur per week"},
        {"label": "Leervergoeding", "waarde": _vergoeding(ovk)},
        {"label": "Rechten", "waarde": _rechten(start)},
    ]


def _einde(ovk: dict[str, Any]) -> list[dict[str, Any]]:
    """Which overeenkomst stops, how, and when."""
    laatste = date.fromisoformat(ovk["laatste_dag"])
    rijen: list[tuple[str, Any]] = [
        ("Wat is het?", f"De overeenkomst {ovk['referentie']} stopt vroeger: {Eindwijze(ovk['wijze']).label.lower()}"),
        ("Tussen wie?", [ovk["onderneming"]["naam"], ovk["school"]["naam"], ovk["lerende"]["naam"]]),
        ("Waarom?", ". ".join(filter(None, (ovk["reden_soort"], ovk["reden"])))),
        ("Laatste dag", f"{_dag(laatste)}, in plaats van {_dag(date.fromisoformat(ovk['einde']))}"),
    ]
    if "overhandigd_op" in ovk:
        overhandigd = _dag(date.fromisoformat(ovk["overhandigd_op"]))
        rijen.append(("Brief overhandigd", f"{overhandigd}, dag {ovk['dag']}. Teken ten laatste op die dag."))
        rijen.append(("Opzegtermijn", f"{ovk['opzegtermijn']} (na te vragen)"))
    return [{"label": label, "waarde": waarde} for label, waarde in rijen if waarde]


def _bijlage(ovk: dict[str, Any]) -> list[dict[str, Any]]:
    """What changes in which overeenkomst, and from when."""
    return [
        {"label": "Wat is het?", "waarde": f"Een wijziging van de overeenkomst {ovk['referentie']}"},
        {"label": "Tussen wie?", "waarde": [ovk["onderneming"]["naam"], ovk["school"]["naam"], ovk["lerende"]["naam"]]},
        {"label": "Vanaf", "waarde": _dag(date.fromisoformat(ovk["vanaf"]))},
        *({"label": rij["wat"], "waarde": f"{rij['wordt']} (nu: {rij['was']})"} for rij in ovk["wijzigingen"]),
        {"label": "Al de rest", "waarde": "Blijft zoals het in de overeenkomst staat"},
    ]


KORT = {StukSoort.OVEREENKOMST: _overeenkomst, StukSoort.ADDENDUM: _bijlage, StukSoort.BEEINDIGING: _einde}


def _vergoeding(ovk: dict[str, Any]) -> str:
    if not ovk["vergoeding"]:
        return "Geen: dit is een stage zonder leervergoeding"
    per = "maand" if ovk["soort"] in PER_MAAND else "uur"
    return f"{_getal(Decimal(ovk['vergoeding']))} euro per {per}"


def _rechten(start: date) -> list[str]:
    return [
        "Werken begint pas als iedereen getekend heeft.",
        f"De lerende en de onderneming kunnen in de eerste {duur('proefperiode', start)} stoppen zonder reden te geven.",
        "De lerende is vrij in alle schoolvakanties.",
        "Loopt het niet goed? De trajectbegeleider van de school helpt.",
    ]


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")


def _getal(waarde: Decimal) -> str:
    return number_format(waarde, decimal_pos=2).removesuffix(",00")
