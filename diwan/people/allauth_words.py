"""Sentences of allauth that our catalogue says better; gettext takes ours first.

Nothing imports this file: it is here for ``makemessages``.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

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
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Use your password"),
    _("This functionality requires JavaScript."),
    _("A new set of recovery codes has been generated."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Security key added."),
    _("Security key removed."),
    _("Sign Up"),
    _("Successfully signed in as %(name)s."),
)
