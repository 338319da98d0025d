"""Two transactions that wait for each other: the database ends one of them, and its person reads what to do.

Services lock in one order, so this is not meant to happen. When it does nothing was saved, and pressing again works.
"""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# PostgreSQL: serialization_failure, deadlock_detected, lock_not_available.
BOTSING = frozenset({"40001", "40P01", "55P03"})


def is_botsing(fout: BaseException) -> bool:
    """Whether the database gave up waiting, on either database."""
    if not isinstance(fout, OperationalError):
        return False
    return getattr(fout.__cause__, "sqlstate", None) in BOTSING or "database is locked" in str(fout)


class BotsingMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return render(request, "409.html", {"botsing": True}, status=409) if is_botsing(exception) else None
