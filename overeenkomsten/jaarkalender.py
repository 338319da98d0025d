"""The year of a lerende as page, paper and feed: one snapshot that all three read (rules.md §5)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, vText

from educam_portal.accounts.geheime_link import hash_van, token_van
from educam_portal.documenten.momentopname import met_datums
from educam_portal.meldingen import GeheimVervallen
from educam_portal.organisaties.schoolvakanties import laatste_bekende_dag, tussen
from educam_portal.parameters import waarde

from .agenda import kalenderdagen, uitzonderingen
from .models import Kalenderlink, Overeenkomst
from .rules import schooljaar
from .rules.jaar import Maand, anders, geteld, grenzen, is_vakantiedag, maanden, schooljaren
from .rules.kalender import Dagsoort, Kalenderdag
from .toestanden import BINDEND, GETEKEND

SJABLOON = "overeenkomsten/kalender/blad.html"
LINK = "overeenkomsten.kalender"
GEHEIM = "kalender"
DATUMS = {"van", "tot", "op", "eerste"}
# What stands in a square, what it means, and its class.
TEKENS: dict[str, tuple[str, str]] = {
    Dagsoort.GARAGE: ("W", "op de werkplek"),
    Dagsoort.SCHOOL: ("S", "op school"),
    Dagsoort.BEIDE: ("B", "school en werkplek"),
    Dagsoort.VRIJ: ("V", "vrij: vakantie, feestdag of recuperatie"),
    Dagsoort.GESCHORST: ("G", "geschorst"),
}


def te_tonen(overeenkomst: Overeenkomst) -> bool:
    """Whether there is a year to show: days and a timetable."""
    return bool(overeenkomst.start and overeenkomst.einde and overeenkomst.rooster)


def jaren(overeenkomst: Overeenkomst) -> range:
    """Its schooljaren, by the year in which they begin."""
    assert overeenkomst.start is not None and overeenkomst.laatste_dag is not None  # te_tonen
    return schooljaren(overeenkomst.start, overeenkomst.laatste_dag)


def huidig_jaar(overeenkomst: Overeenkomst, vandaag: date) -> int:
    """The schooljaar that one looks at first: the one of today, or the nearest to it."""
    keuze = jaren(overeenkomst)
    return min(max(schooljaar(vandaag), keuze.start), keuze.stop - 1)


def momentopname(overeenkomst: Overeenkomst, jaar: int) -> dict[str, Any]:
    """One schooljaar, complete enough to print it: every day, the counts, what differs, the holidays."""
    van, tot = grenzen(jaar)
    # Read twice below.
    prefetch_related_objects([overeenkomst], "agendadagen", "schorsingen")
    dagen = list(kalenderdagen(overeenkomst, van, tot))
    afwijkend = set(uitzonderingen(overeenkomst))
    vestiging = overeenkomst.vestiging
    return {
        "referentie": overeenkomst.referentie,
        "jaar": jaar,
        "lerende": overeenkomst.lerende.kort,
        "werkplek": f"{vestiging}, {vestiging.adres}" if vestiging else "",
        "school": str(overeenkomst.school),
        "mentor": str(overeenkomst.mentor or ""),
        "begeleider": str(overeenkomst.begeleider),
        "maanden": [_maand(maand, afwijkend) for maand in maanden(jaar, dagen) if maand.telt],
        "tellers": [[*TEKENS[soort], aantal] for soort, aantal in geteld(dagen).items() if aantal],
        "anders": [
            {"op": dag.datum.isoformat(), "wat": TEKENS[dag.soort][1].split(":")[0], "waarom": dag.waarom}
            for dag in anders(dagen, list(afwijkend))
        ],
        "schorsingen": [
            # Why is no business of who reads the calendar; it may be about health.
            {"van": rij.van.isoformat(), "tot": rij.tot.isoformat() if rij.tot else None}
            for rij in sorted(overeenkomst.schorsingen.all(), key=lambda rij: rij.van)
            if rij.van <= tot and (rij.tot is None or rij.tot >= van)
        ],
        "vakanties": [
            {"naam": rij.naam, "van": rij.van.isoformat(), "tot": rij.tot.isoformat()} for rij in tussen(van, tot)
        ],
        "vakantiedagen": str(waarde("betaalde_vakantiedagen", van)),
        "onvolledig": (bekend := laatste_bekende_dag()) is None or bekend < min(tot, overeenkomst.laatste_dag or tot),
    }


def context(gegevens: dict[str, Any]) -> dict[str, Any]:
    """What the page and the paper show."""
    return {"blad": met_datums(gegevens, DATUMS), "tekens": list(TEKENS.values())}


def _maand(maand: Maand, afwijkend: set[date]) -> dict[str, Any]:
    return {
        "eerste": maand.eerste.isoformat(),
        "weken": [[_vak(dag, afwijkend) for dag in week] for week in maand.weken],
    }


def _vak(dag: Kalenderdag | None, afwijkend: set[date]) -> dict[str, Any] | None:
    """One square: the number, its letter, and a class; a free weekend has no letter."""
    if dag is None:
        return None
    leeg = dag.soort == Dagsoort.VRIJ and not is_vakantiedag(dag) and dag.datum not in afwijkend
    letter = "" if leeg else TEKENS[dag.soort][0]
    return {"dag": dag.datum.day, "letter": letter, "waarom": dag.waarom, "anders": dag.datum in afwijkend}


# --- its private address --------------------------------------------------------------------------------------------


def token(link: Kalenderlink) -> str:
    """The secret part of the address."""
    return token_van(link.zaad, LINK)


def adres(link: Kalenderlink, naam: str = "pagina") -> str:
    """The whole address of the page or (`feed`) for a calendar program."""
    return settings.PORTAL_URL + reverse(f"kalender:{naam}", args=[token(link)])


def zoek(token: str) -> Overeenkomst | None:
    """Whose year this is; None for an address that never existed or was replaced, and of one that is a draft or cancelled."""
    mee = [f"overeenkomst__{veld}" for veld in (*Overeenkomst.LEEST_MEE, "begeleider")]
    link = Kalenderlink.objects.select_related(*mee).filter(token_hash=hash_van(token)).first()
    if link is None or link.overeenkomst.toestand not in (*BINDEND, *GETEKEND) or not te_tonen(link.overeenkomst):
        return None
    return link.overeenkomst


def geheim_van(token_hash: str) -> dict[str, str]:
    """The address at the moment its mail is sent; raises GeheimVervallen when it was replaced."""
    link = Kalenderlink.objects.filter(token_hash=token_hash).first()
    if link is None:
        raise GeheimVervallen("De kalender kreeg intussen een nieuw adres.")
    return {"link": adres(link)}


def feed(overeenkomst: Overeenkomst, op: datetime) -> bytes:
    """Where to be from a month ago on, in local time, and the free days; it never names the lerende (rules.md §2)."""
    kalender = Calendar()
    kalender.add("prodid", "-//Portaal duaal leren//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", vText("Duaal leren"))
    assert overeenkomst.laatste_dag is not None  # zoek
    vanaf = timezone.localdate(op) - timedelta(days=31)
    dagen = kalenderdagen(overeenkomst, vanaf, min(overeenkomst.laatste_dag, vanaf + timedelta(days=400)))
    for dag in dagen:
        for event in _gebeurtenissen(overeenkomst, dag, op):
            kalender.add_component(event)
    kalender.add_missing_timezones()
    return kalender.to_ical()


def _gebeurtenissen(overeenkomst: Overeenkomst, dag: Kalenderdag, op: datetime) -> Iterable[Event]:
    plekken = {"werkplek": overeenkomst.vestiging, "les": overeenkomst.school}
    for nummer, blok in enumerate(dag.blokken):
        van, tot = (timezone.make_aware(datetime.combine(dag.datum, uur)) for uur in (blok.van, blok.tot))
        titel = "Werkplek" if blok.plek == "werkplek" else "School"
        yield _event(overeenkomst, dag, nummer, op, f"{titel}: {plekken[blok.plek]}", van, tot)
    hele_dag = dag.datum, dag.datum + timedelta(days=1)
    if not dag.blokken and dag.soort != Dagsoort.VRIJ:
        wat = TEKENS[dag.soort][1]
        yield _event(overeenkomst, dag, 0, op, f"{wat[0].upper()}{wat[1:]}: {dag.waarom}", *hele_dag)
    elif is_vakantiedag(dag):
        yield _event(overeenkomst, dag, 0, op, f"Vrij: {dag.waarom}", *hele_dag)


def _event(
    overeenkomst: Overeenkomst, dag: Kalenderdag, nummer: int, op: datetime, titel: str, van: date, tot: date
) -> Event:
    event = Event()
    event.add("uid", f"{overeenkomst.sleutel}-{dag.datum:%Y%m%d}-{nummer}@portaal-duaal-leren")
    event.add("dtstamp", op.astimezone(UTC))
    event.add("dtstart", van)
    event.add("dtend", tot)
    event.add("summary", vText(titel))
    if not isinstance(van, datetime):
        event.add("transp", "TRANSPARENT")
    return event
