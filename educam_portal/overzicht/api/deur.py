"""What every door of the API does: slow down, read JSON, and say in Dutch what is wrong."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema

from educam_portal.accounts import remmen

from ..gevallen import Fout, Geval

MAX_BYTES = 64 * 1024
SOORT_INHOUD = "application/json"


class Foutmelding(Schema):
    """Why there is no answer; `velden` names what to change, when one field or several are the cause."""

    fout: str
    velden: dict[str, list[str]] = {}


class Afgewezen(Exception):
    """This request gets no answer; the text is a Dutch sentence."""

    def __init__(self, zin: str, *, status: int = 422, velden: dict[str, list[str]] | None = None) -> None:
        super().__init__(zin)
        self.status, self.velden = status, velden or {}


def deur(actie: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Decorator: count against the limit of `actie`, and turn a Fout or Afgewezen into JSON."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def binnen(request: HttpRequest) -> HttpResponse:
            grens = remmen.GRENZEN[actie]
            if remmen.te_vaak(request, actie, aantal=grens.aantal, seconden=grens.seconden):
                return foutmelding(grens.zin, status=429, headers={"Retry-After": str(grens.seconden)})
            try:
                return view(request)
            except Afgewezen as nee:
                return foutmelding(str(nee), status=nee.status, velden=nee.velden)
            except Fout as nee:
                return foutmelding(str(nee), status=422)

        return binnen

    return decorator


def foutmelding(
    zin: str, *, status: int, velden: dict[str, list[str]] | None = None, headers: dict[str, str] | None = None
) -> JsonResponse:
    return JsonResponse({"fout": zin, "velden": velden or {}}, status=status, headers=headers)


def lees_geval(request: HttpRequest) -> Geval:
    """The JSON object of a POST. Raises Afgewezen."""
    if request.content_type != SOORT_INHOUD:
        raise Afgewezen(f"Stuur JSON, met de kop “Content-Type: {SOORT_INHOUD}”.", status=415)
    try:
        inhoud = request.body
    except RequestDataTooBig:
        inhoud = b" " * (MAX_BYTES + 1)
    if len(inhoud) > MAX_BYTES:
        raise Afgewezen(f"Dit is te groot. Stuur hoogstens {MAX_BYTES // 1024} kB.", status=413)
    try:
        geval = json.loads(inhoud)
    except (ValueError, RecursionError):
        raise Afgewezen("Dit is geen geldige JSON.") from None
    if not isinstance(geval, dict):
        raise Afgewezen("Stuur een object met sleutels en waarden.")
    return geval


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What another method than the address takes gets, as JSON."""

    @wraps(view)
    def antwoord(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        gekregen = view(request, *args, **kwargs)
        if gekregen.status_code != 405:
            return gekregen
        mag = gekregen["Allow"]
        return foutmelding(f"Gebruik {mag} voor dit adres.", status=405, headers={"Allow": mag})

    return antwoord
