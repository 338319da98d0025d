"""All settings, read from the environment (`.env.example` lists the variables).

Embedded default: SQLite, database cache, Celery on the filesystem broker, mails as files, documents under `var/`.
Real parts come in by variable alone: DATABASE_URL, REDIS_URL, EMAIL_URL, CLAMD_URL. Without demo mode a missing
secret or an unsafe combination stops the start with a sentence (`educam_portal/veilige_start.py`).
"""

from datetime import time
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF

from educam_portal.databank import met_opties
from educam_portal.veilige_start import controleer_start, controleer_zegel

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEMO = env.bool("DEMO", default=False)
DEBUG = False
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
PORT = env.int("PORT", default=8000)
PORTAL_URL = env("PORTAL_URL", default=f"http://localhost:{PORT}").rstrip("/")

SECRET_KEY = env("SECRET_KEY", default="")
# Fernet keys, newest first; a new one in front rotates (`manage.py sleutels_vernieuwen`).
DOCUMENT_SLEUTELS = env.list("DOCUMENT_SLEUTELS", default=[])
PERSOON_SLEUTELS = env.list("PERSOON_SLEUTELS", default=[])
PERSOON_HASH_SLEUTEL = env("PERSOON_HASH_SLEUTEL", default="")
# The certificate that seals a signed overeenkomst: PKCS#12 in base64, and what opens it.
ZEGEL_SLEUTEL = env("ZEGEL_SLEUTEL", default="")
ZEGEL_WACHTWOORD = env("ZEGEL_WACHTWOORD", default="")
# A time-stamp server (RFC 3161); empty = the seal tells its own time.
TIJDSTEMPEL_URL = env("TIJDSTEMPEL_URL", default="")
# A file with the issuers (PEM) whose qualified certificates are accepted; empty = none are.
VERTROUWDE_CERTIFICATEN = env("VERTROUWDE_CERTIFICATEN", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PORTAL_URL])
HTTPS = PORTAL_URL.startswith("https://")
controleer_start(
    demo=DEMO,
    portal_url=PORTAL_URL,
    geheimen={
        "SECRET_KEY": SECRET_KEY,
        "DOCUMENT_SLEUTELS": ",".join(DOCUMENT_SLEUTELS),
        "PERSOON_SLEUTELS": ",".join(PERSOON_SLEUTELS),
        "PERSOON_HASH_SLEUTEL": PERSOON_HASH_SLEUTEL,
    },
)
controleer_zegel(demo=DEMO, sleutel=ZEGEL_SLEUTEL, wachtwoord=ZEGEL_WACHTWOORD, vertrouwd=VERTROUWDE_CERTIFICATEN)

INSTALLED_APPS = [
    "educam_portal.accounts",
    "educam_portal.parameters",
    "educam_portal.documenten",
    "educam_portal.meldingen",
    "educam_portal.termijnen",
    "educam_portal.workflow",
    "educam_portal.organisaties",
    "mentoren",
    "erkenning",
    "overeenkomsten",
    "premies",
    "educam_portal.overzicht",
    "educam_portal.accounts.beheer_config.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "educam_portal.accounts.dubbel.EenKeerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "educam_portal.accounts.middleware.NulTekenMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "educam_portal.accounts.middleware.TweedeFactorMiddleware",
    "educam_portal.accounts.middleware.OrganisatieMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "educam_portal.accounts.botsing.BotsingMiddleware",
]

ROOT_URLCONF = "educam_portal.urls"
WSGI_APPLICATION = "educam_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "educam_portal.overzicht.context.portaal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "educam"
CRISPY_TEMPLATE_PACK = "educam"

# --- stores -----------------------------------------------------------------------------------------------------
DATABASES = {"default": met_opties(env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portaal.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    # Counters of rate limits and secrets on their way to a mail live here: with Django's 300 entries anybody could push
    # them out by asking codes for many addresses.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }

# --- background work --------------------------------------------------------------------------------------------
BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
if not REDIS_URL:
    for map_ in ("in", "verwerkt", "control"):
        (BROKER_DIR / map_).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "in"),
        "data_folder_out": str(BROKER_DIR / "in"),
        "processed_folder": str(BROKER_DIR / "verwerkt"),
        "control_folder": str(BROKER_DIR / "control"),
        # Looking into a folder costs next to nothing; with kombu's own second, a worker does one task a second.
        "polling_interval": 0.1,
        "store_processed": False,
    }
# A pile of letters must not keep a log-in code waiting: what takes long has a queue, and a worker, of its own.
CELERY_TASK_ROUTES = {
    naam: {"queue": "zwaar"}
    for naam in (
        "erkenning.maak_brief",
        "mentoren.maak_attest",
        "overeenkomsten.meld_indexering",
        "overeenkomsten.voer_groep_uit",
        "premies.lees_antwoord",
        "premies.maak_levering",
    )
}
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
# When the daily message goes: never before, so that nobody is woken, and at that minute of every hour the job runs.
DAGMAIL_VANAF = time(7, 30)
CELERY_BEAT_SCHEDULE = {
    "termijnen": {"task": "termijnen.verwerk", "schedule": crontab(minute=DAGMAIL_VANAF.minute)},
    "termijnen-herberekenen": {"task": "termijnen.veeg_herberekeningen", "schedule": 120.0},
    "storingen-melden": {"task": "meldingen.meld_storingen", "schedule": crontab(hour=7, minute=0)},
    "berichten-vegen": {"task": "meldingen.veeg", "schedule": 60.0},
    "brieven-vegen": {"task": "erkenning.veeg_brieven", "schedule": 120.0},
    "attesten-vegen": {"task": "mentoren.veeg_attesten", "schedule": 120.0},
    "stukken-vegen": {"task": "overeenkomsten.veeg", "schedule": 120.0},
    "overeenkomsten-dag": {"task": "overeenkomsten.nieuwe_dag", "schedule": crontab(minute=10)},
    "premies-herbekijken": {"task": "premies.herbekijk", "schedule": crontab(minute="*/10")},
    "premies-opruimen": {"task": "premies.ruim_op", "schedule": crontab(hour=3, minute=50)},
    "premies-vegen": {"task": "premies.veeg", "schedule": 120.0},
    "wachtlijsten-sluiten": {"task": "mentoren.sluit_wachtlijsten", "schedule": crontab(minute=40)},
    "documenten-wissen": {"task": "documenten.wis_vervallen", "schedule": crontab(hour=3, minute=30)},
}

# --- mail -------------------------------------------------------------------------------------------------------
# Demo mode writes mails to var/postbus and shows them at /demo/postbus/.
EMAIL_URL = env("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "educam_portal.meldingen.backend.BestandBackend"
EMAIL_FILE_PATH = str(VAR_DIR / "postbus")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env("AFZENDER", default="Portaal duaal leren <portaal@example.be>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- documents --------------------------------------------------------------------------------------------------
DOCUMENTEN_DIR = Path(env("DOCUMENTEN_DIR", default=str(VAR_DIR / "documenten")))
CLAMD_URL = env("CLAMD_URL", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
# No form asks for more; each file may fill the disk up to its limit before a view can refuse it.
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "educam_portal.documenten.ontvangst.GrensHandler",
]

# --- static files -----------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documenten": {"BACKEND": "educam_portal.documenten.opslag.PriveOpslag"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- language and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
FORMAT_MODULE_PATH = ["educam_portal.formats"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True

# --- accounts ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["educam_portal.accounts.backend.PortaalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "educam_portal.accounts.wachtwoord.NietOpGegevensLijken"},
    {"NAME": "educam_portal.accounts.wachtwoord.LangGenoeg", "OPTIONS": {"min_length": 10}},
    {"NAME": "educam_portal.accounts.wachtwoord.NietVeelgebruikt"},
]
LOGIN_URL = "/aanmelden/"
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = "/"
TWEEDE_FACTOR_VERPLICHT = env.bool("TWEEDE_FACTOR_VERPLICHT", default=True)
ACCOUNT_ADAPTER = "educam_portal.overzicht.mailadapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# How long a mailed code works; every page and mail that names it reads it here (`{% code_geldig %}`).
CODE_MINUTEN = 15
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_MINUTEN * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_CHANGE_EMAIL = True
# Who got no mail asks for another code on the same page.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_FORMS = {
    naam: f"educam_portal.accounts.aanmeldforms.{klasse}"
    for naam, klasse in {
        "login": "Aanmelden",
        "signup": "Registreren",
        "request_login_code": "CodeVragen",
        "confirm_login_code": "CodeBevestigen",
        "confirm_email_verification_code": "EmailBevestigen",
        "reset_password": "WachtwoordVergeten",
        "change_email": "EmailWijzigen",
        "add_email": "EmailToevoegen",
        "reauthenticate": "OpnieuwAanmelden",
        "change_password": "WachtwoordWijzigen",
        "set_password": "WachtwoordInstellen",
        "reset_password_from_key": "WachtwoordNieuw",
    }.items()
}
# Per minute or hour; "key" is the address that was typed, "ip" the client behind our own proxies only.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "20/m/ip",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/10s/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}
MFA_FORMS = {
    naam: f"educam_portal.accounts.tweede_factor_forms.{klasse}"
    for naam, klasse in {
        "authenticate": "CodeGeven",
        "reauthenticate": "CodeOpnieuw",
        "activate_totp": "AppInstellen",
        "edit_webauthn": "PasskeyNoemen",
    }.items()
}
MFA_ADAPTER = "educam_portal.accounts.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Portaal duaal leren"
MFA_TOTP_TOLERANCE = 1  # the code before and after: a phone runs late, and typing takes a while

# --- security ---------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_SSL_REDIRECT = HTTPS
# A load balancer or container asks for health from within, over plain http.
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How many proxies of our own stand before the web process; 0 = X-Forwarded-* is never believed.
VERTROUWDE_PROXIES = env.int("VERTROUWDE_PROXIES", default=0)
if VERTROUWDE_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = VERTROUWDE_PROXIES
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    naam: [] for naam in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {
            "()": "educam_portal.accounts.logboek.Regel",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["console"], "level": env("LOGNIVEAU", default="INFO")},
    "loggers": {
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Libraries that tell every step of a PDF.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "pyhanko": {"level": "WARNING"},
    },
}
