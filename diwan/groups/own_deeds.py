"""What a person did for councils and for questions to authorities (P-11)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots, traces
from diwan.core.traces import Trace


def _authority(row: Any) -> str:
    """Of a question only the authority: its words may never have been published."""
    return str(row.authority.name_shown)


def _clock(row: Any) -> str:
    return str(row.organisation.name_shown)


def _sent_on(row: Any) -> str:
    return f"{row.before.name_shown} → {row.after.name_shown}"


slots.personal_data.add(
    "groups-deeds",
    traces.source(
        _("What you did for councils and authorities"),
        [
            Trace("groups.Council.created_by", _("Councils you wrote in"), str, "created_at"),
            Trace("groups.Opinion.created_by", _("Opinions you drafted"), str, "created_at"),
            Trace(
                "groups.Opinion.answered_by",
                _("Opinions you answered for an authority"),
                str,
                "answered_on",
            ),
            Trace(
                "groups.Question.decided_by",
                _("Questions to authorities you read for the house"),
                _authority,
                "decided_at",
                ("authority",),
            ),
            Trace(
                "groups.Redirection.redirected_by",
                _("Questions you sent on to another authority"),
                _sent_on,
                "redirected_at",
                ("before", "after"),
            ),
            Trace(
                "groups.ResponseTime.set_by",
                _("Authorities for which you set the time for answers"),
                _clock,
                "set_at",
                ("organisation",),
            ),
        ],
    ),
    order=61,
)
