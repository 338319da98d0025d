"""Logging in with an e-mail address; rights in the Django admin follow from the role, not from permission tables."""

from collections.abc import Callable
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .models import User
from .toegang import is_beheerder

_bij_elke_vraag: dict[str, Callable[[int], Any]] = {}


def registreer_bij_user(naam: str, maak: Callable[[int], Any]) -> None:
    """Let the query that reads the user of a request also fetch `maak(user_id)`, an expression, as `user.<naam>`.

    For what every page shows: it then costs no query of its own.
    """
    _bij_elke_vraag[naam] = maak


class PortaalBackend(AuthenticationBackend):
    """A user who was deactivated is not found any more, so that every live session ends at the next request."""

    def get_user(self, user_id: int) -> User | None:
        extra = {naam: maak(user_id) for naam, maak in _bij_elke_vraag.items()}
        user = User.objects.annotate(**extra).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return user_obj.is_active and is_beheerder(user_obj)

    def has_module_perms(self, user_obj, app_label) -> bool:
        return user_obj.is_active and is_beheerder(user_obj)
