"""The registers as tables and feeds: what everybody may read, and nothing more."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from diwan.groups import actions

from .factories import make_cast, make_council, make_draft, make_open_question, make_opinion
from .factories import make_question as make_held

pytestmark = pytest.mark.django_db
_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def cast():
    return make_cast()


def table(path: str) -> list[dict[str, str]]:
    answer = Client().get(path)
    assert answer["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def feed(path: str) -> list[tuple[str | None, str | None]]:
    root = ET.fromstring(Client().get(path).content)  # noqa: S314 - we wrote it
    entries = root.findall(f"{_ATOM}entry")
    return [(each.findtext(f"{_ATOM}title"), each.findtext(f"{_ATOM}summary")) for each in entries]


def test_a_table_of_questions_says_what_the_page_says(cast):
    question = make_open_question(cast, title='=HYPERLINK("x")', text="When does it open?")
    actions.answer(question, "In March.", by=cast.focal)
    make_held(cast, title="Held secret")
    (row,) = table("/questions/csv/")
    assert row["Addressed to"] == "Office of Returns"
    assert row["In one line"].startswith("'=")
    assert (row["Question"], row["Answers"]) == ("When does it open?", "In March.")
    assert row["How it stands"] == "Answered in time"
    assert "Asker" not in "".join(row.values())


def test_a_table_is_narrowed_as_the_page_is(cast):
    make_open_question(cast)
    assert len(table("/questions/csv/?answer=waiting")) == 1
    assert table("/questions/csv/?answer=overdue") == []
    assert table(f"/questions/csv/?to={cast.other.slug}") == []


def test_of_a_question_taken_back_no_words_are_in_the_files(cast):
    question = make_open_question(cast, title="My secret", text="My secret words.")
    actions.answer(question, "An answer to the secret.", by=cast.focal)
    actions.withdraw(question, by=cast.asker)
    (row,) = table("/questions/csv/")
    assert "secret" not in "".join(row.values()).lower()
    assert row["Published"]
    assert feed("/questions/feed/") == []


def test_the_feed_of_questions_tells_of_answers_too(cast):
    question = make_open_question(cast)
    actions.answer(question, "In March.\x0b", by=cast.focal)
    make_held(cast, title="Held secret")
    found = feed("/questions/feed/")
    assert [summary for _title, summary in found] == [
        "In March.",
        "The desk for those who return was announced last year. When does it open?",
    ]


def test_opinions_are_taken_along_and_drafts_are_not(cast):
    council = make_council(cast)
    opinion = make_opinion(cast, council)
    make_draft(cast, council)
    (row,) = table("/councils/opinions/csv/")
    assert (row["Number"], row["Title"]) == (str(opinion.number), "Evening courses")
    assert [title for title, _summary in feed("/councils/opinions/feed/")] == ["Evening courses"]


@pytest.mark.parametrize("path", ["/questions/csv/", "/questions/feed/"])
def test_the_files_cost_the_same_for_one_and_for_three(cast, path, django_assert_num_queries):
    make_open_question(cast)
    client = Client()
    client.get(path)
    with django_assert_num_queries(_COST[path]):
        client.get(path)
    for _each in range(2):
        make_open_question(cast)
    with django_assert_num_queries(_COST[path]):
        client.get(path)


_COST = {"/questions/csv/": 2, "/questions/feed/": 2}
