"""One reminder message a day per person, with every claim that was not told yet (rules.md §7)."""

from collections.abc import Iterable, Iterator
from datetime import date
from time import sleep

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from educam_portal import meldingen
from educam_portal.accounts.models import User

from .models import PORTAAL, Dagbundel, Herinnering, Termijn
from .register import SOORTEN, soort_termijn

PAGINA = 200
POGINGEN = 20
WACHTTIJD = 0.1  # seconds


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


def wachtende_ontvangers(op: date) -> Iterator[str]:
    """Addresses with something to be told that got no message on `op` yet, a page at a time."""
    gehad = Dagbundel.objects.filter(ontvanger=OuterRef("ontvanger"), op=op)
    adressen = _te_sturen().filter(~Exists(gehad)).order_by("ontvanger").values_list("ontvanger", flat=True).distinct()
    vanaf = ""
    while pagina := list(adressen.filter(ontvanger__gt=vanaf)[:PAGINA]):
        yield from pagina
        vanaf = pagina[-1]


def wachtende(adres: str) -> list[Herinnering]:
    """The claims of one person that may still be told, of terms that still run."""
    claims = _te_sturen().filter(ontvanger=adres).select_related("termijn").order_by("termijn_id", "pk")
    return [claim for claim in claims if not is_klaar(claim.termijn)]


def kregen_al(adressen: Iterable[str], op: date) -> set[str]:
    """Which of these people had their message of `op`."""
    return set(Dagbundel.objects.filter(op=op, ontvanger__in=adressen).values_list("ontvanger", flat=True))


class _Bezet(Exception):
    """A term of the bundle is being changed at this very moment."""


def stuur(adres: str, op: date) -> list[Herinnering]:
    """Queue the one message of `op` for `adres`; returns the claims it tells, none when the person had one today.

    The terms are locked, so that one that ends meanwhile is told before it ends or not at all; what waits for nobody
    cannot deadlock, so a term somebody holds makes us start again. One still held in the end is told tomorrow.
    Claims of terms that ended, and of accounts that closed, are dropped: a finished case sends nothing.
    """
    for poging in range(POGINGEN):
        try:
            with transaction.atomic():
                return _stuur(adres, op, laatste_poging=poging == POGINGEN - 1)
        except _Bezet:
            sleep(WACHTTIJD)
    return []


def _stuur(adres: str, op: date, *, laatste_poging: bool) -> list[Herinnering]:
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
    claims = [claim for claim in wachtende(adres) if claim.termijn_id in gekregen]
    bericht = None
    if claims:
        bericht = meldingen.bundel_herinnering(aan=_ontvanger(adres), regels=_regels(adres, claims), op=op)
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
    return claims


def _ontvanger(adres: str) -> User | str:
    return User.objects.filter(email=adres).first() or adres


def _regels(adres: str, claims: list[Herinnering]) -> list[meldingen.Regel]:
    """One line per term: of two moments that waited together only the last is told."""
    ontvanger = _ontvanger(adres)
    regels = []
    for claim in {claim.termijn_id: claim for claim in claims}.values():
        soort = soort_termijn(claim.termijn.soort)
        regels.append(
            meldingen.Regel(
                dossier_titel=soort.titel(claim.termijn),
                zin=soort.zin(claim.termijn, claim.moment),
                url=soort.url(claim.termijn, ontvanger),
            )
        )
    return regels
