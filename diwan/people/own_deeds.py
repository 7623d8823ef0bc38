"""What a person did for the register of organisations and for other members (P-11)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots, traces
from diwan.core.traces import Trace

from .words.organisations import Conclusion


def _name(row: Any) -> str:
    return str(row.name_shown)


def _held_for(row: Any) -> str:
    return str(row.organisation.name_shown)


def _merged(row: Any) -> str:
    return f"{row.source.name_shown} → {row.target.name_shown}"


def _compared(row: Any) -> str:
    return f"{row.first.name_shown} · {row.second.name_shown}"


def _reviewed(row: Any) -> str:
    said = dict(Conclusion.choices).get(row.conclusion, row.conclusion)
    return f"{row.organisation.name_shown}: {said}"


def _read(row: Any) -> str:
    return str(row.file_name)


def _purpose(row: Any) -> str:
    """What somebody agreed to; not who."""
    asked = slots.consent_purposes
    return str(asked.get(row.purpose).title if row.purpose in asked else row.purpose)


def _role(row: Any) -> str:
    return str(row.get_outcome_display())


slots.personal_data.add(
    "people-deeds",
    traces.source(
        _("What you did for organisations and members"),
        [
            Trace(
                "people.Organisation.self_verified_by",
                _("Organisations for which you said that what stands there is right"),
                _name,
                "self_verified_at",
            ),
            Trace(
                "people.Organisation.verified_by",
                _("Organisations you verified"),
                _name,
                "verified_at",
            ),
            Trace(
                "people.Mandate.confirmed_by",
                _("Mandates you confirmed"),
                _held_for,
                "confirmed_at",
                ("organisation",),
            ),
            Trace(
                "people.Vetting.reviewed_by",
                _("Reviews of partners you wrote"),
                _reviewed,
                "reviewed_on",
                ("organisation",),
            ),
            Trace(
                "people.Merge.by",
                _("Entries of organisations you merged"),
                _merged,
                "at",
                ("source", "target"),
            ),
            Trace(
                "people.Merge.undone_by",
                _("Entries of organisations you took apart"),
                _merged,
                "undone_at",
                ("source", "target"),
            ),
            Trace(
                "people.Likeness.dismissed_by",
                _("Entries you said are two organisations"),
                _compared,
                "dismissed_at",
                ("first", "second"),
            ),
            Trace(
                "people.OrganisationImport.made_by",
                _("Files of organisations you read in"),
                _read,
                "made_at",
            ),
            Trace(
                "people.Consent.recorded_by",
                _("Consents you gave or wrote down"),
                _purpose,
                "given_at",
            ),
            Trace("people.Consent.witness", _("Consents you witnessed"), _purpose, "given_at"),
            Trace(
                "people.Consent.withdrawn_by",
                _("Consents you took back, or wrote down that they were"),
                _purpose,
                "withdrawn_at",
            ),
            Trace(
                "people.MessageReport.decided_by",
                _("Reports of messages you decided"),
                _role,
                "decided_at",
            ),
            Trace(
                "people.Invitation.invited_by",
                _("Invitations you sent"),
                lambda _row: _("To join this site"),
                "created_at",
            ),
            Trace(
                "people.RetentionRun.ran_by",
                _("Times you removed what was due"),
                lambda row: row.total,
                "ran_at",
            ),
        ],
    ),
    order=96,
)
