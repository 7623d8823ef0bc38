"""E-mail addresses, also those written to escape harvesters, and named accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Searched from the sign that joins name and domain, then leftwards: linear in any text.
_DOMAIN = r"\w[\w-]{0,100}(?:\.\w[\w-]{0,100}){1,8}"
_DOT = r"\s?(?:\.|[\[({<]\s?(?:dot|point|punto|punkt|\.)\s?[\])}>])\s?|\s(?:dot|point|punto)\s"
_JOINTS = [
    re.compile(rf"\s?@\s?{_DOMAIN}(?:\?[\w=&%.+-]{{1,200}})?"),
    re.compile(rf"%40{_DOMAIN}"),
    # name [at] example [dot] org, nom (arobase) exemple point org, name @ example . org
    re.compile(
        r"\s?(?:[\[({<]\s?(?:at|arobase|arroba|chiocciola|@)\s?[\])}>]|@)\s?"
        rf"\w[\w-]{{0,100}}(?:(?:{_DOT})\w[\w-]{{0,100}}){{1,8}}",
        re.IGNORECASE,
    ),
    # name at example dot org
    re.compile(
        r"\s(?:at|arobase|arroba|chiocciola)\s\w[\w-]{0,100}"
        r"(?:\s(?:dot|point|punto)\s\w[\w-]{0,100}){0,4}\s(?:dot|point|punto)\s[a-z]{2,4}\b",
        re.IGNORECASE,
    ),
    re.compile(r"@\w[\w-]{1,100}(?![\w@.])"),
]
_LINK = re.compile(r"(?:https?://|www\.)\S{0,2000}", re.IGNORECASE)
_IN_LINK = re.compile(r"[\w+%-](?:@|%40)\w[\w-]{0,100}\.\w", re.IGNORECASE)
_MAILTO = re.compile(r"mailto:\s?$", re.IGNORECASE)

_NETWORKS = (
    r"skype|whats\s?app|telegram|we\s?chat|viber|messenger|facebook|twitter|instagram"
    r"|linked\s?in|tiktok|snapchat|x\.com"
    r"|سكايب|واتساب|واتس\s?اب|تيليغرام|تلغرام|تيليجرام|فيسبوك|فايسبوك|تويتر|انستغرام|إنستغرام|لينكد\s?إن"
)
_LABEL = r"(?:{})(?:[ -]?(?:id|name|account|handle|compte|pseudo|contact|user(?:name)?))?"
_ACCOUNT = r"@\w[\w.-]*\w|live:[\w.-]*\w|\w+[._]\w[\w.]*\w|[a-zA-Z]+\d+\w*"
_HANDLES = [
    # skype: amina; nothing but an account follows this one
    re.compile(_LABEL.format("skype|سكايب") + r"\s?[:=]\s?(@?\w[\w.:-]*\w)", re.IGNORECASE),
    # facebook: amina.b, and any word that ends the line
    re.compile(
        _LABEL.format(_NETWORKS + "|imo|signal")
        + rf"\s?[:=]\s?(?:({_ACCOUNT})(?![\w@-])|(\w[\w.:-]*\w)(?=\s*(?:$|[\n;|)])))",
        re.IGNORECASE,
    ),
    # skype amina_84: without a colon it must look like an account
    re.compile(_LABEL.format(_NETWORKS) + rf"\s({_ACCOUNT})(?![\w@-])", re.IGNORECASE),
    re.compile(
        r"((?:https?://)?(?:\w{2,3}\.)?(?:linkedin\.com/in/|t\.me/|wa\.me/|m\.me/|join\.skype\.com/)"
        r"[^\s<>]*[\w/])",
        re.IGNORECASE,
    ),
    re.compile(r"((?:skype|callto):[+\w.-]*\w)(?:\?\w+)?", re.IGNORECASE),
]


def emails(view: str) -> Iterator[tuple[int, int]]:
    for link in _LINK.finditer(view):
        if _IN_LINK.search(link[0]):
            yield link.start(), link.start() + len(link[0].rstrip(">.,;"))
    for pattern in _JOINTS:
        for match in pattern.finditer(view):
            start = _local_part(view, match.start())
            if start < match.start():
                yield start, match.end()


def _local_part(view: str, end: int) -> int:
    """Where the name before a joint at ``end`` begins, with a ``mailto:`` before it."""
    start = end
    while start and (view[start - 1].isalnum() or view[start - 1] in "_.+%'-"):
        start -= 1
    while start < end and view[start] in ".'":
        start += 1
    label = _MAILTO.search(view[max(0, start - 8) : start])
    return start - len(label[0]) if label and start < end else start


def handles(view: str) -> Iterator[tuple[int, int]]:
    for pattern in _HANDLES:
        for match in pattern.finditer(view):
            yield match.span(match.lastindex or 0)
