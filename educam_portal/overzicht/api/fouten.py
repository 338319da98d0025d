"""What goes wrong before a view is reached: a page for people, JSON for programs."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from .deur import foutmelding

API = "/api/"


def slecht_verzoek(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(API):
        return foutmelding("Dit adres klopt niet.", status=400)
    return defaults.bad_request(request, exception)


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(API):
        return foutmelding("Dit adres bestaat niet.", status=404)
    return defaults.page_not_found(request, exception)
