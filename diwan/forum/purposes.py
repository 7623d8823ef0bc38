"""Why forums keep words and names of persons (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_CONTRACT = _("Contract: what members join the site for")
_INTEREST = _("Legitimate interest: a talk that everybody can take part in")
_READERS = _("Whoever reads the forum; the name only as its writer chose.")
_SAID = Purpose(
    _("To say something in a forum, a blog or a call."),
    _CONTRACT,
    _("As long as the forum; without the name once the account is erased."),
    _READERS,
)
_NAMING = Purpose(
    _("To name a writer as they chose, and no more."),
    _CONTRACT,
    _("As long as what was written; anonymous once the account is erased."),
    _READERS,
)
_KEPT = Purpose(
    _("To know who opened, decided or summed up what."),
    _("Legitimate interest: who acts for a forum answers for it"),
    _("As long as the forum; without the name once the account is erased."),
    _("Keepers of the forum and stewards."),
)
_WHY = Purpose(
    _("To tell a writer why their words were hidden, or why they may not write."),
    _INTEREST,
    _("180 days after a post was hidden; while a member may not write."),
    _("The writer and keepers of the forum."),
)
_REPORT = Purpose(
    _("To let members point out what is against the rules."),
    _INTEREST,
    _("As long as the post, or until the account of whoever reported is erased."),
    _("Keepers of the forum; never the writer of the post."),
)
_BETWEEN_TWO = Purpose(
    _("To bring who makes a call and who answers it together without an address."),
    _CONTRACT,
    _("180 days after the last day of the call, or until the account is erased."),
    _("The two who write to each other."),
)
_LETTERS = Purpose(
    _("To send letters about what somebody follows."),
    _CONTRACT,
    _("Until the person ends it or the account is erased."),
    _("Nobody but the person."),
)
_ROLE = Purpose(
    _("To know who looks after a forum."),
    _INTEREST,
    _("Until they keep it no more or the account is erased."),
    _("Keepers of the forum and stewards."),
)

declare("forum.Forum", created_by=_KEPT)
declare("forum.Topic", title=_SAID, opened_by=_SAID, summary=_SAID, summary_by=_KEPT)
declare(
    "forum.Post",
    author=_SAID,
    attribution=_NAMING,
    text=_SAID,
    letter=_SAID,
    decided_by=_KEPT,
    why=_WHY,
)
declare("forum.Entry", title=_SAID, text=_SAID, written_by=_SAID, attribution=_NAMING)
declare("forum.Call", title=_SAID, text=_SAID, asked_by=_SAID, attribution=_NAMING)
declare("forum.Answer", person=_BETWEEN_TWO, attribution=_NAMING)
declare("forum.Line", author=_BETWEEN_TWO, text=_BETWEEN_TWO)
declare("forum.Subscription", person=_LETTERS)
declare("forum.Keeper", person=_ROLE)
declare("forum.Bar", person=_WHY, why=_WHY)
declare("forum.Flag", flagged_by=_REPORT, reason=_REPORT, decided_by=_KEPT)
not_personal("forum.Forum", ["slug", "kind", "title", "about", "readers"])
not_personal("forum.Topic", ["language", "state"])
not_personal("forum.Post", ["language", "channel", "state", "held_for"])
not_personal("forum.Entry", ["state"])
not_personal("forum.Call", ["kind", "language", "state"])
not_personal("forum.Line", ["language"])
not_personal("forum.Subscription", ["rhythm"])
not_personal("forum.Flag", ["outcome"])
