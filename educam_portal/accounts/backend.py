"""Logging in with an e-mail address; rights in the Django admin follow from the role, not from permission tables."""

from allauth.account.auth_backends import AuthenticationBackend

from .toegang import is_beheerder


class PortaalBackend(AuthenticationBackend):
    """A user who was deactivated is not found any more, so that every live session ends at the next request."""

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return user_obj.is_active and is_beheerder(user_obj)

    def has_module_perms(self, user_obj, app_label) -> bool:
        return user_obj.is_active and is_beheerder(user_obj)
