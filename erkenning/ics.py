"""The visit as a calendar event: one UID for its whole life, SEQUENCE counts the changes (rules.md §3.2)."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from educam_portal.accounts.models import User

from .models import Aanvraag, Bezoek


def uitnodiging(bezoek: Bezoek, *, genodigden: list[User], op: datetime) -> dict[str, str]:
    """The .ics attachment for a mail: a REQUEST, or a CANCEL once the visit is cancelled. `op` becomes its DTSTAMP."""
    geannuleerd = bezoek.toestand == Bezoek.Toestand.GEANNULEERD
    kalender = Calendar()
    kalender.add("prodid", "-//Portaal duaal leren//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "CANCEL" if geannuleerd else "REQUEST")
    kalender.add_component(_gebeurtenis(bezoek, genodigden, op, geannuleerd))
    return {
        "naam": "bezoek.ics",
        "mime": f"text/calendar; method={'CANCEL' if geannuleerd else 'REQUEST'}; charset=utf-8",
        "inhoud": kalender.to_ical().decode(),
    }


def _gebeurtenis(bezoek: Bezoek, genodigden: list[User], op: datetime, geannuleerd: bool) -> Event:
    assert bezoek.begint_op is not None
    event = Event()
    event.add("uid", f"{bezoek.uid}@portaal-duaal-leren")
    event.add("sequence", bezoek.volgnummer)
    event.add("dtstamp", op.astimezone(UTC))
    event.add("dtstart", bezoek.begint_op.astimezone(UTC))
    event.add("dtend", (bezoek.begint_op + timedelta(minutes=bezoek.duur)).astimezone(UTC))
    event.add("summary", f"Plaatsbezoek EDUCAM: {bezoek.vestiging.naam}")
    event.add("location", vText(bezoek.vestiging.adres))
    event.add("description", vText(_beschrijving(bezoek)))
    event.add("status", "CANCELLED" if geannuleerd else "CONFIRMED")
    organisator = vCalAddress(f"mailto:{bezoek.consulent.email}")
    organisator.params["cn"] = vText(str(bezoek.consulent))
    event["organizer"] = organisator
    for persoon in genodigden:
        adres = vCalAddress(f"mailto:{persoon.email}")
        adres.params["cn"] = vText(str(persoon))
        adres.params["partstat"] = vText("ACCEPTED")
        event.add("attendee", adres, encode=False)
    return event


def agenda(user: User, vandaag: date) -> list[Event]:
    """The visits of somebody's calendar feed, from a month ago on: to make for EDUCAM, to receive for a werkgever."""
    vanaf = timezone.make_aware(datetime.combine(vandaag - timedelta(days=31), datetime.min.time()))
    bezoeken = Bezoek.objects.filter(toestand__in=[Bezoek.Toestand.VASTGELEGD, Bezoek.Toestand.UITGEVOERD])
    if user.is_educam:
        bezoeken = bezoeken.filter(consulent=user)
    else:
        bezoeken = bezoeken.filter(aanvragen__in=Aanvraag.objects.for_user(user)).distinct()
    komend = bezoeken.filter(begint_op__gte=vanaf).select_related("vestiging__gemeente", "consulent")
    nu = timezone.now()
    return [_gebeurtenis(bezoek, [], nu, geannuleerd=False) for bezoek in komend.order_by("begint_op")[:200]]


def _beschrijving(bezoek: Bezoek) -> str:
    regels = [f"Consulent: {bezoek.consulent}"]
    if bezoek.consulent.telefoon:
        regels.append(f"Telefoon: {bezoek.consulent.telefoon}")
    if bezoek.mentor_aanwezig:
        regels.append("Zorg dat de mentor erbij is.")
    if bezoek.opmerking:
        regels.append(bezoek.opmerking)
    regels.append(settings.PORTAL_URL)
    return "\n".join(regels)
