"""The facts of a discussion, as pages and the data of an archive tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html_join
from django.utils.translation import gettext as _

from diwan.core.wording import choose

from .. import naming
from ..reply.building import facilitators
from ..reply.rendering.said import listed
from ..words import Stage
from .voices import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from ..models import Discussion


def facts(discussion: Discussion) -> list[tuple[str, SafeString]]:
    """Term and value as HTML; what is not known is left out."""
    rows = [
        (_("Convened by"), _isolated(each.name_shown for each in discussion.conveners.all())),
        (_("Facilitated by"), _isolated(team(discussion))),
        (_("First day"), _text(date_format(discussion.opens_on, "DATE_FORMAT"))),
        (_("Last day"), _text(_last_day(discussion))),
        (_("State"), _text(str(Stage(discussion.stage).label))),
        (_("Languages"), _text(listed([naming.language_name(c) for c in discussion.languages]))),
        (_("Made for"), _text(_event(discussion))),
        (_("Places"), _isolated(str(place) for place in discussion.places.all())),
        (_("Themes"), _isolated(str(theme) for theme in discussion.themes.all())),
    ]
    return [(term, value) for term, value in rows if value]


def team(discussion: Discussion) -> list[str]:
    """Who facilitated it, each as they chose to be named."""
    return [plain(name) for name in facilitators(discussion)]


def _isolated(parts: Iterable[str]) -> SafeString:
    return format_html_join(" · ", "<bdi>{}</bdi>", ((part,) for part in parts))


def _text(text: str) -> SafeString:
    return conditional_escape(text)


def _last_day(discussion: Discussion) -> str:
    last = str(date_format(discussion.closes_on, "DATE_FORMAT"))
    first = discussion.first_closes_on
    if first is None:
        return last
    before = date_format(first, "DATE_FORMAT")
    return _("%(last)s (announced first: %(before)s)") % {"last": last, "before": before}


def _event(discussion: Discussion) -> str:
    event_on = discussion.event_on
    day = str(date_format(event_on, "DATE_FORMAT")) if event_on else ""
    return " · ".join(part for part in (choose(discussion.event_name).text, day) if part)
