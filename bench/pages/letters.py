"""Invented contributions of realistic length, the same ones for the same seed."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

DEMO = Path(__file__).resolve().parents[2] / "diwan" / "discussions" / "demo"
QUESTIONS = ("T1Q1", "T1Q2", "T2Q1", "T2Q2")
SEED = 20261122
#: as many English as French, fewer Arabic contributions
_LANGUAGES = ("en", "en", "fr", "fr", "ar")
_WORDS, _WORDS_OF_LONG = (100, 220), (880, 1000)
_ONE_LONG_IN = 12
_FIRST = {
    "en": ("Ada", "Ben", "Clara", "Dele", "Efua", "Grace", "Ion", "Kojo", "Lidia", "Maya"),
    "fr": ("Awa", "Chloé", "Didier", "Fatou", "Inès", "Jeanne", "Kamel", "Moncef", "Ndeye"),
    "ar": ("أمينة", "بلال", "حنان", "رانية", "سامية", "طارق", "عمر", "ليلى", "نزار", "يوسف"),
}
_LAST = {
    "en": ("Achebe", "Brown", "Castle", "Mensah", "Petrov", "Rossi", "Stone", "Winter"),
    "fr": ("Benoît", "Diallo", "Faye", "Lambert", "Mercier", "Ndiaye", "Traoré"),
    "ar": ("البنا", "التونسي", "الحداد", "الزيتوني", "المنصوري", "الشريف", "بن صالح"),
}
_BODIES = ("Association", "Institute", "Union", "Chamber", "Office", "Foundation")
_KINDS = (
    "local_authority",
    "civil_society",
    "diaspora_association",
    "diaspora_association",
    "migrant",
    "migrant",
    "research",
    "",
)
_COUNTRIES = ("TN", "TN", "MA", "MA", "SN", "FR", "FR", "IT", "DE", "EG", "LY", "")
_ATTRIBUTIONS = ("named", "named", "named", "organisation", "anonymous")


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution: answers by question key, or one free text under None."""

    language: str
    name: str
    email: str
    organisation: str
    kind: str
    country: str
    attribution: str
    answers: tuple[tuple[str | None, str], ...]

    @property
    def text(self) -> str:
        return "\n\n".join(words for _key, words in self.answers)


def contributions(count: int, *, seed: int = SEED) -> list[Said]:
    """``count`` contributions in three languages, put together from the demo's own sentences."""
    chance = random.Random(seed)
    sentences = {code: _sentences(code) for code in ("en", "fr", "ar")}
    return [_said(number, chance, sentences) for number in range(1, count + 1)]


def _sentences(language: str) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(DEMO.glob(f"*/*.{language}.txt"))]
    words = re.sub(r"\[\w+\]", " ", " ".join(texts))  # marks of the questions
    found = re.split(r"(?<=[.!?؟])\s+", " ".join(words.split()))
    return [sentence for sentence in found if 4 <= len(sentence.split()) <= 60]


def _said(number: int, chance: random.Random, sentences: dict[str, list[str]]) -> Said:
    language = chance.choice(_LANGUAGES)
    least, most = _WORDS_OF_LONG if number % _ONE_LONG_IN == 0 else _WORDS
    wanted = chance.randint(least, most)
    asked: list[str | None] = [None]
    if chance.random() < 0.6:
        asked = list[str | None](sorted(chance.sample(QUESTIONS, chance.randint(1, 3))))
    answers = tuple(
        (key, _prose(chance, sentences[language], wanted // len(asked))) for key in asked
    )
    return Said(
        language=language,
        name=f"{chance.choice(_FIRST[language])} {chance.choice(_LAST[language])}",
        email=f"person{number}@example.org",
        organisation=f"{chance.choice(_BODIES)} {number % 40 + 1}" if chance.random() < 0.7 else "",
        kind=chance.choice(_KINDS),
        country=chance.choice(_COUNTRIES),
        attribution=chance.choice(_ATTRIBUTIONS),
        answers=answers,
    )


def _prose(chance: random.Random, sentences: list[str], words: int) -> str:
    """Paragraphs of a few sentences each, ``words`` long or a little more."""
    paragraphs: list[str] = []
    written = 0
    while written < words:
        paragraph = " ".join(chance.choice(sentences) for _ in range(chance.randint(3, 5)))
        written += len(paragraph.split())
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
