"""What the coördinator steers by: figures over all regions, and the load per consulent (rules.md §2, ux.md §3.7)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import Bron, Lidmaatschap, Rol, User
from educam_portal.meldingen import uitgaand
from educam_portal.organisaties.afwezigheden import stand
from educam_portal.organisaties.models import Afwezigheid
from mentoren.models import Uittreksel

from .models import Aanvraag, Bezoek, LijnMentor, Mentorvoorstel
from .models.aanvraag import AanvraagQuerySet
from .services.agenda import begin_van
from .toestanden import LOPEND, Toestand
from .werklijst import BegrensdeTelling

NIEMAND = "niemand"
HOOGSTENS = 10


@dataclass
class Last:
    """The open work of one person; `user` None = not assigned to anybody."""

    user: User | None
    regios: list[str] = field(default_factory=list)
    afwezig: Afwezigheid | None = None
    open: int = 0
    te_laat: int = 0
    wacht: int = 0
    bezoeken: int = 0

    @property
    def sleutel(self) -> str:
        """How the address of the page that hands work over names this person."""
        return str(self.user.pk) if self.user else NIEMAND


def cijfers(user: User, nu: datetime) -> dict[str, int]:
    """Open, late, unassigned, to confirm, to judge and mails that failed lately, each counted to the limit; one query."""
    vandaag = timezone.localdate(nu)
    open_ = Aanvraag.objects.open()
    tellingen = {
        "open": open_,
        "te_laat": te_laat(vandaag),
        "bevestigen": te_bevestigen(),
        "vermeldingen": _met_vermelding(user).filter(_loopt()),
        "niet_toegewezen": open_.filter(consulent=None),
        "mails": uitgaand.mislukt_sinds(nu - uitgaand.VERS),
    }
    rij = User.objects.filter(pk=user.pk).values_list(*map(BegrensdeTelling, tellingen.values())).get()
    return dict(zip(tellingen, rij, strict=True))


def te_laat(vandaag: date) -> AanvraagQuerySet:
    """Past the due date; one whose clock stands still is not late."""
    return Aanvraag.objects.filter(toestand__in=LOPEND, vervalt_op__lt=vandaag)


def te_bevestigen() -> AanvraagQuerySet:
    """Refusals that wait for a second pair of eyes (rules.md §3.2)."""
    return Aanvraag.objects.filter(toestand=Toestand.TER_BEVESTIGING)


@dataclass
class Wacht:
    """What waits for this coördinator in person, beside the own dossiers."""

    bevestigen: int = 0
    te_laat: int = 0
    vermeldingen: list[tuple[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.bevestigen or self.te_laat or self.vermeldingen)


def wacht_op(user: User, vandaag: date) -> Wacht:
    """Refusals and vermeldingen for a second pair of eyes, and terms that escalated (§3.2, §4, §7); three queries.

    Nothing for who is no coördinator. What the user proposed or checked is for another one.
    """
    if not user.is_coordinator:
        return Wacht()
    bevestigen = te_bevestigen().exclude(beslist_door=user)
    tellingen = (BegrensdeTelling(bevestigen), BegrensdeTelling(te_laat(vandaag)))
    aantal, laat = User.objects.filter(pk=user.pk).values_list(*tellingen).get()
    return Wacht(aantal, laat, _vermeldingen(user))


def _vermeldingen(user: User) -> list[tuple[str, str]]:
    """The onderneming and the page where a 596.2 with a vermelding is judged, the oldest dossier first."""
    te_beoordelen = _te_beoordelen(user)
    lijnen = LijnMentor.objects.filter(te_beoordelen, lijn__aanvraag__in=Aanvraag.objects.open())
    naam = F("mentor__onderneming__naam")
    dossiers = lijnen.order_by("lijn__aanvraag", "mentor").values_list(naam, "lijn__aanvraag__referentie", "mentor")
    uit = [
        (bedrijf, reverse("consulent:uittreksel_beoordelen", args=[ref, mentor]))
        for bedrijf, ref, mentor in dossiers.distinct()[:HOOGSTENS]
    ]
    voorstellen = Mentorvoorstel.objects.filter(te_beoordelen, besluit="").order_by("pk")
    return uit + [
        (bedrijf, reverse("consulent:voorstel_vermelding", args=[erkenning, pk]))
        for bedrijf, erkenning, pk in voorstellen.values_list(naam, "erkenning", "pk")[:HOOGSTENS]
    ]


def _te_beoordelen(user: User) -> Exists:
    """Whether the newest 596.2 of the mentor has a vermelding that this coördinator may judge."""
    return Exists(_met_vermelding(user).filter(mentor=OuterRef("mentor")))


def _met_vermelding(user: User) -> QuerySet[Uittreksel]:
    """Of each mentor the newest 596.2, when its vermelding waits for this coördinator."""
    nieuwer = Uittreksel.objects.filter(mentor=OuterRef("mentor"), aangemaakt_op__gt=OuterRef("aangemaakt_op"))
    rijen = Uittreksel.objects.filter(
        Q(coordinator=None) | Q(coordinator=user), uitkomst=Uittreksel.Uitkomst.VERMELDING, oordeel=""
    )
    return rijen.exclude(gecontroleerd_door=user).filter(~Exists(nieuwer))


def _loopt() -> Q:
    """Of a 596.2: its mentor stands in an aanvraag or a proposal that is open, so that there is a page to judge it on."""
    lijnen = LijnMentor.objects.filter(mentor=OuterRef("mentor"), lijn__aanvraag__in=Aanvraag.objects.open())
    return Q(Exists(lijnen)) | Q(Exists(Mentorvoorstel.objects.filter(mentor=OuterRef("mentor"), besluit="")))


def lasten(vandaag: date) -> list[Last]:
    """Every consulent by name, with colleagues who left but still have work, and last what nobody has; five queries."""
    wie_weg = stand(vandaag)
    rijen: dict[int | None, Last] = {}
    leden = Lidmaatschap.objects.geldig(vandaag).filter(rol=Rol.CONSULENT, bron=Bron.LID)
    for lid in leden.select_related("user", "organisatie").order_by("organisatie__naam"):
        rijen.setdefault(lid.user_id, Last(lid.user)).regios.append(lid.organisatie.naam)
    telling = (
        Aanvraag.objects.open()
        .order_by()
        .values_list("consulent")
        .annotate(
            # Not of the key: the index of `Aanvraag` that answers all three does not hold it.
            open=Count("toestand"),
            te_laat=Count("toestand", filter=Q(vervalt_op__lt=vandaag)),
            wacht=Count("toestand", filter=Q(toestand=Toestand.AANVULLING_GEVRAAGD)),
        )
    )
    geteld = {wie: aantallen for wie, *aantallen in telling}
    anderen = User.objects.filter(pk__in={wie for wie in geteld if wie is not None} - set(rijen))
    rijen |= {user.pk: Last(user) for user in anderen}
    op_naam = sorted(rijen.values(), key=lambda last: str(last.user).lower())
    if None in geteld:
        rijen[None] = Last(None)
        op_naam.append(rijen[None])
    for wie, (open_, laat, wacht) in geteld.items():
        rijen[wie].open, rijen[wie].te_laat, rijen[wie].wacht = open_, laat, wacht
    for wie, aantal in _bezoeken_deze_week(vandaag).items():
        if wie in rijen:
            rijen[wie].bezoeken = aantal
    for wie, last in rijen.items():
        last.afwezig = wie_weg.van(wie)
    return op_naam


def _bezoeken_deze_week(vandaag: date) -> dict[int, int]:
    """Fixed and done visits from Monday to Sunday of this week, per consulent."""
    maandag = vandaag - timedelta(days=vandaag.weekday())
    bezoeken = Bezoek.objects.filter(
        toestand__in=[Bezoek.Toestand.VASTGELEGD, Bezoek.Toestand.UITGEVOERD],
        begint_op__gte=begin_van(maandag),
        begint_op__lt=begin_van(maandag + timedelta(days=7)),
    )
    return dict(bezoeken.order_by().values_list("consulent").annotate(Count("pk")))
