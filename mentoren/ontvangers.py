"""Who hears about an enrolment: the mentor with the calendar event, and the werkgever who loses a pair of hands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from educam_portal.accounts.models import User
from educam_portal.meldingen import services as meldingen

from .ics import uitnodiging
from .models import Inschrijving, Mentor


def deelnemer(mentor: Mentor) -> list[User | str]:
    """The mentor in person, by account or by the address the werkgever gave; nobody when there is neither."""
    eigen = mentor.persoon.user or mentor.email
    return [eigen] if eigen else []


def werkgevers(inschrijving: Inschrijving) -> list[User]:
    """The people of the onderneming for which the mentor was enrolled; never another one of the same person."""
    return list(inschrijving.mentor.onderneming.werkgevers())


def verwittig(
    soort: str,
    inschrijving: Inschrijving,
    *,
    op: datetime,
    agenda: bool = False,
    gegevens: Mapping[str, Any] | None = None,
) -> None:
    """One mail to the mentor and one to the werkgevers; with `agenda` the calendar event, which is the mentor's.

    A mentor without any address reads it at the werkgever's, who then gets the event to pass on.
    """
    # Every line of the mail asks for the days and the place.
    prefetch_related_objects([inschrijving], "sessie__gemeente", "sessie__dagen")
    inhoud = {"inschrijving": inschrijving, "sessie": inschrijving.sessie, **(gegevens or {})}
    eigen, baas = deelnemer(inschrijving.mentor), werkgevers(inschrijving)
    bijlagen = [uitnodiging(inschrijving, genodigden=eigen or baas, op=op)] if agenda else []
    meldingen.stuur(soort, dossier=inschrijving, aan=eigen, gegevens={**inhoud, "zelf": True}, bijlagen=bijlagen)
    # Who is both (a baas who is mentor) has read it already.
    adressen = {wie.email if isinstance(wie, User) else wie.lower() for wie in eigen}
    anderen = [user for user in baas if user.email not in adressen]
    meldingen.stuur(
        soort,
        dossier=inschrijving,
        aan=anderen,
        gegevens={**inhoud, "zelf": False},
        bijlagen=[] if eigen else bijlagen,
    )
