"""Django's settings, derived from `site.config`. Nothing here is chosen by an operator: that is `config.py`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg.conninfo

from tongban.doors.parts import headers
from tongban.site.config import config

TONGBAN = config()
TONGBAN.check()

SECRET_KEY = TONGBAN.secret_key
DEBUG = False
ALLOWED_HOSTS = [*TONGBAN.allowed_hosts, ".localhost", "testserver"] if TONGBAN.demo else list(TONGBAN.allowed_hosts)
ROOT_URLCONF = "tongban.site.urls"
WSGI_APPLICATION = "tongban.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "tongban.kernel",
    *(
        f"tongban.registers.{room}"
        for room in (
            "ledger",
            "calendar",
            "places",
            "exchange",
            "sources",
            "vetting",
            "identity",
            "newcomers",
            "signin",
            "sso",
            "entrances",
            "openings",
            "inventory",
            "synonyms",
            "catalogue",
            "seals",
            "wordings",
            "materials",
            "mandates",
            "readings",
            "licences",
            "credit",
            "knowledge",
            "addresses",
            "answers",
            "codes",
            "credentials",
            "visits",
            "calling",
            "favourites",
        )
    ),
    *(
        f"tongban.work.{room}"
        for room in (
            "tasks",
            "cases",
            "approvals",
            "undertakings",
            "packages",
            "revisions",
            "objections",
            "concerns",
            "letters",
            "handovers",
            "help",
            "mergers",
            "rulings",
        )
    ),
    *(
        f"tongban.watch.{room}"
        for room in (
            "indicators",
            "messages",
            "ratings",
            "reporting",
            "search",
            "supervision",
        )
    ),
    *(f"tongban.doors.{door}" for door in ("parts", "portal", "desk", "office", "openapi", "sso")),
    *(["tongban.doors.demo"] if TONGBAN.demo else []),
    "tongban.site",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    *(room for room in ROOMS if (Path(__file__).parent.parent.parent / room.replace(".", "/") / "apps.py").exists()),
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

MIDDLEWARE = [
    *(["tongban.doors.demo.made_of.MadeOf"] if TONGBAN.demo else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tongban.doors.parts.sessions.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tongban.doors.parts.tongues.InTongue",
    "tongban.doors.parts.middleware.Headers",
    "tongban.doors.parts.middleware.Methods",
    "tongban.doors.parts.middleware.ActorOfRequest",
    "tongban.doors.parts.middleware.Declared",
    "tongban.doors.parts.middleware.RefusalsAsPages",
    "tongban.doors.parts.first_word.OwnWord",
    "tongban.doors.parts.pace.Pace",
    "tongban.doors.parts.proving.ProveAgain",
    "tongban.doors.parts.behalf.OnBehalf",
    "django_htmx.middleware.HtmxMiddleware",
]


# A database whose machine lost its power never hangs up: half a minute of silence is an end. Not asked of sockets.
NOTICED = {
    "connect_timeout": "10", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "4",
    "tcp_user_timeout": "30000",
}  # fmt: skip


def _database() -> dict[str, Any]:
    url = {"web": TONGBAN.web_url, "worker": TONGBAN.worker_url}.get(TONGBAN.process, "") or TONGBAN.database_url
    if not url:
        from tongban.site.postgres import Cluster

        url = Cluster.at(TONGBAN.home).url(user=f"tongban_{TONGBAN.process}" if TONGBAN.process else "tongban")
    parts = psycopg.conninfo.conninfo_to_dict(url)
    return {
        "ENGINE": "tongban.kernel",
        "NAME": parts.pop("dbname", "tongban"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**NOTICED, **parts, "application_name": "tongban"},  # what else the address says, as sslmode
    }


DATABASES = {"default": _database()}

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["tongban.registers.identity.hashers.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "/login/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not TONGBAN.demo
if not TONGBAN.demo:  # a browser gives these names to this host alone, and only over TLS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tongban.doors.parts.pages.csrf_failure"
SECURE_HSTS_SECONDS = 0 if TONGBAN.demo else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not TONGBAN.demo
SECURE_REFERRER_POLICY = "same-origin"
if not TONGBAN.demo:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 * 2**20

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

LOADER = "tongban.doors.demo.made_of.Loader" if TONGBAN.demo else "django.template.loaders.cached.Loader"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [(LOADER, ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tongban.doors.parts.context.page",
            ],
            "builtins": ["tongban.doors.parts.templatetags.parts"],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = TONGBAN.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if os.environ.get("TONGBAN_STATIC") == "plain"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_ADD_HEADERS_FUNCTION = headers.on_file
WHITENOISE_MIMETYPES = {".svg": "image/svg+xml; charset=utf-8"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "tongban.site.lines.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("TONGBAN_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
