from __future__ import annotations

import ast
import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.audit.actions import check, note_reading, record
from diwan.audit.models import Entry
from diwan.audit.words import CHECK, READ, VERBS
from diwan.core import slots

pytestmark = pytest.mark.django_db

DIWAN = Path(__file__).resolve().parents[2]


def person(email: str, **fields: Any) -> Any:
    return get_user_model().objects.create_user(email, None, **fields)


@pytest.fixture
def widad(client: Any) -> Any:
    """The administrator who asks."""
    widad = person("widad@example.org", name="Widad", is_administrator=True)
    client.force_login(widad)
    return widad


def page(client: Any, query: str = "", prefix: str = "") -> str:
    return str(client.get(f"{prefix}/log/{query}").content.decode())


def change_behind_our_back(entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = 'other' WHERE id = %s", [entry.pk])


def test_strangers_sign_in_and_members_are_refused(client: Any) -> None:
    assert client.get(reverse("audit:log")).status_code == 302
    client.force_login(person("salma@example.org", is_steward=True))
    assert client.get(reverse("audit:log")).status_code == 403
    assert client.post(reverse("audit:check")).status_code == 403
    assert "/log/" not in client.get("/").content.decode()


def test_lines_stand_newest_first_in_plain_words_and_without_names(client: Any, widad: Any) -> None:
    record("suspend", by=widad, on=widad, why="Wrote from amel@example.net to all.")
    record("odd verb", by=None, on=widad, details={"lines": 4})
    shown = page(client)
    lines = shown[shown.index('<ol class="rows"') :]
    assert lines.index("odd verb") < lines.index("suspended an account")
    assert "system" in lines
    assert "lines: 4" in lines
    assert "Widad" not in lines
    assert "amel@example.net" not in lines
    assert "/log/" in client.get("/").content.decode()


def test_lines_are_found_by_verb_by_who_and_by_what(client: Any, widad: Any) -> None:
    salma = person("salma@example.org")
    record("suspend", by=widad, on=salma, why="first")
    record("reinstate", by=widad, on=salma, why="second")
    record("update profile", by=salma, on=salma, why="third")
    for query, found in [
        ("verb=suspend", {"first"}),
        (f"who=person:{salma.pk}", {"third"}),
        (f"on=person:{salma.pk}", {"first", "second", "third"}),
        (f"verb=reinstate&on=person:{salma.pk}", {"second"}),
        ("verb=never+heard+of", set()),
    ]:
        shown = page(client, f"?{query}")
        assert {why for why in ("first", "second", "third") if f">{why}<" in shown} == found
    assert "No such line" in page(client, "?verb=never+heard+of")


@pytest.mark.parametrize("query", ["who=Salma", "on=salma@example.org", "verb=A;B"])
def test_nobody_is_looked_for_by_name(client: Any, widad: Any, query: str) -> None:
    assert client.get(f"/log/?{query}").status_code == 422
    assert not Entry.objects.filter(verb=READ).exists()


def test_reading_is_written_down_once_with_what_was_looked_for(client: Any, widad: Any) -> None:
    for _n in range(60):
        record("submit", by=None, on=widad)
    page(client, "?verb=submit")
    page(client, "?verb=submit&page=2")
    client.head("/log/")
    entry = Entry.objects.get(verb=READ)
    assert (entry.actor, entry.details) == (f"person:{widad.pk}", {"verb": "submit"})


def test_the_chain_is_checked_when_somebody_asks(client: Any, widad: Any) -> None:
    assert "Nobody has checked it yet" in page(client)
    whole = client.post(reverse("audit:check"), follow=True).content.decode()
    assert "The chain is whole" in whole
    assert Entry.objects.get(verb=CHECK).details == {"lines": 1, "broken": None}
    assert client.get(reverse("audit:check")).status_code == 405


def test_a_broken_chain_shows_its_first_line_that_does_not_fit(client: Any, widad: Any) -> None:
    entries = [record("submit", by=None, on=widad, why=f"reason {n}") for n in range(3)]
    change_behind_our_back(entries[1])
    broken = client.post(reverse("audit:check"), follow=True).content.decode()
    assert "The chain is broken" in broken
    assert f"Line {entries[1].pk} is the first" in broken
    assert broken.count(">other<") == 2  # above all lines, and among them


@pytest.mark.parametrize("act", [lambda by: check(by=by), lambda by: note_reading({}, by=by)])
def test_only_administrators_read_and_check(act: Any) -> None:
    with pytest.raises(PermissionDenied):
        act(person("salma@example.org"))
    assert not Entry.objects.exists()


def test_the_log_costs_the_same_with_one_and_three_lines(client: Any, widad: Any) -> None:
    costs = []
    for how_many in (1, 2):
        for _n in range(how_many):
            record("submit", by=widad, on=widad, why="So it is.")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/log/?verb=submit").status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 12


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "handed in"), ("/fr", "a remis"), ("/ar", "تقديم مساهمة")]
)
def test_the_log_speaks_three_languages(client: Any, widad: Any, prefix: str, words: str) -> None:
    record("submit", by=widad, on=widad)
    assert words in page(client, prefix=prefix)


def test_details_are_words_and_no_data_of_a_program(client: Any, widad: Any) -> None:
    lost = [{"version": 1, "citations": 2, "statements": 0}, {"version": 2, "citations": 1}]
    record("redact reply", by=None, on=widad, details={"replies": lost})
    record("mark passage", by=widad, on=widad, details={"marks": ["practice"], "places": []})
    record("release", by=widad, on=widad, details={"edited": False})
    record("close round", by=None, on=widad, details={"version": 2, "outcome": "no_quorum"})
    record("run retention", by=None, on=widad, details={"mailroom-sent": 4})
    record("update", by=widad, on=widad, details={"fields": ["closes_on", "conveners"]})
    record("take letter", by=None, on=widad, details={"sort": "duplicate"})
    said = {
        "": ["what they lost: ", "Practice", "none", "no", "Too few took part", "last day"],
        "/fr": ["ce qu’elles ont perdu", "Pratique", "aucun", "non", "Trop peu"],
        "/ar": ["ما فقدته", "ممارسة", "لا شيء", "لا"],
    }
    for prefix, expected in said.items():
        shown = html.unescape(page(client, prefix=prefix))
        shown = shown[shown.index('<ol class="rows"') :]
        for raw in (
            "{'",
            "['",
            "[]",
            "True",
            "False",
            "None",
            "no_quorum",
            "closes_on",
            "mailroom",
        ):
            assert raw not in shown, raw
        for words in expected:
            assert words in shown, words
    assert "version: 1, citations: 2, statements: 0; version: 2" in page(client)


def test_every_detail_that_the_house_writes_has_a_name() -> None:
    written = {
        key.value
        for path in DIWAN.glob("*/**/*.py")
        if "tests" not in path.parts
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record"
        for keyword in call.keywords
        if keyword.arg == "details" and isinstance(keyword.value, ast.Dict)
        for key in keyword.value.keys
        if isinstance(key, ast.Constant)
    }
    assert len(written) > 30
    assert written <= set(slots.log_details.names())


def test_every_verb_that_the_house_writes_has_a_name() -> None:
    call = re.compile(r'\brecord\(\s*"([^"]+)"')
    written = {
        verb
        for path in DIWAN.glob("*/**/*.py")
        if "tests" not in path.parts
        for verb in call.findall(path.read_text(encoding="utf-8"))
    }
    assert len(written) > 40
    assert written <= set(VERBS)
    assert {READ, CHECK} <= set(VERBS)
