"""The visit as a calendar event: one UID for its whole life, SEQUENCE counts the changes (rules.md §3.2)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Event

from educam_portal.accounts.models import User
from educam_portal.meldingen import afspraken
from educam_portal.organisaties.afwezigheden import stand

from .models import Aanvraag, Bezoek
from .vervanging import in_agenda_van


def uitnodiging(bezoek: Bezoek, *, genodigden: list[User], op: datetime) -> dict[str, str]:
    """The .ics attachment for a mail: a REQUEST, or a CANCEL once the visit is cancelled. `op` becomes its DTSTAMP."""
    return afspraken.uitnodiging(_afspraak(bezoek, genodigden), naam="bezoek.ics", op=op)


def _afspraak(bezoek: Bezoek, genodigden: Iterable[User]) -> afspraken.Afspraak:
    assert bezoek.begint_op is not None
    return afspraken.Afspraak(
        uid=f"{bezoek.uid}@portaal-duaal-leren",
        volgnummer=bezoek.volgnummer,
        momenten=((bezoek.begint_op, bezoek.begint_op + timedelta(minutes=bezoek.duur)),),
        titel=f"Plaatsbezoek EDUCAM: {bezoek.vestiging.naam}",
        plaats=bezoek.vestiging.adres,
        beschrijving=_beschrijving(bezoek),
        organisator=bezoek.consulent,
        genodigden=genodigden,
        geannuleerd=bezoek.toestand == Bezoek.Toestand.GEANNULEERD,
    )


def agenda(user: User, vandaag: date) -> Iterable[Event]:
    """The visits of somebody's calendar feed, from a month ago on: to make for EDUCAM, to receive for a werkgever.

    Who stands in for a colleague has those visits too, as long as that lasts.
    """
    vanaf = timezone.make_aware(datetime.combine(vandaag - timedelta(days=31), datetime.min.time()))
    bezoeken = Bezoek.objects.filter(toestand__in=[Bezoek.Toestand.VASTGELEGD, Bezoek.Toestand.UITGEVOERD])
    if user.is_educam:
        bezoeken = bezoeken.filter(in_agenda_van(user, stand(vandaag)))
    else:
        bezoeken = bezoeken.filter(aanvragen__in=Aanvraag.objects.for_user(user)).distinct()
    komend = bezoeken.filter(begint_op__gte=vanaf).select_related("vestiging__gemeente", "consulent")
    nu = timezone.now()
    for bezoek in komend.order_by("begint_op")[:200]:
        yield from afspraken.gebeurtenissen(_afspraak(bezoek, []), nu)


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
