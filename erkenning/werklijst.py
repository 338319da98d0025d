"""The work list of EDUCAM: which dossiers somebody handles, in which tab, in which order (ux.md §3.4, rules.md §3.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone

from educam_portal.accounts.bladzijden import BegrensdeTelling
from educam_portal.accounts.models import Lidmaatschap, Rol, User
from educam_portal.organisaties import nummers
from educam_portal.organisaties.afwezigheden import Stand
from educam_portal.organisaties.models import Onderneming, Opleiding, Regio, Vestiging
from educam_portal.organisaties.zoeken import sleutels

from .models import Aanvraag, AanvraagLijn, Aanvulling, Bezoek
from .models.aanvraag import AanvraagQuerySet
from .toestanden import LOPEND, Toestand

PER_BLADZIJDE = 50


def behandelbaar(user: User) -> AanvraagQuerySet:
    """Filed aanvragen that the user handles: own and replaced regions, or all for a coördinator (rules.md §2).

    Narrower than `for_user`: whoever also belongs to an onderneming does not handle its aanvragen because of that.
    """
    rijen = Aanvraag.objects.for_user(user).exclude(toestand=Toestand.CONCEPT)
    if user.is_coordinator:
        return rijen
    return rijen.filter(regio__organisatie__in=user.organisaties_als(Rol.CONSULENT))


def eigen_bezoeken(user: User) -> Q:
    """Which Bezoek rows the user makes, in regions that are still the user's: who moved keeps none (rules.md §2)."""
    if user.is_coordinator:
        return Q(consulent=user)
    return Q(consulent=user, vestiging__regio__organisatie__in=user.organisaties_als(Rol.CONSULENT))


def toegewezen(user: User, wie_weg: Stand) -> AanvraagQuerySet:
    """Dossiers of this user, of nobody, or of a colleague who is replaced, open or not (rules.md §2)."""
    eigen = Q(consulent=user) | Q(consulent=None)
    if vervangen := [afwezig.user_id for afwezig in wie_weg.vervangt(user)]:
        eigen |= Q(consulent__in=vervangen)
    return behandelbaar(user).filter(eigen)


def mijn(user: User, wie_weg: Stand) -> AanvraagQuerySet:
    """The open ones among them: they wait for this user."""
    return toegewezen(user, wie_weg).open()


def gepland(nu: datetime) -> Exists:
    """Whether a fixed visit lies ahead."""
    return Exists(
        Bezoek.objects.filter(aanvragen=OuterRef("pk"), toestand=Bezoek.Toestand.VASTGELEGD, begint_op__gte=nu)
    )


# --- tabs --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tab:
    """One group of the work list; together the first four hold every open dossier exactly once."""

    sleutel: str
    label: str
    uitleg: str


TABS = {
    tab.sleutel: tab
    for tab in (
        Tab("te_doen", "Te doen", "Jij bent aan zet: nieuw, in behandeling of klaar om te beslissen."),
        Tab("wacht", "Wacht op werkgever", "Er staat een vraag open. De termijn staat stil."),
        Tab("bezoek", "Bezoek gepland", "Er is een bezoek afgesproken dat nog moet komen."),
        Tab("bevestiging", "Wacht op coördinator", "Een weigering wacht op een tweede paar ogen."),
        Tab("beslist", "Beslist", "De brief is vertrokken."),
        Tab("alles", "Alles", "Ook ingetrokken, zonder gevolg en dossiers van je collega's."),
    )
}


def in_tab(rijen: AanvraagQuerySet, tab: str, nu: datetime) -> AanvraagQuerySet:
    """The dossiers of one tab."""
    return rijen.filter(_hoort_in(tab, nu))


def _hoort_in(tab: str, nu: datetime) -> Q:
    in_handen = Q(toestand__in=[Toestand.INGEDIEND, Toestand.IN_BEHANDELING])
    match tab:
        case "te_doen":
            return in_handen & ~Q(gepland(nu))
        case "wacht":
            return Q(toestand=Toestand.AANVULLING_GEVRAAGD)
        case "bezoek":
            return in_handen & Q(gepland(nu))
        case "bevestiging":
            return Q(toestand=Toestand.TER_BEVESTIGING)
        case "beslist":
            return Q(toestand=Toestand.BESLIST)
    return Q(pk__isnull=False)


def tel_tabs(rijen: AanvraagQuerySet, nu: datetime, *, user: User, weinig: bool) -> dict[str, int]:
    """How many dossiers each tab holds, one query. `weinig` are read once; of many each tab is counted apart, up to one
    past the thousand."""
    if weinig:
        return rijen.order_by().aggregate(**{tab: Count("pk", filter=_hoort_in(tab, nu)) for tab in TABS})
    tellingen = [BegrensdeTelling(in_tab(rijen, sleutel, nu)) for sleutel in TABS]
    geteld = User.objects.filter(pk=user.pk).values_list(*tellingen).get()
    return dict(zip(TABS, geteld, strict=True))


# --- filters and order -------------------------------------------------------------------------------------------

VOLGORDES: dict[str, tuple] = {
    # After the term: who has a lerende waiting, then who wants to start first (rules.md §3.1).
    "termijn": (
        F("vervalt_op").asc(nulls_last=True),
        "-lerende_wacht",
        F("geplande_start").asc(nulls_last=True),
        "pk",
    ),
    "bedrijf": ("onderneming__naam", "pk"),
    "gemeente": ("vestiging__gemeente__naam", "onderneming__naam", "pk"),
    "status": ("toestand", F("vervalt_op").asc(nulls_last=True), "pk"),
    "bezoek": (F("bezoek_op").asc(nulls_last=True), "pk"),
    "consulent": (F("consulent__naam").asc(nulls_last=True), "pk"),
    "nieuw": ("-pk",),
    "antwoord": (F("antwoord_voor").asc(nulls_last=True), "pk"),
}
# Closed dossiers have no due date left: the newest stands first, found along the primary key. Where the term stands
# still, the answer that is due first does.
STANDAARD = {"beslist": "nieuw", "alles": "nieuw", "wacht": "antwoord"}


def gesorteerd(rijen: AanvraagQuerySet, sorteer: str, tab: str) -> AanvraagQuerySet:
    """In the order asked for (`veld` or `-veld`), by default deadline first."""
    naam = sorteer.removeprefix("-")
    if naam not in VOLGORDES:
        sorteer = naam = STANDAARD.get(tab, "termijn")
    rijen = rijen.order_by(*VOLGORDES[naam])
    return rijen.reverse() if sorteer.startswith("-") else rijen


def zoek(rijen: AanvraagQuerySet, vraag: str) -> tuple[AanvraagQuerySet, bool]:
    """By ondernemingsnummer, dossiernummer (whole or its last figures) or name; and whether they are found at once."""
    vraag = vraag.strip()
    if not vraag:
        return rijen, False
    if nummer := nummers.schoon_onderneming(vraag):
        return rijen.filter(onderneming__nummer=nummer), True
    if vraag.upper().startswith("ERK"):
        return rijen.filter(referentie__startswith=vraag.upper().replace(" ", "-")), False
    if vraag.isdecimal():
        return rijen.filter(Q(referentie__endswith=vraag) | Q(onderneming__nummer__startswith=vraag)), False
    op_naam = Q(naam__icontains=vraag)
    gevonden = sleutels(bedrijf=Onderneming.objects.filter(op_naam), plek=Vestiging.objects.filter(op_naam))
    if gevonden is None:
        return rijen.filter(Q(onderneming__naam__icontains=vraag) | Q(vestiging__naam__icontains=vraag)), False
    return rijen.filter(Q(onderneming__in=gevonden["bedrijf"]) | Q(vestiging__in=gevonden["plek"])), True


def gefilterd(rijen: AanvraagQuerySet, filters: Mapping[str, str], nu: datetime) -> tuple[AanvraagQuerySet, bool]:
    """The rows that fit, and whether they are found at once.

    `filters`: regio (code), status (Toestand), opleiding (id), consulent (id or "niemand"), te_laat, loopt ("1"), q.
    """
    rijen, weinig = zoek(rijen, filters.get("q", ""))
    if regio := filters.get("regio"):
        rijen = rijen.filter(regio__code=regio)
    if status := filters.get("status"):
        rijen = rijen.filter(toestand=status)
    if opleiding := filters.get("opleiding"):
        rijen = rijen.filter(Exists(AanvraagLijn.objects.filter(aanvraag=OuterRef("pk"), opleiding_id=opleiding)))
    if consulent := filters.get("consulent"):
        rijen = rijen.filter(consulent=None) if consulent == "niemand" else rijen.filter(consulent__pk=consulent)
    if filters.get("loopt"):
        rijen = rijen.open()
    if filters.get("te_laat"):
        rijen = rijen.filter(vervalt_op__lt=timezone.localdate(nu), toestand__in=LOPEND)
    return rijen, weinig


def met_data(rijen: AanvraagQuerySet) -> AanvraagQuerySet:
    """With the visit (`bezoek_op`, `bezocht_op`, `biedt_momenten`) and the day on which an answer is due."""
    komend = Bezoek.objects.filter(aanvragen=OuterRef("pk"), toestand=Bezoek.Toestand.VASTGELEGD)
    open_vraag = Aanvulling.objects.filter(aanvraag=OuterRef("pk"), afloop=Aanvulling.Afloop.OPEN)
    gebeurd = Bezoek.objects.filter(aanvragen=OuterRef("pk"), toestand=Bezoek.Toestand.UITGEVOERD)
    return rijen.annotate(
        bezoek_op=Subquery(
            komend.order_by("-begint_op").values("begint_op")[:1], output_field=DateTimeField(null=True)
        ),
        # Slots that wait for the werkgever.
        biedt_momenten=Exists(Bezoek.objects.filter(aanvragen=OuterRef("pk"), toestand=Bezoek.Toestand.VOORGESTELD)),
        antwoord_voor=Subquery(open_vraag.values("uiterlijk")[:1]),
        bezocht_op=Subquery(
            gebeurd.order_by("-begint_op").values("begint_op")[:1], output_field=DateTimeField(null=True)
        ),
    )


def met_details(rijen: AanvraagQuerySet) -> AanvraagQuerySet:
    """With everything a row shows: firm, place, consulent, opleidingen, and what `met_data` adds."""
    return (
        met_data(rijen)
        .select_related("onderneming", "vestiging__gemeente", "consulent")
        .prefetch_related(
            Prefetch(
                "lijnen",
                AanvraagLijn.objects.exclude(toestand=AanvraagLijn.Toestand.GESCHRAPT).select_related("opleiding"),
            )
        )
    )


def op_bladzijde(rijen: Iterable[int]) -> list[Aanvraag]:
    """The dossiers with these keys, in this order, with everything their rows show."""
    volgorde = list(rijen)
    gevonden = met_details(Aanvraag.objects.all()).in_bulk(volgorde)
    return [gevonden[sleutel] for sleutel in volgorde]


@dataclass(frozen=True)
class Keuzes:
    """What the filters offer: pairs of value and label."""

    regio: list[tuple[str, str]]
    opleiding: list[tuple[str, str]]
    consulent: list[tuple[str, str]]

    def label(self, filter_: str, waarde: str) -> str | None:
        """The label of a chosen value, None when it is not on offer."""
        return dict(getattr(self, filter_)).get(waarde)


def keuzes(user: User) -> Keuzes:
    """Regions within reach, opleidingen, and who handles dossiers there; one query for the three lists."""
    regios = Regio.objects.all()
    if not user.is_coordinator:
        regios = regios.filter(organisatie__in=user.organisaties_als(Rol.CONSULENT))
    leden = Lidmaatschap.objects.geldig().filter(
        Q(rol=Rol.COORDINATOR) | Q(rol=Rol.CONSULENT, organisatie__in=regios.values("organisatie"))
    )
    delen = [
        _optie(regios, "regio", F("code"), F("naam")),
        _optie(Opleiding.objects.all(), "opleiding", Cast("pk", CharField()), F("titel")),
        _optie(User.objects.filter(pk__in=leden.values("user")), "consulent", Cast("pk", CharField()), F("naam")),
    ]
    gevonden: dict[str, list[tuple[str, str]]] = {"regio": [], "opleiding": [], "consulent": []}
    for soort, waarde, label in delen[0].union(*delen[1:], all=True):
        gevonden[soort].append((waarde, label))
    return Keuzes(**{soort: sorted(paren, key=lambda paar: paar[1]) for soort, paren in gevonden.items()})


def _optie(rijen: QuerySet, soort: str, waarde, label) -> QuerySet:
    tekst = CharField()
    return (
        rijen.order_by()
        .annotate(_soort=Value(soort, tekst), _waarde=Cast(waarde, tekst), _label=Cast(label, tekst))
        .values_list("_soort", "_waarde", "_label")
    )


def gepauzeerde(rijen: Iterable[Aanvraag]) -> list[Aanvraag]:
    """The open ones whose clock stands still."""
    return [rij for rij in rijen if rij.vervalt_op is None and rij.toestand in LOPEND]
