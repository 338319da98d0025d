"""The klassenraad as a calendar event of mentor and trajectbegeleider (rules.md §5). It never names the lerende (§2)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from icalendar import Event

from educam_portal.accounts.models import User
from educam_portal.meldingen import afspraken
from educam_portal.meldingen.opstellen import Adressaat

from .models import Evaluatie, Overeenkomst


def uitnodiging(evaluatie: Evaluatie, *, genodigden: Iterable[User | str], op: datetime) -> dict[str, str]:
    """The .ics attachment for the mail to the mentor; shared again, it moves the event it made before."""
    wie = [persoon if isinstance(persoon, User) else Adressaat(persoon) for persoon in genodigden]
    return afspraken.uitnodiging(_afspraak(evaluatie, wie), naam="klassenraad.ics", op=op)


def agenda(user: User, vandaag: date) -> Iterable[Event]:
    """The klassenraden to come in the calendar feed of the mentor and of who follows the lerende for the school."""
    nu = timezone.now()
    bereik = Overeenkomst.objects.for_user(user).filter(Q(mentor__persoon__user=user) | Q(begeleider=user))
    rijen = Evaluatie.objects.filter(klassenraad_tot__gte=nu, overeenkomst__in=bereik)
    for evaluatie in rijen.select_related("overeenkomst__school", "overeenkomst__begeleider"):
        yield from afspraken.gebeurtenissen(_afspraak(evaluatie, []), nu)


def _afspraak(evaluatie: Evaluatie, genodigden: Iterable[User | Adressaat]) -> afspraken.Afspraak:
    overeenkomst = evaluatie.overeenkomst
    assert evaluatie.klassenraad_op and evaluatie.klassenraad_tot  # a constraint holds the pair
    return afspraken.Afspraak(
        uid=f"klassenraad-{evaluatie.pk}@portaal-duaal-leren",
        volgnummer=evaluatie.klassenraad_volgnummer,
        momenten=((evaluatie.klassenraad_op, evaluatie.klassenraad_tot),),
        titel=f"Klassenraad {overeenkomst.referentie}",
        plaats=evaluatie.klassenraad_plaats or str(overeenkomst.school),
        beschrijving=settings.PORTAL_URL + reverse("overeenkomst:leren", args=[overeenkomst.referentie]),
        organisator=overeenkomst.begeleider,
        genodigden=genodigden,
    )
