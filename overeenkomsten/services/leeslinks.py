"""Letting a lerende, and who represents a minor, read the own progress (rules.md §2)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.geheime_link import hash_van, nieuw_zaad
from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen
from educam_portal.parameters import duur
from educam_portal.termijnen.rules import na_termijn
from educam_portal.workflow.diensten import perform

from ..leeslink import GEHEIM, leest, lezers, token
from ..models import Leeslink, Overeenkomst
from ..toestanden import Partij


def geef_toegang(*, overeenkomst: Overeenkomst, door: User, op: datetime) -> list[Leeslink]:
    """Mail each a personal link; sent again, the older one stops. Raises Geweigerd when there is no address."""
    with perform(overeenkomst, "leren_delen", door=door, op=op) as vers:
        adressen = lezers(vers, timezone.localdate(op))
        if not adressen:
            raise Geweigerd("De lerende heeft geen e-mailadres. Vul het eerst in bij de gegevens van de lerende.")
        bestaand = {rij.partij: rij for rij in vers.leeslinks.all()}
        return [
            _verstuur(bestaand.get(partij) or Leeslink(partij=partij), vers, adres, op=op)
            for partij, adres in adressen.items()
        ]


@transaction.atomic
def vernieuw(*, link: Leeslink, op: datetime) -> Leeslink:
    """A new link to the address that had the old one. Raises Geweigerd for who may read no more."""
    if not leest(link, timezone.localdate(op)):
        raise Geweigerd("Deze link werkt niet meer. Vraag de school om een nieuwe.")
    vers = Leeslink.objects.select_for_update(of=("self",), no_key=True).get(pk=link.pk)
    return _verstuur(vers, link.overeenkomst, link.email, op=op)


def _verstuur(link: Leeslink, overeenkomst: Overeenkomst, email: str, *, op: datetime) -> Leeslink:
    link.overeenkomst, link.email, link.gestuurd_op = overeenkomst, email, op
    link.zaad = nieuw_zaad()
    link.token_hash = hash_van(token(link))
    # To the end of its last day, so that the mail can name a day.
    laatste = na_termijn(timezone.localdate(op), duur("ondertekenlink", timezone.localdate(op)))
    link.vervalt_op = timezone.make_aware(datetime.combine(laatste + timedelta(days=1), datetime.min.time()))
    link.save()
    lerende = overeenkomst.lerende
    naam = lerende.voornaam if link.partij == Partij.LERENDE else lerende.vertegenwoordiger.voornaam
    meldingen.stuur(
        "leren_gedeeld",
        dossier=overeenkomst,
        aan=[email],
        gegevens={
            "overeenkomst": overeenkomst,
            "naam": naam,
            "zelf": link.partij == Partij.LERENDE,
            "laatste_dag": date_format(laatste, "j F Y"),
            "geheim": {"soort": GEHEIM, "id": link.token_hash},
        },
    )
    return link
