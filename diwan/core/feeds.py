"""Atom feeds (RFC 4287): the same for everybody, so only what is public stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

_FRESH_SECONDS = 900
#: what XML cannot hold
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
#: what a feed says was changed last while nothing stands in it
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a feed.

    Args:
        url: path on this site, in the active language.
        at: when it came or changed.
        kind: what sort of thing it is, in the reader's words.
        guid: what tells it from others at the same address; the address alone where it is empty.
    """

    title: str
    url: str
    at: datetime
    summary: str = ""
    kind: str = ""
    guid: str = ""


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _BEGINNING


def atom(
    *, title: str, subtitle: str, path: str, feed_path: str, items: Iterable[Item]
) -> HttpResponse:
    """The feed at ``feed_path`` of what the page at ``path`` shows, in the active language."""
    feed = _Feed(
        title=_clean(title),  # it may quote what was typed into an address
        link=settings.DIWAN_ORIGIN + path,
        description="",
        subtitle=_clean(subtitle),
        language=get_language(),
        author_name=settings.DIWAN_OPERATOR_NAME or _("Diwan"),
        feed_url=settings.DIWAN_ORIGIN + feed_path,
        feed_guid=_lasting(feed_path),
    )
    for item in items:
        feed.add_item(
            title=_clean(item.title),
            link=settings.DIWAN_ORIGIN + item.url,
            description=_clean(item.summary or item.kind),
            unique_id=_lasting(item.guid or item.url, item.at),
            updateddate=item.at,
            pubdate=item.at,
            categories=[item.kind] if item.kind else [],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = f"public, max-age={_FRESH_SECONDS}"
    return response


def _clean(text: str) -> str:
    return _CONTROL.sub("", str(text))


def _lasting(path: str, at: datetime = _BEGINNING) -> str:
    """A tag URI (RFC 4151) that stays the same however often the feed is written."""
    host = urlsplit(settings.DIWAN_ORIGIN).hostname
    return f"tag:{host},{at.astimezone(UTC):%Y-%m-%d}:{path}"
