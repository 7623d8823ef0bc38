"""Why each personal field of a letter is kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_TASK = _("Legitimate interest: taking in what is written to us, and losing nothing of it")
_CONTRACT = _("Needed to answer you and to tell you what you asked to be told")
_LETTERS = _("As long as the retention schedule says for letters.")
_FACILITATORS = _("The facilitators of what you wrote to, and the administrators of the site.")
_ADMINISTRATORS = _("The administrators of the site.")
_NOBODY = _("Nobody: only the software compares it.")

declare(
    "mailroom.Letter",
    recipient=Purpose(
        _("To bring the letter to those it was written to."), _TASK, _LETTERS, _FACILITATORS
    ),
    envelope_from=Purpose(
        _("To tell undelivered mail reports from letters."), _TASK, _LETTERS, _ADMINISTRATORS
    ),
    message_id=Purpose(
        _("To know a letter that comes twice, and to put answers under what they answer."),
        _TASK,
        _LETTERS,
        _NOBODY,
    ),
    in_reply_to=Purpose(
        _("To put an answer under the letter it answers."), _TASK, _LETTERS, _NOBODY
    ),
    from_name=Purpose(_("To know who wrote the letter."), _TASK, _LETTERS, _FACILITATORS),
    from_address=Purpose(
        _("To know who wrote the letter, and to answer it."), _TASK, _LETTERS, _FACILITATORS
    ),
    subject=Purpose(_("To know what the letter is about."), _TASK, _LETTERS, _FACILITATORS),
    peer=Purpose(
        _("To prove who sent the letter; forgotten as soon as that is looked at."),
        _TASK,
        _LETTERS,
        _NOBODY,
    ),
    helo=Purpose(
        _("To prove who sent the letter; forgotten as soon as that is looked at."),
        _TASK,
        _LETTERS,
        _NOBODY,
    ),
    trust_details=Purpose(
        _("To show the facilitators whether the sender was proven, and why."),
        _TASK,
        _LETTERS,
        _FACILITATORS,
    ),
    content_hash=Purpose(_("To know a letter that comes twice."), _TASK, _LETTERS, _NOBODY),
    raw_hash=Purpose(_("To know a letter that comes twice."), _TASK, _LETTERS, _NOBODY),
)
not_personal(
    "mailroom.Letter",
    ["channel", "state", "sort", "sort_evidence", "problem", "problems", "handler", "trust"],
)
declare(
    "mailroom.AddressHealth",
    address=Purpose(
        _("To write no more to an address that takes no letters."),
        _TASK,
        _LETTERS,
        _ADMINISTRATORS,
    ),
)
not_personal("mailroom.AddressHealth", ["status"])
not_personal("mailroom.HostedMailbox", ["place"])
declare(
    "mailroom.RawLetter",
    content=Purpose(
        _("To read the letter again when something was misunderstood or cut by mistake."),
        _TASK,
        _LETTERS,
        _FACILITATORS,
    ),
)
declare(
    "mailroom.OutgoingLetter",
    to_address=Purpose(_("To send you the letter."), _CONTRACT, _LETTERS, _ADMINISTRATORS),
    to_name=Purpose(_("To address the letter to you."), _CONTRACT, _LETTERS, _ADMINISTRATORS),
    from_name=Purpose(_("To say who writes to you."), _CONTRACT, _LETTERS, _ADMINISTRATORS),
    reply_to=Purpose(
        _("To bring your answer to the right place."), _CONTRACT, _LETTERS, _ADMINISTRATORS
    ),
    language=Purpose(_("To write to you in your language."), _CONTRACT, _LETTERS, _ADMINISTRATORS),
    subject=Purpose(_("To send you the letter."), _CONTRACT, _LETTERS, _ADMINISTRATORS),
    text=Purpose(_("To send you the letter."), _CONTRACT, _LETTERS, _ADMINISTRATORS),
    html=Purpose(_("To send you the letter."), _CONTRACT, _LETTERS, _ADMINISTRATORS),
    headers=Purpose(
        _("To put the letter under the one it answers."), _CONTRACT, _LETTERS, _ADMINISTRATORS
    ),
    message_id=Purpose(
        _("To know your answer as an answer to this letter."), _CONTRACT, _LETTERS, _NOBODY
    ),
)
not_personal("mailroom.OutgoingLetter", ["state", "route", "kind", "problem"])
