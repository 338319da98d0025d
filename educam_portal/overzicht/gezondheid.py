"""Health: `/gezond/` for the whole portal, `/gezond/levend/` for this process alone (load balancers, containers)."""

import logging
import os
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from educam_portal.celery import app
from educam_portal.meldingen.bezorging import staat_vast
from educam_portal.meldingen.dagmail import wachtend
from educam_portal.termijnen.job import laatste_loop
from educam_portal.termijnen.models import Termijn

logger = logging.getLogger(__name__)

# The sweep runs every minute: a message that is due this long is stuck.
BERICHT_TE_OUD = timedelta(minutes=15)
# The deadline job runs every hour; a missed night must show the next morning.
JOB_TE_OUD = timedelta(hours=26)
TERMIJN_TE_OUD = timedelta(days=2)
# A message waits for the daily mail of tomorrow morning at most.
DAGMAIL_TE_OUD = timedelta(days=2)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache() -> bool:
    waarde = secrets.token_hex(8)
    cache.set("gezond", waarde, timeout=60)
    return cache.get("gezond") is not None


def _broker() -> bool:
    if app.conf.broker_url.startswith("filesystem"):
        return os.access(settings.BROKER_DIR / "in", os.W_OK)
    with app.connection_for_write(connect_timeout=2) as verbinding:
        verbinding.ensure_connection(max_retries=1, interval_start=0)
        return bool(verbinding.connected)


def _berichten() -> bool:
    nu = timezone.now()
    return not staat_vast(nu, langer_dan=BERICHT_TE_OUD) and not wachtend(nu - DAGMAIL_TE_OUD).exists()


def _termijnen() -> bool:
    laatste = laatste_loop()
    if laatste is None or timezone.now() - laatste > JOB_TE_OUD:
        return False
    te_oud = timezone.localdate() - TERMIJN_TE_OUD
    return not Termijn.objects.filter(voldaan_op=None, nietig_op=None, volgende_op__lt=te_oud).exists()


CONTROLES: dict[str, Callable[[], bool]] = {
    "database": _database,
    "cache": _cache,
    "broker": _broker,
    "berichten": _berichten,
    "termijnen": _termijnen,
}


def controleer() -> dict[str, bool]:
    """Name of each check → whether it passes. One that raises does not pass; why stands in the log."""
    uitkomst = {}
    for naam, controle in CONTROLES.items():
        try:
            uitkomst[naam] = controle()
        except Exception:
            logger.exception("Gezondheid: %s geeft een fout", naam)
            uitkomst[naam] = False
    return uitkomst


@never_cache
@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """JSON `{"ok": bool, "checks": {name: bool}}`; status 503 when a check fails."""
    checks = controleer()
    ok = all(checks.values())
    return JsonResponse({"ok": ok, "checks": checks}, status=200 if ok else 503)


@never_cache
@require_safe
def levend(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers."""
    return HttpResponse("ok", content_type="text/plain")
