"""Settings, read from the environment; a clone without any runs on SQLite."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env_bool(name, default=False):
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "1", "true", "false", "yes", "no"}:
        return value in {"1", "true", "yes"} if value else default
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def env_int(name, default=0):
    value = os.environ.get(name, "").strip()
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value) if value else default


def env_list(name):
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


DEBUG = env_bool("DEBUG")
SQLITE_PATH = BASE_DIR / "ntm.sqlite3"
DATABASE_URL = os.environ.get("DATABASE_URL", "")
LOCAL_SECRET = BASE_DIR / ".secret_key"
LOCAL_HOSTS = {None, "", "127.0.0.1", "localhost", "::1"}  # SQLite and a socket name no host


def local_secret_key():
    """A key of one's own for a database on this machine, kept in an ignored file; others must name theirs."""
    if urlsplit(DATABASE_URL).hostname not in LOCAL_HOSTS and not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY is required when DEBUG is off and the database is on another machine")
    if not LOCAL_SECRET.exists():
        draft = LOCAL_SECRET.with_name(f"{LOCAL_SECRET.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # of two processes starting at once, the first one's key holds
            os.link(draft, LOCAL_SECRET)
        draft.unlink()
    return LOCAL_SECRET.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or local_secret_key()
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tables2",
    "axes",
    "csp",
    "communes",
    "criteria",
    "ntm",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "communes.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "communes.kept.KeepingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "ntm.urls"
WSGI_APPLICATION = "ntm.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "communes.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "communes.accounts.passwords.UnlikeThePerson"},
    {"NAME": "communes.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "communes.accounts.passwords.NotCommon"},
    {"NAME": "communes.accounts.passwords.NotOnlyDigits"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "start"  # whoever signs in starts with their work
LOGOUT_REDIRECT_URL = "sign_in"

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
                "communes.work.work_links",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "communes.templatetags.vietnamese"],
        },
    }
]

# What waits on a page of work, shown in the header: URL name → function of the user (communes/work.py).
WORK_COUNTS = {"review": "criteria.reviewing.queue.waiting"}
OPINION_DAYS = env_int("OPINION_DAYS", 10)  # a department that has said nothing for so long is named as silent

# IMMEDIATE takes the write lock at once, so two writers wait instead of failing; WAL lets readers go on.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {"default": dj_database_url.parse(DATABASE_URL or f"sqlite:///{SQLITE_PATH}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

# Reading pages of one edition of the data (ntm/edition.py), compressed: some 5 MB a worker.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 400},
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
# Django reads 9/3/2026 as the 3rd of September in Vietnamese; ours reads day before month in both languages.
FORMAT_MODULE_PATH = ["communes.formats"]
USE_THOUSAND_SEPARATOR = False  # it would print the year 2.025; numbers go through communes/vietnamese.py
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DJANGO_TABLES2_TEMPLATE = "django_tables2/ntm.html"
# 24 communes with the 12 indicators of the criterion that has most make a thousand fields in one grid, and a scenario
# may tick every criterion of 207 communes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Evidence lies outside anything that is served; a backup takes it along with the database.
EVIDENCE_ROOT = Path(os.environ.get("EVIDENCE_ROOT") or BASE_DIR / "evidence")
FIXTURES = BASE_DIR / "fixtures"

# Bar widths are the only inline style (design section 8); nothing else is inline or from outside.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

HTTPS = env_bool("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"

# A whole office sits behind one address: lock the pair of name and address, for half an hour.
AXES_FAILURE_LIMIT = 8
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = 0.5
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "communes.views.signing_in.locked"
AXES_CLIENT_IP_CALLABLE = "communes.views.signing_in.client_address"
PROXIES = env_int("PROXIES")  # proxies in front that add to X-Forwarded-For; 0: nobody, the header is not believed

# With DEBUG off Django would mail its errors to nobody; a service's log is what it prints.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
