"""Ties the account of a mentor to the person the werkgever entered (rules.md §2: a mentor sees the own data)."""

from datetime import datetime

from educam_portal.accounts.models import Organisatie, Rol, User
from educam_portal.organisaties.feiten import LID_TOEGETREDEN
from educam_portal.termijnen import services as termijnen
from educam_portal.workflow.feiten import bij

from .models import Mentor, Persoon


@bij(LID_TOEGETREDEN)
def koppel_mentor(*, user: User, organisatie: Organisatie, rol: str, op: datetime) -> None:
    """Who accepts an invitation as mentor gets the person entered there with the same e-mail address.

    Nothing happens when the address fits nobody or several, or when the account or the person is tied already.
    """
    if rol != Rol.MENTOR or Persoon.objects.filter(user=user).exists():
        return
    passend = Persoon.objects.filter(
        user=None,
        pk__in=Mentor.objects.filter(onderneming__organisatie=organisatie, email__iexact=user.email).values("persoon"),
    )
    personen = list(passend.select_for_update(of=("self",), no_key=True)[:2])
    if len(personen) == 1:
        personen[0].user = user
        personen[0].save()
        for mentor in personen[0].mentorschappen.select_related("persoon__user", "onderneming__organisatie"):
            termijnen.zet_partijen(mentor)
