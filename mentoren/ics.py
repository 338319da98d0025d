"""The two days of the course as one calendar event of the participant (rules.md §4)."""

from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Event

from educam_portal.accounts.models import User
from educam_portal.meldingen import afspraken
from educam_portal.meldingen.opstellen import Adressaat

from .models import Inschrijving
from .toestanden import Inschrijfstand


def uitnodiging(inschrijving: Inschrijving, *, genodigden: Iterable[User | str], op: datetime) -> dict[str, str]:
    """The .ics attachment for a mail: a REQUEST, or a CANCEL once the enrolment is over."""
    wie = [persoon if isinstance(persoon, User) else Adressaat(persoon) for persoon in genodigden]
    return afspraken.uitnodiging(_afspraak(inschrijving, wie), naam="mentoropleiding.ics", op=op)


def agenda(user: User, vandaag: date) -> Iterable[Event]:
    """The days of the course in the calendar feed of who takes part."""
    eigen = Inschrijving.objects.filter(persoon__user=user, toestand=Inschrijfstand.INGESCHREVEN)
    nu = timezone.now()
    for inschrijving in eigen.select_related("sessie__gemeente").prefetch_related("sessie__dagen"):
        yield from afspraken.gebeurtenissen(_afspraak(inschrijving, []), nu)


def _afspraak(inschrijving: Inschrijving, genodigden: Iterable[User | Adressaat]) -> afspraken.Afspraak:
    sessie = inschrijving.sessie
    return afspraken.Afspraak(
        uid=f"{inschrijving.uid}@portaal-duaal-leren",
        volgnummer=inschrijving.volgnummer,
        momenten=tuple((dag.begint_op, dag.eindigt_op) for dag in sessie.dagen.all()),
        titel=f"{sessie.titel} EDUCAM",
        plaats=sessie.adres,
        beschrijving=_beschrijving(inschrijving),
        # Answers of calendars go to the address that every mail comes from: nobody's own.
        organisator=Adressaat(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "EDUCAM"),
        genodigden=genodigden,
        geannuleerd=inschrijving.toestand != Inschrijfstand.INGESCHREVEN,
    )


def _beschrijving(inschrijving: Inschrijving) -> str:
    sessie = inschrijving.sessie
    regels = [f"Trainer: {sessie.trainer}", sessie.programma] if sessie.programma else [f"Trainer: {sessie.trainer}"]
    return "\n".join([*regels, settings.PORTAL_URL + reverse("mentoropleiding:sessie", args=[sessie.pk])])
