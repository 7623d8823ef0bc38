"""Numbers written in words, in English, French and Arabic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: folded words of each value; “one”, “un” and their like are left out, for they count nothing
_SMALL = {
    2: "two deux اثنان اثنين اثنتان اثنتين",
    3: "three trois ثلاثه ثلاث",
    4: "four quatre اربعه اربع",
    5: "five cinq خمسه خمس",
    6: "six سته ست",
    7: "seven sept سبعه سبع",
    8: "eight huit ثمانيه ثماني ثمان",
    9: "nine neuf تسعه تسع",
    10: "ten dix عشره عشر",
    11: "eleven onze",
    12: "twelve douze",
    13: "thirteen treize",
    14: "fourteen quatorze",
    15: "fifteen quinze",
    16: "sixteen seize",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
    20: "twenty vingt vingts عشرون عشرين",
    30: "thirty trente ثلاثون ثلاثين",
    40: "forty quarante اربعون اربعين",
    50: "fifty cinquante خمسون خمسين",
    60: "sixty soixante ستون ستين",
    70: "seventy septante سبعون سبعين",
    80: "eighty octante huitante ثمانون ثمانين",
    90: "ninety nonante تسعون تسعين",
    200: "ميتان ميتين مايتين ميتي مايتي",
    300: "ثلاثميه ثلاثمايه",
    400: "اربعميه اربعمايه",
    500: "خمسميه خمسمايه",
    600: "ستميه ستمايه",
    700: "سبعميه سبعمايه",
    800: "ثمانميه ثمانمايه",
    900: "تسعميه تسعمايه",
    2000: "الفان الفين الفي",
}
_HUNDREDS = "hundred hundreds cent cents ميه مايه"
_THOUSANDS = "thousand mille الف الاف الفا"
_MILLIONS = "million millions مليون ملايين مليونا"
_VALUE = {word: value for value, words in _SMALL.items() for word in words.split()}
_SCALE = {
    **dict.fromkeys(_HUNDREDS.split(), 100),
    **dict.fromkeys(_THOUSANDS.split(), 1000),
    **dict.fromkeys(_MILLIONS.split(), 1_000_000),
}
_ONE = "|".join(sorted((*_VALUE, *_SCALE), key=len, reverse=True))
_GROUP = re.compile(
    rf"(?<![\w’'])و?ب?(?:{_ONE})(?:(?:(?:[ -]+(?:and |et )?)|-et-| و)(?:{_ONE}))*(?![\w'])"
)
_WORD = re.compile(rf"{_ONE}|un(?!\w)")
#: “per cent”, “12 thousand”: no number of its own
_LEADS_ON = re.compile(r"(?:per|pour|\d)\s*$")
_FOUR_TWENTY = re.compile(r"quatre[- ]vingts?")


def spelled(folded: str) -> Iterator[tuple[int, int, float]]:
    """(start, end, value) of every number in words of a folded text; from two on."""
    for match in _GROUP.finditer(folded):
        before = folded[max(0, match.start() - 6) : match.start()]
        if not (_WORD.findall(match.group())[0] in _SCALE and _LEADS_ON.search(before)):
            yield match.start(), match.end(), _value(match.group())


def _value(group: str) -> float:
    total = current = 0
    for word in _WORD.findall(_FOUR_TWENTY.sub("huitante", group)):
        scale = _SCALE.get(word, 0)
        if scale == 100:
            current = max(1, current) * 100
        elif scale:
            total += max(1, current) * scale
            current = 0
        else:
            current += _VALUE.get(word, 0)
    return float(total + current)
