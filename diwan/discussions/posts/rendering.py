"""The plain text of a message as safe HTML: paragraphs, lists, links."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.html import format_html, urlize
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

_GAP = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"^\s*[–•*-]\s+")
#: the exact words of a contribution on this site, behind their quotation or alone
_WORDS = re.compile(
    r"(?:(?P<open>[“«]\s?)(?P<said>[^“«]+?)(?P<close>\s?[”»])\s+)?"
    r"https?://[^\s/]+(?P<path>/\S*/contributions/(?P<number>\d{1,9})/words/[\d/-]+)"
)


def as_html(text: str) -> SafeString:
    """Lines that begin with a dash are a list; a quotation with its address leads there."""
    blocks = (block for block in _GAP.split(text.replace("\r\n", "\n").strip()) if block.strip())
    return mark_safe("\n".join(part for block in blocks for part in _parts(block)))


def _parts(block: str) -> list[str]:
    made = []
    for is_list, lines in groupby(block.split("\n"), key=lambda line: bool(_ITEM.match(line))):
        if is_list:
            items = (f'<li dir="auto">{_line(_ITEM.sub("", line))}</li>' for line in lines)
            made.append(f"<ul>{''.join(items)}</ul>")
        else:
            made.append(f"<p>{'<br>'.join(map(_line, lines))}</p>")
    return made


def _line(line: str) -> str:
    made, end = "", 0
    for match in _WORDS.finditer(line):
        made += _plain(line[end : match.start()]) + _cited(match)
        end = match.end()
    return made + _plain(line[end:])


def _cited(match: re.Match[str]) -> str:
    """The quotation itself is the link, in its own direction."""
    if match["said"] is None:
        shown = _("in no. %(number)s") % {"number": match["number"]}
        return format_html('<a href="{}">{}</a>', match["path"], shown)
    return format_html(
        '{}<a href="{}"><bdi>{}</bdi></a>{}',
        match["open"],
        match["path"],
        match["said"],
        match["close"],
    )


def _plain(text: str) -> str:
    return urlize(text, nofollow=True, autoescape=True, trim_url_limit=60)
