"""Who has a vestiging × opleiding already: a running aanvraag or an erkenning (rules.md §3.1, last point)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.formats import date_format

from educam_portal.organisaties.models import Opleiding

from .models import Aanvraag, AanvraagLijn, Erkenning


@dataclass(frozen=True)
class Bezet:
    """This vestiging × opleiding is taken by a running dossier or erkenning of the same onderneming."""

    lijn: AanvraagLijn
    zin: str
    ref: str


def bezet_door(aanvraag: Aanvraag, lijnen: list[AanvraagLijn], *, op: date) -> list[Bezet]:
    """Lines that would be a second one for their vestiging × opleiding (rules.md §3.1, last point)."""
    if not aanvraag.vestiging_id or not lijnen:
        return []
    # By opleiding, not by line: a line that is added now has no row yet.
    opleidingen = Opleiding.objects.filter(pk__in=[lijn.opleiding_id for lijn in lijnen])
    per_opleiding = {rij["pk"]: rij for rij in opleidingen.values("pk", **_wie_heeft(aanvraag, "pk", op))}
    for lijn in lijnen:
        for naam, waarde in per_opleiding[lijn.opleiding_id].items():
            if naam != "pk":
                setattr(lijn, naam, waarde)
    return uit_lijnen(lijnen)


def uit_lijnen(lijnen: Iterable[AanvraagLijn]) -> list[Bezet]:
    """The lines of `met_bezetting` whose place is taken, each with its sentence."""
    bezet = []
    for lijn in lijnen:
        if lijn.open_ref:
            zin = f"Voor {lijn.opleiding} loopt op deze vestiging al aanvraag {lijn.open_ref}."
            bezet.append(Bezet(lijn, zin, lijn.open_ref))
        elif lijn.erkend_tot and lijn.erkend_ref:
            tot = date_format(lijn.erkend_tot, "j F Y")
            bezet.append(
                Bezet(lijn, f"Deze vestiging is al erkend voor {lijn.opleiding}, tot en met {tot}.", lijn.erkend_ref)
            )
    return bezet


def met_bezetting(rijen: QuerySet[AanvraagLijn], aanvraag: Aanvraag, op: date) -> QuerySet[AanvraagLijn]:
    """With who has the vestiging × opleiding of each line already: a running aanvraag, or an erkenning and its last day."""
    return rijen.annotate(**_wie_heeft(aanvraag, "opleiding", op))


def _wie_heeft(aanvraag: Aanvraag, opleiding: str, op: date) -> dict[str, Subquery]:
    """What to annotate; `opleiding` is the column of the outer query that holds it."""
    open_lijn = AanvraagLijn.objects.filter(
        vestiging=aanvraag.vestiging_id, opleiding=OuterRef(opleiding), open=True
    ).exclude(aanvraag=aanvraag.pk)
    erkenning = Erkenning.objects.filter(
        vestiging=aanvraag.vestiging_id, opleiding=OuterRef(opleiding), geldig_tot__gte=op, opgeheven_op=None
    ).order_by("pk")
    return {
        "open_ref": Subquery(open_lijn.order_by("pk").values("aanvraag__referentie")[:1]),
        "erkend_ref": Subquery(erkenning.values("lijn__aanvraag__referentie")[:1]),
        "erkend_tot": Subquery(erkenning.values("geldig_tot")[:1]),
    }
