"""An HTML letter of more lines than any letter has: its words alone, in bounded memory."""

from __future__ import annotations

import re
from functools import cache, partial
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING

from diwan.mailroom.splitting import Line

if TYPE_CHECKING:
    from collections.abc import Collection

_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,20}|!--)?[^<>]*>")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_UNREAD = ("style", "script", "head", "title", "template", "noscript", "svg", "iframe", "object")
_MOST_LINES = 20_000


def lines(source: str, blocks: Collection[str]) -> list[Line]:
    """The words of ``source``, a line for each of ``blocks``; in one piece when there are many."""
    text = unescape(_words(source, {*blocks, "br", "td", "th"})).strip()
    if text.count("\n") > _MOST_LINES:
        return [Line(text)]
    return [Line(line.strip()) for line in text.split("\n")]


def _words(source: str, breaking: Collection[str]) -> str:
    last_end = cache(partial(_last_end, source))
    written = StringIO()
    unread, reached, is_begin = "", 0, True
    for tag in _TAG.finditer(source):
        if not unread:
            is_begin = _write(written, source[reached : tag.start()], is_begin=is_begin)
        reached = tag.end()
        name = (tag[1] or "").lower()
        if unread:
            unread = "" if name == f"/{unread}" else unread
        elif name in _UNREAD and last_end(name) > reached:
            unread = name
        elif name.removeprefix("/") in breaking and not is_begin:
            written.write("\n")
            is_begin = True
    _write(written, source[reached:], is_begin=is_begin)
    return written.getvalue()


def _last_end(source: str, name: str) -> int:
    ends = (found.start() for found in re.finditer(f"</{name}", source, re.IGNORECASE))
    return max(ends, default=-1)


def _write(written: StringIO, text: str, *, is_begin: bool) -> bool:
    """Write ``text`` with single blanks; answers whether a line still begins."""
    text = _BLANKS.sub(" ", text)
    if is_begin:
        text = text.lstrip(" ")
    written.write(text)
    return is_begin and not text
