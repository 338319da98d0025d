"""The daily message: the reminders of the day, what is on for today, and the messages that waited for it.

One per person per day, sent by the deadline job (termijnen/bundels.py), which claims it. It is never empty, and never
tells what its reader read in the portal, did, or what was settled meanwhile. Every reminder in it stands in the inbox
as a message of its own, with its dossier: the daily message itself is only the envelope.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from educam_portal.accounts.models import User

from . import opstellen
from .models import Bericht
from .opmaak import hoofdlink
from .register import BERICHT, is_achterhaald, soort_bericht
from .services import lever_na_commit

HERINNERING = "herinnering"
DAGMAIL = "dagmail"
TERMIJN = ("termijn", "termijnen")


@dataclass(frozen=True)
class Regel:
    """One line: what it is about, one sentence, where to act (path or address), and the dossier it belongs to.

    `onderwerp`: what it asks, for the subject of a mail that tells nothing else.
    """

    dossier_titel: str
    zin: str
    url: str
    dossier: models.Model | None = None
    knop: str = "Bekijk dit dossier"
    onderwerp: str = ""


@dataclass(frozen=True, kw_only=True)
class Dagdeel:
    """What stands in the daily message because it happens that day, such as visits; a higher floor registers it.

    `ontvangers(op)` gives the people who have any on `op`, `regels(user, op)` their lines. `telwoord`: one and many.
    """

    naam: str
    telwoord: tuple[str, str]
    ontvangers: Callable[[date], Iterable[User]]
    regels: Callable[[User, date], list[Regel]]


DAGDELEN: dict[str, Dagdeel] = {}


def registreer_dagdeel(deel: Dagdeel) -> None:
    """Make a part of the day known. Raises ValueError when the name is taken."""
    if deel.naam in DAGDELEN:
        raise ValueError(f"Het dagdeel {deel.naam} is al geregistreerd.")
    DAGDELEN[deel.naam] = deel


@dataclass
class Sectie:
    """The lines about one dossier, and where to act."""

    titel: str
    url: str
    knop: str
    dossier: models.Model | None
    zinnen: list[str] = field(default_factory=list)
    onderwerpen: list[str] = field(default_factory=list)

    def voeg_toe(self, zin: str, onderwerp: str = "") -> None:
        if zin not in self.zinnen:
            self.zinnen.append(zin)
            self.onderwerpen.append(onderwerp)

    @property
    def onderwerp(self) -> str:
        """The subject of a reminder: what it asks, when that is one thing; else what it is about."""
        enige = self.onderwerpen[0] if len(self.onderwerpen) == 1 else ""
        return _kort(enige or f"Herinnering: {self.titel}")


@dataclass
class Inhoud:
    """What one person has to hear on one day."""

    herinneringen: list[Regel] = field(default_factory=list)
    dagdelen: list[tuple[Dagdeel, list[Regel]]] = field(default_factory=list)
    berichten: list[Bericht] = field(default_factory=list)

    @property
    def leeg(self) -> bool:
        return not (self.herinneringen or self.dagdelen or self.berichten)

    def secties(self) -> list[Sectie]:
        """A section per dossier: reminders first, then what is on today, then the news."""
        secties: dict[tuple[str, str], Sectie] = {}
        for regel in [*self.herinneringen, *(regel for _, regels in self.dagdelen for regel in regels)]:
            leeg = Sectie(regel.dossier_titel, regel.url, regel.knop, regel.dossier)
            secties.setdefault((leeg.titel, leeg.url), leeg).voeg_toe(regel.zin, regel.onderwerp)
        per_titel = {sectie.titel: sectie for sectie in reversed(secties.values())}
        nieuws: dict[str, Sectie] = {}
        for bericht in self.berichten:
            sectie = per_titel.get(bericht.over) or nieuws.setdefault(bericht.over, _nieuwssectie(bericht))
            sectie.voeg_toe(bericht.titel)
        return [*secties.values(), *nieuws.values()]

    def onderwerp(self, *, educam: bool) -> str:
        """The subject: what it holds, in numbers; for others what is asked, when there are only reminders."""
        if not educam and not self.dagdelen and not self.berichten:
            secties = self.secties()
            if len(secties) == 1:
                return secties[0].onderwerp
            return f"Herinnering: {len(secties)} dossiers vragen je aandacht"
        delen = [f"{aantal} {een if aantal == 1 else meer}" for (een, meer), aantal in self._tellingen().items()]
        while len(titel := f"Vandaag: {', '.join(delen)}") > opstellen.ONDERWERP_MAX:
            delen.pop()
        return titel

    def _tellingen(self) -> dict[tuple[str, str], int]:
        """How many of what, the most telling first."""
        uit = {TERMIJN: len(self.herinneringen)} if self.herinneringen else {}
        uit |= {deel.telwoord: len(regels) for deel, regels in self.dagdelen}
        woorden = [soort_bericht(bericht.soort).telwoord for bericht in self.berichten]
        for woord in sorted(woorden, key=lambda woord: woord == BERICHT):
            uit[woord] = uit.get(woord, 0) + 1
        return uit


def _nieuwssectie(bericht: Bericht) -> Sectie:
    if not bericht.over:
        return Sectie("Andere berichten", reverse("berichten:lijst"), "Lees je berichten", None)
    url = hoofdlink(bericht.tekst) or bericht.get_absolute_url()
    return Sectie(bericht.over, url, "Bekijk dit dossier", None)


def _kort(titel: str) -> str:
    ruimte = opstellen.ONDERWERP_MAX
    return titel if len(titel) <= ruimte else f"{titel[: ruimte - 1]}…"


# --- what somebody has to hear -----------------------------------------------------------------------------------


def wachtend(voor: datetime) -> "models.QuerySet[Bericht]":
    """Messages that wait for a daily message and were written before `voor`."""
    rijen = Bericht.objects.filter(toestand=Bericht.Toestand.DAGMAIL, aangemaakt_op__lt=voor)
    return rijen.prefetch_related("dossier")


def is_nieuws(bericht: Bericht) -> bool:
    """Whether a message that waited still has to be told: not read, its dossier there, what it asks not done yet."""
    return bericht.gelezen_op is None and not is_achterhaald(bericht)


def _inhoud(user: User | None, herinneringen: list[Regel], rijen: Iterable[Bericht], op: date) -> Inhoud:
    if user is None:
        return Inhoud(herinneringen)
    dagdelen = [(deel, regels) for deel in DAGDELEN.values() if (regels := deel.regels(user, op))]
    return Inhoud(herinneringen, dagdelen, [bericht for bericht in rijen if is_nieuws(bericht)])


def _ontvanger(aan: User | str) -> tuple[User | opstellen.Adressaat | None, User | None]:
    """Who gets it (None for a closed account), and the account whose inbox counts."""
    ontvanger = next(iter(opstellen.ontvangers([aan])), None)
    return ontvanger, ontvanger if isinstance(ontvanger, User) else None


def voorspel(aan: User | str, herinneringen: list[Regel], *, op: date, voor: datetime | None) -> Inhoud:
    """What `verstuur` would tell, only by reading; without `voor` nothing that waited."""
    ontvanger, user = _ontvanger(aan)
    if ontvanger is None:
        return Inhoud()
    rijen = [] if voor is None else wachtend(voor).filter(aan=user).order_by("pk")
    return _inhoud(user, herinneringen, rijen, op)


# --- sending -----------------------------------------------------------------------------------------------------


def verstuur(aan: User | str, herinneringen: list[Regel], *, op: date, voor: datetime) -> tuple[Bericht | None, Inhoud]:
    """Write the message of `op` in the transaction of the caller, who claimed it; gives it and what it tells.

    None when there is nothing to tell, or nobody active to tell it to. What waited and need no longer be told stays in
    the inbox and is not mailed any more. A message that is being read at this very moment waits for tomorrow.
    """
    with transaction.atomic():
        ontvanger, user = _ontvanger(aan)
        rijen: list[Bericht] = []
        if isinstance(aan, User):
            vast = wachtend(voor).select_for_update(of=("self",), no_key=True, skip_locked=True)
            rijen = list(vast.filter(aan=aan).order_by("pk"))
        verteld = _inhoud(user, herinneringen, rijen, op) if ontvanger else Inhoud()
        nieuws = {bericht.pk for bericht in verteld.berichten}
        stil = [bericht.pk for bericht in rijen if bericht.pk not in nieuws]
        Bericht.objects.filter(pk__in=stil).update(toestand=Bericht.Toestand.PORTAAL)
        if ontvanger is None or verteld.leeg:
            return None, verteld
        envelop = _schrijf(ontvanger, user, verteld, op)
        Bericht.objects.filter(pk__in=nieuws).update(toestand=Bericht.Toestand.GEBUNDELD, dagmail=envelop)
        lever_na_commit([envelop])
    return envelop, verteld


def _schrijf(ontvanger: User | opstellen.Adressaat, user: User | None, verteld: Inhoud, op: date) -> Bericht:
    """The envelope, and for every dossier with a reminder a message that stands in the inbox."""
    nu = timezone.now()
    basis = {"aan": user, "adres": ontvanger.email[:254], "aangemaakt_op": nu, "volgende_poging": nu}
    gegevens = {
        "onderwerp": verteld.onderwerp(educam=user is not None and user.is_educam),
        "secties": verteld.secties(),
        "met_termijn": bool(verteld.herinneringen),
    }
    fout = opstellen.adresfout(ontvanger.email)
    envelop = Bericht.objects.create(
        soort=DAGMAIL,
        toestand=Bericht.Toestand.MISLUKT if fout else Bericht.Toestand.WACHT,
        mislukt_op=nu if fout else None,
        fout=fout,
        **basis,
        **opstellen.stel_op(DAGMAIL, ontvanger, gegevens) | {"gegevens": {"op": op.isoformat()}},
    )
    Bericht.objects.bulk_create(
        Bericht(
            soort=HERINNERING,
            toestand=Bericht.Toestand.GEBUNDELD,
            dagmail=envelop,
            postvak=user is not None,
            over=sectie.titel[:250],
            **basis,
            **opstellen.onderwerp(sectie.dossier),
            **opstellen.stel_op(HERINNERING, ontvanger, {"sectie": sectie}),
        )
        for sectie in Inhoud(verteld.herinneringen).secties()
    )
    return envelop
