"""E-mail addresses, also those written to escape harvesters, and named accounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .gates import Gated, open_ones

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .gates import View

# Searched from the sign that joins name and domain, then leftwards: linear in any text.
_DOMAIN = r"\w[\w-]{0,100}(?:\.\w[\w-]{0,100}){1,8}"
_DOT = r"\s?(?:\.|[\[({<]\s?(?:dot|point|punto|punkt|\.)\s?[\])}>])\s?|\s(?:dot|point|punto)\s"
_OPENED_AT = tuple(bracket + at for bracket in "[({<" for at in ("at", " at"))
_JOINTS = [
    Gated(re.compile(rf"\s?@\s?{_DOMAIN}(?:\?[\w=&%.+-]{{1,200}})?"), ("@",)),
    Gated(re.compile(rf"%40{_DOMAIN}"), ("%40",)),
    # name [at] example [dot] org, nom (arobase) exemple point org, name @ example . org
    Gated(
        re.compile(
            r"\s?(?:[\[({<]\s?(?:at|arobase|arroba|chiocciola|@)\s?[\])}>]|@)\s?"
            rf"\w[\w-]{{0,100}}(?:(?:{_DOT})\w[\w-]{{0,100}}){{1,8}}",
            re.IGNORECASE,
        ),
        ("@", "arobase", "arroba", "chiocciola", *_OPENED_AT),
    ),
    # name at example dot org
    Gated(
        re.compile(
            r"\s(?:at|arobase|arroba|chiocciola)\s\w[\w-]{0,100}"
            r"(?:\s(?:dot|point|punto)\s\w[\w-]{0,100}){0,4}\s(?:dot|point|punto)\s[a-z]{2,4}\b",
            re.IGNORECASE,
        ),
        (" dot ", " point ", " punto "),
    ),
    Gated(re.compile(r"@\w[\w-]{1,100}(?![\w@.])"), ("@",)),
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
_NAMES_OF_NETWORKS = (
    *("skype", "whats", "telegram", "chat", "viber", "messenger", "facebook", "twitter"),
    *(
        "instagram",
        "linkedin",
        "linked in",
        "tiktok",
        "x.com",
        "سكايب",
        "واتس",
        "تيليغرام",
        "تلغرام",
        "تيليجرام",
    ),
    *("فيسبوك", "فايسبوك", "تويتر", "انستغرام", "إنستغرام", "لينكد"),
)
_HANDLES = [
    # skype: amina; nothing but an account follows this one
    Gated(
        re.compile(_LABEL.format("skype|سكايب") + r"\s?[:=]\s?(@?\w[\w.:-]*\w)", re.IGNORECASE),
        ("skype", "سكايب"),
    ),
    # facebook: amina.b, and any word that ends the line
    Gated(
        re.compile(
            _LABEL.format(_NETWORKS + "|imo|signal")
            + rf"\s?[:=]\s?(?:({_ACCOUNT})(?![\w@-])|(\w[\w.:-]*\w)(?=\s*(?:$|[\n;|)])))",
            re.IGNORECASE,
        ),
        (*_NAMES_OF_NETWORKS, "imo", "signal"),
    ),
    # skype amina_84: without a colon it must look like an account
    Gated(
        re.compile(_LABEL.format(_NETWORKS) + rf"\s({_ACCOUNT})(?![\w@-])", re.IGNORECASE),
        _NAMES_OF_NETWORKS,
    ),
    Gated(
        re.compile(
            r"((?:https?://)?(?:\w{2,3}\.)?"
            r"(?:linkedin\.com/in/|t\.me/|wa\.me/|m\.me/|join\.skype\.com/)[^\s<>]*[\w/])",
            re.IGNORECASE,
        ),
        ("linkedin.com/in/", ".me/", "join.skype.com/"),
    ),
    Gated(
        re.compile(r"((?:skype|callto):[+\w.-]*\w)(?:\?\w+)?", re.IGNORECASE),
        ("skype:", "callto:"),
    ),
]


def emails(view: View) -> Iterator[tuple[int, int]]:
    if "@" in view.plain or "%40" in view.plain:
        yield from _in_links(view.plain)
    for pattern in open_ones(_JOINTS, view):
        for match in pattern.finditer(view.plain):
            start = _local_part(view.plain, match.start())
            if start < match.start():
                yield start, match.end()


def _in_links(view: str) -> Iterator[tuple[int, int]]:
    for link in _LINK.finditer(view):
        if _IN_LINK.search(link[0]):
            yield link.start(), link.start() + len(link[0].rstrip(">.,;"))


def _local_part(view: str, end: int) -> int:
    """Where the name before a joint at ``end`` begins, with a ``mailto:`` before it."""
    start = end
    while start and (view[start - 1].isalnum() or view[start - 1] in "_.+%'-"):
        start -= 1
    while start < end and view[start] in ".'":
        start += 1
    label = _MAILTO.search(view[max(0, start - 8) : start])
    return start - len(label[0]) if label and start < end else start


def handles(view: View) -> Iterator[tuple[int, int]]:
    for pattern in open_ones(_HANDLES, view):
        for match in pattern.finditer(view.plain):
            yield match.span(match.lastindex or 0)
