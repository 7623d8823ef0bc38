"""The authority answers in public, sends a question on, and sets its own clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal

from .. import rules
from ..access import is_asker, may_answer_for, may_set_clock, require
from ..models import Answer, Question, Redirection, ResponseTime
from ..queries import AUTHORITIES, days_of
from ..words import QuestionState
from . import indexing, letters
from .asking import language_of, locked, move
from .councils import refuse_days

if TYPE_CHECKING:
    from diwan.people.models import Organisation

LONGEST = 8_000


@transaction.atomic
def answer(question: Question, text: str, *, by: Any, language: str = "") -> Answer:
    """For everybody to read, in the authority's language; a later answer adds to the first.

    Args:
        language: of the answer; told by its words where nothing is said.

    Raises:
        PermissionDenied: ``by`` does not answer for the authority.
        Refusal: it says nothing.
        Conflict: the question is not open.
    """
    require(may_answer_for(by, question.authority))
    words = text.strip()[:LONGEST]
    if not words:
        raise Refusal(_("Write the answer; everybody will read it."))
    now = locked(question)
    require(may_answer_for(by, now.authority))
    move(now, QuestionState.ANSWERED)
    said = Answer.objects.create(
        question=now,
        authority=now.authority,
        text=words,
        language=language or language_of(words, by.language),
        answered_by=by,
        answered_at=clock.now(),
    )
    now.answered_on = now.answered_on or clock.now().date()
    now.is_satisfied = None
    now.save()
    audit.record("question.answered", by=by, on=now)
    indexing.index_questions([now])
    letters.tell_answered(now)
    question.refresh_from_db()
    return said


@transaction.atomic
def redirect(question: Question, to: Organisation, why: str, *, by: Any) -> Question:
    """Send it to the authority that can answer; its clock begins anew, and the way is kept.

    Raises:
        PermissionDenied: ``by`` does not answer for the authority.
        Refusal: no reason, the same authority, none, or one that had it before.
        Conflict: the question is not open any more.
    """
    require(may_answer_for(by, question.authority))
    now = locked(question)
    if now.state != QuestionState.OPEN or now.authority_id != question.authority_id:
        raise Refusal(_("Only a question that waits for your answer can be sent on."))
    _refuse_wrong_way(now, to, why)
    today = clock.now().date()
    Redirection.objects.create(
        question=now,
        before=now.authority,
        after=to,
        why=why.strip()[:500],
        language=language_of(why, by.language),
        redirected_by=by,
        redirected_at=clock.now(),
        days_kept=(today - now.began_on).days if now.began_on else 0,
    )
    now.authority, now.began_on, now.reminded_on = to, today, None
    now.due_on = rules.due_on(today, days_of(to))
    now.save()
    audit.record("question.redirected", by=by, on=now, details={"organisation": to.pk})
    letters.tell_redirected(now)
    letters.tell_owed(now)
    question.refresh_from_db()
    return now


def _refuse_wrong_way(question: Question, to: Organisation, why: str) -> None:
    if not why.strip():
        raise Refusal(_("Say why the other authority is the one to ask; everybody will read it."))
    if to.kind not in AUTHORITIES or to.merged_into_id is not None:
        raise Refusal(_("Choose an authority from the list: a ministry, a town, a service."))
    had_it = question.redirections.filter(before=to).exists()
    if had_it or to.pk == question.authority_id:
        raise Refusal(_("That authority has had this question already. Answer it, or ask them."))


@transaction.atomic
def say_whether_answered(question: Question, *, is_satisfied: bool, by: Any) -> None:
    """The asker says whether it answered the question; readers see it.

    Raises:
        PermissionDenied: it is somebody else's question.
        Refusal: there is no answer yet.
    """
    require(is_asker(by, question))
    now = locked(question)
    if now.state != QuestionState.ANSWERED:
        raise Refusal(_("There is no answer yet of which you could say that."))
    now.is_satisfied = is_satisfied
    now.save(update_fields=["is_satisfied"])
    audit.record("question.judged", by=by, on=now)
    if not is_satisfied:
        letters.tell_not_satisfied(now)
    question.refresh_from_db()


@transaction.atomic
def set_days(authority: Organisation, days: int, *, by: Any) -> None:
    """How many days it gives itself; clocks that run already go on as they began.

    Raises:
        PermissionDenied: ``by`` does not sign for the authority.
        Refusal: too few or too many days.
    """
    require(may_set_clock(by, authority))
    refuse_days(days)
    ResponseTime.objects.update_or_create(
        organisation=authority,
        defaults={"days": days, "set_by": by, "set_at": clock.now()},
    )
    audit.record("question.clock_set", by=by, on=authority, details={"days": days})
