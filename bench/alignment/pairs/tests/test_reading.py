from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bench.alignment.pairs.reading import Item, read, read_all
from bench.marked import LANGUAGES, AnnotationError

if TYPE_CHECKING:
    from pathlib import Path

CALL = "\n".join(
    [
        *(f"T\ttitle\t{language}\tTitle, {language}" for language in LANGUAGES),
        *(f"T1\tquestion\t{language}\tQuestion, {language}" for language in LANGUAGES),
    ]
)


def _write(folder: Path, text: str) -> Path:
    path = folder / "a-call.tsv"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_a_call_and_its_items_are_read(tmp_path: Path) -> None:
    paired = read(_write(tmp_path, f"{CALL}\nT1\tanswer\tfr\tDeux euros.\nT\ttopic\ten\tAll."))
    (topic,) = paired.outline.topics
    assert (paired.slug, topic.key, topic.questions[0].key) == ("a-call", "T", "T1")
    assert topic.questions[0].words["ar"] == "Question, ar"
    assert paired.items == (
        Item("T1", "answer", "fr", "Deux euros."),
        Item("T", "topic", "en", "All."),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("T1\tanswer\tfr", "with a tab between"),
        ("T1\tanswer\tfr\tOui. ", "with a tab between"),
        ("T1\tanswer\tes\tSí.", "“es” is not known"),
        ("T1\treply\ten\tYes.", "“reply” is not known"),
        ("T\tanswer\ten\tYes.", "“T” is not a question"),
        ("T1\ttopic\ten\tYes.", "“T1” is not a topic"),
        ("T1\tanswer\ten\tTitle, en", "twice"),
        ("T1\tquestion\ten\tAnother", "has this language already"),
        ("T2\tquestion\ten\tAnother", "give the question of “T2”"),
        ("U\ttitle\ten\tA\nU\ttitle\tfr\tB\nU\ttitle\tar\tC", "no question of topic “U”"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(AnnotationError, match=said):
        read(_write(tmp_path, f"{CALL}\n{row}"))


def test_a_question_has_one_topic(tmp_path: Path) -> None:
    stray = "\n".join(f"X1\tquestion\t{language}\tStray, {language}" for language in LANGUAGES)
    with pytest.raises(AnnotationError, match="begin “X1” with the key"):
        read(_write(tmp_path, f"{CALL}\n{stray}"))


def test_a_call_begins_with_a_topic(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="title of the first topic"):
        read(_write(tmp_path, "T1\tanswer\ten\tYes."))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no \\*\\.tsv is here"):
        read_all(tmp_path)


def test_every_question_has_its_headings_and_answers() -> None:
    for paired in read_all():
        counts = Counter((item.key, item.kind) for item in paired.items)
        for topic in paired.outline.topics:
            assert counts[topic.key, "topic"] == 1, (paired.slug, topic.key)
            for question in topic.questions:
                where = (paired.slug, question.key)
                assert counts[question.key, "heading"] == 4, where
                assert counts[question.key, "answer"] == 6, where


def test_each_question_is_answered_in_every_language() -> None:
    for paired in read_all():
        spread = Counter(
            (each.key, each.language) for each in paired.items if each.kind == "answer"
        )
        for topic in paired.outline.topics:
            for question in topic.questions:
                missing = [code for code in LANGUAGES if not spread[question.key, code]]
                assert not missing, (paired.slug, question.key, missing)
