"""Settings for the tests: the portal's own, with fast and throw-away parts.

Nothing of the developer's environment leaks in: every variable the settings read is set here. A run on real parts
names them in TEST_DATABASE_URL and TEST_REDIS_URL (scripts/controle.py starts them).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from scripts import zegel

_map = Path(tempfile.mkdtemp(prefix="portaal-tests-"))
atexit.register(shutil.rmtree, _map, ignore_errors=True)


def _eigen_redis(url: str) -> str:
    """The URL with a database number per xdist worker, so that emptying the cache of one leaves the other's alone."""
    nummer = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    return f"{url.rsplit('/', 1)[0]}/{nummer}" if url else ""


os.environ.update(
    DEMO="1",
    TWEEDE_FACTOR_VERPLICHT="0",
    PORT="8000",
    PORTAL_URL="http://localhost:8000",
    SECRET_KEY="tests" * 12,
    DOCUMENT_SLEUTELS="ZG9jdW1lbnQtc2xldXRlbC12b29yLWRlLXRlc3RzLTE=",
    PERSOON_SLEUTELS="cGVyc29vbi1zbGV1dGVsLXZvb3ItZGUtdGVzdHMtMDE=",
    PERSOON_HASH_SLEUTEL="tests-hash-sleutel",
    **dict(zip(("ZEGEL_SLEUTEL", "ZEGEL_WACHTWOORD"), zegel.maak("Portaal duaal leren (tests)"), strict=True)),
    TIJDSTEMPEL_URL="",
    VERTROUWDE_CERTIFICATEN="",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    CSRF_TRUSTED_ORIGINS="http://localhost:8000",
    VERTROUWDE_PROXIES="0",
    VAR_DIR=str(_map),
    DOCUMENTEN_DIR=str(_map / "documenten"),
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_map / 'portaal.sqlite3'}",
    REDIS_URL=_eigen_redis(os.environ.get("TEST_REDIS_URL", "")),
    EMAIL_URL="",
    CLAMD_URL="",
    LOGNIVEAU="WARNING",
    AFZENDER="Portaal duaal leren <portaal@example.be>",
)

from educam_portal.settings import *  # noqa: E402, F403
from educam_portal.settings import CACHES, INSTALLED_APPS, MIDDLEWARE, REDIS_URL, STORAGES, TEMPLATES  # noqa: E402
from tests.guards.sjabloon import OnbekendeVariabele  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Tasks wait in memory and run only where a test asks for it (fixture `werker`); browser tests use a real worker.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict = {}
if not REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

# Sessions come from the cache, as on the real parts: a literal number of queries is then the same in both runs. The
# embedded default, which keeps them in the database, asks one more a page.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["tests.guards.antwoord.antwoord_guard", "tests.guards.leesvraag.leesvraag_guard", *MIDDLEWARE]
MIDDLEWARE.append("zeal.middleware.zeal_middleware")
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = OnbekendeVariabele()
# Nothing is collected in the tests, and whitenoise warns about an absent folder.
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
# allauth reads the same address again when a code is confirmed: not ours to mend.
ZEAL_ALLOWLIST = [{"model": "account.EmailAddress", "field": "get()"}]
# Content types are read once a process, each on first use.
ZEAL_ALLOWLIST.append({"model": "contenttypes.ContentType", "field": "get()"})
# Saving a report and filing it with one press are two transitions, each with a lock of its own.
ZEAL_ALLOWLIST.append({"model": "erkenning.Aanvraag", "field": "get()"})
# Each document is erased by itself, under its own lock; a pack for a sociaal secretariaat holds two.
ZEAL_ALLOWLIST.append({"model": "documenten.Document", "field": "get()"})
ZEAL_ALLOWLIST.append({"model": "erkenning.Bezoekverslag", "field": "get()"})
