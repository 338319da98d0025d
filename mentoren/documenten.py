"""Files of the mentoropleiding and who may open them (rules.md §2, §4)."""

from collections.abc import Callable

from django.db.models import Q

from educam_portal.accounts.models import User
from educam_portal.documenten.models import Document

from .models import Attest, ExternAttest, Mentor, Persoon

ATTEST = "mentorattest"
EXTERN_ATTEST = "extern_mentorattest"


def mag_attest_zien(persoon: Persoon, user: User) -> bool:
    """The mentor, every onderneming where he or she is mentor now, and who follows it for EDUCAM."""
    if persoon.user_id == user.pk:
        return True
    mentorschappen = Mentor.objects.for_user(user).filter(persoon=persoon)
    return mentorschappen.filter(Q() if user.is_educam else Q(vertrokken_op=None)).exists()


def _mag_attest_lezen(document: Document, user: User) -> bool:
    attest = Attest.objects.filter(document=document).select_related("persoon").first()
    return attest is not None and mag_attest_zien(attest.persoon, user)


def _mag_extern_attest_lezen(document: Document, user: User) -> bool:
    """A file of another school may say more than that the course was followed: the mentor and EDUCAM only."""
    attest = ExternAttest.objects.filter(document=document).select_related("persoon").first()
    if attest is None:
        return False
    return attest.persoon.user_id == user.pk or (user.is_educam and mag_attest_zien(attest.persoon, user))


def registreer_beleid_voor(registreer: Callable[[str, Callable[[Document, User], bool]], None]) -> None:
    """Register a policy for every soort of document of the mentoropleiding; called once at start-up."""
    registreer(ATTEST, _mag_attest_lezen)
    registreer(EXTERN_ATTEST, _mag_extern_attest_lezen)
