"""Why agreements name persons (P-1): who drafted, signed and recorded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_OFFICE = _("Legitimate interest: who acts for a body answers for it")
_AS_LONG = _("As long as the agreement is kept; without the name once the account is erased.")
_MANAGERS = _("The parties' managers, stewards and administrators.")
_EVERYBODY = _("Everybody: whoever signs for a body does so in public.")

_ACTED = Purpose(_("To know who did it for a body."), _OFFICE, _AS_LONG, _MANAGERS)

declare("agreements.Agreement", created_by=_ACTED)
declare("agreements.Terms", proposed_by=_ACTED)
declare(
    "agreements.SignOff",
    signed_by=Purpose(_("To know who signed for a party."), _OFFICE, _AS_LONG, _EVERYBODY),
    capacity=Purpose(
        _("To know in which capacity a party was signed for."), _OFFICE, _AS_LONG, _EVERYBODY
    ),
)
declare("agreements.Recognition", recorded_by=_ACTED)
declare("agreements.Resource", recorded_by=_ACTED)
not_personal("agreements.Agreement", ["slug", "kind", "state", "title", "summary"])
not_personal("agreements.Milestone", ["kind", "precision", "planned_precision", "source"])
not_personal("agreements.Document", ["title", "language", "url"])
not_personal("agreements.Dialogue", ["slug", "title", "summary", "url"])
not_personal("agreements.Round", ["title", "precision", "town", "topics", "outcome", "source"])
not_personal("agreements.ExitPlan", ["plan"])
not_personal("agreements.HandOver", ["what"])
not_personal("agreements.Party", ["side", "level", "name", "role"])
not_personal("agreements.Terms", ["digest", "content"])
not_personal("agreements.Recognition", ["source"])
not_personal("agreements.Organ", ["kind", "name", "task"])
not_personal("agreements.Seat", ["title"])
not_personal("agreements.Resource", ["contributor", "kind", "what", "currency", "state"])
not_personal("agreements.Priority", ["title"])
not_personal(
    "agreements.Measure", ["article", "title", "beneficiary", "condition", "limit", "for_migrants"]
)
not_personal("agreements.Safeguard", ["key", "answer", "article", "note"])
