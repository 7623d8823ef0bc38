"""Who may do what in a forum: predicates that read as speech."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from diwan.core import clock
from diwan.groups.models import Council
from diwan.plans.queries import is_steward, led_by

from . import rules
from .models import Bar, Forum
from .queries import is_member
from .words import PostState, TopicState

if TYPE_CHECKING:
    from diwan.plans.models import Project

    from .models import Call, Post, Topic


def may_open(person: Any, *, council: Council | None, project: Project | None) -> bool:
    """Stewards open any forum; who keeps a council or leads a project opens theirs."""
    if not is_member(person):
        return False
    if is_steward(person):
        return True
    if council is not None:
        return Council.objects.all().kept_by(person).filter(pk=council.pk).exists()
    return project is not None and led_by(person).filter(pk=project.lead_id).exists()


def may_open_any(person: Any) -> bool:
    if not is_member(person):
        return False
    return (
        is_steward(person)
        or Council.objects.all().kept_by(person).exists()
        or led_by(person).exists()
    )


def may_keep(person: Any, forum: Forum) -> bool:
    return Forum.objects.all().kept_by(person).filter(pk=forum.pk).exists()


def may_read(person: Any, forum: Forum) -> bool:
    return Forum.objects.visible_to(person).filter(pk=forum.pk).exists()


def bar_of(person: Any, forum: Forum) -> Bar | None:
    """What keeps ``person`` from writing there today."""
    if not is_member(person):
        return None
    rows = Bar.objects.filter(forum=forum, person=person)
    return rows.filter(Q(until=None) | Q(until__gte=clock.now().date())).first()


def may_write(person: Any, forum: Forum) -> bool:
    """Members who read it, while it is open and nobody barred them."""
    if forum.is_closed or not is_member(person):
        return False
    return may_read(person, forum) and bar_of(person, forum) is None


def takes_posts(topic: Topic) -> bool:
    return topic.state == TopicState.OPEN and not topic.forum.is_closed


def is_author(person: Any, post: Post) -> bool:
    return is_member(person) and post.author_id == person.pk


def may_change(person: Any, post: Post) -> bool:
    """Its author, for a day."""
    is_new = clock.now() - post.written_at < rules.CHANGEABLE_FOR
    is_theirs = is_author(person, post) and post.state in {PostState.SHOWN, PostState.HELD}
    return is_theirs and is_new and takes_posts(post.topic)


def may_withdraw(person: Any, post: Post) -> bool:
    return is_author(person, post) and post.state != PostState.WITHDRAWN


def is_caller(person: Any, call: Call) -> bool:
    return is_member(person) and call.asked_by_id == person.pk


def demand(allowed: bool) -> None:
    """Raises:
    PermissionDenied: when not allowed.
    """
    if not allowed:
        raise PermissionDenied


def may_draft(person: Any, topic: Topic) -> bool:
    """Into the library: who keeps the forum, and who opened the topic and reads it."""
    if not is_member(person):
        return False
    is_theirs = topic.opened_by_id == person.pk and may_read(person, topic.forum)
    return is_theirs or may_keep(person, topic.forum)
