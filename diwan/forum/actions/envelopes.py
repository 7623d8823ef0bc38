"""The outside of every letter about a forum: answers, thread, list, and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.http import int_to_base36
from django.utils.translation import override

from diwan.core.wording import choose
from diwan.mailroom.addressing import tagged
from diwan.mailroom.posting import list_headers

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..models import Forum, Post, Topic


def to_post(post: Post, reader: Person) -> str:
    """Where ``reader`` answers a post by letter; nobody else was given the address."""
    return _tagged(post.topic.forum, f"p{int_to_base36(post.pk)}", reader)


def to_topic(topic: Topic, reader: Person) -> str:
    """The same for a topic as a whole."""
    return _tagged(topic.forum, f"t{int_to_base36(topic.pk)}", reader)


def _tagged(forum: Forum, words: str, reader: Person) -> str:
    return tagged(forum.box, f"{words}.{int_to_base36(reader.pk)}")


def thread(topic: Topic, reader: Person) -> str:
    """The Message-ID under which letters about a topic stand for one reader."""
    value = f"{topic.pk} {reader.pk}"
    made = salted_hmac("diwan.forum.thread", value, algorithm="sha256").hexdigest()
    return f"topic.{made[:32]}@{settings.DIWAN_MAIL_DOMAIN}"


def page(thing: Forum | Topic | Post, language: str) -> str:
    """The absolute address of its page in a language."""
    with override(language):
        return settings.DIWAN_ORIGIN + thing.get_absolute_url()


def headers(forum: Forum, language: str, stop_url: str) -> dict[str, str]:
    """The list that a letter belongs to (RFC 2369, RFC 2919), and how to leave it (RFC 8058)."""
    here = tagged("unsubscribe", f"f{int_to_base36(forum.pk)}")
    return {
        "List-Id": f"<{forum.slug}.forum.{settings.DIWAN_MAIL_DOMAIN}>",
        "List-Archive": f"<{page(forum, language)}>",
        **list_headers(stop_url, f"mailto:{here}", post=forum.mail_address),
    }


def title(forum: Forum, language: str) -> str:
    return choose(forum.title, language).text
