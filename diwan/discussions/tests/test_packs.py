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
from diwan.discussions.reply import packs, rendering, slides
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
    assert 3 <= len(set_so_far[-1].pages) <= slides.SLIDES
    assert slides.left_topics(reply, slides.slides(reply)) > 0


def test_slides_in_words_are_parted_by_lines():
    made = rendering.slides_markdown(invented_reply(), ADDRESS)
    parts = made.split("\n\n---\n\n")
    assert len(parts) == len(slides.slides(invented_reply())) + 2
    assert parts[0].startswith("# Skills of returning migrants")
    assert invented_reply().statements[0].text in parts[1]
    assert "diwan.example" in parts[-1]


def summed_up(reply, *numbers):
    """The reply with these statements marked for its summary, the others supported by more."""
    return replace(
        reply,
        statements=tuple(
            replace(
                each,
                is_summary=each.number in numbers,
                weight=replace(each.weight, contributors=1 if each.number in numbers else 9),
            )
            for each in reply.statements
        ),
    )


def numbers_on(shown):
    return [each.number for slide in shown for each in slide.statements]


def test_the_statements_of_the_summary_stand_on_the_slides_however_few_support_them():
    reply = long_reply(statements=60)
    marked = (7, 8, 20, 21, 32, 50, 55, 57)
    reply = summed_up(reply, *marked)
    shown = slides.slides(reply)
    assert set(marked) <= set(numbers_on(shown))
    assert slides.of_summary(reply, shown) == (len(marked), 0)


def test_a_statement_of_the_summary_beyond_the_questions_has_a_slide():
    reply = summed_up(invented_reply(), 8)
    shown = slides.slides(reply)
    assert 8 in numbers_on(shown)
    assert "## Beyond the questions of the call" in rendering.slides_markdown(reply)


def test_what_of_the_summary_finds_no_room_is_counted():
    reply = summed_up(long_reply(statements=200), *range(1, 121))
    shown = slides.slides(reply)
    here, left = slides.of_summary(reply, shown)
    assert here + left == 120
    assert left > 0
    assert f"{left} statements of the summary found no room" in rendering.slides_markdown(reply)


@given(st.sets(st.integers(1, 60)), st.integers(0, 5))
def test_no_statement_is_on_two_slides_and_the_summary_goes_before_others(marked, points):
    reply = summed_up(long_reply(statements=60), *marked)
    shown = slides.slides(reply, points)
    numbers = numbers_on(shown)
    assert len(numbers) == len(set(numbers))
    assert len(shown) <= slides.SLIDES - 2
    here, left = slides.of_summary(reply, shown)
    assert here + left == len(marked)
    # a slide without any of the summary only where all of it found room
    without = any(not any(each.is_summary for each in slide.statements) for slide in shown)
    assert not (points and left and without)


def test_slides_say_which_statements_they_show():
    first = rendering.slides_markdown(invented_reply()).split("\n\n---\n\n")[0]
    assert "2 statements of the reply’s summary" in first
    assert "more statements where there was room" in first
    none = rendering.slides_markdown(summed_up(invented_reply()))
    assert "No statement is marked for the summary" in none
    assert "*(In the summary" not in none


# --- without a name ------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_says_once_why_contributors_have_no_name(language):
    reply = invented_reply(language)
    nameless = [replace(each, name="", organisation="") for each in reply.contributors]
    reply = replace(reply, contributors=tuple(nameless))
    why = {
        "en": "Without a name, as they asked:",
        "fr": "Sans nom, à leur demande :",
        "ar": "دون اسم، بطلب منهم:",
    }[language]
    made = briefing._fitted(reply, "T1Q2", ADDRESS).markup
    assert made.count(why) == 1
    assert "who asked not to be named" not in made
    assert 'pack__who"><b>' not in made
    docx = Docx(io.BytesIO(rendering.pack_docx(reply, "T1Q2", ADDRESS)))
    text = "\n".join(paragraph.text for paragraph in docx.paragraphs)
    assert text.count(why) == 1
    assert "[4]" in text.split(why)[1]


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
