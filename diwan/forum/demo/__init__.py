"""Invented forums for a demo site, through the room's own actions.

``talk.json``: a wording is a list (English, French, Arabic); days are counted from today.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override

from diwan.agreements.demo.bodies import ADMINISTRATOR, cast
from diwan.agreements.demo.files import day, moment, wording
from diwan.core import clock, slots
from diwan.groups.models import Council
from diwan.plans.models import Project
from diwan.vocabularies.models import Place

from .. import actions
from ..models import Call, Entry, Forum, Post, Topic
from ..said import CallSaid, ForumSaid, Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from diwan.people.models import Person

_FILE = Path(__file__).with_name("talk.json")


@transaction.atomic
def load() -> None:
    """People, councils and projects stand already; a second call does nothing."""
    if Forum.objects.exists():
        return
    people = cast()
    with override("en"):
        for said in json.loads(_FILE.read_text(encoding="utf-8")):
            _forum(said, people)


def _forum(said: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    forum = actions.open_forum(_said(said), by=people[ADMINISTRATOR])
    for key in said.get("keepers", ()):
        actions.name_keeper(forum, people[key], by=people[ADMINISTRATOR])
    for row in said["topics"]:
        _topic(forum, row, people)
    for row in said.get("entries", ()):
        _entry(forum, row, people)
    for row in said.get("calls", ()):
        _call(forum, row, people)


def _said(said: Mapping[str, Any]) -> ForumSaid:
    council = Council.objects.first() if said.get("of") == "council" else None
    project = None
    if said.get("of") == "project":
        project = Project.objects.filter(title__en=said["project"]).first()
    place = Place.objects.filter(code=said["place"]).first() if "place" in said else None
    return ForumSaid(
        title=wording(said["title"]),
        about=wording(said["about"]),
        kind=said.get("kind", "forum"),
        readers=said.get("readers", "public"),
        slug=said["slug"],
        council=council.pk if council else None,
        project=project.pk if project else None,
        place=place.pk if place else None,
        themes=said.get("themes", ()),
    )


def _topic(forum: Forum, said: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    first, *others = said["posts"]
    by = people[first["by"]]
    topic = actions.open_topic(forum, said["title"], _words(first), by=by)
    posts = [topic.posts.get()]
    _set_back(posts[0], first)
    for row in others:
        answered = posts[row["to"]] if "to" in row else None
        post = actions.answer(topic, _words(row), by=people[row["by"]], reply_to=answered)
        _set_back(post, row)
        posts.append(post)
    at = moment(said["posts"][-1]["day"])
    Topic.objects.filter(pk=topic.pk).update(opened_at=moment(first["day"]), last_at=at)
    keeper = people[ADMINISTRATOR]
    if "summary" in said:
        actions.sum_up(topic, wording(said["summary"]), by=keeper)
    if said.get("pinned"):
        actions.pin(topic, by=keeper, is_pinned=True)
    if "flag" in said:
        number, who, reason = said["flag"]
        actions.flag(posts[number], by=people[who], reason=reason)


def _words(said: Mapping[str, Any]) -> Words:
    return Words(said["text"], said.get("as", "named"), wants_answers="rhythm" in said)


def _set_back(post: Post, said: Mapping[str, Any]) -> None:
    """As if it had been written that day, some minutes after the one before."""
    at = _later(post, moment(said["day"]))
    Post.objects.filter(pk=post.pk).update(written_at=at, shown_at=at)


def _later(post: Post, at: datetime) -> datetime:
    before = Post.objects.filter(topic=post.topic_id).exclude(pk=post.pk)
    return at + timedelta(minutes=17 * before.count())


def _entry(forum: Forum, said: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    by = people[ADMINISTRATOR]
    words = {"title": wording(said["title"]), "text": wording(said["text"])}
    entry = actions.draft_entry(forum, by=by, attribution="organisation", **words)
    actions.publish_entry(entry, by=by)
    at = moment(said["day"])
    Entry.objects.filter(pk=entry.pk).update(written_at=at, published_at=at)


def _call(forum: Forum, said: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    call = actions.call(
        forum,
        CallSaid(
            kind=said["kind"],
            title=said["title"],
            text=said["text"],
            closes_on=day(said["closes"]),
            attribution=said.get("as", "named"),
        ),
        by=people[said["by"]],
    )
    Call.objects.filter(pk=call.pk).update(asked_at=clock.now() - timedelta(days=3))
    for row in said.get("answers", ()):
        actions.answer_call(
            call, by=people[row["by"]], text=row["text"], attribution=row.get("as", "named")
        )


slots.demo.add("forum", slots.DemoLoader(load), order=60)
