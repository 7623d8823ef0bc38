"""Atom feeds (RFC 4287) of what is new and public about a place, a corridor or a theme."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.core import clock

from . import scopes

if TYPE_CHECKING:
    from diwan.core.slots import Scope

KEPT = timedelta(days=365)
MOST = 40
_FRESH_SECONDS = 900
#: what XML cannot hold
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
#: what a feed says was changed last while nothing stands in it
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _BEGINNING


def answer(scope: Scope) -> HttpResponse:
    """The feed in the active language, the same for everybody: only what is public."""
    name = scopes.title(scope)
    feed = _Feed(
        title=_("New about %(name)s") % {"name": name},
        link=settings.DIWAN_ORIGIN + scopes.url(scope),
        description="",
        subtitle=_("Diwan: what everybody may read about %(name)s") % {"name": name},
        language=get_language(),
        author_name=settings.DIWAN_OPERATOR_NAME or _("Diwan"),
        feed_url=settings.DIWAN_ORIGIN + scopes.feed_url(scope),
        feed_guid=_lasting(scopes.feed_url(scope)),
    )
    for told in scopes.news(AnonymousUser(), scope, clock.now() - KEPT, MOST):
        feed.add_item(
            title=_CONTROL.sub("", told.news.title),
            link=settings.DIWAN_ORIGIN + told.news.url,
            description=told.kind,
            unique_id=_lasting(
                f"{told.news.url}:{told.source}:{told.news.at:%H%M%S}", told.news.at
            ),
            updateddate=told.news.at,
            pubdate=told.news.at,
            categories=[told.kind],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = f"public, max-age={_FRESH_SECONDS}"
    return response


def _lasting(path: str, at: datetime = _BEGINNING) -> str:
    """A tag URI (RFC 4151) that stays the same however often the feed is written."""
    host = urlsplit(settings.DIWAN_ORIGIN).hostname
    return f"tag:{host},{at.astimezone(UTC):%Y-%m-%d}:{path}"
