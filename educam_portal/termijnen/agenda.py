"""Somebody's terms as a calendar feed: a private address that its owner can renew (rules.md §7, ux.md §3.4)."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from icalendar import Calendar, Event, vText

from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad, token_van
from educam_portal.accounts.models import User

from .lijst import blik, termijnen
from .models import Agenda, Termijn
from .register import soort_termijn

DOEL = "termijnen.agenda"
# A calendar that shows years of terms helps nobody.
HOOGSTENS = 500
Bron = Callable[[User, date], Iterable[Event]]
_bronnen: list[Bron] = []


def registreer_agenda(bron: Bron) -> None:
    """Let a higher floor add events of its own (visits, course days) to somebody's feed."""
    _bronnen.append(bron)


def link(agenda: Agenda) -> str:
    """The full address of the feed."""
    return settings.PORTAL_URL + reverse("termijnen:agenda", args=[token_van(agenda.zaad, DOEL)])


@transaction.atomic
def vernieuw(user: User, *, op: datetime) -> Agenda:
    """A new address for the feed of `user`; the old one, if there was any, answers no longer."""
    zaad = nieuw_zaad()
    velden = {"zaad": zaad, "token_hash": hash_van(token_van(zaad, DOEL)), "vernieuwd_op": op}
    agenda, _ = Agenda.objects.update_or_create(user=user, defaults=velden)
    return agenda


def zoek(token: str) -> User | None:
    """Whose feed this is; None for an unknown or replaced address, or an account that was closed."""
    agenda = Agenda.objects.select_related("user").filter(token_hash=hash_van(token), user__is_active=True).first()
    return agenda.user if agenda else None


def feed(user: User, op: datetime, vandaag: date) -> bytes:
    """Every open term of `user` with a date as an all-day event, and what higher floors add; never a lerende's name."""
    kalender = Calendar()
    kalender.add("prodid", "-//Portaal duaal leren//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", vText("Termijnen duaal leren"))
    for termijn in termijnen(blik(user), {}, vandaag, aantal=HOOGSTENS):
        if termijn.vervalt_op is not None:
            kalender.add_component(_dag(termijn, termijn.vervalt_op, user, op))
    for bron in _bronnen:
        for event in bron(user, vandaag):
            kalender.add_component(event)
    # An event of several days stands in local time.
    kalender.add_missing_timezones()
    return kalender.to_ical()


def _dag(termijn: Termijn, dag: date, user: User, op: datetime) -> Event:
    soort = soort_termijn(termijn.soort)
    event = Event()
    event.add("uid", f"termijn-{termijn.pk}@portaal-duaal-leren")
    event.add("dtstamp", op.astimezone(UTC))
    event.add("dtstart", dag)
    event.add("dtend", dag + timedelta(days=1))
    event.add("summary", vText(f"{soort.label}: {soort.titel(termijn)}"))
    event.add("description", vText(settings.PORTAL_URL + soort.url(termijn, user)))
    event.add("transp", "TRANSPARENT")
    return event
