"""The yardstick: a logged-in Django page with one SELECT of fifty rows and a template, through the same middleware."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from educam_portal.accounts.models import Organisatie

SJABLOON = Engine().from_string(
    "<!doctype html><html lang='nl'><head><title>Kaal</title></head><body><table>"
    "{% for rij in rijen %}<tr><td>{{ rij.pk }}</td><td>{{ rij.naam }}</td><td>{{ rij.sleutel }}</td></tr>{% endfor %}"
    "</table></body></html>"
)


@login_required
def kaal(request: HttpRequest) -> HttpResponse:
    """Fifty rows, nothing else."""
    rijen = Organisatie.objects.order_by("pk")[:50]
    return HttpResponse(SJABLOON.render(Context({"rijen": rijen})))


urlpatterns = [path("kaal/", kaal), path("", include("educam_portal.urls"))]
