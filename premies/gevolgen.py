"""What another amount or term of the premie sets in motion: the claims it decides over are judged again (rules.md §8)."""

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import ExtractYear

from educam_portal.accounts.models import User
from educam_portal.parameters.gevolgen import Stand, Tijdvak, Volger, registreer
from overeenkomsten.models import Overeenkomst
from overeenkomsten.models.overeenkomst import LAATSTE
from overeenkomsten.toestanden import GETEKEND

from .models import Premie, PremieQuerySet
from .rules import schooljaar_van
from .rules.maanden import EERSTE_MAAND
from .services.beoordelen import vraag_oordeel
from .toestanden import Aanleiding

# Read on the first day of the schooljaar, and on the first day of the overeenkomst.
PER_SCHOOLJAAR = (
    "premie_met_vergoeding", "premie_zonder_vergoeding", "premie_max", "premie_max_per", "premie_min_maanden",
    "premie_max_vks", "premie_min_aandeel",
)  # fmt: skip
PER_START = ("registratie", "toestemming_premie")


def geraakt(vak: Tijdvak) -> PremieQuerySet:
    """The claims over which the parameter decides in these days, and that are still judged."""
    premies = Premie.objects.te_beoordelen().filter(persoonsnummer__isnull=False)
    if vak.naam in PER_START:
        return premies.filter(Exists(_begonnen(vak)))
    if vak.naam not in PER_SCHOOLJAAR:
        return premies.none()
    # A schooljaar reads it on 1 September: the first one is that of the next such day.
    eerste = schooljaar_van(vak.vanaf) + (0 if (vak.vanaf.month, vak.vanaf.day) == (9, 1) else 1)
    premies = premies.filter(schooljaar__gte=eerste)
    if vak.tot is None:
        return premies
    laatste = schooljaar_van(vak.tot) - (1 if (vak.tot.month, vak.tot.day) == (9, 1) else 0)
    return premies.filter(schooljaar__lte=laatste)


def _begonnen(vak: Tijdvak) -> QuerySet[Overeenkomst]:
    """The overeenkomsten of a claim that begin in these days: also one that follows another in the same schooljaar."""
    rijen = Overeenkomst.objects.filter(
        lerende__persoonsnummer=OuterRef("persoonsnummer"), vestiging__onderneming=OuterRef("onderneming"),
        toestand__in=GETEKEND, start__gte=vak.vanaf,
    )  # fmt: skip
    if vak.tot is not None:
        rijen = rijen.filter(start__lt=vak.tot)
    rijen = rijen.annotate(eerste=_schooljaar("start"), einddag=LAATSTE).annotate(eind=_schooljaar("einddag"))
    return rijen.filter(eerste__lte=OuterRef("schooljaar"), eind__gte=OuterRef("schooljaar"))


def _schooljaar(veld: str) -> CombinedExpression:
    """As `schooljaar_van`."""
    voor = Case(When(**{f"{veld}__month__lt": EERSTE_MAAND}, then=Value(1)), default=Value(0))
    return ExtractYear(veld) - voor


def zinnen(vak: Tijdvak) -> list[str]:
    """How many claims it touches, before it is saved."""
    if vak.naam not in (*PER_SCHOOLJAAR, *PER_START):
        return []
    aantal = geraakt(vak).count()
    if not aantal:
        return ["Er is geen premie in opbouw waarover deze waarde beslist."]
    return [f"{aantal} {'premie' if aantal == 1 else 'premies'} in opbouw: we beoordelen ze opnieuw."]


def start(vak: Tijdvak, door: User, op: datetime) -> None:
    """Have them judged; part of the transaction of the change."""
    vraag_oordeel(geraakt(vak), aanleiding=Aanleiding.PARAMETER, op=op)


def stand(naam: str) -> list[Stand]:
    """How many of them still wait for the job."""
    if naam not in (*PER_SCHOOLJAAR, *PER_START):
        return []
    wacht = Premie.objects.te_beoordelen().filter(herbekijk_om=Aanleiding.PARAMETER).count()
    if not wacht:
        return []
    return [Stand(zin=f"{wacht} premies wachten nog op een nieuw oordeel.", gedaan=0, totaal=wacht, klaar=False)]


def registreer_alles() -> None:
    """Called once at start-up."""
    registreer(Volger(tel=zinnen, start=start, stand=stand))
