"""Answers that all screens give in the same way."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse

from .fouten import Geweigerd


def met_422(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form that comes back with errors answers 422, also from views we did not write."""

    @wraps(view)
    def verpakt(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        antwoord = view(request, *args, **kwargs)
        if request.method == "POST" and antwoord.status_code == HTTPStatus.OK:
            form = (antwoord.context_data or {}).get("form") if isinstance(antwoord, TemplateResponse) else None
            if form is not None and form.is_bound and form.errors:
                antwoord.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return antwoord

    return verpakt


def met_melding(request: HttpRequest, doe: Callable[[], object], gelukt: str) -> bool:
    """Run a service behind a button: success or the sentence of the refusal becomes the message of the next page."""
    try:
        doe()
    except Geweigerd as fout:
        messages.error(request, fout.zin)
        return False
    messages.success(request, gelukt)
    return True


def nieuwe_link(request: HttpRequest, vernieuw: Callable[[], object], sjabloon: str) -> HttpResponse:
    """The page after "send me a new link": that it is on its way, or in one sentence why not (422).

    No redirect: whoever presses the button need not have an account, and the old link leads nowhere any more.
    """
    fout = ""
    try:
        vernieuw()
    except Geweigerd as geweigerd:
        fout = geweigerd.zin
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fout else HTTPStatus.OK
    return render(request, sjabloon, {"fout": fout}, status=status)
