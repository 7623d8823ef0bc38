"""Draft the consolidated reply of a discussion: at once, or step by step in the worker."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import OperationalError, connections, transaction
from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.sweeping import swept_seldom

from .. import rules
from ..access import may_facilitate, require
from ..models import Discussion, Reply
from ..outlines import keys_of, outline_of
from ..reply import composing, keeping
from ..reply.sources import countries, sources_of
from ..words import ReplyState, ReplyStep
from . import passages, suggesting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from diwan.people.models import Person

    #: called with (step, done, of all)
    Progress = Callable[[str, int, int], None]

logger = logging.getLogger(__name__)
#: how often a draft that is being made gives a sign
BEAT = timedelta(seconds=20)
TOOK_TOO_LONG = gettext_lazy("This draft took too long and was given up; begin a new one.")


def start(discussion: Discussion, *, by: Person) -> Reply:
    """Begin a new draft, made in the worker; its row tells how far it is.

    Raises:
        Refusal: one is being made now, or nothing can be consolidated yet.
    """
    require(may_facilitate(by, discussion))
    with transaction.atomic():
        reply = _begin(discussion, by=by, made_on=None, is_moderated=True)
        # robust: a reply that no task takes up is given up after a while
        transaction.on_commit(lambda: draft.enqueue(reply.pk), robust=True)
    return reply


def give_up(reply: Reply, *, by: Person) -> None:
    """End a draft that is being made; its worker notices at its next step.

    Raises:
        Refusal: it is not being made any more.
    """
    require(may_facilitate(by, reply.discussion))
    _end(reply, _("This draft was given up before it was done."), by=by)


def give_up_dead(now: datetime) -> int:
    """Fail the drafts whose task died; returns how many."""
    dead = Reply.objects.abandoned(now).select_related("discussion", "made_by")
    for reply in dead:
        with _language_of(reply), suppress(Refusal):
            _end(reply, str(TOOK_TOO_LONG), by=None)
    return len(dead)


@transaction.atomic
def _end(reply: Reply, sentence: str, *, by: Person | None) -> None:
    """Fail it with a sentence, unless it is done by now."""
    if not Reply.objects.select_for_update().being_made().filter(pk=reply.pk).exists():
        raise Refusal(_("This draft is not being made any more; there is nothing to give up."))
    _fail(reply, sentence)
    record("give up reply", by=by, on=reply.discussion, details={"version": reply.number})


@task()
def draft(reply_id: int) -> None:
    """Make the draft that ``start`` began, in the worker; whatever goes wrong stands in its row."""
    waiting = Reply.objects.being_made().select_related("discussion", "made_by")
    reply = waiting.filter(pk=reply_id).first()
    if reply is None:
        return  # given up by now
    with _language_of(reply), _beating(reply):
        try:
            _make(reply, tell=_noted(reply))
        except Refusal as refusal:
            _fail(reply, str(refusal))
        except Exception:
            logger.exception("Reply %s could not be drafted.", reply_id)
            _fail(
                reply,
                _(
                    "The reply could not be drafted because of a fault in the program. Try once "
                    "more; if it happens again, tell those who run the site."
                ),
            )


def consolidate(
    discussion: Discussion,
    *,
    by: Person | None,
    made_on: date | None = None,
    is_moderated: bool = True,
    progress: Progress | None = None,
) -> Reply:
    """Find the passages, choose statements with their citations, and keep them as a new draft.

    Args:
        made_on: the day printed on it; default: today, where the discussion is held.
        is_moderated: whether a facilitator decided about each contribution.

    Raises:
        Refusal: one is being made now, or nothing can be consolidated yet.
    """
    require(by is None or may_facilitate(by, discussion))
    with transaction.atomic():
        reply = _begin(discussion, by=by, made_on=made_on, is_moderated=is_moderated)
    noted = _noted(reply)

    def _tell(step: str, done: int, total: int) -> None:
        noted(step, done, total)
        if progress is not None:
            progress(step, done, total)

    try:
        _make(reply, tell=_tell)
    except Refusal as refusal:
        _fail(reply, str(refusal))
        raise
    except BaseException:
        _fail(reply, _("The draft was broken off."))
        raise
    return reply


def _begin(
    discussion: Discussion, *, by: Person | None, made_on: date | None, is_moderated: bool
) -> Reply:
    """The row of a new draft; one that died or failed makes room for it."""
    now = clock.now()
    Discussion.objects.select_for_update().get(pk=discussion.pk)
    earlier = Reply.objects.filter(discussion=discussion)
    earlier.abandoned(now).delete()
    if earlier.being_made().exists():
        raise Refusal(_("A reply is being drafted now; wait until it is done."))
    earlier.filter(state=ReplyState.FAILED).delete()
    numbers = earlier.values_list("number", flat=True)
    reply = Reply.objects.create(
        discussion=discussion,
        number=max(numbers, default=0) + 1,
        is_moderated=is_moderated,
        made_on=made_on or rules.local_day(now, discussion.time_zone),
        made_at=now,
        made_by=by,
    )
    record("consolidate", by=by, on=discussion, details={"version": reply.number})
    return reply


@swept_seldom()
def _make(reply: Reply, *, tell: Progress) -> None:
    """All the long work stands outside of transactions: others go on writing meanwhile."""
    discussion = reply.discussion
    passages.align(
        discussion, by=None, progress=lambda done, total: tell(ReplyStep.READING, done, total)
    )
    outline, around = outline_of(discussion), countries()
    topics, questions = keys_of(outline)
    versions = passages.shown_versions(discussion)
    prefetch_related_objects(versions, "passages")
    sources = sources_of(versions, around, [*topics, *questions])
    made = composing.compose(
        outline,
        sources,
        around.names,
        progress=lambda done, total: tell(ReplyStep.WRITING, done, total),
    )
    tell(ReplyStep.KEEPING, 0, len(made.statements))
    with transaction.atomic():
        locked = Reply.objects.select_for_update().being_made().filter(pk=reply.pk).first()
        if locked is None:
            raise Refusal(str(TOOK_TOO_LONG))
        keeping.keep(locked, made, versions)
        locked.state = ReplyState.DRAFT
        locked.step = ""
        locked.save()
        suggesting.soon(locked)
    reply.refresh_from_db()


def _noted(reply: Reply) -> Progress:
    """Writes each step beside the reply, at most about a hundred times a step."""
    last: list[tuple[str, int]] = []

    def _tell(step: str, done: int, total: int) -> None:
        hundredth = 100 * done // total if total else 0
        if last == [(step, hundredth)]:
            return
        last[:] = [(step, hundredth)]
        moved = Reply.objects.being_made().filter(pk=reply.pk)
        if not moved.update(step=step, done=done, total=total, moved_at=clock.now()):
            raise Refusal(str(TOOK_TOO_LONG))  # given up by now: the rest would be for nothing

    return _tell


@contextmanager
def _beating(reply: Reply) -> Iterator[None]:
    """Gives a sign of life beside long steps, from a thread with a connection of its own."""
    stop = threading.Event()
    beating = threading.Thread(target=_beat, args=[reply.pk, stop], name="beat", daemon=True)
    beating.start()
    try:
        yield
    finally:
        stop.set()
        beating.join(timeout=5)


def _beat(reply_id: int, stop: threading.Event) -> None:
    try:
        while not stop.wait(BEAT.total_seconds()):
            with suppress(OperationalError):  # busy: the next one tells it
                Reply.objects.being_made().filter(pk=reply_id).update(moved_at=clock.now())
    finally:
        connections.close_all()


def _language_of(reply: Reply) -> AbstractContextManager[None]:
    return translation.override(reply.made_by.language if reply.made_by else None)


def _fail(reply: Reply, sentence: str) -> None:
    Reply.objects.being_made().filter(pk=reply.pk).update(state=ReplyState.FAILED, trouble=sentence)
    reply.refresh_from_db()
