"""Where a contribution names another contribution of its discussion by number (A10).

“contribution no. 7”, “messages #12 and #14”, « la contribution n° 7 », «المساهمة رقم ٧». What
only looks like it is left alone: pages, questions, laws, dates, key messages, amounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .facts import facts
from .masking.view import plain_view

if TYPE_CHECKING:
    from collections.abc import Iterator


class Crossing(NamedTuple):
    """``text[start:end]`` names the contribution ``number``, from 1."""

    start: int
    end: int
    number: int


#: these need no mark before the number: “contribution 7”
_PLAIN = (
    r"contribution(?P<many>s)?|message(?P<mails>s)?"
    r"|[وف]?(?:ب?ال|لل|كال)مساهم(?:[ةه]|(?P<several>ات|تين|تان))"
)
_MARKED = (
    r"(?:contrib|msg|post|posting|intervention|submission|e-?mail|courriel|contributor|contributeur"
    r"|contributrice)(?P<lot>s)?\.?"
    r"|[وف]?[بلك]?(?:ال|لل)?(?:مساهم|مداخل|رسال|مشارك)(?:[ةه]|(?P<group>ات|تين|تان))"
    r"|[وف]?[بلك]?(?:ال|لل)?مساهم"
)
_MARK = (
    r"(?:n\.?\s?[°º]s?|n\.|nos?\.?(?!\w)|nr\.?(?!\w)|num\.|num[eé]ros?|numbers?|[#№]"
    r"|(?:ال)?[أا]?رقام|رقم(?:ي)?|(?<=[ةهت] )عدد)"
)
_GAP = r"(?: +| *\n *)"
_HEAD = re.compile(
    rf"(?<![\w-])(?:(?P<plain>{_PLAIN})|(?P<marked>{_MARKED}))(?P<gap>{_GAP})"
    rf"(?P<open>\()?(?:(?P<mark>{_MARK}){_GAP}?)?(?P<inner>\()?(?P<number>\d{{1,4}})"
    r"(?(inner)\))(?(open)\))",
    re.IGNORECASE,
)
#: one more, after the noun in the plural or with a mark of its own
_NEXT = re.compile(
    rf"(?: ?[,،;&] ?| ?- ?)?(?:{_GAP}?(?P<word>and|et|or|ou|to|à|au|إلى|الى|و){_GAP}?)?"
    rf"(?P<mark>{_MARK})? ?\(?(?P<number>\d{{1,4}})\)?",
    re.IGNORECASE,
)
#: what may not follow: more digits, a decimal, a law's “/2011”, letters
_NO_MORE = re.compile(r"[\w/]|[.,٫٬]\d| \d{3}(?!\d)|-[^\W\d]")
_OF_A_YEAR = re.compile(r" (?:of|de|for|لسنة|لعام|سنة) (?:1[89]|20)\d\d(?!\d)")
_OTHER_THAN = re.compile(
    r"(?:key|main|core|central|policy|take-?away|take-?home|determined|national|annual)[ \n]+$",
    re.IGNORECASE,
)
_PLURALS = ("many", "mails", "several", "lot", "group")
_BARE_DIGITS = 3
#: an indefinite “مساهمة عدد 7 من …” counts those who contribute
_DEFINITE = re.compile(r"[وف]?[بك]?(?:ال|لل)")


def crossings(text: str) -> list[Crossing]:
    """All of them in their order, without overlap; whether there is such a one is not asked.

    The stretch holds the noun with the first number, and the bare number for those after it:
    “[contributions no. 7], [9] and [12]”.
    """
    view = plain_view(text)
    found: list[Crossing] = []
    for head in _HEAD.finditer(view):
        if not (found and head.start() < found[-1].end) and _is_meant(view, head):
            found.append(_crossing(head, head.start(), head.end()))
            found += _others(view, head)
    return found


def _is_meant(view: str, head: re.Match[str]) -> bool:
    if not int(head["number"]) or _OTHER_THAN.search(view, max(0, head.start() - 20), head.start()):
        return False
    if not head["mark"] and (head["marked"] or head["open"] or not _is_bare(view, head)):
        return False
    if head["mark"] == "عدد" and not _DEFINITE.match(head.group()):
        return False
    return not _goes_on(view, head.end(), is_many=_is_many(head))


def _is_bare(view: str, head: re.Match[str]) -> bool:
    """Whether a number without a mark counts no things, years or items of a list."""
    is_item = "\n" in head["gap"] and view[head.end() : head.end() + 1] in {".", ")"}
    return len(head["number"]) <= _BARE_DIGITS and not is_item and not _counts(view, head)


def _counts(view: str, match: re.Match[str]) -> bool:
    """Whether the number has a unit: “contribution 7 %”."""
    place = match.start("number")
    return any(each.start == place and each.unit for each in facts(view).figures)


def _goes_on(view: str, end: int, *, is_many: bool) -> bool:
    is_range = not is_many and re.match(r"-\d", view[end : end + 2])
    return bool(_NO_MORE.match(view, end) or _OF_A_YEAR.match(view, end) or is_range)


def _is_many(head: re.Match[str]) -> bool:
    return any(head[name] for name in _PLURALS)


def _others(view: str, head: re.Match[str]) -> Iterator[Crossing]:
    end = head.end()
    while match := _NEXT.match(view, end):
        is_joined = match["mark"] or (_is_many(head) and len(match["number"]) <= _BARE_DIGITS)
        is_apart = match.start("number") > end
        if not (is_joined and is_apart and int(match["number"])):
            return
        if _counts(view, match) or _goes_on(view, match.end(), is_many=True):
            return
        start = match.start("mark") if match["mark"] else match.start("number")
        yield _crossing(match, start, match.end("number"))
        end = match.end()


def _crossing(match: re.Match[str], start: int, end: int) -> Crossing:
    return Crossing(start, end, int(match["number"]))
