"""Telephone, fax and mobile numbers, with and without a word that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers

from .gates import Gated, open_ones

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .gates import View

_STRONG = (
    r"t[ée]l(?:[ée]phones?|[ée]fonos?|efono|efon|ephones?|f|s)?|fax|fon|t[ée]l[ée]copie(?:ur)?|gsm"
    r"|whats\s?app|viber|hotline|الهاتف|هاتفي|هاتفنا|هاتف|الفاكس|فاكس|الجوال|جوال|المحمول|محمول|النقال|نقال"
    r"|واتساب|واتس\s?اب|تليفون|تلفون"
)
_WEAK = (
    r"phones?|mobile|mob|cell(?:ulare)?|cel|portable|m[óo]vil|telemóvel|handy|ph|skype|call|appelez"
    r"|(?:my|our|mon|notre)\s(?:number|num[ée]ro)|رقمي|رقم|اتصل"
)
_AFTER = r"(?:\s?(?:n[°ºo]|no|num[ée]ro|number|رقم|us|me|nous|moi|at|on|au|le|بنا|على)\b)*"
_NUMBER = r"[+(]{0,2}\d(?:(?:[\s().-]{0,3}|/)\d){%s,16}(?!\d)"
_BETWEEN = r"[\s.:;=)-]{0,6}"
#: of each label the piece that all its forms share
_STRONG_PIECES = (
    *("tel", "tél", "fax", "fon", "gsm", "whats", "viber", "hotline"),
    *("هاتف", "فاكس", "جوال", "محمول", "نقال", "واتس", "تليفون", "تلفون"),
)
_WEAK_PIECES = (
    *("ph", "mob", "cel", "portable", "móvil", "movil", "telemóvel", "handy", "skype", "call"),
    *("appelez", "number", "numéro", "numero", "رقم", "اتصل"),
)
_LABELLED = [
    Gated(
        re.compile(rf"(?<![\w\[])(?:{_STRONG})\b{_AFTER}{_BETWEEN}({_NUMBER % 4})", re.IGNORECASE),
        _STRONG_PIECES,
        digits=5,
    ),
    Gated(
        re.compile(rf"(?<![\w\[])(?:{_STRONG})\s?[.:]+\s{{0,5}}({_NUMBER % 2})", re.IGNORECASE),
        _STRONG_PIECES,
        digits=3,
    ),
    Gated(
        re.compile(rf"(?<![\w\[])(?:{_WEAK})\b{_AFTER}{_BETWEEN}({_NUMBER % 6})", re.IGNORECASE),
        _WEAK_PIECES,
        digits=7,
    ),
    # T: 71 123 456 | M. 98 123 456; one letter is a label only before a whole number
    Gated(re.compile(rf"(?<![\w.])[TFMGP]\s?[.:]\s?({_NUMBER % 7})"), digits=8),
]
#: a further number after one that was told: ``tel. 71 123 456 / 98 123 456``
_FURTHER = re.compile(
    r"\s?(?:[/,;&]|-|or|ou|et|and|أو|و)\s?([+(]{0,2}\d(?:[\s().-]{0,2}\d){6,13})(?!\d)"
)
_INTERNATIONAL = [
    Gated(
        re.compile(r"(?<![\w+])\(?\+\s?\(?\d(?:[\s().\-/]{0,3}\d){6,14}(?!\d)"),
        ("+",),
        digits=7,
    ),
    Gated(
        re.compile(r"(?<![\w.,])(?<!\d )\(?00[\s-]?[1-9](?:[\s().\-/]{0,3}\d){7,14}(?!\d)"),
        ("00",),
        digits=10,
    ),
    Gated(
        re.compile(r"(?<![\w.,])\((\d{1,3})\)[\s-]?\d(?:[\s.-]?\d){6,11}(?!\d)"),
        ("(",),
        digits=8,
    ),
]
_NATIONAL = [
    Gated(
        re.compile(
            r"(?<![\w.,/-])(?<!\d )\(?0\d{1,4}\)?(?:[\s./-]?\d{2,4}){2,5}(?![\w,]|\.\d|\s?[%€$])"
        ),
        digits=6,
    ),
    Gated(
        re.compile(r"(?<![\w.,/-])\(?[2-9]\d{2}\)?[ .-]\d{3}[.-]\d{4}(?![\w-])"),
        digits=10,
    ),
]
_ALONE = [
    Gated(
        re.compile(r"^[^\w\n]{0,10}(\d{2}[ .-]?\d{3}[ .-]?\d{3})[^\w\n]{0,10}$", re.MULTILINE),
        digits=8,
    )
]
_YEARS = re.compile(r"\W*(?:19|20)\d\d(?:\s*[-/.]\s*(?:(?:19|20)\d\d|\d{1,2}))*\W*")
_DATE = re.compile(r"\D*(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d[./-]\d\d[./-]\d\d)\D*")
#: 5 000 000, an amount when a unit follows or when it ends in noughts
_THOUSANDS = re.compile(r"[+\s]*\d{1,3}(?:[ .']\d{3})+")
_UNIT = re.compile(
    r"\s?(?:[€$£%]|(?:eur|euros?|usd|dollars?|dirhams?|dinars?|dh|dt|mad|dzd|tnd|f?cfa|people"
    r"|persons?|personnes?|habitants?|inhabitants?|emplois|jobs|يورو|دولار|دينار|درهم|شخص)\b)",
    re.IGNORECASE,
)


def labelled(view: View) -> Iterator[tuple[int, int]]:
    for pattern in open_ones(_LABELLED, view):
        for match in pattern.finditer(view.plain):
            if not _is_no_number(match[1]) and not _is_amount(match[1], view.plain, match.end()):
                yield match.span(1)
                yield from _further(view.plain, match.end(1))


def unlabelled(view: View) -> Iterator[tuple[int, int]]:
    for pattern in open_ones(_INTERNATIONAL, view):
        for match in pattern.finditer(view.plain):
            if _is_plausible(match):
                yield match.span()
                yield from _further(view.plain, match.end())
    for pattern in open_ones(_NATIONAL, view):
        for match in pattern.finditer(view.plain):
            if not _is_no_number(match[0]) and 9 <= _count(match[0]) <= 12:
                yield match.span()
                yield from _further(view.plain, match.end())
    for pattern in open_ones(_ALONE, view):
        for match in pattern.finditer(view.plain):
            if _is_valid(match[1], "TN") and not match[1].endswith("00"):
                yield match.span(1)


def _further(view: str, position: int) -> Iterator[tuple[int, int]]:
    while match := _FURTHER.match(view, position):
        if _is_no_number(match[1]):
            return
        yield match.span(1)
        position = match.end(1)


def _is_plausible(match: re.Match[str]) -> bool:
    """A country code in brackets must begin a number that exists; ``+`` and ``00`` need not."""
    if not match.lastindex:
        return not _is_no_number(match[0]) and not _is_amount(match[0], match.string, match.end())
    return _is_valid("+" + match[0], None)


def _is_amount(text: str, view: str, end: int) -> bool:
    if not _THOUSANDS.fullmatch(text):
        return False
    return text.endswith("000") or bool(_UNIT.match(view, end))


def _is_no_number(text: str) -> bool:
    return bool(_YEARS.fullmatch(text) or _DATE.fullmatch(text))


def _is_valid(text: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))
