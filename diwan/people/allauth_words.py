"""Sentences of allauth that our catalogue says better; gettext takes ours first.

Nothing imports this file: it is here for ``makemessages``.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SENTENCES = (
    _("Code"),
    _("Incorrect code."),
    _("Cancel"),
    _("Request new code"),
    _("Enter Email Verification Code"),
    _("Enter Sign-In Code"),
    _("Send me a sign-in code"),
    _("You will receive a special code for a password-free sign-in."),
    _("Request Code"),
    _("A sign-in code has been sent to %(recipient)s."),
    _("We've sent a code to %(recipient)s. The code expires shortly, so please enter it soon."),
    _("Enter an authenticator code:"),
    _("Authenticator code"),
    _("Generate"),
    _("Use authenticator app or code"),
    _("Two-Factor Authentication"),
    _("Sign Up"),
    _("Successfully signed in as %(name)s."),
)
COUNTED = (
    ngettext_lazy(
        "There is %(unused_count)s out of %(total_count)s recovery codes available.",
        "There are %(unused_count)s out of %(total_count)s recovery codes available.",
        "unused_count",
    ),
    ngettext_lazy(
        "You have added %(count)s security key.",
        "You have added %(count)s security keys.",
        "count",
    ),
)
