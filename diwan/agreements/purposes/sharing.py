"""Why data-sharing agreements and transfers name persons (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_OFFICE = _("Legitimate interest: who acts for a body answers for it")
_PROOF = _("Legal obligation: to be able to show where data went, and on what ground")
_AS_LONG = _("As long as the agreement is kept; without the name once the account is erased.")
_MANAGERS = _("Those who sign for its bodies, stewards and administrators.")
_EVERYBODY = _("Everybody: whoever signs for a body does so in public.")
_KEPT = _(
    "Three years longer than the recipient may keep the data; nameless once the account is erased."
)
_PERSON = _("The person whose data they are, and nobody else on this site.")

declare(
    "agreements.DataSharing",
    created_by=Purpose(_("To know who drafted it for a body."), _OFFICE, _AS_LONG, _MANAGERS),
    rights_contact=Purpose(
        _("To know where to turn with a question, an objection or a correction."),
        _OFFICE,
        _("As long as the agreement is kept."),
        _("Everybody. It is an office; it should name no person."),
    ),
)
declare(
    "agreements.SharingBody",
    signed_by=Purpose(_("To know who signed for a body."), _OFFICE, _AS_LONG, _EVERYBODY),
    capacity=Purpose(
        _("To know in which capacity a body was signed for."), _OFFICE, _AS_LONG, _EVERYBODY
    ),
)
declare(
    "agreements.Transfer",
    person=Purpose(_("To show you who received your data."), _PROOF, _KEPT, _PERSON),
    reference=Purpose(
        _("To speak of a transfer to its recipient without your name."),
        _PROOF,
        _KEPT,
        _("You, and the body that received the data."),
    ),
    purpose=Purpose(_("To know what data were sent for."), _PROOF, _KEPT, _PERSON),
    categories=Purpose(_("To know which kinds of data were sent."), _PROOF, _KEPT, _PERSON),
    sent_by=Purpose(
        _("To know who sent data about somebody."), _PROOF, _KEPT, _("Nobody: only the log.")
    ),
)
not_personal(
    "agreements.DataSharing",
    [
        *("slug", "title", "state", "purposes", "categories", "basis", "basis_text"),
        *("guarantee", "safeguards", "digest", "stopped_why"),
    ],
)
not_personal("agreements.SharingBody", ["does", "signed_digest"])
