"""Who may read what: one policy per kind of document, registered by the app that owns the kind."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from educam_portal.accounts.models import User

from .models import Document

Beleid = Callable[[Document, User], bool]
_beleid: dict[str, Beleid] = {}


def registreer_beleid(soort: str, functie: Beleid) -> None:
    """`functie(document, user)` decides for documents of `soort`; the user is always active and logged in."""
    _beleid[soort] = functie


def mag_lezen(document: Document, user: User | AnonymousUser | None) -> bool:
    """Whether `user` may open `document` now. A kind without policy and an erased document are closed to everybody."""
    if not isinstance(user, User) or not user.is_active or document.gewist_op is not None:
        return False
    beleid = _beleid.get(document.soort)
    return beleid is not None and beleid(document, user)
