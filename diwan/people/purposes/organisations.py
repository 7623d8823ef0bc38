"""Why what is kept of people around organisations is kept (P-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_MANDATE = _("Legitimate interest: members must know who acts for an organisation")
_STEWARDS = _("Legitimate interest: a register that others can rely on")
_TILL_ERASED = _("Until you erase your account; the mandate itself stays, without a name.")
_COLLEAGUES = _(
    "Colleagues with a mandate there, stewards, and members if you say that they may see it."
)
_THOSE_INSIDE = _("Those who manage the organisation, and stewards.")
_NO_NAME = _("Until the account is erased.")

declare(
    "people.Mandate",
    person=Purpose(
        _("To know who acts for an organisation, as what, and from when to when."),
        _MANDATE,
        _TILL_ERASED,
        _COLLEAGUES,
    ),
    confirmed_by=Purpose(_("To know who confirmed a mandate."), _STEWARDS, _NO_NAME, _THOSE_INSIDE),
    remit=Purpose(_("To ask the right focal point."), _MANDATE, _TILL_ERASED, _COLLEAGUES),
    role=Purpose(
        _("To know who acts for an organisation, as what, and from when to when."),
        _MANDATE,
        _TILL_ERASED,
        _COLLEAGUES,
    ),
    handover_note=Purpose(
        _("So that a successor knows what was under way."),
        _MANDATE,
        _("Until one of the two accounts is erased."),
        _("The two who hand over, those who manage the organisation, and stewards."),
    ),
)
declare(
    "people.Organisation",
    self_verified_by=Purpose(
        _("To know who confirmed what an organisation says of itself."),
        _STEWARDS,
        _NO_NAME,
        _THOSE_INSIDE,
    ),
    verified_by=Purpose(
        _("To know which steward verified an organisation."), _STEWARDS, _NO_NAME, _THOSE_INSIDE
    ),
)
declare(
    "people.Merge",
    by=Purpose(_("To know who made two entries one."), _STEWARDS, _NO_NAME, _("Stewards.")),
    undone_by=Purpose(
        _("To know who took two entries apart again."), _STEWARDS, _NO_NAME, _("Stewards.")
    ),
)
declare(
    "people.Vetting",
    reviewed_by=Purpose(
        _("To know which steward reviewed a partner."), _STEWARDS, _NO_NAME, _("Stewards.")
    ),
    **{
        field: Purpose(
            _("To choose partners with care. It may speak of those who lead an organisation."),
            _STEWARDS,
            _("As long as the organisation is in the register."),
            _("Stewards without a tie to the organisation; in no list, search, file or count."),
        )
        for field in ("track_record", "governance", "references")
    },
)
declare(
    "people.Likeness",
    dismissed_by=Purpose(
        _("To know who said that two entries are two organisations."),
        _STEWARDS,
        _NO_NAME,
        _("Stewards."),
    ),
)
declare(
    "people.OrganisationImport",
    made_by=Purpose(
        _("To show a file that was read in to whoever read it in."),
        _STEWARDS,
        _("A day, unless its organisations are added."),
        _("You alone."),
    ),
)
not_personal(
    "people.Organisation",
    [
        *("name", "names", "acronym", "slug", "folded", "kind", "level", "languages"),
        *("description", "competence", "contact", "website", "enforcement"),
    ],
)
not_personal("people.Succession", ["kind", "source"])
not_personal("people.Merge", ["why", "moved", "stayed", "changed", "unconfirmed"])
not_personal("people.Vetting", ["conclusion"])
not_personal("people.OrganisationPage", ["slug", "kind", "title", "body"])
not_personal("people.OrganisationImport", ["file_name", "rows", "chosen", "left"])
not_personal("people.Reminder", ["kind"])
