"""An appointment as an invitation in a mail, or in a feed: one event for its whole life (RFC 5545, RFC 5546).

The UID never changes; `volgnummer` (SEQUENCE) counts the changes, so that a calendar moves or drops the event it has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vRecur, vText


class Genodigde(Protocol):
    """Anybody with an address; `str()` is the name that the calendar shows."""

    @property
    def email(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Afspraak:
    """One appointment. `momenten` are its parts, each on a day of its own: begin and end, aware, in order."""

    uid: str
    volgnummer: int
    momenten: tuple[tuple[datetime, datetime], ...]
    titel: str
    plaats: str
    beschrijving: str
    organisator: Genodigde
    genodigden: Iterable[Genodigde]
    geannuleerd: bool = False


def uitnodiging(afspraak: Afspraak, *, naam: str, op: datetime) -> dict[str, str]:
    """The attachment for `meldingen.stuur`: a REQUEST, or a CANCEL. `op` becomes its DTSTAMP."""
    methode = "CANCEL" if afspraak.geannuleerd else "REQUEST"
    kalender = Calendar()
    kalender.add("prodid", "-//Portaal duaal leren//NL")
    kalender.add("version", "2.0")
    kalender.add("method", methode)
    for event in gebeurtenissen(afspraak, op):
        kalender.add_component(event)
    if len(afspraak.momenten) > 1:
        kalender.add_missing_timezones()
    return {
        "naam": naam,
        "mime": f"text/calendar; method={methode}; charset=utf-8",
        "inhoud": kalender.to_ical().decode(),
    }


def gebeurtenissen(afspraak: Afspraak, op: datetime) -> Iterable[Event]:
    """The event, also for a feed; with more parts a recurring one, and an exception for every later part with other hours.

    A message may hold one UID only, so days that belong together are one event that returns, in local time: an hour
    that summer time moves stays the same hour on the clock.
    """
    begin, einde = afspraak.momenten[0]
    if len(afspraak.momenten) == 1:
        yield _gebeurtenis(afspraak, op, begin.astimezone(UTC), einde.astimezone(UTC))
        return
    reeks = [(timezone.localtime(van), timezone.localtime(tot)) for van, tot in afspraak.momenten]
    begin, einde = reeks[0]
    hoofd = _gebeurtenis(afspraak, op, begin, einde)
    stap = (reeks[1][0].date() - begin.date()).days
    hoofd.add("rrule", vRecur({"FREQ": "DAILY", "INTERVAL": stap, "COUNT": len(reeks)}))
    yield hoofd
    for nummer, (van, tot) in enumerate(reeks[1:], start=1):
        verwacht = _zelfde_uur(begin, nummer * stap)
        if (van, tot) != (verwacht, _zelfde_uur(einde, nummer * stap)):
            deel = _gebeurtenis(afspraak, op, van, tot)
            deel.add("recurrence-id", verwacht)
            yield deel


def _zelfde_uur(moment: datetime, dagen: int) -> datetime:
    """The same time on the clock, `dagen` days later; never an elapsed time, for summer time may begin in between."""
    return timezone.make_aware(timezone.make_naive(moment) + timedelta(days=dagen))


def _gebeurtenis(afspraak: Afspraak, op: datetime, begin: datetime, einde: datetime) -> Event:
    event = Event()
    event.add("uid", afspraak.uid)
    event.add("sequence", afspraak.volgnummer)
    event.add("dtstamp", op.astimezone(UTC))
    event.add("dtstart", begin)
    event.add("dtend", einde)
    event.add("summary", afspraak.titel)
    event.add("location", vText(afspraak.plaats))
    event.add("description", vText(afspraak.beschrijving))
    event.add("status", "CANCELLED" if afspraak.geannuleerd else "CONFIRMED")
    event["organizer"] = _adres(afspraak.organisator)
    for persoon in afspraak.genodigden:
        adres = _adres(persoon)
        adres.params["partstat"] = vText("ACCEPTED")
        event.add("attendee", adres, encode=False)
    return event


def _adres(persoon: Genodigde) -> vCalAddress:
    adres = vCalAddress(f"mailto:{persoon.email}")
    adres.params["cn"] = vText(str(persoon))
    return adres
