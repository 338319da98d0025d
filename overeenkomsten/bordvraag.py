"""Which rows stand on the board of a school, and in which order (ux.md §3.5)."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, DateField, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.parameters import duur
from educam_portal.termijnen.klokken import open_vervaldag
from educam_portal.termijnen.models import Termijn
from educam_portal.termijnen.rules import na_termijn

from .deadlines import NIEUWE_WERKPLEK, REGISTRATIE
from .models import Lerende, Ondertekenaar, Overeenkomst, Schorsing
from .rules import begin_van_schooljaar, eind_van_schooljaar, schooljaar
from .rules.datums import EERSTE_MAAND
from .toestanden import BINDEND, GETEKEND, Partij, StukStand, Toestand

ZONDER, STIL = "zonder", "geschorst"
# Every schooljaar at once.
ALLE = "alle"
T = Toestand


def rijen(user: User, filters: dict[str, str]) -> QuerySet[Any, tuple[int, int | None]]:
    """(lerende, overeenkomst or None) within the user's schools; what was cancelled is no row.

    What lives and what ended in this schooljaar, unless `schooljaar` asks for another one. First what waits for the
    school, the nearest day first, then by name: computed for the rows of these schools only, so that it costs the same
    however much the portal holds.
    """
    vandaag = timezone.localdate()
    gekozen = filters.get("schooljaar", "")
    gevonden = Lerende.objects.for_user(user).annotate(
        ovk=FilteredRelation("overeenkomsten", condition=_van_schooljaar(gekozen, vandaag))
    )
    gevonden = gevonden.filter(Q(ovk__isnull=False) if gekozen.isdecimal() else _hoort_erbij(gekozen, vandaag))
    wacht = _wacht_op_de_school(vandaag)
    if filters.get("wacht") == "jij":
        gevonden = gevonden.filter(wacht)
    if filters.get("wie") == "mij":
        gevonden = gevonden.filter(Q(ovk__begeleider=user) | Q(ovk=None, begeleider=user))
    if toestand := filters.get("toestand"):
        gevonden = gevonden.filter(_in_stand(toestand, vandaag))
    for woord in filters.get("q", "").split():
        gevonden = gevonden.filter(Q(naam__icontains=woord) | Q(voornaam__icontains=woord) | Q(klas__icontains=woord))
    dringendheid = Case(When(wacht, then=_eerste_dag(vandaag)), output_field=DateField())
    return gevonden.order_by(
        dringendheid.asc(nulls_last=True), "naam", "voornaam", "pk", F("ovk__start").desc(nulls_first=True), "ovk"
    ).values_list("pk", "ovk")


def _in_stand(stand: str, vandaag: date) -> Q:
    """The rows that read so today; what stands still runs as well (rules.md §5)."""
    if stand == ZONDER:
        return Q(ovk=None)
    if stand == STIL:
        return Q(ovk__toestand=T.LOPEND, ovk__in=Schorsing.objects.op_dag(vandaag).values("overeenkomst"))
    return Q(ovk__toestand=stand)


def schooljaren(vandaag: date) -> list[tuple[str, str]]:
    """The earlier schooljaren of which something may still be kept (rules.md §11), the last one first."""
    oudste = schooljaar(vandaag - (na_termijn(vandaag, duur("bewaring_overeenkomst", vandaag)) - vandaag))
    return [(str(jaar), f"{jaar}-{jaar + 1}") for jaar in range(schooljaar(vandaag) - 1, oudste - 1, -1)]


def _van_schooljaar(gekozen: str, vandaag: date) -> Q:
    """Which overeenkomsten are a row: those that live or ended in this schooljaar, all, or those that touch another."""
    geen = Q(overeenkomsten__toestand=T.GEANNULEERD)
    if gekozen == ALLE:
        return ~geen
    begin = date(int(gekozen), EERSTE_MAAND, 1) if gekozen.isdecimal() else begin_van_schooljaar(vandaag)
    # As `LAATSTE`, which a condition on a joined table cannot hold.
    tot_dan = Q(overeenkomsten__einde_feitelijk__gte=begin) | Q(
        overeenkomsten__einde_feitelijk=None, overeenkomsten__einde__gte=begin
    )
    if gekozen.isdecimal():
        return ~geen & tot_dan & Q(overeenkomsten__start__lte=eind_van_schooljaar(begin))
    return ~geen & (Q(overeenkomsten__toestand__in=(T.CONCEPT, *BINDEND)) | tot_dan)


def _hoort_erbij(gekozen: str, vandaag: date) -> Q:
    """Of who has no such overeenkomst only the lerende who needs one: still at the school, and never had one, began
    this schooljaar, or looks for a workplace. Who had one before and was not seen since is no row for ever."""
    if gekozen == ALLE:
        return Q(ovk__isnull=False) | Q(weg_op=None)
    gehad = Overeenkomst.objects.filter(lerende=OuterRef("pk")).exclude(toestand=T.GEANNULEERD)
    nodig = Q(lessen_vanaf__gte=begin_van_schooljaar(vandaag)) | Q(_zoekt(vandaag)) | ~Q(Exists(gehad))
    return Q(ovk__isnull=False) | (Q(weg_op=None) & nodig)


def _zoekt(vandaag: date) -> Exists:
    return Exists(zoektermijnen(vandaag).filter(onderwerp_id=Cast(OuterRef("pk"), CharField())))


def _wacht_op_de_school(vandaag: date) -> Q:
    """The rows whose `wacht_op` names the school: to begin, to fill in, to send, to sign, to solve, to register, or
    to find another workplace."""
    zelf = Q(ovk__voorgelegd_op=None) | Q(ovk__plan_beantwoord_op__isnull=False)
    # Looked up per row of the school: who refused anywhere in the portal would be a list that only grows.
    tekent = Ondertekenaar.objects.filter(stuk__overeenkomst=OuterRef("ovk"), stuk__stand=StukStand.OPEN)
    bij_ons = tekent.filter(Q(geweigerd_op__isnull=False) | Q(partij=Partij.SCHOOL, getekend_op=None))
    return (
        Q(ovk=None)
        | (Q(ovk__toestand=T.CONCEPT) & zelf)
        | Q(Exists(bij_ons))
        | Q(ovk__toestand__in=GETEKEND, ovk__geregistreerd_op=None)
        | (Q(ovk__toestand__in=GETEKEND) & Q(_zoekt(vandaag)))
    )


def _eerste_dag(vandaag: date) -> Coalesce:
    """By when the school must act on a row: a workplace found, registered, or everybody signed on the first day."""
    zoek = open_vervaldag(Lerende, "pk", NIEUWE_WERKPLEK)
    registreer = open_vervaldag(Overeenkomst, "ovk", REGISTRATIE)
    dag = Case(
        When(Q(ovk=None) | Q(_zoekt(vandaag)), then=zoek),
        When(ovk__toestand__in=GETEKEND, then=registreer),
        default=F("ovk__start"),
        output_field=DateField(),
    )
    return Coalesce(dag, Value(date.max), output_field=DateField())


def zoektermijnen(vandaag: date) -> QuerySet[Termijn]:
    """Of every lerende who looks for a workplace on that day."""
    return Termijn.objects.open().filter(
        soort=NIEUWE_WERKPLEK, onderwerp_type=ContentType.objects.get_for_model(Lerende), start__lte=vandaag
    )
