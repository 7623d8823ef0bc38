"""Errors planted into invented statements, and how many of them the checks miss.

Each statement is true to its citation; each plant changes one thing a reader would trust. False
alarms are counted on statements that a facilitator reworded without changing a fact.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from diwan.discussions.reply.checks import check
from diwan.discussions.reply.document import Citation, Statement, Weight
from diwan.texts.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PLACES = {
    "MA": ("Morocco", "Maroc", "المغرب"),
    "TN": ("Tunisia", "Tunisie", "تونس"),
    "SN": ("Senegal", "Sénégal", "السنغال"),
    "EG": ("Egypt", "Égypte", "مصر"),
    "MD": ("Moldova", "Moldavie", "مولدوفا"),
    "IT": ("Italy", "Italie", "إيطاليا"),
}
_INVENTED = {
    "en": ("Brankovitz", "Ostermeyer", "Halvorsen"),
    "fr": ("Brankovitz", "Delacombe", "Vauquelin"),
    "ar": ("الدكتور زاهر", "زاهر الكيلاني", "نهلة الصباغ"),
}
_ACCORDING = {"en": "according to {name}, ", "fr": "selon {name}, ", "ar": "بحسب {name}، "}
_UNITS = {
    "en": (("months", "years"), ("per cent", "euros"), ("euros", "dollars"), ("days", "weeks")),
    "fr": (("mois", "ans"), ("pour cent", "euros"), ("euros", "dollars"), ("jours", "semaines")),
    "ar": (("أشهر", "سنوات"), ("في المئة", "يورو"), ("يورو", "دولار"), ("أيام", "أسابيع")),
}
_CONTACT = {
    "en": "write to office@kutaro.example",
    "fr": "écrire à bureau@montroc.example",
    "ar": "اكتبوا إلى office@kutaro.example",
}
_COMMUNITY = {
    "en": "Members agree that ",
    "fr": "Les membres estiment que ",
    "ar": "يتفق الأعضاء على أن ",
}


def _read() -> tuple[tuple[str, str, str], ...]:
    """(language, the cited words, the same reworded by a facilitator) of ``statements.tsv``."""
    lines = (Path(__file__).parent / "statements.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines[1:])  # type: ignore[misc]


WORDS = _read()


@dataclass(frozen=True, slots=True)
class Plant:
    """A statement with one error in it; ``kind`` says which."""

    kind: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many plants of each kind there were and how many were missed; false alarms likewise."""

    planted: Counter[str]
    missed: Counter[str]
    clean: int
    alarms: int


def statement(language: str, words: str, text: str) -> Statement:
    """A statement that rests on ``words`` alone."""
    digest = sha256(words.encode()).hexdigest()
    citation = Citation(1, 1, 0, len(words), digest, language, words)
    return Statement(1, "point", text, language, "T1Q1", Weight(1), (citation,))


def plants(drafted: Iterable[Statement], seed: int = 11) -> Iterator[Plant]:
    """Every error that can be planted into every wording, and into statements of a draft."""
    random = Random(seed)
    for each in [*clean(), *drafted]:
        is_one_voice = each.weight.contributors == 1
        for kind, changed in _changes(each.language, each.text, random):
            if changed != each.text and (is_one_voice or kind != "voice"):
                yield Plant(kind, replace(each, text=changed))


def _changes(language: str, text: str, random: Random) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"[0-9]+", text):
        is_year = bool(re.fullmatch(r"20[0-2][0-9]", match.group()))
        changed = _other_digit(match.group(), random)
        yield "year" if is_year else "digit", text[: match.start()] + changed + text[match.end() :]
    for one, other in _UNITS[language]:
        figure = re.search(rf"[0-9] {one}(?!\w)", text)
        if figure:
            yield "unit", text[: figure.start() + 2] + other + text[figure.end() :]
    index = ("en", "fr", "ar").index(language)
    for code, names in PLACES.items():
        if names[index] in text:
            other = random.choice([c for c in PLACES if PLACES[c][index] not in text and c != code])
            yield "country", text.replace(names[index], PLACES[other][index])
    invented = random.choice(_INVENTED[language])
    yield "name", _ACCORDING[language].format(name=invented) + text
    yield "name", text.rstrip(".") + ", " + _ACCORDING[language].format(name=invented)[:-2] + "."
    yield "contact", text.rstrip(".") + ", " + _CONTACT[language] + "."
    yield "voice", _COMMUNITY[language] + text[:1].lower() + text[1:]


def _other_digit(digits: str, random: Random) -> str:
    """The same number with one digit changed; a year stays in its century."""
    place = random.randrange(2 if len(digits) == 4 else 0, len(digits))
    other = random.choice([d for d in "123456789" if d != digits[place]])
    return digits[:place] + other + digits[place + 1 :]


def clean() -> Iterator[Statement]:
    """Statements without an error: verbatim, and reworded."""
    for language, words, reworded in WORDS:
        yield statement(language, words, words)
        yield statement(language, words, reworded)


def measure(drafted: Sequence[Statement]) -> Outcome:
    """``drafted``: statements of drafts, verbatim from invented contributions."""
    gazetteer = Gazetteer(PLACES)
    planted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for plant in plants(drafted):
        planted[plant.kind] += 1
        missed[plant.kind] += all(finding.passed for finding in check(plant.statement, gazetteer))
    findings = [finding for each in [*clean(), *drafted] for finding in check(each, gazetteer)]
    return Outcome(planted, missed, len(findings), sum(not each.passed for each in findings))
