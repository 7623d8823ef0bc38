"""Cited words of a response: every word shown once, every citation with its anchor."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from diwan.discussions.reply.rendering.marks import Mark, anchor, runs

WORDS = "one two. three\n\n- four five https://a.example/x?y=1, six\nseven eight nine"
ALPHABET = "ab .\n-ءب1:/"


def cut(text, *marks):
    return runs(text, marks, contribution=3, version=1)


def shown(made):
    return " ".join("".join(run.text for run in row) for row in made)


@given(st.text(ALPHABET, max_size=80), st.data())
def test_every_word_is_shown_once_and_in_order(text, data):
    numbers = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(numbers, numbers), max_size=6))
    marks = [Mark(min(pair), max(pair), index) for index, pair in enumerate(pairs)]
    assert re.sub(r"\s", "", shown(cut(text, *marks))) == re.sub(r"\s", "", text)


@given(st.data())
def test_every_citation_of_words_has_one_anchor_and_one_end(data):
    numbers = st.integers(0, len(WORDS))
    pairs = data.draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8))
    marks = [Mark(min(pair), max(pair), index + 1) for index, pair in enumerate(pairs)]
    marks = [mark for mark in marks if WORDS[mark.start : mark.end].strip()]
    made = [run for row in cut(WORDS, *marks) for run in row]
    begun = [name for run in made for name in run.anchors]
    assert sorted(begun) == sorted({anchor(3, 1, mark.start, mark.end) for mark in marks})
    assert sorted(number for run in made for number in run.ends) == sorted(
        mark.statement for mark in marks
    )


@given(st.integers(0, 20), st.integers(1, 20))
def test_only_cited_letters_are_marked(start, length):
    text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop"
    made = [run for row in cut(text, Mark(start, start + length, 7)) for run in row]
    assert "".join(run.text for run in made if run.is_cited) == text[start : start + length]


def test_overlapping_citations_become_stretches():
    [row] = cut("abcdef", Mark(0, 4, 1), Mark(2, 6, 2))
    assert [(run.text, run.anchors, run.ends) for run in row] == [
        ("ab", ("w3-1-0-4",), ()),
        ("cd", ("w3-1-2-6",), (1,)),
        ("ef", (), (2,)),
    ]


def test_two_statements_may_rest_on_the_same_words():
    [row] = cut("abc def", Mark(0, 3, 1), Mark(0, 3, 5))
    assert [(run.text, run.anchors, run.ends) for run in row] == [
        ("abc", ("w3-1-0-3",), (1, 5)),
        (" def", (), ()),
    ]


def test_a_resource_has_an_anchor_but_no_mark():
    [row] = cut("abc def", Mark(4, 7))
    assert (row[1].text, row[1].anchors, row[1].is_cited, row[1].ends) == (
        "def",
        ("w3-1-4-7",),
        False,
        (),
    )


def test_an_address_stays_whole_where_a_citation_cuts_it():
    text = "see https://a.example/x?y=1."
    [row] = cut(text, Mark(0, 14, 1))
    assert {run.url for run in row if run.url} == {"https://a.example/x?y=1"}
    assert row[-1].text == "."


def test_only_web_addresses_become_links():
    [row] = cut("javascript:alert(1) ftp://a.example data:text/html,x")
    assert [run.url for run in row] == [""]
