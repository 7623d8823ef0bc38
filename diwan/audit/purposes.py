"""Why the log holds what it holds (P-1, P-16)."""

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_BASIS = _("Legitimate interest: showing that decisions were taken properly.")
_RETENTION = _("As long as the site exists; it holds numbers instead of names.")
_AUDIENCE = _("Administrators.")

declare(
    "audit.Entry",
    actor=Purpose(
        purpose=_("Tells by number which account did something, so that it can be accounted for."),
        basis=_BASIS,
        retention=_RETENTION,
        audience=_AUDIENCE,
    ),
    subject=Purpose(
        purpose=_("Tells by number what something was done to, which may be an account."),
        basis=_BASIS,
        retention=_RETENTION,
        audience=_AUDIENCE,
    ),
    reason=Purpose(
        purpose=_("Keeps the reason given for a decision, so that it can be explained."),
        basis=_BASIS,
        retention=_RETENTION,
        audience=_("Administrators, and the team that took the decision."),
    ),
    details=Purpose(
        purpose=_("Keeps small facts of a decision, without names, texts or addresses."),
        basis=_BASIS,
        retention=_RETENTION,
        audience=_AUDIENCE,
    ),
)
not_personal("audit.Entry", ["verb", "chain"])
