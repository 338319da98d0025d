"""The Django admin at /beheer/: for the beheerder alone, behind the portal's own log-in (quality.md Security)."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from .toegang import is_beheerder


class BeheerSite(AdminSite):
    site_header = "Technisch beheer"
    site_title = "Technisch beheer"
    index_title = "Onderdelen"
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

    def logout(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        return redirect("account_logout")
