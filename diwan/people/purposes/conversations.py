"""Why conversations between members are kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_ASKED_FOR = _("What you and the other asked of us: to bring your messages")
_SAFETY = _("Legitimate interest: that nobody is written to against their will")
_KEPT = _(
    "180 days after the conversation was closed, two years after its last message, or until you"
    " erase your account."
)
_TILL_UNBLOCKED = _("Until you take them off your list or one of the two accounts is erased.")
_BOTH = _("The two who write to each other; of a reported message, also the moderators.")

declare(
    "people.Conversation",
    sender=Purpose(_("To know who asked."), _ASKED_FOR, _KEPT, _BOTH),
    recipient=Purpose(_("To know who was asked."), _ASKED_FOR, _KEPT, _BOTH),
)
declare(
    "people.Message",
    author=Purpose(_("To know who wrote it."), _ASKED_FOR, _KEPT, _BOTH),
    text=Purpose(_("To bring the other what you write."), _ASKED_FOR, _KEPT, _BOTH),
    masked=Purpose(
        _("To hide telephone numbers and addresses until the other has accepted."),
        _ASKED_FOR,
        _KEPT,
        _BOTH,
    ),
)
declare(
    "people.Block",
    person=Purpose(_("To know who wants nothing more."), _SAFETY, _TILL_UNBLOCKED, _("You alone.")),
    blocked=Purpose(
        _("To know from whom nothing is to be brought."),
        _SAFETY,
        _TILL_UNBLOCKED,
        _("Whoever blocked them; they are not told."),
    ),
)
_MODERATORS = _("The moderators, without those who have part in the conversation.")
declare(
    "people.MessageReport",
    reported_by=Purpose(_("To tell them what came of it."), _SAFETY, _KEPT, _MODERATORS),
    reason=Purpose(_("To know what is wrong with a message."), _SAFETY, _KEPT, _MODERATORS),
    note=Purpose(
        _("To tell the writer of a reported message the rules."),
        _SAFETY,
        _KEPT,
        _("The moderators and the writer of the message."),
    ),
    decided_by=Purpose(_("To know who decided on a report."), _SAFETY, _KEPT, _MODERATORS),
)
not_personal("people.Conversation", ["key", "state"])
not_personal("people.Message", ["language", "channel"])
not_personal("people.MessageReport", ["outcome"])
