"""Figures with their units, dates and names in a text, in a form that can be compared.

The same fact written in English, French or Arabic compares equal: “12,5 %” and «12.5 في المئة»,
“3 March 2012” and «٣ مارس ٢٠١٢».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .masking.view import plain_view
from .normalise import fold
from .numerals import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Figure:
    """``text[start:end]`` with what it may mean: “3.500” is 3.5 or 3500.

    ``unit`` is a code (``%``, ``euro``, ``month``, …), or empty when none of the known ones
    follows. ``noun`` are the folded words after it. ``is_year`` when it reads as a year.
    """

    start: int
    end: int
    values: frozenset[float]
    unit: str
    noun: tuple[str, ...]
    is_year: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month when ``day`` is 0; ``year`` is 0 when it is not said."""

    start: int
    end: int
    day: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Facts:
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]


_MONTHS = (
    "january janvier يناير جانفي كانون_الثاني",
    "february fevrier فبراير فيفري شباط",
    "march mars مارس اذار",
    "april avril ابريل افريل نيسان",
    "may mai مايو ماي ايار",
    "june juin يونيو جوان حزيران",
    "july juillet يوليو جويليه يوليوز تموز",
    "august aout اغسطس اوت غشت اب",
    "september septembre سبتمبر شتنبر ايلول",
    "october octobre اكتوبر تشرين_الاول",
    "november novembre نوفمبر نونبر تشرين_الثاني",
    "december decembre ديسمبر دجنبر كانون_الاول",
)
_MONTH = {
    name.replace("_", " "): number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.split()
}
_NAMES = "|".join(sorted((name for name in _MONTH if name != "اب"), key=len, reverse=True))
_YEAR = r"(?:1[89]|20)\d\d"
_DAYS = (
    re.compile(rf"(?<!\d)(?P<year>{_YEAR})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(
        rf"(?<![\d/.])(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>{_YEAR})(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:er|st|nd|rd|th)?(?: of| de)? "
        rf"(?P<name>{_NAMES})(?!\w)(?:,? (?P<year>{_YEAR})(?!\d))?"
    ),
    re.compile(
        rf"(?<!\w)(?P<name>{_NAMES}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
        rf"(?:,? (?P<year>{_YEAR})(?!\d))?"
    ),
    re.compile(rf"(?<!\w)[وبل]?(?P<name>{_NAMES})(?:,| of| de| عام| سنه)? (?P<year>{_YEAR})(?!\d)"),
)
_NUMBER = re.compile(r"(?<![\w.,٫٬])\d+(?:(?:[ .,٫٬]\d{3}(?!\d))+)?(?:[.,٫]\d+)?|\d+(?:[.,]\d+)?")
_SCALES = {
    "thousand": 1e3,
    "mille": 1e3,
    "millier": 1e3,
    "milliers": 1e3,
    "الف": 1e3,
    "الاف": 1e3,
    "الفا": 1e3,
    "k": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "مليون": 1e6,
    "مليونا": 1e6,
    "ملايين": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "milliard": 1e9,
    "milliards": 1e9,
    "مليار": 1e9,
    "مليارا": 1e9,
    "bn": 1e9,
}
_UNITS = {
    "%": "% ٪ percent per_cent pour_cent في_الميه في_المايه بالميه بالمايه في_الميه p.100",
    "euro": "€ eur euro euros يورو",
    "dollar": "$ us$ usd dollar dollars دولار دولارا دولارات",
    "dinar": "dinar dinars tnd dzd jod دينار دينارا دنانير",
    "dirham": "dirham dirhams mad aed درهم درهما دراهم",
    "pound": "£ pound pounds livre livres egp lbp جنيه جنيها جنيهات ليره ليرات",
    "franc": "franc francs cfa fcfa chf xof فرنك فرنكا فرنكات",
    "riyal": "riyal riyals ريال ريالا ريالات",
    "minute": "minute minutes دقيقه دقايق",
    "hour": "hour hours heure heures h ساعه ساعات",
    "day": "day days jour jours يوم يوما ايام",
    "week": "week weeks semaine semaines اسبوع اسبوعا اسابيع",
    "month": "month months mois شهر شهرا اشهر شهور",
    "year": "year years yr yrs an ans annee annees سنه سنوات سنين عام عاما اعوام",
    "metre": "m metre metres meter meters متر مترا امتار",
    "kilometre": "km kilometre kilometres kilometer kilometers كيلومتر كيلومترا كلم",
    "mile": "mile miles ميل ميلا اميال",
    "hectare": "ha hectare hectares هكتار هكتارا هكتارات",
    "kilogram": "kg kilo kilos kilogram kilograms kilogramme kilogrammes كيلوغرام كيلو",
    "tonne": "tonne tonnes ton tons طن طنا اطنان",
    "litre": "litre litres liter liters لتر لترا",
    "person": "person persons people personne personnes شخص شخصا اشخاص",
    "woman": "woman women femme femmes امراه نساء",
    "man": "man men homme hommes رجل رجلا رجال",
    "family": "family families famille familles household households menage menages"
    " اسره اسر عايله عايلات",
    "job": "job jobs emploi emplois وظيفه وظايف",
    "project": "project projects projet projets مشروع مشروعا مشاريع",
    "country": "country countries pays بلد بلدا بلدان دوله دول",
}
_UNIT = {name.replace("_", " "): code for code, names in _UNITS.items() for name in names.split()}
_NOUNS = 3
_WORD = re.compile(r"[%٪€$£]|us\$|p\.100|[^\W\d_]+")
_BEFORE = re.compile(r"(us\$|[€$£]|\b(?:eur|usd|mad|tnd|dzd|chf))$")
#: the longest unit before a number, and the letter that tells whether it is a word of its own
_LONGEST_BEFORE = 4


@lru_cache(maxsize=1024)
def facts(text: str) -> Facts:
    """Every figure and every day of ``text``; the digits of a day are no figures."""
    view = plain_view(text).translate({ord("٫"): ".", ord("٬"): ","})
    bare = _same_length_fold(view)
    days = tuple(_days(bare))
    taken = [(each.start, each.end) for each in days]
    figures = tuple(
        figure
        for figure in _figures(bare)
        if not any(start <= figure.start < end for start, end in taken)
    )
    return Facts(figures, days)


def _same_length_fold(view: str) -> str:
    """Folded letter by letter, so that places stay the same."""
    return "".join(_letter(letter) for letter in view)


@cache
def _letter(letter: str) -> str:
    folded = fold(letter)
    return folded if len(folded) == 1 else letter.lower()[:1] if letter.isalpha() else letter


def _days(bare: str) -> Iterator[Day]:
    taken: list[tuple[int, int]] = []
    for pattern in _DAYS:
        for match in pattern.finditer(bare):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            day = _day(match)
            if 1 <= day.month <= 12 and day.day <= 31:
                taken.append(match.span())
                yield day


def _day(match: re.Match[str]) -> Day:
    said = match.groupdict()
    name = said.get("name")
    return Day(
        match.start(),
        match.end(),
        int(said.get("day") or 0),
        _MONTH[name] if name else int(said["month"]),
        int(said.get("year") or 0),
    )


def _figures(bare: str) -> Iterator[Figure]:
    yield from (_spelled(bare, *found) for found in spelled(bare))
    for match in _NUMBER.finditer(bare):
        digits = match.group()
        after = bare[match.end() : match.end() + 60]
        scale, unit, noun = _after(after)
        unit = unit or _unit_before(bare[: match.start()])
        values = frozenset(value * scale for value in _readings(digits))
        is_year = bool(re.fullmatch(_YEAR, digits)) and not unit and scale == 1
        yield Figure(match.start(), match.end(), values, unit, noun, is_year)


def _spelled(bare: str, start: int, end: int, value: float) -> Figure:
    _scale, unit, noun = _after(bare[end : end + 60])
    return Figure(start, end, frozenset({value}), unit, noun, is_year=False)


def _readings(digits: str) -> set[float]:
    """What the digits may mean, by the uses of their marks in the three languages."""
    joined = digits.replace(" ", "")
    if joined.isdigit():
        return {float(joined)}
    whole, mark, last = joined.replace(",", ".").rpartition(".")
    decimal = float(whole.replace(".", "") + mark + last)
    if len(last) != 3:
        return {decimal}
    grouped = float(joined.replace(",", "").replace(".", ""))
    return {grouped} if whole.count(".") else {grouped, decimal}


def _after(after: str) -> tuple[float, str, tuple[str, ...]]:
    """Scale, unit and the next words behind a number, up to the next stop."""
    clause = re.split(r"[.,،;:!?؟؛()\d]", after, maxsplit=1)[0]
    words = _WORD.findall(clause)
    scale = 1.0
    if words and words[0] in _SCALES and not (words[0] in {"k", "m"} and after[:1] == " "):
        scale, words = _SCALES[words[0]], words[1:]
    if words and words[0] in {"de", "d", "of", "من"}:
        words = words[1:]
    pair = " ".join(words[:2])
    unit = _UNIT.get(pair) or (_UNIT.get(words[0], "") if words else "")
    return scale, unit, tuple(words[:_NOUNS])


def _unit_before(before: str) -> str:
    found = _BEFORE.search(before.rstrip()[-_LONGEST_BEFORE:])
    return _UNIT[found.group(1)] if found else ""
