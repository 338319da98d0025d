"""Ask a mentor to fill in the own part. Opening the link changes nothing (rules.md §4, architecture.md §5)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad
from educam_portal.accounts.models import User, UserManager
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform

from ..models import Mentor, Mentorvraag
from ..vragen import token

SOORT = "mentorvraag"


def vraag_mentor(*, mentor: Mentor, email: str, door: User, op: datetime) -> Mentorvraag:
    """Mail a personal link to `email`, which becomes the address of the mentor; asking again replaces the link.

    Raises Geweigerd without an address, for who may not ask this, and for a mentor who left.
    """
    email = UserManager.normaliseer(email)
    if not email:
        raise Geweigerd("Vul het e-mailadres van de mentor in. Daar sturen we de link naartoe.")
    with perform(mentor, "zelf_laten_invullen", door=door, op=op, reden=f"Link gestuurd naar {email}.") as rij:
        rij.email = email
        vraag = Mentorvraag.objects.filter(mentor=rij).first() or Mentorvraag(mentor=rij)
        vraag.mentor, vraag.email, vraag.gevraagd_door = rij, email, door
        _verstuur(vraag, op=op)
    return vraag


@transaction.atomic
def vernieuw(*, vraag: Mentorvraag, op: datetime) -> Mentorvraag:
    """Mail a new link to the address that had the old one, asked for from the page of an expired link.

    Raises Geweigerd when the mentor left, or the werkgever changed the address since.
    """
    vers = (
        Mentorvraag.objects.select_for_update(of=("self",), no_key=True)
        .select_related("mentor__persoon", "mentor__onderneming", "gevraagd_door")
        .get(pk=vraag.pk)
    )
    if not vers.werkt:
        raise Geweigerd("Deze link werkt niet meer. Vraag je werkgever om een nieuwe.")
    _verstuur(vers, op=op)
    return vers


def _verstuur(vraag: Mentorvraag, *, op: datetime) -> None:
    vraag.zaad = nieuw_zaad()
    vraag.token_hash = hash_van(token(vraag))
    vraag.gevraagd_op = op
    # To the end of its last day, so that the mail can name a day.
    laatste = na_termijn(timezone.localdate(op), duur("mentorlink", timezone.localdate(op)))
    vraag.vervalt_op = timezone.make_aware(datetime.combine(laatste + timedelta(days=1), datetime.min.time()))
    vraag.save()
    meldingen.stuur(
        "mentor_gevraagd",
        dossier=vraag.mentor,
        aan=[vraag.email],
        gegevens={
            "mentor": vraag.mentor,
            "vraagt": vraag.gevraagd_door,
            "laatste_dag": date_format(laatste, "j F Y"),
            "geheim": {"soort": SOORT, "id": vraag.token_hash},
        },
    )
