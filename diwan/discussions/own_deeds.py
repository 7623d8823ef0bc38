"""What a person did in the teams of discussions (P-11); never whom it was about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots, traces
from diwan.core.traces import Trace

if TYPE_CHECKING:
    from collections.abc import Callable


def _of(path: str) -> Callable[[Any], str]:
    """The discussion at the end of ``path``, and the number of a contribution on the way."""

    def told(row: Any) -> str:
        number = ""
        for name in path.split("__"):
            row = getattr(row, name)
            number = number or getattr(row, "number", "") or ""
        return f"{row} · {number}" if number else str(row)

    return told


def _contribution(row: Any) -> str:
    return f"{row.discussion} · {row.number}" if row.number else str(row.discussion)


def _translated(row: Any) -> str:
    """The discussion of the statement or of the contribution, and the language."""
    inside = row.statement.reply if row.statement else row.version.contribution
    return f"{inside.discussion} · {row.language}"


def _trace(field: str, title: Any, day: str, path: str = "discussion") -> Trace:
    return Trace(field, title, _of(path), day, (path,))


_ROWS = ("discussion",)
slots.personal_data.add(
    "discussions-deeds",
    traces.source(
        _("What you did in the teams of discussions"),
        [
            _trace(
                "discussions.FacilitatorInvitation.invited_by",
                _("Invitations to a team you sent"),
                "invited_at",
            ),
            Trace(
                "discussions.Contribution.entered_by",
                _("Contributions you entered for somebody"),
                _contribution,
                "created_at",
                _ROWS,
            ),
            Trace(
                "discussions.Contribution.assigned_to",
                _("Contributions given to you to work on"),
                _contribution,
                "received_at",
                _ROWS,
            ),
            Trace(
                "discussions.Contribution.decided_by",
                _("Contributions you decided about"),
                _contribution,
                "received_at",
                _ROWS,
            ),
            _trace(
                "discussions.Version.made_by",
                _("Versions of contributions you made"),
                "made_at",
                "contribution__discussion",
            ),
            _trace(
                "discussions.Statement.changed_by",
                _("Statements you wrote or changed"),
                "changed_at",
                "reply__discussion",
            ),
            _trace(
                "discussions.EndorsementRound.opened_by",
                _("Comment rounds you opened"),
                "opened_at",
                "reply__discussion",
            ),
            _trace(
                "discussions.Position.answered_by",
                _("Objections you answered"),
                "answered_at",
                "round__reply__discussion",
            ),
            _trace("discussions.Post.made_by", _("Messages of a team you wrote"), "made_at"),
            _trace(
                "discussions.Approach.asked_by",
                _("People you asked to contribute"),
                "asked_at",
            ),
            _trace(
                "discussions.LinkCandidate.decided_by",
                _("Links you looked at for the library"),
                "checked_at",
            ),
            Trace(
                "discussions.Translation.made_by",
                _("Translations you made"),
                _translated,
                "made_at",
                ("statement__reply__discussion", "version__contribution__discussion"),
            ),
        ],
    ),
    order=51,
)
