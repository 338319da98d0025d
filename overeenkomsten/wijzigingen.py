"""What an addendum changes: from what is stored to values of an overeenkomst, to words, and judged (rules.md §5)."""

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format

from mentoren.models import Mentor

from .kosten import vakanties
from .models import Addendum, Agendadag, Overeenkomst
from .oordeel import bij_wijziging
from .rules.rooster import Rooster
from .rules.vakantiewerk import ZOMER, Vakantiedag, bezwaren
from .rules.vergoeding import PER_MAAND
from .toestanden import Soort
from .voorwaarden import Bezwaar

DAGEN = "dagen"
LEES = {
    "einde": date.fromisoformat,
    "vergoeding": lambda waarde: None if waarde is None else Decimal(waarde),
    "voltijds_uren": Decimal,
    "mentor": lambda pk: Mentor.objects.select_related("persoon", "onderneming").get(pk=pk),
}
LABEL = {
    "soort": "Soort",
    "rooster": "Uurrooster",
    "voltijds_uren": "Voltijdse week",
    "einde": "Laatste dag",
    "vergoeding": "Leervergoeding",
    "categorie": "Categorie",
    "mentor": "Mentor",
}
# A mentor sees the own lerenden without pay (rules.md §2).
LOON = ("vergoeding", "categorie")


def opslag(velden: Mapping[str, Any]) -> dict[str, Any]:
    """The new values as they are stored."""
    return {veld: _opslag(waarde) for veld, waarde in velden.items()}


def _opslag(waarde: Any) -> Any:
    match waarde:
        case Mentor():
            return waarde.pk
        case date():
            return waarde.isoformat()
        case Decimal():
            return str(waarde)
        case list():
            return [{"dag": paar.dag.isoformat(), "vrij": paar.vrij.isoformat()} for paar in waarde]
    return waarde


def velden_van(addendum: Addendum) -> dict[str, Any]:
    """The new values of the overeenkomst, without the days of its own."""
    rijen = {veld: waarde for veld, waarde in addendum.wijzigingen.items() if veld != DAGEN}
    return {veld: LEES[veld](waarde) if veld in LEES else waarde for veld, waarde in rijen.items()}


def dagen_van(addendum: Addendum) -> list[Vakantiedag]:
    """The days worked in a holiday, each with its recuperation."""
    rijen = addendum.wijzigingen.get(DAGEN, [])
    return [Vakantiedag(date.fromisoformat(rij["dag"]), date.fromisoformat(rij["vrij"])) for rij in rijen]


def oordeel(addendum: Addendum, op: datetime) -> list[Bezwaar]:
    """What stops this change: the refusals of the overeenkomst itself as it would become, and those of holiday work."""
    rij, dag = addendum.overeenkomst, timezone.localdate(op)
    kopie = copy(rij)
    for veld, waarde in velden_van(addendum).items():
        setattr(kopie, veld, waarde)
    gevonden = bij_wijziging(kopie, addendum.wijzigingen, max(dag, addendum.vanaf))
    if "einde" in addendum.wijzigingen and kopie.einde is not None and kopie.einde < dag:
        gevonden.append(Bezwaar("einde", "De nieuwe laatste dag is voorbij.", "Kies vandaag of een latere dag."))
    return [*gevonden, *(Bezwaar("vakantie", zin) for zin in _over_vakantie(rij, dagen_van(addendum)))]


def _over_vakantie(overeenkomst: Overeenkomst, dagen: list[Vakantiedag]) -> list[str]:
    if not dagen:
        return []
    start, einde = overeenkomst.start, overeenkomst.laatste_dag
    assert start is not None and einde is not None  # it was signed
    anders = dict(overeenkomst.agendadagen.values_list("datum", "soort"))
    zomer = {dag for dag, soort in anders.items() if dag.month in ZOMER and soort == Agendadag.Soort.WERKPLEK}
    return bezwaren(
        dagen, start=start, einde=einde, vakanties=vakanties(start, einde), bezet=anders.keys(), zomerdagen=zomer
    )


def rijen(addendum: Addendum) -> list[dict[str, Any]]:
    """What was and what becomes, in words, for the document and the screens."""
    nu, straks = addendum.overeenkomst, velden_van(addendum)
    per = "maand" if straks.get("soort", nu.soort) in PER_MAAND else "uur"
    gevonden = [
        {
            "wat": LABEL[veld],
            "was": _woorden(veld, getattr(nu, veld), per),
            "wordt": _woorden(veld, waarde, per),
            "loon": veld in LOON,
        }
        for veld, waarde in straks.items()
    ]
    return gevonden + [
        {
            "wat": "Werken in de vakantie",
            "was": "Vrij",
            "wordt": f"Werken op {_dag(een.dag)}, vrij op {_dag(een.vrij)}",
            "loon": False,
        }
        for een in dagen_van(addendum)
    ]


def _woorden(veld: str, waarde: Any, per: str) -> str:
    if waarde is None or waarde == "":
        return "Geen"
    match veld:
        case "soort":
            return Soort(waarde).label
        case "einde":
            return _dag(waarde)
        case "vergoeding":
            return f"{number_format(waarde, decimal_pos=2)} euro per {per}"
        case "voltijds_uren":
            return f"{number_format(waarde, decimal_pos=2)} uur"
        case "rooster":
            uren = Rooster.van_json(waarde or {}).uren_per_week("werkplek")
            return f"{number_format(uren, decimal_pos=2)} uur per week op de werkplek"
    return str(waarde)


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
