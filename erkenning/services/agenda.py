"""The agenda of a consulent: two visits never overlap, and who is away makes none (rules.md §3.2, §10)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from educam_portal.accounts.fouten import Geweigerd
from educam_portal.accounts.models import Lidmaatschap, Rol, User
from educam_portal.organisaties.models import Afwezigheid

from ..models import Aanvraag, Bezoek


def begin_van(dag: date) -> datetime:
    """The first moment of a day in Brussels."""
    return timezone.make_aware(datetime.combine(dag, datetime.min.time()))


@contextmanager
def agenda(consulent_id: int) -> Iterator[None]:
    """The agenda of one consulent, held: two who plan in it queue up at the consulent's row.

    Before the dossier, never after it: closing an account locks in that order too (`verdeel_werk`).
    """
    with transaction.atomic():
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=consulent_id)
        yield


def moet_vrij_zijn(consulent: User, begint_op: datetime, duur: int, behalve: Bezoek | None = None) -> None:
    """Two fixed visits of one consulent must not overlap, and the consulent must be there; the caller holds the agenda."""
    dag = timezone.localdate(begint_op)
    if afwezig := Afwezigheid.objects.tussen(dag, dag).filter(user=consulent).first():
        raise Geweigerd(
            f"{consulent} is dan afwezig, van {afwezig.van:%d/%m/%Y} tot en met {afwezig.tot:%d/%m/%Y}. "
            "Kies een ander moment."
        )
    einde = begint_op + timedelta(minutes=duur)
    # A visit lasts eight hours at most (database constraint), so earlier ones cannot reach into this one.
    buurt = Bezoek.objects.filter(
        consulent=consulent,
        toestand=Bezoek.Toestand.VASTGELEGD,
        begint_op__gt=begint_op - timedelta(hours=8),
        begint_op__lt=einde,
    ).order_by("begint_op")
    for ander in buurt.exclude(pk=behalve.pk) if behalve else buurt:
        assert ander.begint_op is not None
        if ander.begint_op + timedelta(minutes=ander.duur) > begint_op:
            uur = timezone.localtime(ander.begint_op)
            raise Geweigerd(f"Er staat al een bezoek in de agenda om {uur.hour}.{uur:%M} uur bij {ander.vestiging}.")


def wie_gaat(dossier: Aanvraag, voorkeur: User, begint_op: datetime) -> User:
    """Who makes the visit of that moment: `voorkeur`, unless that person stands in today and no longer does by then.

    Then it is the consulent of the dossier, who is back: a visit never stays with somebody who cannot open the dossier.
    """
    if reikt_tot(voorkeur, dossier, timezone.localdate(begint_op)):
        return voorkeur
    return dossier.consulent or voorkeur


def reikt_tot(user: User, dossier: Aanvraag, dag: date) -> bool:
    """Whether the user handles this dossier on that day: for its region, as replacement too, or as coördinator."""
    regio = Q(rol=Rol.CONSULENT, organisatie__regio=dossier.regio_id)
    return Lidmaatschap.objects.geldig(dag).filter(Q(rol=Rol.COORDINATOR) | regio, user=user).exists()
