"""The house reads a question before anybody else does: publish it, return it, turn it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal

from .. import rules
from ..access import is_steward, may_read_for_house, require
from ..queries import days_of
from ..words import QuestionState
from . import indexing, letters
from .asking import locked, move

if TYPE_CHECKING:
    from ..models import Question


@transaction.atomic
def publish(question: Question, *, by: Any) -> Question:
    """Everybody reads it from now on, and the clock of the authority runs.

    Raises:
        PermissionDenied: ``by`` does not read it for the house.
        Conflict: somebody decided already.
    """
    now = _decided(question, QuestionState.OPEN, by=by)
    today = clock.now().date()
    now.opened_on = now.began_on = today
    now.due_on = rules.due_on(today, days_of(now.authority))
    now.text = ""  # what was hidden in it is kept nowhere any more
    now.save()
    audit.record("question.published", by=by, on=now)
    indexing.index_questions([now])
    letters.tell_published(now)
    letters.tell_owed(now)
    question.refresh_from_db()
    return now


@transaction.atomic
def return_to_asker(question: Question, why: str, *, by: Any) -> None:
    """Not so, but otherwise: the asker reads why, corrects it and hands it in again.

    Raises:
        PermissionDenied: ``by`` does not read it for the house.
        Refusal: no reason is given.
    """
    now = _decided(question, QuestionState.RETURNED, by=by)
    _refuse_wordless(why)
    now.why = why.strip()
    now.save()
    audit.record("question.returned", by=by, on=now)
    letters.tell_returned(now)
    question.refresh_from_db()


@transaction.atomic
def turn_away(question: Question, why: str = "", *, by: Any) -> None:
    """A private matter: its words are gone, and the asker is told where help is given.

    Raises:
        PermissionDenied: ``by`` does not read it for the house.
    """
    now = _decided(question, QuestionState.TURNED_AWAY, by=by)
    now.why = why.strip()
    now.title = now.text = now.masked = ""
    now.save()
    audit.record("question.turned_away", by=by, on=now)
    letters.tell_turned_away(now)
    question.refresh_from_db()


def _decided(question: Question, wanted: QuestionState, *, by: Any) -> Question:
    """Who comes second is told that somebody else was faster, not that they may not."""
    now = locked(question)
    was_held = now.state == QuestionState.HELD
    require(is_steward(by))
    require(may_read_for_house(by, now) or not was_held)
    move(now, wanted)
    now.decided_at, now.decided_by = clock.now(), by
    return now


def _refuse_wordless(why: str) -> None:
    if not why.strip():
        raise Refusal(_("Say in a kind sentence what should be changed; the asker will read it."))
