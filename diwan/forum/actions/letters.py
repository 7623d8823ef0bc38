"""Letters to one person: what became of their post, their report or their call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import override

from diwan.core import clock
from diwan.mailroom.actions import send
from diwan.people.models import Person

from .envelopes import title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..models import Bar, Call, Flag, Line, Post

#: a letter with somebody's own words is for nobody else
_PRIVATE = {"Sensitivity": "Private"}


def hidden(post: Post) -> None:
    """To its author: that it was hidden, and why."""
    topic = post.topic
    _write("hidden", post.author, {"title": topic.title, "why": post.why}, topic)


def decided(flag: Flag) -> None:
    """To whoever reported a post: what came of it."""
    topic = flag.post.topic
    _write("decided", flag.flagged_by, {"title": topic.title, "outcome": flag.outcome}, topic)


def barred(bar: Bar) -> None:
    """To a member who may not write in a forum: why, and how long."""
    _write(
        "barred", bar.person, {"why": bar.why, "until": bar.until, "forum": bar.forum}, bar.forum
    )


def answered(line: Line) -> None:
    """To the other of the two who write about a call: that something came, and where it stands."""
    answer = line.answer
    call = answer.call
    reader = call.asked_by if line.author_id == answer.person_id else answer.person
    is_first = reader == call.asked_by and answer.lines.count() == 1
    _write("call_answered", reader, {"title": call.title, "is_first": is_first}, answer)


def call_closed(call: Call, answers: int) -> None:
    """To whoever asked: the day has come, and how many answered."""
    _write("call_closed", call.asked_by, {"title": call.title, "answers": answers}, call)


def _write(kind: str, person: Person | None, context: Mapping[str, Any], about: Any) -> None:
    if person is None or not person.is_active or person.erased_at is not None:
        return
    language = person.language
    told = {**context, "url": _page(about, language)}
    if "forum" in told:
        told["forum"] = title(told["forum"], language)
    send(
        f"forum/{kind}",
        to=person.email,
        language=language,
        context=told,
        headers=_PRIVATE,
        due_at=_after_quiet_hours(person),
    )


def _page(about: Any, language: str) -> str:
    with override(language):
        return settings.DIWAN_ORIGIN + str(about.get_absolute_url())


def _after_quiet_hours(person: Person) -> datetime | None:
    quiet = Person.objects.quiet_hours().get(person.email.lower())
    return quiet.end_for(clock.now()) if quiet else None
