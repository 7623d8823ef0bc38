"""Why projects name persons (P-1): who wrote them down, and who recorded values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_ACTED = Purpose(
    _("To know who wrote it down for a body."),
    _("Legitimate interest: who acts for a body answers for it"),
    _("As long as the project is kept; without the name once the account is erased."),
    _("Nobody but the person, in their own data."),
)

declare("plans.Project", added_by=_ACTED)
declare("plans.Value", recorded_by=_ACTED)
not_personal(
    "plans.Project", ["slug", "title", "objectives", "summary", "state", "currency", "source"]
)
not_personal("plans.ProjectPlace", ["side"])
not_personal("plans.Participant", ["role", "name", "currency"])
not_personal("plans.Indicator", ["name", "measure", "unit", "direction"])
not_personal("plans.Value", ["evidence"])
