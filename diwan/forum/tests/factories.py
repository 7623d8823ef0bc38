"""Forums for the tests of this and other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.forum import actions
from diwan.forum.models import Forum, Post, Topic
from diwan.forum.said import Words
from diwan.vocabularies.models import Theme

if TYPE_CHECKING:
    from diwan.people.models import Person


def make_forum(slug: str = "talk", **fields: Any) -> Forum:
    """A forum that everybody reads unless other readers are given; ``themes`` by key."""
    themes = fields.pop("themes", ())
    given = {"title": {"en": f"Forum {slug}"}, "created_at": clock.now()}
    forum = Forum.objects.create(slug=slug, **(given | fields))
    forum.themes.set(Theme.objects.filter(key__in=themes))
    return forum


def make_topic(
    forum: Forum, by: Person, title: str = "Tools", text: str = "Who brought tools?", **words: Any
) -> Topic:
    return actions.open_topic(forum, title, Words(text, **words), by=by)


def say(topic: Topic, by: Person, text: str, reply_to: Post | None = None, **words: Any) -> Post:
    return actions.answer(topic, Words(text, **words), by=by, reply_to=reply_to)
