"""Quotations in messages of the team whose words their author has changed since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .models import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from .models import Discussion

#: a link to exact words, as ``posts.rendering`` makes it: contribution, version, start, end
_LINK = re.compile(
    r'<a href="[^"]*/contributions/(\d{1,9})/words/(\d{1,9})/(\d{1,9})-(\d{1,9})/"[^>]*>'
    r".*?</a>[”»]?",
    re.DOTALL,
)


def with_changes(discussion: Discussion, pages: Iterable[SafeString]) -> list[SafeString]:
    """The HTML of messages; behind each quotation that does not stand any more, that it does not.

    At most one query for all of them.
    """
    found = list(pages)
    numbers = {int(link[1]) for page in found for link in _LINK.finditer(page)}
    if not numbers:
        return found
    said: dict[int, dict[int, Version]] = {}
    rows = Version.objects.filter(
        contribution__discussion=discussion, contribution__number__in=numbers
    ).select_related("contribution")
    for row in rows.only("number", "masked", "is_released", "contribution__number"):
        said.setdefault(row.contribution.number or 0, {})[row.number] = row
    url = reverse("discussions:contributions", args=[discussion.slug])

    def _told(link: re.Match[str]) -> str:
        versions = said.get(int(link[1]), {})
        return link[0] + (_notice(url, link[1]) if _is_changed(versions, link) else "")

    return [mark_safe(_LINK.sub(_told, page)) for page in found]


def _is_changed(versions: dict[int, Version], link: re.Match[str]) -> bool:
    """Whether another version is shown by now, in which these words do not stand."""
    quoted = versions.get(int(link[2]))
    shown = next((each for each in versions.values() if each.is_released), None)
    if quoted is None or shown is None or quoted.number == shown.number:
        return False
    words = quoted.masked[int(link[3]) : int(link[4])]
    return bool(words) and words not in shown.masked


def _notice(url: str, number: str) -> str:
    return format_html(
        ' <span class="note">{} <a href="{}?from={}#c{}">{}</a></span>',
        _("This sentence was changed since."),
        url,
        number,
        number,
        _("What the contribution says now"),
    )
