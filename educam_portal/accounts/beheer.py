"""The Django admin at /beheer/: for the beheerder alone, behind the portal's own log-in (quality.md Security)."""

from typing import cast

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from .toegang import is_beheerder

# Apps of packages whose rows decide who gets in: changed only by logging in, or by a coördinator.
VERBORGEN = {"auth", "account", "mfa"}


class BeheerSite(AdminSite):
    site_header = "Technisch beheer"
    site_title = "Technisch beheer"
    index_title = "Onderdelen"
    index_template = "beheer/index.html"
    site_url = "/start/"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_authenticated and is_beheerder(request.user)

    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """No log-in page of its own, so that rate limits and second factor hold here too; others find nothing."""
        doel = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(doel, allowed_hosts={request.get_host()}):
            doel = "/beheer/"
        if not request.user.is_authenticated:
            return redirect_to_login(doel)
        if not self.has_permission(request):
            raise Http404
        return redirect(doel)

    def logout(self, request: HttpRequest, extra_context=None):
        """The portal's own way out, which asks for a POST."""
        return redirect("account_logout")

    def register(self, model_or_iterable, admin_class=None, **opties) -> None:
        """Packages register their own models too; log-in addresses and second factors are not repaired by hand."""
        een = isinstance(model_or_iterable, ModelBase)
        modellen = [cast(type[Model], model_or_iterable)] if een else list(model_or_iterable)
        super().register([m for m in modellen if m._meta.app_label not in VERBORGEN], admin_class, **opties)
