from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bench.alignment.annotated import (
    CASES,
    FOLDER,
    HALVES,
    KINDS,
    LANGUAGES,
    AnnotationError,
    read,
    read_calls,
    read_half,
)

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "call: return-with-skills\nlanguage: en\ncases: no-greeting\nsubject: A try\n\n"


def _read(folder: Path, body: str, *, header: str = HEADER, name: str = "en-01.txt"):
    path = folder / name
    path.write_text(header + body, encoding="utf-8")
    return read(path, read_calls())


@pytest.mark.parametrize("half", HALVES)
def test_each_half_holds_twelve_contributions_a_language(half: str) -> None:
    counts = Counter(each.language for each in read_half(half))
    assert all(counts[language] >= 12 for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_each_hard_case_stands_in_each_half_in_each_language(half: str, language: str) -> None:
    found = {case for each in read_half(half) if each.language == language for case in each.cases}
    assert set(CASES) - found == set()


@pytest.mark.parametrize("half", HALVES)
def test_each_kind_and_each_call_is_met_in_each_half(half: str) -> None:
    contributions = read_half(half)
    assert {piece.kind for each in contributions for piece in each.segments} == set(KINDS)
    assert {each.call.slug for each in contributions} == set(read_calls())


@pytest.mark.parametrize("half", HALVES)
def test_segments_cover_every_written_character_in_order(half: str) -> None:
    for each in read_half(half):
        last = 0
        for piece in each.segments:
            assert not each.text[last : piece.start].strip()
            assert piece.start < piece.end
            assert each.text[piece.start : piece.end].strip() == each.text[piece.start : piece.end]
            last = piece.end
        assert not each.text[last:].strip()
        assert "⟦" not in each.text


@pytest.mark.parametrize("half", HALVES)
def test_contributions_are_fifty_to_fifteen_hundred_words_and_answer_something(half: str) -> None:
    for each in read_half(half):
        assert 50 <= len(each.text.split()) <= 1500, each.name
        assert any(piece.kind == "answer" for piece in each.segments), each.name


@pytest.mark.parametrize("half", HALVES)
def test_a_very_long_contribution_has_more_than_six_or_seven_hundred_words(half: str) -> None:
    for each in read_half(half):
        least = 600 if each.language == "ar" else 700
        assert "very-long" not in each.cases or len(each.text.split()) > least, each.name


@pytest.mark.parametrize("half", HALVES)
def test_contributions_are_written_in_the_script_of_their_language(half: str) -> None:
    for each in read_half(half):
        letters = [letter for letter in each.text if letter.isalpha()]
        arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
        assert (arabic * 2 > len(letters)) == (each.language == "ar"), each.name


def test_the_halves_share_no_answer() -> None:
    answers = [
        {
            sentence.strip()
            for each in read_half(half)
            for piece in each.segments
            if piece.kind == "answer"
            for sentence in re.split(r"(?<=[.!?؟])\s", each.text[piece.start : piece.end])
            if len(sentence) > 40
        }
        for half in HALVES
    ]
    assert answers[0] & answers[1] == set()


def test_no_address_or_number_to_ring_stands_in_the_set() -> None:
    for path in sorted(FOLDER.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[^\s⟧]@\S", text), path.name
        assert not re.search(r"\+\d{2}|(?:\d[ .-]?){9}", text), path.name


def test_marks_come_off_and_blanks_belong_to_no_segment(tmp_path: Path) -> None:
    found = _read(tmp_path, "⟦question⟧Q1. ⟦answer T1Q1|T1⟧Yes.\n\n⟦signature⟧Ana\n")
    assert found.text == "Q1. Yes.\n\nAna"
    assert [(piece.start, piece.end, piece.kind) for piece in found.segments] == [
        (0, 3, "question"),
        (4, 8, "answer"),
        (10, 13, "signature"),
    ]
    assert found.segments[1].accepted == (frozenset({"T1Q1"}), frozenset({"T1"}))


def test_a_topic_equals_all_its_questions_and_nothing_less(tmp_path: Path) -> None:
    found = _read(tmp_path, "⟦answer T1⟧One. ⟦answer T2Q1 T2Q2⟧Two. ⟦answer none⟧Three.")
    whole, two, none = found.segments
    assert found.accepts(whole, ["T1"])
    assert found.accepts(whole, ["T1Q1", "T1Q3", "T1Q2"])
    assert not found.accepts(whole, ["T1Q1", "T1Q2"])
    assert found.accepts(two, ["T2Q2", "T2Q1"])
    assert not found.accepts(two, ["T2Q1"])
    assert found.accepts(none, [])
    assert not found.accepts(none, ["T1Q1"])


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Before ⟦answer T1Q1⟧yes", "before the first mark"),
        ("⟦answer⟧yes", "names its targets"),
        ("⟦question T1Q1⟧what?", "names its targets"),
        ("⟦answers T1Q1⟧yes", "not a kind"),
        ("⟦answer T9Q1⟧yes", "not a key"),
        ("⟦answer T1Q1 none⟧yes", "not a key"),
        ("⟦answer T1Q1⟧⟦signature⟧Ana", "nothing stands after"),
        ("⟦answer T1Q1⟧yes ⟦signature Ana", "not closed"),
        ("", "no mark"),
    ],
)
def test_a_wrong_mark_is_told_with_its_line(tmp_path: Path, body: str, sentence: str) -> None:
    with pytest.raises(AnnotationError, match=f"line 6: .*{sentence}"):
        _read(tmp_path, body)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (HEADER.replace("call:", "calls:"), "begin with the lines"),
        (HEADER.replace("A try", ""), "say something"),
        (HEADER.replace("return-with-skills", "no-such-call"), "no call"),
        (HEADER.replace("no-greeting", "no-grating"), "not one of the cases"),
        (HEADER.replace("language: en", "language: fr"), "name the file"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, header: str, sentence: str) -> None:
    with pytest.raises(AnnotationError, match=sentence):
        _read(tmp_path, "⟦answer T1Q1⟧yes", header=header)


def test_an_unknown_half_is_refused() -> None:
    with pytest.raises(AnnotationError, match="open or held"):
        read_half("closed")
