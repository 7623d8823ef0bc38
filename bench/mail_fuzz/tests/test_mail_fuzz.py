from __future__ import annotations

import hashlib
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.mail_fuzz import packed
from bench.mail_fuzz.heavy import shape
from bench.mail_fuzz.judging import Judge
from bench.mail_fuzz.ugly import SNIPPETS, letter
from diwan.mailroom import reading
from diwan.mailroom.splitting import restore

READER: Any = reading
Made = tuple[str, list[str]]


@pytest.fixture(autouse=True)
def _own_listener(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(READER, "Parts", READER.Parts)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 2**32),
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(SNIPPETS)), max_size=4),
)
def test_ugly_letters_are_read_whole(seed: int, insertions: list[tuple[int, bytes]]) -> None:
    lines = letter(Random(seed)).split(b"\n")
    for place, snippet in insertions:
        lines.insert(place % (len(lines) + 1), snippet)
    assert not Judge().judge(b"\n".join(lines)).faults


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_packed_letters_are_read_whole(seed: int) -> None:
    assert not Judge().judge(packed.letter(Random(seed))).faults


def test_packed_letters_are_opened() -> None:
    told = [reading.read(packed.letter(Random(seed))) for seed in range(200)]
    words = "\n".join(each.text for each in told)
    assert all(each in words for each in ("signed words", "words of the letter", "Council"))
    assert "plan.pdf" in {file.name for each in told for file in each.attachments}


def test_most_ugly_letters_reach_the_parts() -> None:
    judge = Judge()
    reached = [judge.judge(letter(Random(seed))).reached for seed in range(100)]
    assert sum(each > 0 for each in reached) > 80


def test_the_judge_sees_a_crash_and_a_lost_line(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b"From: a@b.example\r\n\r\nFirst line.\r\nSecond line.\r\n"
    judge = Judge()
    assert not judge.judge(raw).faults
    monkeypatch.setattr(
        READER.splitting, "split", lambda *_a, **_k: READER.Split("First line.", ())
    )
    assert judge.judge(raw).faults == ["lines lost"]
    monkeypatch.setattr(READER.rules, "sort_of", lambda _traits: 1 / 0)
    assert judge.judge(raw).faults == ["crash: ZeroDivisionError"]


def leaf(draw_number: int) -> st.SearchStrategy[Made]:
    """A leaf that says a word of its own: what becomes of it can be followed."""
    word = f"word{draw_number}x"
    kinds = {
        "text": f"Content-Type: text/plain\r\n\r\n{word} is said here.",
        "html": f"Content-Type: text/html\r\n\r\n<p>{word} is said here.</p>",
        "file": f"Content-Type: application/pdf; name={word}.pdf\r\n\r\n{word}",
        "image": f"Content-Type: image/png\r\nContent-Disposition: attachment\r\n\r\n{word}",
    }
    return st.sampled_from(sorted(kinds)).map(lambda kind: (kinds[kind], [word]))


def tree(children: st.SearchStrategy[Made]) -> st.SearchStrategy[Made]:
    def joined(parts: list[Made]) -> Made:
        mark = hashlib.sha256(repr(parts).encode()).hexdigest()
        body = "".join(f"\r\n--{mark}\r\n{text}" for text, _words in parts)
        return f"Content-Type: multipart/mixed; boundary={mark}\r\n{body}\r\n--{mark}--", [
            word for _text, words in parts for word in words
        ]

    return st.lists(children, min_size=1, max_size=4).map(joined)


@settings(max_examples=150, deadline=None)
@given(tree(st.recursive(st.integers(0, 10**9).flatmap(leaf), tree, max_leaves=8)))
def test_of_a_mixed_tree_every_word_and_every_file_is_kept(made: Made) -> None:
    text, words = made
    found = reading.read(("From: a@b.example\r\nMIME-Version: 1.0\r\n" + text).encode())
    said = restore(found.text, found.cuttings)
    inside = b"".join(file.content for file in found.attachments).decode()
    assert all(word in said or word in inside for word in words)


@pytest.mark.parametrize("name", ["headers", "a file", "plain words", "encoded words", "ugly 3"])
def test_a_shape_is_about_a_megabyte(name: str) -> None:
    assert 900_000 < len(shape(name)) < 1_600_000
