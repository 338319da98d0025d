"""Whom a mentor follows (rules.md §2; ux.md §3.3)."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.utils import timezone

from educam_portal.accounts.models import User
from educam_portal.accounts.toegang import Verzoek, vereist_mentor

from ..models import Evaluatie, Overeenkomst
from ..toestanden import BINDEND, Toestand
from .basis import toon


@vereist_mentor
def leerlingen(request: Verzoek) -> HttpResponse:
    """The own lerenden with their school, who starts first on top; a plan to answer has its button here."""
    return toon(request, "leerlingen", {"leerlingen": _leerlingen(request.user)})


def _leerlingen(mentor: User) -> list[Overeenkomst]:
    """Whom this mentor follows or is asked to follow, who starts first on top (ux.md §3.3).

    Who left stays until the mentor wrote the last part of an evaluation: it counts only with both (rules.md §5).
    """
    wacht = Evaluatie.objects.filter(overeenkomst=OuterRef("pk"), deel_mentor_op=None, deel_school_op__isnull=False)
    rijen = Overeenkomst.objects.filter(
        Q(toestand__in=(Toestand.CONCEPT, *BINDEND))
        | Q(Exists(wacht), toestand__in=(Toestand.AFGELOPEN, Toestand.BEEINDIGD)),
        Overeenkomst.objects.voorgelegd_q(),
        mentor__persoon__user=mentor,
    )
    rijen = rijen.met_schorsing(timezone.localdate()).order_by("start", "pk")
    return list(rijen.select_related("lerende", "school", "begeleider", "opleiding")[:50])
