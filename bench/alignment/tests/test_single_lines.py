from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bench.alignment.annotated import KINDS, LANGUAGES, AnnotationError, read_half
from bench.alignment.single_lines import PLACES, SingleLine, read_lines

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "en\tanswer\tmiddle\tYes, twice.\n"
LEAST = 350
#: Answers are what must not be lost, so they are many; no kind may drown the others.
FEWEST_ANSWERS, MOST_ANSWERS = 0.3, 0.4


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_many_lines_and_a_third_of_them_are_answers(language: str) -> None:
    kinds = Counter(line.kind for line in read_lines() if line.language == language)
    assert kinds.total() >= LEAST
    assert FEWEST_ANSWERS <= kinds["answer"] / kinds.total() <= MOST_ANSWERS
    assert all(kinds[kind] >= LEAST // 24 for kind in KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_lines_of_a_kind_begin_alike(language: str) -> None:
    begun = Counter(
        (line.kind, " ".join(line.text.casefold().split()[:3]))
        for line in read_lines()
        if line.language == language and len(line.text.split()) > 3
    )
    assert [each for each, times in begun.items() if times > 4] == []


def test_every_place_is_met() -> None:
    assert {line.place for line in read_lines()} == set(PLACES)


def test_texts_are_composed_as_letters_are_normally_written() -> None:
    assert [
        each.text for each in read_lines() if not unicodedata.is_normalized("NFC", each.text)
    ] == []


def test_no_long_line_stands_in_the_open_contributions() -> None:
    whole = "\n".join(each.text for each in read_half("open"))
    long = [line.text for line in read_lines() if len(line.text.split()) > 6]
    assert [text for text in long if text in whole] == []


def test_a_line_says_language_kind_place_and_text(tmp_path: Path) -> None:
    (tmp_path / "kinds-en.tsv").write_text(GOOD, encoding="utf-8")
    (line,) = read_lines(tmp_path)
    assert line == SingleLine("en", "answer", "middle", "Yes, twice.")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("en\tanswer\tYes.\n", "line 1: write language, kind, place and text with a tab"),
        ("de\tanswer\tmiddle\tJa.\n", "“de” is no language; use en, fr, ar"),
        ("en\treply\tmiddle\tYes.\n", "“reply” is no kind; use answer"),
        ("en\tanswer\tend\tYes.\n", "“end” is no place; use first"),
        ("fr\tanswer\tmiddle\tOui.\n", "lines in “fr” stand in kinds-fr.tsv"),
        ("en\tanswer\tmiddle\tYes. \n", "without blanks at its ends"),
        ("en\tanswer\tmiddle\t\n", "without blanks at its ends"),
        (GOOD + "en\tquestion\tlate\tYES,  twice.\n", "line 2: “YES,  twice.” stands here twice"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(
    tmp_path: Path, written: str, sentence: str
) -> None:
    (tmp_path / "kinds-en.tsv").write_text(written, encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"kinds-en\.tsv") as caught:
        read_lines(tmp_path)
    assert sentence in str(caught.value)


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no file"):
        read_lines(tmp_path)
