"""The settings of a Diwan site, read from the environment and safe by default."""

from __future__ import annotations

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .env import (
    database,
    env_address,
    env_addresses,
    env_bool,
    env_int,
    env_key_file,
    env_list,
    env_origin,
    env_secret,
    env_server,
    env_text,
    env_verify,
    names_a_host,
)

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[3]
DIWAN_HOME = Path(env_text("DIWAN_HOME") or BASE_DIR / "var").resolve()

# --- what kind of site -----------------------------------------------------------------
DEBUG = env_bool("DIWAN_DEBUG", default=False)
DIWAN_DEMO = env_bool("DIWAN_DEMO", default=False)
DIWAN_ORIGIN = env_origin("DIWAN_ORIGIN", "http://127.0.0.1:8000")
DIWAN_LISTEN = env_address("DIWAN_LISTEN", "127.0.0.1:8000")
DIWAN_WEB_WORKERS = env_int("DIWAN_WEB_WORKERS", 2, least=1)
DIWAN_OPERATOR_NAME = env_text("DIWAN_OPERATOR_NAME")
DIWAN_OPERATOR_CONTACT = env_text("DIWAN_OPERATOR_CONTACT")
DIWAN_OPERATOR_ADDRESS = env_text("DIWAN_OPERATOR_ADDRESS")

# --- secrets, hosts, cookies -----------------------------------------------------------
SECRET_KEY = env_secret("DIWAN_SECRET_KEY", DIWAN_HOME / "secret")
ALLOWED_HOSTS = env_list("DIWAN_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [DIWAN_ORIGIN]
_is_https = DIWAN_ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = env_bool(
    "DIWAN_SECURE_COOKIES", default=_is_https
)
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env_int("DIWAN_SESSION_HOURS", 24 * 14, least=1) * 3600
SECURE_SSL_REDIRECT = env_bool("DIWAN_SSL_REDIRECT", default=_is_https)
SECURE_HSTS_SECONDS = env_int("DIWAN_HSTS_SECONDS", 31_536_000 if _is_https else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https else None
# without it everybody behind a proxy shares one allowance of sign-in codes and drafts
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("DIWAN_PROXIES", 0)
CSRF_FAILURE_VIEW = "diwan.portal.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- applications ----------------------------------------------------------------------
INSTALLED_APPS = [
    "diwan.project",
    "diwan.discussions",
    "diwan.forum",
    "diwan.library",
    "diwan.services",
    "diwan.plans",
    "diwan.agreements",
    "diwan.groups",
    "diwan.portal",
    "diwan.people",
    "diwan.vocabularies",
    "diwan.mailroom",
    "diwan.audit",
    "diwan.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "template_partials",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "diwan.core.directions.DirectionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "diwan.people.middleware.PersonMiddleware",
]
ROOT_URLCONF = "diwan.project.urls"
WSGI_APPLICATION = "diwan.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "diwan.core.context.house",
            ],
        },
    }
]

# --- data ------------------------------------------------------------------------------
DATABASES = {"default": database(env_text("DATABASE_URL"), DIWAN_HOME / "diwan.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DIWAN_HOME / "media"
STATIC_URL = "/static/"
STATIC_ROOT = DIWAN_HOME / "static"
WHITENOISE_USE_FINDERS = env_bool("DIWAN_STATIC_FINDERS", default=DIWAN_DEMO or DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "diwan.core.uploads.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- mail ------------------------------------------------------------------------------
DIWAN_MAIL_DOMAIN = env_text("DIWAN_MAIL_DOMAIN", "diwan.localhost")
DIWAN_MAIL_LISTEN = env_address("DIWAN_MAIL_LISTEN", "127.0.0.1:8025")
DIWAN_MAIL_PROTOCOL = env_text("DIWAN_MAIL_PROTOCOL", "smtp")
DIWAN_MAIL_MAX_BYTES = env_int("DIWAN_MAIL_MAX_BYTES", 25_000_000, least=10_000)
DIWAN_MAIL_HOURLY_SENDER = env_int("DIWAN_MAIL_HOURLY_SENDER", 60)
DIWAN_MAIL_HOURLY_SERVER = env_int("DIWAN_MAIL_HOURLY_SERVER", 1000)
DIWAN_MAIL_IMAP = env_text("DIWAN_MAIL_IMAP")
DIWAN_MAIL_IMAP_PASSWORD = env_key_file("DIWAN_MAIL_IMAP_PASSWORD_FILE")
DIWAN_MAIL_IMAP_AFTER = env_text("DIWAN_MAIL_IMAP_AFTER", "seen")
DIWAN_MAIL_WEBHOOKS = [each.lower() for each in env_list("DIWAN_MAIL_WEBHOOKS", [])]
DIWAN_MAIL_WEBHOOK_SECRET = env_key_file("DIWAN_MAIL_WEBHOOK_SECRET_FILE")
DIWAN_MAIL_MAILGUN_KEY = env_key_file("DIWAN_MAIL_MAILGUN_KEY_FILE")
DIWAN_MAIL_VERIFY = env_verify("DIWAN_MAIL_VERIFY", "off" if DIWAN_DEMO else "own")
DIWAN_MAIL_AUTHSERV_ID = env_text("DIWAN_MAIL_AUTHSERV_ID").lower()
DIWAN_MAIL_AUTHSERV_BELOW = env_bool("DIWAN_MAIL_AUTHSERV_BELOW", default=False)
DIWAN_MAIL_HOPS = env_int("DIWAN_MAIL_HOPS", 0)
DIWAN_MAIL_RELAYS = env_list("DIWAN_MAIL_RELAYS", [])
DIWAN_MAIL_ARC_SEALERS = [each.lower() for each in env_list("DIWAN_MAIL_ARC_SEALERS", [])]
DIWAN_DNS_SERVERS = env_addresses("DIWAN_DNS_SERVERS", example="127.0.0.1:53")
DIWAN_DNS_SECONDS = env_int("DIWAN_DNS_SECONDS", 3, least=1)
DIWAN_SMTP_URL = env_text("DIWAN_SMTP_URL")
DIWAN_DKIM_KEY_FILE = Path(env_text("DIWAN_DKIM_KEY_FILE") or DIWAN_HOME / "dkim.pem")
DIWAN_DKIM_SELECTOR = env_text("DIWAN_DKIM_SELECTOR", "diwan").lower()
DIWAN_DKIM_DOMAIN = env_text("DIWAN_DKIM_DOMAIN", DIWAN_MAIL_DOMAIN).lower()
DIWAN_ATTACHMENT_MAX_BYTES = env_int("DIWAN_ATTACHMENT_MAX_BYTES", 10_000_000, least=10_000)
DIWAN_LETTERS_DAYS = env_int("DIWAN_LETTERS_DAYS", 180, least=1)
# how many members one member may ask a day to be allowed to write to them
DIWAN_REQUESTS_A_DAY = env_int("DIWAN_REQUESTS_A_DAY", 5, least=1)
# how many transfers of single persons' data may go to one body, with what is under its roof
DIWAN_EXCHANGES_A_DAY = env_int("DIWAN_EXCHANGES_A_DAY", 50, least=1)
DEFAULT_FROM_EMAIL = f"Diwan <noreply@{DIWAN_MAIL_DOMAIN}>"

# --- machines that may help; off until a server is named -------------------------------
DIWAN_TRANSLATION_URL = env_server("DIWAN_TRANSLATION_URL")
DIWAN_TRANSLATION_KEY = env_key_file("DIWAN_TRANSLATION_KEY_FILE")
DIWAN_TRANSLATION_SECONDS = env_int("DIWAN_TRANSLATION_SECONDS", 20, least=1)
DIWAN_DRAFTING_URL = env_server("DIWAN_DRAFTING_URL")
DIWAN_DRAFTING_KEY = env_key_file("DIWAN_DRAFTING_KEY_FILE")
DIWAN_DRAFTING_MODEL = env_text("DIWAN_DRAFTING_MODEL")
DIWAN_DRAFTING_SECONDS = env_int("DIWAN_DRAFTING_SECONDS", 60, least=1)
DIWAN_PROVIDERS_HTTP = env_bool("DIWAN_PROVIDERS_HTTP", default=False)
DIWAN_CHECK_LINKS = env_bool("DIWAN_CHECK_LINKS", default=False)

# --- people ----------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
DIWAN_REQUIRE_SECOND_FACTOR = env_bool("DIWAN_REQUIRE_SECOND_FACTOR", default=not DIWAN_DEMO)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
ACCOUNT_ADAPTER = "diwan.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "login": "diwan.people.forms.account.PasswordForm",
    "signup": "diwan.people.allauth_forms.JoinForm",
    "request_login_code": "diwan.people.allauth_forms.SignInCodeForm",
    "add_email": "diwan.people.allauth_forms.NewAddressForm",
    "reset_password": "diwan.people.allauth_forms.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a letter may take its time
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
if names_a_host(DIWAN_ORIGIN):  # passkeys belong to a host name, never to a bare IP address
    MFA_SUPPORTED_TYPES.append("webauthn")
    MFA_PASSKEY_LOGIN_ENABLED = True
    MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _is_https
MFA_ADAPTER = "diwan.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "diwan.people.allauth_forms.SetUpAppForm",
    "authenticate": "diwan.people.allauth_forms.SecondFactorForm",
    "reauthenticate": "diwan.people.allauth_forms.SecondFactorAgainForm",
    "add_webauthn": "diwan.people.allauth_forms.AddKeyForm",
    "edit_webauthn": "diwan.people.allauth_forms.RenameKeyForm",
}
MFA_TOTP_ISSUER = "Diwan"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# --- languages and time ----------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ar", _("Arabic"))]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "diwan.core.formats"
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "secrets": {"()": "diwan.core.logs.WithoutSecrets"},
        "refusals": {"()": "diwan.core.logs.RefusalsInOneLine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refusals", "secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": env_text("DIWAN_LOG_LEVEL", "WARNING")},
}
