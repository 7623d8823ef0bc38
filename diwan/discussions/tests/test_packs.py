"""Packs and slides of a reply: what is chosen, how long they are, and what they say is left out."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from docx import Document as Docx
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import Refusal
from diwan.discussions.reply import packs, rendering
from diwan.discussions.reply.rendering import briefing, linked, tables

from .invented_replies import empty_reply, invented_reply, long_reply

LANGUAGES = ["en", "fr", "ar"]
ADDRESS = "https://diwan.example/discussions/small-towns/replies/2/"


def count_of_pages(document, key):
    return len(briefing._fitted(document, key, ADDRESS).pages.pages)


# --- choosing --------------------------------------------------------------------------
def test_there_is_a_pack_for_each_topic_and_question_that_somebody_answers():
    assert packs.keys(invented_reply()) == ("T1", "T1Q1", "T1Q2", "T2")[:3]
    assert packs.keys(empty_reply()) == ()


def test_what_was_taken_back_is_in_no_pack():
    made = packs.pack(invented_reply(), "T2")
    assert (made.document.statements, made.more) == ((), 0)


def test_the_weightiest_come_first_and_the_rest_is_counted():
    reply = invented_reply()
    made = packs.pack(reply, "T1", most=2)
    assert [each.number for each in made.document.statements] == [1, 3]
    assert made.more == len(packs.pack(reply, "T1").document.statements) - 2
    assert {each.contribution for each in made.document.contributors} == {1, 2, 3, 4, 5}


def test_an_unknown_key_is_no_pack():
    with pytest.raises(KeyError):
        packs.pack(invented_reply(), "T9")


@given(st.integers(0, 40))
def test_a_pack_never_loses_count(most):
    reply = long_reply(statements=60)
    made = packs.pack(reply, "T1", most=most)
    whole = packs.pack(reply, "T1", most=1000)
    assert len(made.document.statements) <= most
    assert len(made.document.statements) + made.more == len(whole.document.statements)
    numbers = [each.number for each in made.document.statements]
    assert numbers == sorted(numbers)
    assert set(numbers) <= {each.number for each in whole.document.statements}


# --- on paper --------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "key"), [("en", "T1"), ("fr", "T1Q2"), ("ar", "T1Q2")])
def test_a_pack_has_two_pages_at_most_and_fills_them(language, key):
    assert count_of_pages(long_reply(language), key) == 2


def test_what_does_not_fit_at_all_is_left_to_the_full_reply():
    reply = invented_reply()
    endless = replace(reply.statements[0], text="One desk is enough. " * 900)
    reply = replace(reply, statements=(endless, *reply.statements[1:]))
    made = briefing._fitted(reply, "T1Q1", ADDRESS)
    assert len(made.pages.pages) <= 2
    assert "more statement" in made.markup


def test_the_same_reply_gives_the_same_bytes():
    reply = invented_reply("ar")
    for draw in (rendering.pack_pdf, rendering.pack_docx):
        assert draw(reply, "T1Q2", ADDRESS) == draw(reply, "T1Q2", ADDRESS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_docx_says_where_the_rest_is(language):
    made = Docx(io.BytesIO(rendering.pack_docx(invented_reply(language), "T1Q1", ADDRESS)))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert ADDRESS in text
    assert invented_reply().statements[0].text in text


def test_without_a_typesetter_the_docx_is_made_all_the_same(monkeypatch):
    def _refuse(_markup):
        raise Refusal("no")

    monkeypatch.setattr(briefing, "typeset", _refuse)
    assert rendering.pack_docx(invented_reply(), "T1Q1").startswith(b"PK")


# --- slides ----------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_are_ten_at_most(language, monkeypatch):
    typeset, set_so_far = briefing.typeset, []

    def _noted(markup):
        set_so_far.append(typeset(markup))
        return set_so_far[-1]

    monkeypatch.setattr(briefing, "typeset", _noted)
    reply = long_reply(language)
    many = tuple(
        replace(reply.topics[0], key=f"T{n}", number=n, questions=()) for n in range(1, 15)
    )
    said = tuple(
        replace(each, about=f"T{each.number % 14 + 1}", text=each.text * 4)
        for each in reply.statements
    )
    reply = replace(reply, topics=many, statements=said)
    assert rendering.slides_pdf(reply, ADDRESS).startswith(b"%PDF-")
    assert 3 <= len(set_so_far[-1].pages) <= packs.SLIDES
    assert packs.left_topics(reply) > 0


def test_slides_in_words_are_parted_by_lines():
    made = rendering.slides_markdown(invented_reply(), ADDRESS)
    parts = made.split("\n\n---\n\n")
    assert len(parts) == len(packs.slides(invented_reply())) + 2
    assert parts[0].startswith("# Skills of returning migrants")
    assert invented_reply().statements[0].text in parts[1]
    assert "diwan.example" in parts[-1]


# --- tables and linked data ----------------------------------------------------------------
@given(st.text(max_size=30), st.sampled_from("=+-@\t\r\n＝＠"))
def test_no_cell_is_a_formula(text, sign):
    cell = tables._cell(sign + text)
    assert cell == f"'{sign}{text}"
    assert tables._cell(f" {sign}1") == f"' {sign}1"


def test_the_linked_data_says_nothing_of_what_was_taken_back():
    made = json.loads(linked.jsonld(invented_reply(), ADDRESS))
    gone = made["hasPart"][3]
    assert "text" not in gone
    assert "citation" not in gone
    assert all("" not in part.values() for part in made["hasPart"])
