"""Settings of the machine, in sections; what a library decides (terms, hours, posts) is data, not settings."""

from __future__ import annotations

import os
from pathlib import Path

import django.conf.locale
from django.utils.translation import gettext_lazy as _

from javon.config.environment import Environment
from javon.config.secret import secret_key

ENVIRONMENT = Environment.read()
HOME = ENVIRONMENT.home
PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = ENVIRONMENT.debug

# --- the home: one folder holds everything ---------------------------------------------------------------------------

SECRET_KEY = secret_key(HOME)
COLUMN_KEY = HOME / "columns.key"  # opens sealed columns (core.database.sealing); travels in backups
# On a library's network the server is reached by whatever name or number its router gave it. Links in feeds
# and the site map name the address that the asker used; nothing is ever mailed with such a link.
ALLOWED_HOSTS = ["*"]

# The training mode (mashq rejimi): a home of its own inside the home, served beside it. docs/decisions/0023.
PRACTICE = ENVIRONMENT.practice  # True where this process serves the exercises
PRACTICE_FOLDER = HOME.parent if PRACTICE else HOME / "practice"
PRACTICE_CAN_START = os.environ.get("JAVON_SUPERVISED") == "1"  # `javon serve` stands behind this process

# --- applications ----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "javon.core.accounts",  # before allauth: its templates stand in place of allauth's
    "javon.core.database",
    "javon.core.audit",
    "javon.core.jobs",
    "javon.core.files",
    "javon.core.booking",
    "javon.core.search",
    "javon.core.counts",
    "javon.core.messaging",
    "javon.core.ui",
    "javon.centre.organisation",
    "javon.centre.periods",
    "javon.centre.tasks",
    "javon.centre.documents",
    "javon.collection.catalogue",
    "javon.collection.runs",
    "javon.collection.stock",
    "javon.collection.labels",
    "javon.collection.acquisition",
    "javon.collection.periodicals",
    "javon.service.readers",
    "javon.service.readingroom",
    "javon.service.lending",
    "javon.places.cabinet",
    "javon.places.journal",
    "javon.places.outbox",
    "javon.places.practice",
    "javon.places.setup",
    "javon.places.today",
    "javon.places.public",
    "javon.gateways.api",
    "javon.gateways.sms",
    "javon.config",
    # After ours: the first catalogue that has a sentence wins, and theirs has "sent", "Note", "Cancel" too.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "javon.core.ui.middleware.secure_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages; static files lie compressed already
    "javon.core.ui.middleware.refuse_hostile_input",
    "javon.core.ui.send_later.send_later_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "javon.core.ui.middleware.chosen_language",
    "javon.core.counts.visits.counted_visits",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "javon.core.accounts.middleware.known_actor",
    "javon.core.accounts.middleware.watched_session",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

if PRACTICE:  # outermost: everything inside knows cookies by their ordinary names
    MIDDLEWARE.insert(0, "javon.places.practice.middleware.own_cookies")

ROOT_URLCONF = "javon.config.urls"
WSGI_APPLICATION = "javon.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "javon.core.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "javon.core.ui.context.interface",
            ],
        },
    }
]
FORM_RENDERER = "javon.core.ui.forms.Renderer"

# --- database --------------------------------------------------------------------------------------------------------

DATABASES = {"default": ENVIRONMENT.database()}
DATABASES["default"]["TEST"] = {"NAME": None} if "postgresql" in str(DATABASES["default"]["ENGINE"]) else {}
DATABASES["default"].setdefault(
    "ATOMIC_REQUESTS", False
)  # a page that only reads must never take the writers' gate
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "javon.core.accounts.backends.AccountBackend",
]
LOGIN_URL = "/practice/" if PRACTICE else "/sign-in/"  # there one comes in from the real program only
LOGIN_REDIRECT_URL = "/today/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# One library is one address with thirty pupils behind it: failures are counted per account and address together.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "javon.core.accounts.lockout.locked_out"
AXES_USERNAME_CALLABLE = "javon.core.accounts.lockout.account_name"
AXES_HTTP_RESPONSE_CODE = 429
AXES_DISABLE_ACCESS_LOG = True  # who signed in when, from where, is nobody's list; the journal has the deeds
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "javon.core.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
# allauth counts by address unless told otherwise; here every limit is the account's own.
ACCOUNT_RATE_LIMITS = {"login_failed": "7/15m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "javon.core.accounts.adapter.SecondFactorAdapter"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Javon"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
IDLE_MINUTES_SHARED = (
    0 if PRACTICE else 10
)  # a screen left alone locks: at a desk where several people sign in …
IDLE_MINUTES_OWN = 0 if PRACTICE else 60  # … and at a computer of one's own; 0 = never
READER_COOKIE_NAME = "kitobxon"  # a reader signed in by card and PIN; never read where staff is signed in
VISIT_COOKIE_NAME = "tashrif"  # random, for one day: tells thirty pupils behind one address apart
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "javon.core.ui.errors.csrf_failed"
if PRACTICE:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # a toast is not worth a write

# --- languages -------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [
    ("uz", _("Uzbek (Latin)")),
    ("uz-cyrl", _("Uzbek (Cyrillic)")),
    ("ru", _("Russian")),
    ("en", _("English")),
]
django.conf.locale.LANG_INFO["uz-cyrl"] = {
    "bidi": False, "code": "uz-cyrl", "name": "Uzbek (Cyrillic)", "name_local": "Ўзбекча",
}  # fmt: skip
django.conf.locale.LANG_INFO["uz"] = {**django.conf.locale.LANG_INFO["uz"], "name_local": "Oʻzbekcha"}
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
LANGUAGE_COOKIE_NAME = "til"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tashkent"
USE_THOUSAND_SEPARATOR = False  # numbers are written by core.uzbek, which knows the no-break space

# --- static files, files, search -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# The exercises show what the real program shows: one set of files, always of this version.
STATIC_ROOT = (PRACTICE_FOLDER.parent if PRACTICE else HOME) / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "javon.core.ui.staticfiles.JoinedStaticFiles"},
}
SEARCH_INDEX = HOME / "index"
BACKUPS = HOME / "backups"

# --- limits ----------------------------------------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
LARGEST_UPLOAD = 512 * 1024 * 1024  # a union catalogue of 100,000 records is about 150 MB
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
}

# --- safety ----------------------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "javon": {"level": "INFO"},
        "axes": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},  # a mistyped address is no news
        "django.security": {"level": "ERROR"},
    },
}
