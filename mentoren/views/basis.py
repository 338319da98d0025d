"""What the screens of this floor share: fetching in scope."""

from django.shortcuts import get_object_or_404

from educam_portal.accounts.models import User

from ..models import Inschrijving, Mentor, Sessie


def haal_sessie(user: User, pk: int) -> Sessie:
    """The session with its days and numbers, or 404."""
    return get_object_or_404(Sessie.objects.for_user(user).met_bezetting(), pk=pk)


def haal_inschrijving(user: User, pk: int) -> Inschrijving:
    """An enrolment within the user's reach with everything its pages show, or 404."""
    rijen = Inschrijving.objects.for_user(user)
    return get_object_or_404(
        rijen.select_related("persoon", "mentor__persoon", "mentor__onderneming", "sessie__gemeente").prefetch_related(
            "sessie__dagen"
        ),
        pk=pk,
    )


def haal_mentor(user: User, pk: int) -> Mentor:
    """A mentor within the user's reach, or 404."""
    return get_object_or_404(Mentor.objects.for_user(user).select_related("persoon", "onderneming"), pk=pk)


def per_dag(sessie: Sessie, deelnemer: Inschrijving) -> list[tuple[int, bool]]:
    """The days of which the presence was written down, with whether somebody was there."""
    er_was = {rij.dag_id: rij.aanwezig for rij in deelnemer.aanwezigheden.all()}
    return [(dag.nummer, er_was[dag.pk]) for dag in sessie.dagen.all() if dag.pk in er_was]
