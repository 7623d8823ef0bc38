from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bench.recommendations.annotated import (
    ADDRESSEES,
    FOLDER,
    FORMS,
    HALVES,
    KINDS,
    LANGUAGES,
    VOICES,
    AnnotationError,
    read,
    read_half,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bench.recommendations.annotated import Annotated

HEADER = "language: en\nvoice: shy\nsubject: A try\n\n"


def _read(folder: Path, body: str, *, header: str = HEADER, name: str = "en-01.txt") -> Annotated:
    path = folder / name
    path.write_text(header + body, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("half", HALVES)
def test_each_half_holds_six_contributions_a_language(half: str) -> None:
    counts = Counter(each.language for each in read_half(half))
    assert all(counts[language] >= 6 for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", HALVES)
def test_each_voice_and_each_form_stand_in_each_half_in_each_language(
    half: str, language: str
) -> None:
    contributions = [each for each in read_half(half) if each.language == language]
    pieces = [piece for each in contributions for piece in each.segments]
    assert {each.voice for each in contributions} == set(VOICES)
    assert {piece.kind for piece in pieces} == set(KINDS)
    for kind, forms in FORMS.items():
        assert {piece.form for piece in pieces if piece.kind == kind} == set(forms)


@pytest.mark.parametrize("half", HALVES)
def test_each_addressee_is_met_in_each_half(half: str) -> None:
    found = {
        code
        for each in read_half(half)
        for piece in each.recommendations
        for codes in piece.accepted
        for code in codes
    }
    assert found == set(ADDRESSEES)


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
def test_contributions_have_some_length_and_two_to_six_recommendations(half: str) -> None:
    for each in read_half(half):
        assert 230 <= len(each.text.split()) <= 420, each.name
        assert 2 <= len(each.recommendations) <= 6, each.name


@pytest.mark.parametrize("half", HALVES)
def test_most_recommendations_share_their_contribution_with_more_other_text(half: str) -> None:
    for each in read_half(half):
        recommended = sum(piece.end - piece.start for piece in each.recommendations)
        assert recommended * 2 < len(each.text), each.name


@pytest.mark.parametrize("half", HALVES)
def test_contributions_are_written_in_the_script_of_their_language(half: str) -> None:
    for each in read_half(half):
        letters = [letter for letter in each.text if letter.isalpha()]
        arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
        assert (arabic * 2 > len(letters)) == (each.language == "ar"), each.name


def test_the_halves_share_no_sentence() -> None:
    sentences = [
        {
            sentence.strip()
            for each in read_half(half)
            for sentence in re.split(r"(?<=[.!?؟])\s", each.text)
            if len(sentence) > 40
        }
        for half in HALVES
    ]
    assert sentences[0] & sentences[1] == set()


def test_no_address_or_number_to_ring_stands_in_the_set() -> None:
    for path in sorted(FOLDER.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\S@\S", text), path.name
        assert not re.search(r"\+\d{2}|(?:\d[ .-]?){9}", text), path.name


def test_marks_come_off_and_say_kind_form_and_addressees(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "⟦other (past)⟧They advised it. ⟦recommendation banks|banks employers (bare)⟧A tap.\n"
        "⟦either⟧Namely:\n⟦recommendation media⟧show it.\n",
    )
    assert found.text == "They advised it. A tap.\nNamely:\nshow it."
    assert [(piece.start, piece.end, piece.kind, piece.form) for piece in found.segments] == [
        (0, 16, "other", "past"),
        (17, 23, "recommendation", "bare"),
        (24, 31, "either", "plain"),
        (32, 40, "recommendation", "plain"),
    ]
    assert found.recommendations == (found.segments[1], found.segments[3])


def test_addressees_are_compared_as_whole_sets(tmp_path: Path) -> None:
    two, one = _read(
        tmp_path, "⟦recommendation banks employers⟧Both. ⟦recommendation banks|media⟧One."
    ).recommendations
    assert two.accepts(["employers", "banks"])
    assert not two.accepts(["banks"])
    assert one.accepts(["media"])
    assert not one.accepts([])


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Before ⟦other⟧yes", "before the first mark"),
        ("⟦recommendation⟧do", "names its addressees"),
        ("⟦other banks⟧did", "names its addressees"),
        ("⟦advice banks⟧do", "not a mark"),
        ("⟦recommendation bankers⟧do", "not an addressee"),
        ("⟦recommendation banks (past)⟧do", "not a form"),
        ("⟦other (bare)⟧do", "not a form"),
        ("⟦other⟧⟦recommendation banks⟧do", "nothing stands after"),
        ("⟦other⟧yes ⟦recommendation banks do", "not closed"),
        ("", "no mark"),
    ],
)
def test_a_wrong_mark_is_told_with_its_line(tmp_path: Path, body: str, sentence: str) -> None:
    with pytest.raises(AnnotationError, match=f"line 5: .*{sentence}"):
        _read(tmp_path, body)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (HEADER.replace("voice:", "voices:"), "begin with the lines"),
        (HEADER.replace("A try", ""), "say something"),
        (HEADER.replace("shy", "loud"), "not a voice"),
        (HEADER.replace("language: en", "language: fr"), "name the file"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, header: str, sentence: str) -> None:
    with pytest.raises(AnnotationError, match=sentence):
        _read(tmp_path, "⟦other⟧yes", header=header)


def test_an_unknown_half_is_refused() -> None:
    with pytest.raises(AnnotationError, match="open or held"):
        read_half("closed")
