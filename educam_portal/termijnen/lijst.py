"""Everything due for somebody, soonest first, across all kinds (rules.md §7): one look-up in the table of terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import F, Q

from educam_portal.accounts.models import WERKGEVERS, Bereik, Bron, Organisatie, Rol, User

from .models import Termijn, TermijnQuerySet
from .register import SOORTEN, AanZet, SoortTermijn

PER_BLADZIJDE = 50
# Who wants to see further than this uses a filter.
HOOGSTENS_BLADZIJDEN = 20
PERIODES = {"te_laat": "Te laat", "week": "Deze week", "maand": "Binnen een maand", "stil": "Staat stil"}


@dataclass(frozen=True)
class Kanaal:
    """One index of the table of terms: `veld` (voor, bij, persoon) = `waarde`, of these kinds; no field = every region."""

    veld: str
    waarde: int | None
    soorten: frozenset[str]


@dataclass(frozen=True)
class Blik:
    """Somebody's view on the terms: where they are found, and in which role they are read."""

    kanalen: tuple[Kanaal, ...]
    rollen: frozenset[AanZet]

    @property
    def alle_regios(self) -> bool:
        """Who sees every region watches the work of the consulenten, and does not have it."""
        return any(not kanaal.veld for kanaal in self.kanalen)

    @property
    def soorten(self) -> list[SoortTermijn]:
        """The kinds that may stand in it, by label."""
        namen = {naam for kanaal in self.kanalen for naam in kanaal.soorten}
        return sorted((SOORTEN[naam] for naam in namen), key=lambda soort: soort.label)


def blik(user: User, organisatie: Organisatie | None = None) -> Blik:
    """What `user` sees: EDUCAM the regions, others the onderneming or school they work for now (None: all of them).

    Under a machtiging only the kinds of its scope (rules.md §2).
    """
    if user.is_coordinator:
        return Blik((Kanaal("", None, _alle()),), frozenset({AanZet.CONSULENT}))
    if regios := user.organisaties_als(Rol.CONSULENT):
        return Blik(tuple(Kanaal("bij", pk, _alle()) for pk in sorted(regios)), frozenset({AanZet.CONSULENT}))
    kanalen: list[Kanaal] = []
    rollen: set[AanZet] = set()
    for pk, bereiken in _leden(user, organisatie, WERKGEVERS).items():
        kanalen.append(Kanaal("voor", pk, _binnen(bereiken)))
        rollen.add(AanZet.WERKGEVER)
    for pk, bereiken in _leden(user, organisatie, {Rol.TRAJECTBEGELEIDER}).items():
        kanalen.append(Kanaal("voor", pk, _binnen(bereiken)))
        rollen.add(AanZet.SCHOOL)
    if not kanalen:
        kanalen.append(Kanaal("persoon", user.pk, _alle()))
        rollen.add(AanZet.MENTOR)
    return Blik(tuple(kanalen), frozenset(rollen))


def _leden(user: User, organisatie: Organisatie | None, rollen: Iterable[str]) -> dict[int, set[str]]:
    """Organisation → scopes in which the user has one of `rollen` there; help with a concept gives no view on terms."""
    uit: dict[int, set[str]] = {}
    for lid in user.lidmaatschappen_nu:
        hier = organisatie is None or lid.organisatie_id == organisatie.pk
        if hier and lid.rol in rollen and lid.bron != Bron.HULP:
            uit.setdefault(lid.organisatie_id, set()).add(lid.bereik)
    return uit


def _alle() -> frozenset[str]:
    return frozenset(SOORTEN)


def _binnen(bereiken: set[str]) -> frozenset[str]:
    if bereiken & {Bereik.ALLES, Bereik.LEZEN}:
        return _alle()
    return frozenset(naam for naam, soort in SOORTEN.items() if soort.bereik in bereiken)


def termijnen(blik: Blik, filters: Mapping[str, str], op: date, *, vanaf: int = 0, aantal: int) -> list[Termijn]:
    """The open terms of a view, soonest first, those that stand still last; with their subjects and pauses.

    A kind that is shown `op_vraag` stands in it only when `filters` names it. `filters`: soort, aan_zet ("ik" or
    "ander"), periode (a key of PERIODES). One query per region or organisation and one per kind of subject, whatever the
    size of the table.
    """
    rijen = [list(_gefilterd(kanaal, blik, filters, op)[: vanaf + aantal]) for kanaal in blik.kanalen]
    bladzijde = list(merge(*rijen, key=_volgorde))[vanaf : vanaf + aantal]
    return _met_onderwerp(bladzijde)


def _volgorde(termijn: Termijn) -> tuple[bool, date, int]:
    return (termijn.vervalt_op is None, termijn.vervalt_op or date.max, termijn.pk)


def _gefilterd(kanaal: Kanaal, blik: Blik, filters: Mapping[str, str], op: date) -> TermijnQuerySet:
    soorten = set(kanaal.soorten)
    if soort := filters.get("soort"):
        soorten &= {soort}
    else:
        soorten = {naam for naam in soorten if not SOORTEN[naam].op_vraag}
    if wie := filters.get("aan_zet"):
        soorten = {naam for naam in soorten if (SOORTEN[naam].aan_zet in blik.rollen) == (wie == "ik")}
    rijen = Termijn.objects.open().filter(soort__in=soorten)
    if kanaal.veld:
        rijen = rijen.filter(**{kanaal.veld: kanaal.waarde})
    else:
        rijen = rijen.exclude(bij=None)
    match filters.get("periode"):
        case "te_laat":
            rijen = rijen.filter(vervalt_op__lt=op)
        case "week":
            rijen = rijen.filter(vervalt_op__lte=op + timedelta(days=7))
        case "maand":
            rijen = rijen.filter(vervalt_op__lte=op + timedelta(days=31))
        case "stil":
            rijen = rijen.filter(vervalt_op=None)
    return rijen.order_by(F("vervalt_op").asc(nulls_last=True), "pk")


def van_organisatie(organisatie: Organisatie, regios: Iterable[int] | None, op: date, *, aantal: int) -> list[Termijn]:
    """What is due for one onderneming or school and is followed from these regions (None: all of them), soonest first."""
    rijen = _gefilterd(Kanaal("voor", organisatie.pk, _alle()), Blik((), frozenset()), {}, op).exclude(bij=None)
    if regios is not None:
        rijen = rijen.filter(bij__in=regios)
    return _met_onderwerp(list(rijen[:aantal]))


def lopend_voor(organisatie: Organisatie, soorten: Iterable[str], *, aantal: int) -> list[Termijn]:
    """The open terms of these kinds for one onderneming or school, soonest first, with their subjects."""
    rijen = Termijn.objects.open().filter(voor=organisatie, soort__in=soorten).order_by("vervalt_op", "pk")
    return _met_onderwerp(list(rijen[:aantal]))


def _met_onderwerp(rijen: list[Termijn]) -> list[Termijn]:
    """Fetch pauses and subjects of a page, each kind of subject with one query; what lost its subject falls out."""
    from django.db.models import prefetch_related_objects

    if not rijen:
        return []
    bronnen: dict[Any, Any] = {}
    for termijn in rijen:
        bron = SOORTEN[termijn.soort].onderwerpen()
        bronnen.setdefault(bron.model, bron)
    prefetch_related_objects(rijen, "pauzes", GenericPrefetch("onderwerp", list(bronnen.values())))
    return [termijn for termijn in rijen if termijn.onderwerp is not None]


def mag_verlengen(user: User, termijn: Termijn) -> bool:
    """A consulent of the region that follows it, or a coördinator (rules.md §4, §7); kinds that can be extended only."""
    if not termijn.is_open or not SOORTEN[termijn.soort].verlengbaar:
        return False
    return user.is_coordinator or termijn.bij_id in user.organisaties_als(Rol.CONSULENT)


def zichtbaar(user: User) -> TermijnQuerySet:
    """Every term within the user's reach, open or not, to fetch one by its id (rules.md §2)."""
    bereik = Q(pk=None)
    for kanaal in blik(user).kanalen:
        deel = Q(soort__in=kanaal.soorten)
        bereik |= deel & (Q(**{kanaal.veld: kanaal.waarde}) if kanaal.veld else Q(bij__isnull=False))
    return Termijn.objects.filter(bereik)
