"""The demo mailbox: what the portal would have mailed. Exists only in demo mode, and needs no log-in there."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from educam_portal.meldingen import postbus

View = Callable[..., HttpResponseBase]


def alleen_demo(view: View) -> View:
    """Outside demo mode the page does not exist."""

    @wraps(view)
    def bewaakt(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return require_safe(bewaakt)


@alleen_demo
def lijst(request: HttpRequest) -> HttpResponseBase:
    """The newest mails; `?zoek=` filters on address or subject."""
    zoek = request.GET.get("zoek", "")[:100]
    context = {"brieven": postbus.lijst(zoek), "zoek": zoek, "hoogstens": postbus.HOOGSTENS}
    return render(request, "demo/postbus.html", context)


@alleen_demo
def brief(request: HttpRequest, naam: str) -> HttpResponseBase:
    """One mail: its text, with the links to click."""
    gevonden = postbus.lees(naam)
    if gevonden is None:
        raise Http404
    return render(request, "demo/postbus_brief.html", {"brief": gevonden})


@alleen_demo
def eml(request: HttpRequest, naam: str) -> HttpResponseBase:
    """The mail as a file."""
    bestand = postbus.pad(naam)
    if bestand is None:
        raise Http404
    return FileResponse(bestand.open("rb"), as_attachment=True, filename=bestand.name, content_type="message/rfc822")
