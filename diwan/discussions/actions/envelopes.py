"""The outside of every letter about a discussion: thread, list, ways out, answers, sender."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import int_to_base36
from django.utils.translation import override

from diwan.core.wording import choose
from diwan.mailroom.addressing import tagged
from diwan.mailroom.posting import list_headers

from ..models import Contribution, Discussion
from . import stopping

if TYPE_CHECKING:
    from ..models import Question

_LONGEST_NAME = 60


def link(name: str, *args: object, language: str = "en") -> str:
    """The absolute address of a page in a language."""
    with override(language):
        return settings.DIWAN_ORIGIN + reverse(name, args=args)


def about(discussion: Discussion, language: str) -> dict[str, Any]:
    """What every letter about a discussion can say."""
    return {
        "discussion": discussion,
        "title": choose(discussion.title, language).text,
        "address": discussion.mail_address,
        "last_day": discussion.closes_on,
        "time_zone": discussion.time_zone,
        "url": link("discussions:detail", discussion.slug, language=language),
        "contributions_url": link("discussions:contributions", discussion.slug, language=language),
        "contribute_url": link("discussions:contribute", discussion.slug, language=language),
    }


# --- ending them -----------------------------------------------------------------------------
def ways_out(discussion: Discussion, address: str, *, language: str) -> dict[str, str]:
    """Where whoever reads a letter at ``address`` ends the letters, or gets them less often."""
    token = stopping.token(discussion, address)
    return {
        "stop_url": link("discussions:stop_letters", token, language=language),
        "rhythm_url": link("discussions:how_often", token, language=language),
    }


def headers(
    discussion: Discussion, language: str, *, stop_url: str = "", other_stop: str = ""
) -> dict[str, str]:
    """The list that a letter belongs to (RFC 2369, RFC 2919), and how to leave it (RFC 8058).

    ``other_stop`` ends letters of its kind, whatever discussion they are about.
    """
    stops = [other_stop] if other_stop else []
    if stop_url:
        here = tagged("unsubscribe", f"d{int_to_base36(discussion.pk)}")
        stops = [stop_url, f"mailto:{here}"]
    post = discussion.mail_address if discussion.is_taking_contributions else ""
    page = link("discussions:contributions", discussion.slug, language=language)
    return {
        "List-Id": f"<{discussion.slug}.discussions.{settings.DIWAN_MAIL_DOMAIN}>",
        "List-Archive": f"<{page}>",
        **list_headers(*stops, post=post),
    }


# --- thread and answers ----------------------------------------------------------------------
def thread(discussion: Discussion, address: str) -> str:
    """The Message-ID under which all letters to one reader about a discussion stand.

    The first letter to them bears it. It names nobody, and nobody else can guess it.
    """
    value = f"{discussion.pk} {address.strip().lower()}"
    made = salted_hmac("diwan.discussions.thread", value, algorithm="sha256").hexdigest()
    return f"discussion.{int_to_base36(discussion.pk)}.{made[:32]}@{settings.DIWAN_MAIL_DOMAIN}"


def answers_to(thing: Contribution | Question | Discussion) -> str:
    """The address that brings an answer to its place; a discussion's own is the plain one.

    Empty when the discussion takes none. An address that the call brought from elsewhere, or one
    too long for a tag, has no other form than its own.
    """
    discussion = thing if isinstance(thing, Discussion) else thing.discussion
    if not discussion.is_taking_contributions:
        return ""
    box, _at, domain = discussion.mail_address.partition("@")
    if thing is discussion or domain != settings.DIWAN_MAIL_DOMAIN:
        return discussion.mail_address
    letter = "c" if isinstance(thing, Contribution) else "q"
    try:
        return tagged(box, f"{letter}{int_to_base36(thing.pk)}")
    except ValueError:
        return discussion.mail_address


def sender(discussion: Discussion, language: str, *, name: str = "") -> str:
    """Who a letter is from, in front of our address: somebody's public name, and the discussion."""
    title = _short(choose(discussion.title, language).text)
    return f"{_short(name)} · {title}" if name else title


def _short(text: str) -> str:
    """At most so many characters, cut between two words where there are any."""
    if len(text) <= _LONGEST_NAME:
        return text
    head = text[:_LONGEST_NAME]  # its last character makes room for the dots
    kept = head.rpartition(" ")[0] or head[:-1]
    return kept.rstrip(" \u00a0\u202f,;:–—«“(") + "…"
