"""How a project goes from one state to the next: once, and written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rules
from ..words import ProjectState
from .finding import index
from .writing import hold

if TYPE_CHECKING:
    from ..models import Project


@transaction.atomic
def move(project: Project, wanted: ProjectState, *, by: Any, why: str = "") -> Project:
    """Go to ``wanted`` from wherever it is now; out of a draft, it is published.

    Raises:
        PermissionDenied: ``by`` does not manage the lead.
        Conflict: it cannot go there from where it is.
        Refusal: a reason is missing, or what the state asks for.
    """
    locked = hold(project, by=by)
    if not rules.may_move(locked.state, wanted):
        raise Conflict(
            _("This project is now “%(state)s”. Look at it again before you go on.")
            % {"state": locked.get_state_display()}
        )
    if wanted in rules.NEED_A_REASON and not why.strip():
        raise Refusal(_("Say in one sentence why. It is kept in the log."))
    _refuse_too_early(locked, wanted)
    locked.state = wanted
    locked.changed_at = clock.now()
    locked.published_at = locked.published_at or locked.changed_at
    locked.save(update_fields=["state", "changed_at", "published_at"])
    index(locked)
    audit.record(f"project.{wanted}", by=by, on=locked, why=why.strip())
    return locked


def _refuse_too_early(project: Project, wanted: ProjectState) -> None:
    today = clock.now().date()
    begun = {ProjectState.RUNNING, ProjectState.FINISHING, ProjectState.COMPLETED}
    if wanted in begun and project.starts_on and project.starts_on > today:
        raise Refusal(_("It starts later than today. Correct the day it starts first."))
