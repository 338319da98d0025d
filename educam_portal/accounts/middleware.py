"""Second factor for EDUCAM staff, and the organisation somebody works for (quality.md Security)."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import actief
from .models import STAF, User
from .toegang import Verzoek

# Setting up, proving who you are, leaving, and what machines ask must stay reachable without a second factor.
VRIJE_NAMEN = ("mfa_", "account_logout", "account_reauthenticate", "account_change_password", "account_set_password")
VRIJE_PADEN = ("/gezond/", "/static/")


def moet_tweede_factor(user: User) -> bool:
    """True for staff (consulent, coördinator, beheerder, superuser) without authenticator app or passkey."""
    if not settings.TWEEDE_FACTOR_VERPLICHT or not (user.is_superuser or user.heeft_rol(*STAF)):
        return False
    soorten = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return not Authenticator.objects.filter(user=user, type__in=soorten).exists()


class NulTekenMiddleware:
    """Refuses an address with a NUL character: PostgreSQL cannot search for one, and nobody types it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL-teken in het adres")
        return self.get_response(request)


class TweedeFactorMiddleware:
    """Sends staff without a second factor to the page where they set one up; nothing else opens before that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        naam = getattr(request.resolver_match, "url_name", None) or ""
        if request.path.startswith(VRIJE_PADEN) or naam.startswith(VRIJE_NAMEN):
            return None
        if not request.user.is_authenticated or not moet_tweede_factor(request.user):
            return None
        messages.info(request, "Stel eerst een tweede stap in om aan te melden: een app op je telefoon of een passkey.")
        return redirect("mfa_index")


class OrganisatieMiddleware:
    """Sets `request.organisatie`: the Organisatie the user works for now, or None; only memberships of today count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        organisatie = actief.kies(cast(Verzoek, request)) if request.user.is_authenticated else None
        cast(Verzoek, request).organisatie = organisatie
        antwoord = self.get_response(request)
        if request.user.is_authenticated and not antwoord.has_header("Cache-Control"):
            # A page about somebody is for no proxy, and is asked again after somebody else logged in.
            antwoord["Cache-Control"] = "private, no-cache"
        return antwoord
