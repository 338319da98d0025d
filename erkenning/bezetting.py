"""Who has a vestiging × opleiding already: a running aanvraag or an erkenning (rules.md §3.1, last point)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.formats import date_format

from educam_portal.organisaties.models import Opleiding
from educam_portal.parameters import duur

from .models import Aanvraag, AanvraagLijn, Erkenning
from .rules import verlengbaar_vanaf


@dataclass(frozen=True)
class Bezet:
    """This vestiging × opleiding is taken by a running dossier or erkenning of the same onderneming."""

    lijn: AanvraagLijn
    zin: str
    ref: str


def bezet_door(aanvraag: Aanvraag, lijnen: list[AanvraagLijn], *, op: date) -> list[Bezet]:
    """Lines that would be a second one for their vestiging × opleiding (rules.md §3.1, last point).

    A line may follow an erkenning that ends soon: `koppel_verlenging` then says which one it renews.
    """
    if not aanvraag.vestiging_id or not lijnen:
        return []
    # By opleiding, not by line: a line that is added now has no row yet.
    opleidingen = Opleiding.objects.filter(pk__in=[lijn.opleiding_id for lijn in lijnen])
    per_opleiding = {rij["pk"]: rij for rij in opleidingen.values("pk", **_wie_heeft(aanvraag, "pk", op))}
    for lijn in lijnen:
        for naam, waarde in per_opleiding[lijn.opleiding_id].items():
            if naam != "pk":
                setattr(lijn, naam, waarde)
    return uit_lijnen(lijnen, op=op)


def uit_lijnen(lijnen: Iterable[AanvraagLijn], *, op: date) -> list[Bezet]:
    """The lines of `met_bezetting` whose place is taken, each with its sentence."""
    bezet = []
    for lijn in lijnen:
        if lijn.open_ref:
            zin = f"Voor {lijn.opleiding} loopt op deze vestiging al aanvraag {lijn.open_ref}."
            bezet.append(Bezet(lijn, zin, lijn.open_ref))
        elif lijn.erkend_tot and lijn.erkend_ref:
            vanaf = verlengbaar_vanaf(lijn.erkend_tot, duur("verlengen_vanaf", op))
            if lijn.verlengt_id == lijn.erkend_pk or vanaf <= op:
                continue
            zin = (
                f"Deze vestiging is al erkend voor {lijn.opleiding}, tot en met "
                f"{date_format(lijn.erkend_tot, 'j F Y')}. Verlengen kan vanaf {date_format(vanaf, 'j F Y')}."
            )
            bezet.append(Bezet(lijn, zin, lijn.erkend_ref))
    return bezet


def koppel_verlenging(lijnen: Iterable[AanvraagLijn]) -> None:
    """Let each line of `bezet_door` that is free renew the erkenning that runs for its place, if there is one."""
    for lijn in lijnen:
        lijn.verlengt_id = lijn.erkend_pk


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
    ).order_by("-geldig_tot", "pk")
    return {
        "open_ref": Subquery(open_lijn.order_by("pk").values("aanvraag__referentie")[:1]),
        "erkend_pk": Subquery(erkenning.values("pk")[:1]),
        "erkend_ref": Subquery(erkenning.values("lijn__aanvraag__referentie")[:1]),
        "erkend_tot": Subquery(erkenning.values("geldig_tot")[:1]),
    }
