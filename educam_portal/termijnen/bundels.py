"""One message a day per person: every claim that was not told yet, and what waited for the daily message (rules.md §7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from time import sleep

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.meldingen import dagmail

from . import rules
from .models import PORTAAL, Dagbundel, Herinnering, Termijn
from .register import SOORTEN, SoortTermijn, soort_termijn

PAGINA = 200
POGINGEN = 20
WACHTTIJD = 0.1  # seconds
# The moments of what a daily message tells beside reminders: since today, or since it came in.
VANDAAG = "vandaag"
DAGMAIL = "dagmail"


def is_klaar(termijn: Termijn) -> bool:
    """Whether nothing may be sent any more: ended, its subject gone, or already fulfilled."""
    if not termijn.is_open or termijn.onderwerp is None:
        return True
    klaar = soort_termijn(termijn.soort).klaar
    return klaar is not None and klaar(termijn)


def vergrendel_onderwerp(termijn: Termijn) -> bool:
    """Lock the subject of a term until the end of the transaction; False when it no longer exists."""
    model = termijn.onderwerp_type.model_class()
    if model is None:
        return False
    rijen = model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=termijn.onderwerp_id)
    return rijen.values_list("pk").first() is not None


def _te_sturen() -> QuerySet[Herinnering]:
    return Herinnering.objects.filter(bericht=None, termijn__soort__in=list(SOORTEN)).exclude(ontvanger=PORTAAL)


def _bladzijden(adressen: QuerySet, veld: str) -> Iterator[str]:
    """The distinct values of an ordered column, a page at a time."""
    vanaf = ""
    while pagina := list(adressen.filter(**{f"{veld}__gt": vanaf})[:PAGINA]):
        yield from pagina
        vanaf = pagina[-1]


def met_herinnering(op: date) -> Iterator[str]:
    """Addresses with a claim to be told that got no message on `op` yet."""
    gehad = Dagbundel.objects.filter(ontvanger=OuterRef("ontvanger"), op=op)
    rijen = _te_sturen().filter(~Exists(gehad)).order_by("ontvanger")
    return _bladzijden(rijen.values_list("ontvanger", flat=True).distinct(), "ontvanger")


def met_nieuws(op: date, voor: datetime | None) -> Iterator[str]:
    """Addresses with a message that waited, or something on today, that got no message on `op` yet."""
    if voor is not None:
        gehad = Dagbundel.objects.filter(ontvanger=OuterRef("aan__email"), op=op)
        rijen = dagmail.wachtend(voor).filter(~Exists(gehad)).order_by("aan__email")
        yield from _bladzijden(rijen.values_list("aan__email", flat=True).distinct(), "aan__email")
    for deel in dagmail.DAGDELEN.values():
        adressen = sorted({user.email for user in deel.ontvangers(op)})
        gehad_al = kregen_al(adressen, op)
        yield from (adres for adres in adressen if adres not in gehad_al)


def wachtende(adres: str, op: date) -> list[Herinnering]:
    """The claims of one person that may still be told on `op`, of terms that still run."""
    claims = list(_te_sturen().filter(ontvanger=adres).select_related("termijn").order_by("termijn_id", "pk"))
    for claim in claims:
        claim.termijn.bekeken_op = op
    return [claim for claim in claims if not is_klaar(claim.termijn)]


def kregen_al(adressen: Iterable[str], op: date) -> set[str]:
    """Which of these people had their message of `op`."""
    return set(Dagbundel.objects.filter(op=op, ontvanger__in=adressen).values_list("ontvanger", flat=True))


@dataclass(frozen=True)
class Verteld:
    """One thing that a daily message tells, or would tell: its kind, what it is about, and since when."""

    soort: str
    dossier: str
    moment: str


def verteld(claims: Iterable[Herinnering], inhoud: dagmail.Inhoud) -> list[Verteld]:
    """What a message tells, in its own order."""
    return [
        *(Verteld(c.termijn.soort, soort_termijn(c.termijn.soort).titel(c.termijn), c.moment) for c in claims),
        *(Verteld(deel.naam, regel.dossier_titel, VANDAAG) for deel, regels in inhoud.dagdelen for regel in regels),
        *(Verteld(bericht.soort, bericht.over or bericht.titel, DAGMAIL) for bericht in inhoud.berichten),
    ]


class _Bezet(Exception):
    """A term of the bundle is being changed at this very moment."""


def stuur(adres: str, op: date, voor: datetime) -> list[Verteld]:
    """Queue the one message of `op` for `adres`; returns what it tells, nothing when the person had one today.

    `voor`: messages that waited since before it go with it. The terms are locked, so that one that ends meanwhile is
    told before it ends or not at all; what waits for nobody cannot deadlock, so a term somebody holds makes us start
    again. One still held in the end is told tomorrow. Claims of terms that ended, and of accounts that closed, are
    dropped: a finished case sends nothing.
    """
    for poging in range(POGINGEN):
        try:
            with transaction.atomic():
                return _stuur(adres, op, voor, laatste_poging=poging == POGINGEN - 1)
        except _Bezet:
            sleep(WACHTTIJD)
    return []


def _stuur(adres: str, op: date, voor: datetime, *, laatste_poging: bool) -> list[Verteld]:
    Dagbundel.objects.bulk_create([Dagbundel(ontvanger=adres, op=op)], ignore_conflicts=True)
    bundel = Dagbundel.objects.select_for_update(of=("self",), no_key=True).get(ontvanger=adres, op=op)
    if bundel.bericht_id is not None:
        return []
    nodig = set(_te_sturen().filter(ontvanger=adres).values_list("termijn_id", flat=True))
    vast = (
        Termijn.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(pk__in=nodig)
        .values_list("pk")
    )
    gekregen = {pk for (pk,) in vast}
    if gekregen != nodig and not laatste_poging:
        raise _Bezet
    claims = [claim for claim in wachtende(adres, op) if claim.termijn_id in gekregen]
    ontvanger = ontvanger_van(adres)
    bericht, inhoud = dagmail.verstuur(ontvanger, regels(ontvanger, claims), op=op, voor=voor)
    if bericht is None:
        claims = []
    vervallen = _te_sturen().filter(ontvanger=adres, termijn_id__in=gekregen)
    vervallen.exclude(pk__in=[claim.pk for claim in claims]).delete()
    if bericht is None:
        bundel.delete()
        return []
    Herinnering.objects.filter(pk__in=[claim.pk for claim in claims]).update(bericht=bericht)
    bundel.bericht = bericht
    bundel.save(update_fields=["bericht"])
    return verteld(claims, inhoud)


def ontvanger_van(adres: str) -> User | str:
    """The account with this address, or the address."""
    return User.objects.filter(email=adres).first() or adres


def regels(ontvanger: User | str, claims: Iterable[Herinnering]) -> list[dagmail.Regel]:
    """One line per term: of two moments that waited together only the last is told."""
    uit = []
    for claim in {claim.termijn_id: claim for claim in claims}.values():
        soort = soort_termijn(claim.termijn.soort)
        uit.append(
            dagmail.Regel(
                dossier_titel=soort.titel(claim.termijn),
                zin=soort.zin(claim.termijn, claim.moment),
                url=soort.url(claim.termijn, ontvanger),
                dossier=soort.dossier(claim.termijn),
                onderwerp=_onderwerp(soort, claim),
            )
        )
    return uit


def _onderwerp(soort: SoortTermijn, claim: Herinnering) -> str:
    """“Nog 7 dagen: vul je aanvraag ERK-2026-00123 aan”, for the subject of a mail that tells only this."""
    termijn = claim.termijn
    over = rules.dagen_over(termijn.vervalt_op, termijn.bekeken_op or timezone.localdate())
    if soort.wat is None or over is None:
        return ""
    return f"{rules.over_dagen(over).capitalize()}: {soort.wat(termijn, claim.moment)}"
