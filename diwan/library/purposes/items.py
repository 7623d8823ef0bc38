"""Why the library names persons (P-1): who submitted, reviewed and changed what."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_SUBMITTED = Purpose(
    _("To know who submitted it, who may change it, and to name them as they asked."),
    _("Consent given with the submission, withdrawn by changing how one is named"),
    _("As long as the item is kept; without the name once the account is erased."),
    _("Everybody where the person is named; else stewards and the item's reviewers."),
)
_REVIEWED = Purpose(
    _("To know who looked at an item and with what ties to it."),
    _("Legitimate interest: a review counts because somebody answers for it"),
    _("As long as the item is kept; without the name once the account is erased."),
    _("Stewards and the reviewers of the item; whoever submitted it reads the note only."),
)
_MADE = Purpose(
    _("To know who changed a published item."),
    _("Legitimate interest: what is public can be traced to who answers for it"),
    _("As long as the item is kept; without the name once the account is erased."),
    _("Stewards, and the person in their own data."),
)
_AUTHORS = Purpose(
    _("To cite the work as its title page does."),
    _("Legitimate interest: whoever made a published work is named with it"),
    _("As long as the item is kept; corrected or taken away on request."),
    _("Everybody."),
)

declare("library.Item", submitted_by=_SUBMITTED, submitted_as=_SUBMITTED, takes_messages=_SUBMITTED)
declare(
    "library.Review", reviewer=_REVIEWED, conflict=_REVIEWED, note=_REVIEWED, checklist=_REVIEWED
)
declare("library.Edition", made_by=_MADE)
declare("library.ItemBody", name=_AUTHORS)
not_personal(
    "library.Item",
    [
        *("slug", "kind", "state", "title", "summary", "body", "languages", "link", "link_state"),
        *("doi", "licence", "source"),
    ],
)
not_personal("library.ItemPlace", ["side"])
not_personal("library.ItemBody", ["role"])
not_personal("library.ItemFile", ["name", "content_type", "file", "language"])
not_personal("library.Edition", ["content", "note"])
not_personal("library.Review", ["verdict"])
