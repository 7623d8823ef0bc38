"""The settings of the test run: nothing kept, nothing sent, tasks done at once."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("DIWAN_HOME", tempfile.mkdtemp(prefix="diwan-test-"))
os.environ.setdefault("DIWAN_SECRET_KEY", "a secret for tests only, never for a site")

from .base import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DIWAN_REQUIRE_SECOND_FACTOR = False
DIWAN_MAIL_VERIFY = "off"  # no test asks a name server but its own
SECURE_SSL_REDIRECT = False
ACCOUNT_RATE_LIMITS = False
# A test that is about the second factor turns it on.
DIWAN_REQUIRE_SECOND_FACTOR = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
