"""Atom feeds of what is new and public about a place, a corridor or a theme."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from diwan.core import clock, feeds

from . import scopes

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.core.slots import Scope

KEPT = timedelta(days=365)
MOST = 40


def answer(scope: Scope) -> HttpResponse:
    """The feed in the active language, the same for everybody: only what is public."""
    name = scopes.title(scope)
    return feeds.atom(
        title=_("New about %(name)s") % {"name": name},
        subtitle=_("Diwan: what everybody may read about %(name)s") % {"name": name},
        path=scopes.url(scope),
        feed_path=scopes.feed_url(scope),
        items=[
            feeds.Item(
                told.news.title,
                told.news.url,
                told.news.at,
                kind=told.kind,
                guid=f"{told.news.url}:{told.source}:{told.news.at:%H%M%S}",
            )
            for told in scopes.news(AnonymousUser(), scope, clock.now() - KEPT, MOST)
        ],
    )
