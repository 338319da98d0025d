"""A form that is sent twice does its work once (quality.md, "double submit").

A double click, an impatient reload, a phone that sends again: the same person sends the same page with the same content.
The first press does the work; every next one gets the answer of the first, also when both arrive at once. What makes it
the same page is the CSRF token, which Django writes anew into each page it makes. Another tab, or the page opened again,
is another press: what that may still do is for the service to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import SimpleCookie
from time import monotonic, sleep

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.crypto import salted_hmac

# How long an answer is kept, how long a press may take before its claim lapses, and how long a second press waits for it.
ONTHOUD = 300  # seconds
CLAIM = 60
WACHT = 8
BEZIG = "bezig"
DOORGESTUURD = (302, 303)


@dataclass(frozen=True)
class Antwoord:
    """Where the first press led, with its cookies: the browser may have thrown that answer away."""

    status: int
    naar: str
    koekjes: SimpleCookie

    @classmethod
    def van(cls, antwoord: HttpResponse) -> "Antwoord":
        return cls(antwoord.status_code, antwoord["Location"], antwoord.cookies)

    def opnieuw(self) -> HttpResponse:
        antwoord = HttpResponse(status=self.status, headers={"Location": self.naar})
        antwoord.cookies = self.koekjes
        return antwoord


class EenKeerMiddleware:
    """Only an answer that leads on is repeated: a page with errors asks for another press, and gets it.

    Stands outside the sessions and the CSRF check: who sends this key sent the very press that passed them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_druk(request):
            return self.get_response(request)
        wie, wat = _wie(request), _wat(request)
        einde = monotonic() + WACHT
        while not cache.add(wat, BEZIG, CLAIM):
            eerder = cache.get(wat)
            if isinstance(eerder, Antwoord):
                if cache.get(wie) == wat:
                    return eerder.opnieuw()
                # Something else was pressed since: this is no echo but a change of mind.
                cache.delete(wat)
            elif monotonic() > einde:
                return render(request, "409.html", status=409)
            else:
                sleep(0.05)
        try:
            antwoord = self.get_response(request)
        except BaseException:
            cache.delete(wat)
            raise
        if antwoord.status_code in DOORGESTUURD:
            cache.set(wie, wat, ONTHOUD)
            cache.set(wat, Antwoord.van(antwoord), ONTHOUD)
        else:
            cache.delete(wat)
        return antwoord


def _is_druk(request: HttpRequest) -> bool:
    """A form of one of our pages, sent by somebody: no page that saves itself, nor a call without a page."""
    if request.method != "POST" or "X-Autosave" in request.headers:
        return False
    try:
        return "csrfmiddlewaretoken" in request.POST
    except UnreadablePostError:
        # Gone before everything had arrived: for the CSRF check to answer, as without us.
        return False


def _wie(request: HttpRequest) -> str:
    """This browser, as it was before the press: session and CSRF cookie."""
    koekjes = [request.COOKIES.get(naam, "") for naam in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)]
    return f"dubbel.{_merk(koekjes)}"


def _wat(request: HttpRequest) -> str:
    """This press: who, where, every field with the token of its page, and every file."""
    return f"{_wie(request)}.{_merk([request.get_full_path(), *_velden(request)])}"


def _velden(request: HttpRequest) -> Iterator[str]:
    for naam, waarden in sorted(request.POST.lists()):
        yield from (naam, *waarden)
    for naam, bestanden in sorted(request.FILES.lists()):
        for bestand in bestanden:
            inhoud = sha256()
            for deel in bestand.chunks():
                inhoud.update(deel)
            bestand.seek(0)
            yield from (naam, bestand.name or "", str(bestand.size), inhoud.hexdigest())


def _merk(delen: list[str]) -> str:
    """A keyed hash, so that what somebody typed (a password too) cannot be guessed from the key of a cache."""
    return salted_hmac("dubbel", "\0".join(delen), algorithm="sha256").hexdigest()
