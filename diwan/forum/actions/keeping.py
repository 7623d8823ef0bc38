"""What keepers do after something was published: hide, lock, pin, move, sum up, bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from .. import rules
from ..access import demand, may_keep
from ..models import Bar, Flag, Keeper, Post, Topic
from ..words import FlagOutcome, PostState, TopicState
from . import finding, letters
from .talking import has_come, held_post

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from diwan.people.models import Person

    from ..models import Forum


# --- posts -------------------------------------------------------------------------------
@transaction.atomic
def release(post: Post, *, by: Person) -> Post:
    """Show a post that was held or hidden.

    Raises:
        PermissionDenied: ``by`` does not keep the forum.
        Conflict: its author took it back, or somebody else has decided.
    """
    row = _kept(post, by)
    _move(row, PostState.SHOWN, by=by)
    row.held_for, row.why = "", ""
    row.shown_at = row.shown_at or clock.now()
    row.save()
    if row.topic.state == TopicState.HELD:
        _set_topic(row.topic, TopicState.OPEN)
    has_come(row)
    audit.record("forum.post_shown", by=by, on=row)
    return row


@transaction.atomic
def hide(post: Post, *, by: Person, why: str) -> Post:
    """Take a post from view; its author is told why, and readers see that one was hidden.

    Raises:
        PermissionDenied: ``by`` does not keep the forum.
        Conflict: its author took it back, or somebody else has decided.
        Refusal: nothing says why.
    """
    row = _kept(post, by)
    why = why.strip()[: rules.LONGEST_WHY]
    if not why:
        raise Refusal(_("Say why: whoever wrote it is told."))
    is_held = row.state == PostState.HELD
    _move(row, PostState.HIDDEN, by=by)
    row.why = why
    row.save()
    if row.topic.state == TopicState.HELD:
        _set_topic(row.topic, TopicState.HIDDEN)
    _settle(row, FlagOutcome.HIDDEN, by=by)
    finding.index([row])
    if not is_held:
        letters.hidden(row)
    audit.record("forum.post_hidden", by=by, on=row, why=why)
    return row


@transaction.atomic
def flag(post: Post, *, by: Person, reason: str) -> Flag:
    """``by`` asks the keepers to look at a post; twice is once.

    Raises:
        PermissionDenied: ``by`` does not read it, or wrote it.
        Refusal: nothing says what is wrong.
    """
    row = held_post(post)
    visible = Post.objects.visible_to(by).shown().filter(pk=row.pk).exists()
    demand(visible and row.author_id != by.pk)
    reason = reason.strip()[: rules.LONGEST_WHY]
    if not reason:
        raise Refusal(_("Say in a few words what is wrong: keepers read it."))
    waiting = row.flags.filter(flagged_by=by, outcome="").first()
    if waiting is not None:
        return waiting
    made = Flag.objects.create(post=row, flagged_by=by, reason=reason, flagged_at=clock.now())
    audit.record("forum.flagged", by=by, on=made)
    return made


@transaction.atomic
def keep_shown(flag: Flag, *, by: Person) -> None:
    """The post stays; whoever reported it is told.

    Raises:
        PermissionDenied: ``by`` does not keep the forum, or has part in it.
        Conflict: somebody else has decided.
    """
    row = _kept(flag.post, by)
    if by.pk in {row.author_id, flag.flagged_by_id}:
        raise PermissionDenied
    if not row.flags.filter(pk=flag.pk, outcome="").exists():
        raise Conflict(_("Somebody else has decided on this report in the meantime."))
    _settle(row, FlagOutcome.KEPT, by=by)
    audit.record("forum.flag_decided", by=by, on=row)


def _settle(post: Post, outcome: FlagOutcome, *, by: Person) -> None:
    """All that waits about a post is decided, and who reported it told."""
    for each in post.flags.filter(outcome="").select_related("flagged_by"):
        each.outcome, each.decided_by, each.decided_at = outcome, by, clock.now()
        each.save(update_fields=["outcome", "decided_by", "decided_at"])
        letters.decided(each)


def _kept(post: Post, by: Person) -> Post:
    row = held_post(post)
    demand(may_keep(by, row.topic.forum))
    return row


def _move(post: Post, to: PostState, *, by: Person) -> None:
    if not rules.may_move(post.state, to, rules.POST_MOVES):
        raise Conflict(_("This post has changed in the meantime. Look at it again."))
    post.state, post.decided_by, post.decided_at = to, by, clock.now()


# --- topics ------------------------------------------------------------------------------
@transaction.atomic
def move_topic(topic: Topic, to: TopicState, *, by: Person, why: str = "") -> Topic:
    """Lock, hide or open a topic; hiding needs a reason, which the log keeps.

    Raises:
        PermissionDenied: ``by`` does not keep the forum.
        Conflict: it cannot go there from where it is.
        Refusal: nothing says why it is hidden.
    """
    row = _kept_topic(topic, by)
    if not rules.may_move(row.state, to, rules.TOPIC_MOVES):
        raise Conflict(_("This topic has changed in the meantime. Look at it again."))
    if to == TopicState.HIDDEN and not why.strip():
        raise Refusal(_("Say in one sentence why. It is kept in the log."))
    _set_topic(row, to)
    audit.record(f"forum.topic_{to}", by=by, on=row, why=why.strip()[: rules.LONGEST_WHY])
    return row


def _set_topic(topic: Topic, to: TopicState) -> None:
    topic.state = to
    topic.save(update_fields=["state"])


@transaction.atomic
def pin(topic: Topic, *, by: Person, is_pinned: bool) -> None:
    row = _kept_topic(topic, by)
    row.is_pinned = is_pinned
    row.save(update_fields=["is_pinned"])
    audit.record("forum.topic_pinned" if is_pinned else "forum.topic_unpinned", by=by, on=row)


@transaction.atomic
def carry(topic: Topic, forum: Forum, *, by: Person) -> Topic:
    """Move a topic with all that was said to another forum that ``by`` keeps.

    Raises:
        PermissionDenied: ``by`` does not keep both.
        Refusal: more people would read it there than here.
    """
    row = _kept_topic(topic, by)
    demand(may_keep(by, forum))
    if rules.is_wider(forum.readers, row.forum.readers):
        raise Refusal(_("More people read that forum: nobody here wrote for them."))
    row.forum = forum
    row.save(update_fields=["forum"])
    row.subscriptions.update(forum=forum)
    audit.record("forum.topic_carried", by=by, on=row)
    return row


@transaction.atomic
def sum_up(topic: Topic, words: Mapping[str, str], *, by: Person) -> Topic:
    """Where the talk stands, above it; empty words take the summary away."""
    row = _kept_topic(topic, by)
    row.summary = dict(words)
    row.summary_by, row.summary_at = (by, clock.now()) if words else (None, None)
    row.save(update_fields=["summary", "summary_by", "summary_at"])
    audit.record("forum.summed_up", by=by, on=row)
    return row


def _kept_topic(topic: Topic, by: Person) -> Topic:
    rows = Topic.objects.select_for_update(of=("self",)).select_related("forum")
    row = rows.get(pk=topic.pk)
    demand(may_keep(by, row.forum))
    return row


# --- people ------------------------------------------------------------------------------
@transaction.atomic
def bar(forum: Forum, person: Person, *, by: Person, why: str, until: date | None = None) -> Bar:
    """``person`` may not write in a forum, and is told why; again changes the day.

    Raises:
        PermissionDenied: ``by`` does not keep it.
        Refusal: nothing says why, or ``person`` keeps the forum.
    """
    demand(may_keep(by, forum))
    if may_keep(person, forum):
        raise Refusal(_("Keepers of the forum cannot be kept from writing."))
    why = why.strip()[: rules.LONGEST_WHY]
    if not why:
        raise Refusal(_("Say why: the member is told."))
    told = {"why": why, "until": until, "barred_at": clock.now()}
    row, _is_new = Bar.objects.update_or_create(forum=forum, person=person, defaults=told)
    letters.barred(row)
    audit.record("forum.barred", by=by, on=row, why=why)
    return row


@transaction.atomic
def lift(row: Bar, *, by: Person) -> None:
    demand(may_keep(by, row.forum))
    audit.record("forum.bar_lifted", by=by, on=row)
    row.delete()


@transaction.atomic
def name_keeper(forum: Forum, person: Person, *, by: Person) -> None:
    """
    Raises:
        PermissionDenied: ``by`` does not keep it.
    """
    demand(may_keep(by, forum))
    Keeper.objects.get_or_create(forum=forum, person=person, defaults={"added_at": clock.now()})
    audit.record("forum.keeper_named", by=by, on=forum)


@transaction.atomic
def dismiss_keeper(keeper: Keeper, *, by: Person) -> None:
    demand(may_keep(by, keeper.forum))
    audit.record("forum.keeper_dismissed", by=by, on=keeper.forum)
    keeper.delete()
