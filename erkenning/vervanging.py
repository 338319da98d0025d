"""The work that an absence touches: the visits in those days and the open dossiers (rules.md §10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.organisaties.afwezigheden import Stand, stand
from educam_portal.organisaties.models import Afwezigheid, AfwezigheidQuerySet
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.register import soort_termijn

from .models import Aanvraag, Bezoek
from .services.agenda import begin_van
from .werklijst import eigen_bezoeken

HOOGSTENS = 25


@dataclass(frozen=True)
class Werk:
    """`bezoeken` are fixed in those days, `voorstellen` still have a slot on offer then; each with its `dossier`."""

    bezoeken: list[Bezoek]
    voorstellen: list[Bezoek]
    dossiers: list[Aanvraag]
    meer: bool


def bezoeken_tijdens(afwezigheid: Afwezigheid) -> QuerySet[Bezoek]:
    """The fixed visits of the absent person in those days, by moment."""
    return Bezoek.objects.filter(
        consulent=afwezigheid.user_id,
        toestand=Bezoek.Toestand.VASTGELEGD,
        begint_op__gte=begin_van(afwezigheid.van),
        begint_op__lt=begin_van(afwezigheid.tot + timedelta(days=1)),
    ).order_by("begint_op")


def werk(afwezigheid: Afwezigheid, vandaag: date) -> Werk:
    """What stays to be done by somebody else, from today on; five queries."""
    vanaf = begin_van(max(afwezigheid.van, vandaag))
    einde = begin_van(afwezigheid.tot + timedelta(days=1))
    aangeboden = Bezoek.objects.filter(
        consulent=afwezigheid.user_id,
        toestand=Bezoek.Toestand.VOORGESTELD,
        momenten__begint_op__gte=vanaf,
        momenten__begint_op__lt=einde,
    )
    dossiers = list(
        Aanvraag.objects.open()
        .filter(consulent=afwezigheid.user_id)
        .select_related("onderneming", "vestiging__gemeente")
        .order_by("vervalt_op", "pk")[: HOOGSTENS + 1]
    )
    return Werk(
        bezoeken=_met_dossier(bezoeken_tijdens(afwezigheid).filter(begint_op__gte=vanaf)),
        voorstellen=_met_dossier(aangeboden.distinct().order_by("pk")),
        dossiers=dossiers[:HOOGSTENS],
        meer=len(dossiers) > HOOGSTENS,
    )


def _met_dossier(bezoeken: QuerySet[Bezoek]) -> list[Bezoek]:
    rijen = list(
        bezoeken.select_related("vestiging__gemeente", "vestiging__onderneming").prefetch_related(
            Prefetch("aanvragen", Aanvraag.objects.order_by("pk"))
        )
    )
    for bezoek in rijen:
        bezoek.dossier = bezoek.aanvragen.all()[0]  # type: ignore[attr-defined]  # read by the template
    return rijen


def met_aantallen(rijen: AfwezigheidQuerySet) -> AfwezigheidQuerySet:
    """With how many open dossiers and fixed visits each touches."""
    dossiers = Aanvraag.objects.open().filter(consulent=OuterRef("user")).order_by().values("consulent")
    bezoeken = Bezoek.objects.filter(
        consulent=OuterRef("user"),
        toestand=Bezoek.Toestand.VASTGELEGD,
        begint_op__date__gte=OuterRef("van"),
        begint_op__date__lte=OuterRef("tot"),
    ).order_by().values("consulent")  # fmt: skip
    geteld = Count("pk")
    return rijen.annotate(
        dossiers=Subquery(dossiers.annotate(n=geteld).values("n"), output_field=IntegerField()),
        bezoeken=Subquery(bezoeken.annotate(n=geteld).values("n"), output_field=IntegerField()),
    )


def in_agenda_van(user: User, wie_weg: Stand) -> Q:
    """Visits in somebody's agenda: the own ones, and those of a colleague for whom one stands in, on those days."""
    eigen = eigen_bezoeken(user)
    for afwezig in wie_weg.vervangt(user):
        einde = begin_van(afwezig.tot + timedelta(days=1))
        eigen |= Q(consulent=afwezig.user_id, begint_op__gte=begin_van(afwezig.van), begint_op__lt=einde)
    return eigen


def van_wie(termijnen: Iterable[Termijn], user: User) -> dict[int, Afwezigheid]:
    """Of a list of terms: those whose consulent is away today, for EDUCAM alone; one query."""
    wie_weg = stand(timezone.localdate()) if user.is_educam else None
    if wie_weg is None or not wie_weg.per_user:
        return {}
    uit = {}
    for termijn in termijnen:
        dossier = soort_termijn(termijn.soort).dossier(termijn)
        afwezig = wie_weg.van(dossier.consulent_id) if isinstance(dossier, Aanvraag) else None
        if afwezig is not None and afwezig.user_id != user.pk:
            uit[termijn.pk] = afwezig
    return uit
