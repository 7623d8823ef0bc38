"""Calls of a network: ask, answer by relay, close (E4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.directions import without_turns
from diwan.core.errors import Conflict, Refusal
from diwan.texts.language import detect
from diwan.texts.masking import mask

from .. import rules
from ..access import demand, may_keep
from ..models import Answer, Call, Line
from ..words import CallState, ForumKind
from . import finding, letters
from .talking import hold, require_writer

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Forum
    from ..said import CallSaid


@transaction.atomic
def call(forum: Forum, said: CallSaid, *, by: Person) -> Call:
    """``by`` looks for partners or for advice; contact details are taken out.

    Raises:
        PermissionDenied: ``by`` does not read the network.
        Refusal: it is no network, ``by`` may not write there, or the day is no day to come.
    """
    forum = hold(forum)
    require_writer(forum, by)
    if forum.kind != ForumKind.NETWORK:
        raise Refusal(_("Calls stand in networks of experts. Open a topic here instead."))
    today = clock.now().date()
    if not rules.may_close_on(today, said.closes_on):
        raise Refusal(
            _("Give a day from tomorrow on and within %(most)d days.")
            % {"most": rules.LONGEST_CALL.days}
        )
    text, language = _words(said.text, by)
    title = " ".join(without_turns(mask(said.title, language=language).text).split())
    same = forum.calls.filter(asked_by=by, title=title, text=text, state=CallState.OPEN).first()
    if same is not None:
        return same
    row = Call.objects.create(
        forum=forum,
        kind=said.kind,
        title=title[: rules.LONGEST_TITLE],
        text=text,
        language=language,
        asked_by=by,
        attribution=said.attribution,
        asked_at=clock.now(),
        closes_on=said.closes_on,
    )
    finding.index_calls([row])
    audit.record("forum.called", by=by, on=row)
    return row


def _words(typed: str, by: Person) -> tuple[str, str]:
    text = rules.tidied(without_turns(typed))
    if not text:
        raise Refusal(_("Nothing is written yet. Write a few words, then send them."))
    if len(text) > rules.LONGEST_CALL_TEXT:
        raise Refusal(
            _("This is longer than %(most)d characters. Shorten it.")
            % {"most": rules.LONGEST_CALL_TEXT}
        )
    language = detect(text, default=by.language).code[:8]
    return mask(text, language=language).text, language


@transaction.atomic
def answer_call(call: Call, *, by: Person, text: str, attribution: str) -> Answer:
    """``by`` answers: whoever asked reads it, and neither learns an address.

    Raises:
        PermissionDenied: ``by`` does not read the network, or asked.
        Conflict: the call is over.
        Refusal: ``by`` answered already, or may not write there.
    """
    row = _held(call)
    require_writer(row.forum, by)
    demand(row.asked_by_id != by.pk)
    if not row.takes_answers(clock.now().date()) or row.asked_by_id is None:
        raise Conflict(_("This call is over. Your words are still here: copy them."))
    if row.answers.filter(person=by).exists():
        raise Refusal(_("You have answered this call. Write more on the page of your answer."))
    made = Answer.objects.create(
        call=row, person=by, attribution=attribution, answered_at=clock.now()
    )
    _say(made, by, text)
    audit.record("forum.call_answered", by=by, on=made)
    return made


@transaction.atomic
def write_line(answer: Answer, *, by: Person, text: str) -> Line:
    """One of the two writes to the other.

    Raises:
        PermissionDenied: ``by`` is none of the two.
        Refusal: nothing is written, or too much today.
    """
    rows = Answer.objects.select_for_update(of=("self",)).select_related("call__forum")
    row = rows.get(pk=answer.pk)
    if by.pk not in {row.person_id, row.call.asked_by_id} or not by.is_active:
        raise PermissionDenied
    day = clock.now() - rules.CHANGEABLE_FOR
    if row.lines.filter(author=by, written_at__gt=day).count() >= rules.POSTS_A_DAY:
        raise Refusal(_("That is enough for a day. Go on tomorrow."))
    return _say(row, by, text)


def _say(answer: Answer, by: Person, text: str) -> Line:
    """Not masked: it is for one reader, and its writer decides what to tell them."""
    words = rules.tidied(without_turns(text))
    _masked, language = _words(words, by)
    line = Line.objects.create(
        answer=answer, author=by, text=words, language=language, written_at=clock.now()
    )
    letters.answered(line)
    return line


@transaction.atomic
def close_call(call: Call, *, by: Person | None) -> Call:
    """Whoever asked, a keeper, or the clock ends it.

    Raises:
        PermissionDenied: ``by`` is none of them.
        Conflict: it is over already.
    """
    row = _held(call)
    demand(by is None or row.asked_by_id == by.pk or may_keep(by, row.forum))
    if row.state != CallState.OPEN:
        raise Conflict(_("This call is over already."))
    row.state = CallState.CLOSED
    row.save(update_fields=["state"])
    if by is None:
        letters.call_closed(row, row.answers.count())
    audit.record("forum.call_closed", by=by, on=row)
    return row


@transaction.atomic
def hide_call(call: Call, *, by: Person, why: str) -> Call:
    """
    Raises:
        PermissionDenied: ``by`` does not keep the network.
        Refusal: nothing says why.
    """
    row = _held(call)
    demand(may_keep(by, row.forum))
    if not why.strip():
        raise Refusal(_("Say in one sentence why. It is kept in the log."))
    row.state = CallState.HIDDEN
    row.save(update_fields=["state"])
    finding.index_calls([row])
    audit.record("forum.call_hidden", by=by, on=row, why=why.strip()[: rules.LONGEST_WHY])
    return row


def _held(call: Call) -> Call:
    rows = Call.objects.select_for_update(of=("self",)).select_related("forum")
    found: Call | None = rows.filter(pk=call.pk).first()
    if found is None:
        raise Conflict(_("This call is not there any more."))
    return found


def close_due(now: datetime) -> int:
    """Close the calls whose last day is over."""
    due = list(Call.objects.all().past_closing(now.date())[:100])
    for row in due:
        close_call(row, by=None)
    return len(due)
