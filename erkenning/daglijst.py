"""What a consulent does today: the day list, the visits and the score (ux.md §3.4 Vandaag)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import (
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.organisaties.afwezigheden import Stand
from educam_portal.organisaties.models import Vestiging
from educam_portal.parameters import duur
from educam_portal.termijnen.klokken import open_vervaldag

from .models import Aanvraag, Aanvulling, Bezoek, Erkenning, Nazicht
from .models.aanvraag import AanvraagQuerySet
from .services.agenda import begin_van
from .toestanden import Toestand
from .vervanging import in_agenda_van
from .werklijst import behandelbaar, mijn

# A day list longer than this is a work list; the page says that there are more.
HOOGSTENS = 100
# Of each group; the work list has the others.
GETOOND = 12
STIL_DAGEN = 5
VOLGORDE = (F("vervalt_op").asc(nulls_last=True), "-lerende_wacht", "pk")


@dataclass
class Daglijst:
    """The groups of the day; a dossier stands in the first one it belongs to, "bel" excepted.

    Every open dossier that waits for the user stands in one, so that none is first seen on its last day; what waits
    for somebody else (a slot to choose, a coördinator) or for a visit that still has to come does not.
    """

    te_laat: list[Aanvraag] = field(default_factory=list)
    bel: list[Aanvraag] = field(default_factory=list)
    verder: list[Aanvraag] = field(default_factory=list)
    nieuw: list[Aanvraag] = field(default_factory=list)
    beslissen: list[Aanvraag] = field(default_factory=list)
    wacht_lang: list[Aanvraag] = field(default_factory=list)
    volgende: Aanvraag | None = None
    meer: bool = False

    @property
    def groepen(self) -> dict[str, list[Aanvraag]]:
        """In the order in which they are worked through."""
        return {
            "te_laat": self.te_laat, "bel": self.bel, "beslissen": self.beslissen, "verder": self.verder,
            "nieuw": self.nieuw, "wacht": self.wacht_lang,
        }  # fmt: skip

    @property
    def getoond(self) -> list[Aanvraag]:
        """Those that the page shows."""
        rijen = [rij for groep in self.groepen.values() for rij in groep[:GETOOND]]
        return [*rijen, self.volgende] if self.volgende else rijen

    @property
    def leeg(self) -> bool:
        return not any(self.groepen.values())


@dataclass(frozen=True)
class Score:
    """Of what was decided in a span of days, how much came within the term, pauses not taken off (ux.md §3.8, bruto)."""

    binnen: int
    totaal: int

    @property
    def procent(self) -> int:
        return 100 * self.binnen // self.totaal if self.totaal else 0


def daglijst(user: User, nu: datetime, wie_weg: Stand) -> Daglijst:
    """Sort the user's open dossiers into the groups of the day; one query. Those of who is away say so (`afwezig`)."""
    vandaag = timezone.localdate(nu)
    # First which ones: what a row shows is worked out for those only.
    eerste = mijn(user, wie_weg).order_by(*VOLGORDE).values("pk")[: HOOGSTENS + 1]
    rijen = list(_met_dag(Aanvraag.objects.filter(pk__in=eerste).select_related("onderneming"), vandaag))
    dag = Daglijst(meer=len(rijen) > HOOGSTENS)
    for rij in rijen[:HOOGSTENS]:
        rij.afwezig = wie_weg.van(rij.consulent_id) if rij.consulent_id != user.pk else None
        _deel_in(dag, rij, vandaag, nu)
    return dag


def _deel_in(dag: Daglijst, rij: Aanvraag, vandaag: date, nu: datetime) -> None:
    bel = _bel(rij, vandaag)
    if bel:
        dag.bel.append(rij)
    rij.stap = _stap(rij, vandaag, nu)
    if rij.vervalt_op and rij.vervalt_op <= vandaag:
        dag.te_laat.append(rij)
        return
    if rij.vervalt_op and dag.volgende is None:
        dag.volgende = rij
    if rij.toestand == Toestand.INGEDIEND:
        dag.nieuw.append(rij)
    elif rij.toestand == Toestand.IN_BEHANDELING and rij.verslag_klaar:
        dag.beslissen.append(rij)
    elif rij.stap and not bel:
        dag.verder.append(rij)
    elif not bel and rij.gevraagd_op and rij.gevraagd_op <= nu - timedelta(days=STIL_DAGEN):
        rij.dagen_stil = (vandaag - timezone.localdate(rij.gevraagd_op)).days
        dag.wacht_lang.append(rij)


def _bel(rij: Aanvraag, vandaag: date) -> bool:
    """First contact still to make, or slots or a question that nobody answered in time (rules.md §3.2, §7)."""
    if rij.bel_voor:
        rij.bel_reden, rij.bel_te_laat = "Eerste contact", rij.bel_voor < vandaag
        return True
    if rij.kies_voor and rij.kies_voor < vandaag:
        rij.bel_reden, rij.bel_te_laat = "Koos nog geen moment voor het bezoek", True
        return True
    if rij.antwoord_voor and rij.antwoord_voor < vandaag:
        rij.bel_reden, rij.bel_te_laat = "Antwoordde niet op je vraag", True
        return True
    return False


def _stap(rij: Aanvraag, vandaag: date, nu: datetime) -> str:
    """What the consulent does next in a dossier that was taken in; empty when somebody else is to move first."""
    if rij.toestand not in (Toestand.IN_BEHANDELING, Toestand.AANVULLING_GEVRAAGD) or rij.verslag_klaar:
        return ""
    if rij.bezocht or (rij.bezoek_op and rij.bezoek_op <= nu):
        return "Schrijf het verslag"
    if rij.toestand == Toestand.AANVULLING_GEVRAAGD:
        return ""
    if rij.bezoek_op:
        na_termijn = rij.vervalt_op and timezone.localdate(rij.bezoek_op) > rij.vervalt_op
        return "Het bezoek valt na de laatste dag" if na_termijn else ""
    return "" if rij.kies_voor and rij.kies_voor >= vandaag else "Plan het bezoek"


def _met_dag(rijen, vandaag: date):
    voorgesteld = Bezoek.objects.filter(aanvragen=OuterRef("pk"), toestand=Bezoek.Toestand.VOORGESTELD).annotate(
        kies_voor=open_vervaldag(Bezoek, "pk", "bezoek_bevestigen")
    )
    bezoek = Bezoek.objects.filter(aanvragen=OuterRef("pk"))
    open_vraag = Aanvulling.objects.filter(aanvraag=OuterRef("pk"), afloop=Aanvulling.Afloop.OPEN)
    return rijen.annotate(
        bel_voor=open_vervaldag(Aanvraag, "pk", "eerste_contact"),
        kies_voor=Subquery(voorgesteld.values("kies_voor")[:1], output_field=DateField()),
        gevraagd_op=Subquery(open_vraag.values("gevraagd_op")[:1]),
        antwoord_voor=Subquery(open_vraag.values("uiterlijk")[:1]),
        bezoek_op=Subquery(
            bezoek.filter(toestand=Bezoek.Toestand.VASTGELEGD).order_by("begint_op").values("begint_op")[:1]
        ),
        bezocht=Exists(bezoek.filter(toestand=Bezoek.Toestand.UITGEVOERD)),
        verslag_klaar=Exists(
            Aanvraag.objects.filter(pk=OuterRef("pk")).filter(
                Q(verslag__ingediend_op__isnull=False) | ~Q(geen_bezoek_reden="")
            )
        ),
    ).order_by(*VOLGORDE)


def zet_plekken(*groepen: Iterable[Aanvraag | Erkenning]) -> None:
    """Give every row its vestiging and gemeente: one query for all, where a join in each query would take longer to plan
    than to run."""
    rijen = [rij for groep in groepen for rij in groep if rij.vestiging_id]
    plekken = Vestiging.objects.select_related("gemeente").in_bulk({rij.vestiging_id for rij in rijen})
    for rij in rijen:
        rij.vestiging = plekken[rij.vestiging_id]


def tussen(van: date, tot: date) -> Q:
    """Visits from `van` up to and including `tot`."""
    return Q(begint_op__gte=begin_van(van), begint_op__lt=begin_van(tot + timedelta(days=1)))


def bezoeken(user: User, van: date, tot: date, wie_weg: Stand) -> list[Bezoek]:
    """Fixed and past visits of the user from `van` up to and including `tot`.

    And those of a colleague for whom the user stands in today, on the days that this lasts (`afwezig`). Only in regions
    that are still the user's, and each with the dossiers (`dossiers`) within reach (rules.md §2).
    """
    rijen: list[Bezoek] = list(
        Bezoek.objects.filter(in_agenda_van(user, wie_weg), tussen(van, tot))
        .exclude(toestand__in=[Bezoek.Toestand.GEANNULEERD, Bezoek.Toestand.VOORGESTELD])
        .select_related("vestiging__gemeente", "vestiging__onderneming", "consulent")
        .prefetch_related(Prefetch("aanvragen", behandelbaar(user), to_attr="dossiers"))
        .order_by("begint_op")
    )
    for bezoek in rijen:
        bezoek.afwezig = wie_weg.van(bezoek.consulent_id) if bezoek.consulent_id != user.pk else None
    return rijen


def nazichten(user: User) -> list[Nazicht]:
    """Vestigingen that moved and wait for a visit, the oldest first."""
    rijen = Nazicht.objects.voor(user).select_related("vestiging__onderneming", "vestiging__gemeente")
    return list(rijen.order_by("gevraagd_op", "pk")[:50])


def scores(rijen: AanvraagQuerySet, *perioden: tuple[date, date]) -> list[Score]:
    """Of the dossiers in `rijen`, those decided in each period (its first and last day included); one query."""
    begin, einde = min(van for van, _ in perioden), max(tot for _, tot in perioden)
    beslist = rijen.filter(toestand=Toestand.BESLIST, beslist_op__gte=begin, beslist_op__lte=einde)
    duurde = ExpressionWrapper(F("beslist_op") - TruncDate("ingediend_op"), output_field=DurationField())
    tellingen = []
    for van, tot in perioden:
        toen = Q(beslist_op__gte=van, beslist_op__lte=tot, ingediend_op__isnull=False)
        op_tijd = Q(duurde__lte=timedelta(days=duur("behandeltermijn", tot).aantal))
        tellingen += [Count("pk", filter=toen & op_tijd), Count("pk", filter=toen)]
    namen = [f"telling_{nummer}" for nummer in range(len(tellingen))]
    geteld = beslist.order_by().annotate(duurde=duurde).aggregate(**dict(zip(namen, tellingen, strict=True)))
    return [Score(geteld[binnen], geteld[alle]) for binnen, alle in zip(namen[::2], namen[1::2], strict=True)]


def eigen_score(user: User, vandaag: date) -> Score:
    """What the user decided, or what was decided in the user's dossiers, this month."""
    eigen = behandelbaar(user).filter(Q(consulent=user) | Q(beslist_door=user))
    return scores(eigen, (vandaag.replace(day=1), vandaag))[0]
