"""The calendar of messages of days to come, when nobody does anything in between: only by reading (rules.md §7).

It follows the job day by day on what is stored now: what is claimed and told on one day counts on the next. A term that
lapses is over. What its lapse starts, and what people do meanwhile, no calendar knows.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format

from educam_portal.accounts.models import User
from educam_portal.meldingen import dagmail

from . import berekenen, bundels, rules
from .models import PORTAAL, Herinnering, Termijn
from .register import SOORTEN, soort_termijn
from .werk import Actie, gedaan, werk

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mail:
    """The one message of a day for somebody: its subject, a section per dossier, and the actions that it tells."""

    aan: str
    onderwerp: str
    secties: list[dagmail.Sectie]
    acties: list[Actie]


@dataclass(frozen=True)
class Dag:
    """What happens on one day: what the portal does by itself, and the messages."""

    op: date
    portaal: list[Actie]
    mails: list[Mail]


@dataclass
class _Lopend:
    """A term on its way through the calendar, and what was claimed for it so far."""

    termijn: Termijn
    gedaan: set[str]


def kalender(van: date, tot: date, *, voor: datetime | None) -> Iterator[Dag]:
    """Every day from `van` up to and including `tot` on which something happens.

    Messages that waited since before `voor` go on the first day; what will be written later nobody knows.
    """
    agenda = _agenda(van, tot)
    for nummer in range((tot - van).days + 1):
        op = van + nummer * rules.DAG
        dag = _dag(op, agenda, voor if op == van else None, eerste=op == van)
        if dag.portaal or dag.mails:
            yield dag


def _agenda(van: date, tot: date) -> dict[date, list[_Lopend]]:
    """Per day the terms to look at; those of before `van` on that day itself."""
    agenda: dict[date, list[_Lopend]] = defaultdict(list)
    rijen = Termijn.objects.te_verwerken(tot).filter(soort__in=list(SOORTEN)).order_by("volgende_op", "pk")
    for termijn in rijen:
        if termijn.volgende_op is not None:
            agenda[max(van, termijn.volgende_op)].append(_Lopend(termijn, berekenen.gedaan(termijn)))
    return agenda


def _dag(op: date, agenda: dict[date, list[_Lopend]], voor: datetime | None, *, eerste: bool) -> Dag:
    portaal: list[Actie] = []
    per_adres: dict[str, list[Herinnering]] = defaultdict(list)
    if eerste:
        # Claims that an earlier run left untold.
        per_adres |= {adres: bundels.wachtende(adres, op) for adres in bundels.met_herinnering(op)}
    for lopend in agenda.pop(op, []):
        lopend.termijn.bekeken_op = op
        try:
            klaar = bundels.is_klaar(lopend.termijn)
            claims = [] if klaar else werk(lopend.termijn, op, lopend.gedaan)
        except Exception:
            logger.exception("Termijn %s kon niet verwerkt worden", lopend.termijn.pk)
            continue
        portaal += [claim.actie for claim in claims if claim.actie.ontvanger == PORTAAL]
        for claim in claims:
            if claim.actie.ontvanger != PORTAAL:
                per_adres[claim.actie.ontvanger].append(claim.als_rij())
        lopend.gedaan |= {claim.actie.moment for claim in claims}
        if (volgende := _volgende(lopend, op, klaar=klaar)) is not None:
            agenda[volgende].append(lopend)
    gehad = bundels.kregen_al(per_adres, op) if eerste else set()
    wie = dict.fromkeys([*sorted(set(per_adres) - gehad), *bundels.met_nieuws(op, voor)])
    mails = [_mail(adres, per_adres.get(adres, []), op, voor) for adres in wie]
    return Dag(op, portaal, [mail for mail in mails if mail is not None])


def _volgende(lopend: _Lopend, op: date, *, klaar: bool) -> date | None:
    """When to look again. What is fulfilled says nothing more, but may still lapse; what lapsed is over."""
    if berekenen.VERVAL in lopend.gedaan:
        return None
    if not klaar:
        return berekenen.volgende_dag(lopend.termijn, na=op, al_gedaan=lopend.gedaan)
    dag = berekenen.verval_dag(lopend.termijn, lopend.gedaan)
    return dag if dag is not None and dag > op else None


def _mail(adres: str, claims: list[Herinnering], op: date, voor: datetime | None) -> Mail | None:
    ontvanger = bundels.ontvanger_van(adres)
    claims = sorted(claims, key=lambda claim: claim.termijn_id)
    inhoud = dagmail.voorspel(ontvanger, bundels.regels(ontvanger, claims), op=op, voor=voor)
    if inhoud.leeg:
        return None
    educam = isinstance(ontvanger, User) and ontvanger.is_educam
    acties = [gedaan(wat, op, adres) for wat in bundels.verteld(claims, inhoud)]
    return Mail(adres, inhoud.onderwerp(educam=educam), inhoud.secties(), acties)


# --- to read -------------------------------------------------------------------------------------------------------


def als_tekst(dagen: Iterable[Dag]) -> Iterator[str]:
    """The calendar in Markdown, line by line: per month, per day, per person the one message and what it tells."""
    maand = ""
    for dag in dagen:
        if (titel := date_format(dag.op, "F Y")) != maand:
            maand = titel
            yield from ("", f"## {titel.capitalize()}")
        yield from ("", f"### {date_format(dag.op, 'l j F')}", "")
        for mail in dag.mails:
            yield f"- {mail.aan}: **{mail.onderwerp}**"
            yield from (f"  - {sectie.titel}: {zin}" for sectie in mail.secties for zin in sectie.zinnen)
        for actie in dag.portaal:
            te_laat = "" if actie.moment == berekenen.VERVAL else " (te laat)"
            yield f"- _zonder mail:_ {soort_termijn(actie.soort).label}, {actie.dossier}{te_laat}"
