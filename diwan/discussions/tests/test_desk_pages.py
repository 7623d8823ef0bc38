"""The facilitator's desk: what it shows, what its forms do, and that nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.core import clock
from diwan.discussions.actions import authoring, presence, stating, teamwork, unsaved
from diwan.discussions.models import (
    Passage,
    Presence,
    Reply,
    Statement,
    UnsavedText,
    Unused,
)

from .desk import DOOR, GUIDE, LOAN, begin, numbers, release, stated, stretch

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan(say, bilal):
    return release(say, LOAN, by=bilal)


@pytest.fixture
def door(say, bilal):
    return release(say, DOOR, by=bilal)


@pytest.fixture
def reply(discussion, bilal):
    return begin(discussion, by=bilal)


@pytest.fixture
def team(client, bilal):
    """The client, signed in as Bilal."""
    client.force_login(bilal)
    return client


def url(name, *words, query=""):
    return reverse(f"discussions:{name}", args=["small-towns", *words]) + query


def passage(contribution):
    place = stretch(contribution)
    return Passage.objects.create(
        version_id=place.version, start=place.start, end=place.end, kind="answer", language="en"
    )


def filled(statement, **changes):
    """What the form of a statement sends when nothing else is changed."""
    return {
        "seen": statement.revision,
        "text": statement.text,
        "kind": statement.kind,
        "about": statement.about,
        "language": statement.language,
        **changes,
    }


# --- the page --------------------------------------------------------------------------
def test_without_a_reply_the_page_says_what_to_do(team, discussion, loan):
    page = team.get(url("desk")).content.decode()
    assert "Find the passages" in page
    assert "Draft the reply" in page
    assert "Begin an empty draft" in page
    assert team.post(url("desk_begin")).status_code == 302
    assert Reply.objects.get().state == "draft"


def test_without_a_released_contribution_the_page_leads_to_the_queue(team, discussion):
    page = team.get(url("desk")).content.decode()
    assert "Nothing is released yet" in page
    assert "Begin an empty draft" not in page


def test_the_outline_counts_and_opens_one_section(team, reply, loan, bilal):
    stated(reply, loan, by=bilal, text="One of the first.", about="T1Q1")
    stated(reply, loan, by=bilal, text="One of the second.", about="T1Q2")
    stated(reply, loan, by=bilal, text="Of no question.", about="")
    Statement.objects.filter(text="One of the second.").update(about="T1Q2")
    page = team.get(url("desk", query="?q=T1Q2"))
    assert {s.key: s.count for s in page.context["sections"]} == {
        "T1": 0,
        "T1Q1": 1,
        "T1Q2": 1,
        "T2": 0,
        "T2Q1": 0,
        "none": 1,
    }
    assert [row.text for row in page.context["rows"]] == ["One of the second."]
    assert "One of the first." not in page.content.decode().partition('id="desk-outline"')[2]
    page = team.get(url("desk", query="?q=none"))
    assert [row.text for row in page.context["rows"]] == ["Of no question."]
    assert team.get(url("desk", query="?q=nonsense&s=x&statements=x")).status_code == 200


def test_statements_of_a_question_that_is_no_more_are_found(team, reply, loan, bilal):
    stated(reply, loan, by=bilal, text="Left behind.")
    Statement.objects.update(about="T9Q9")
    page = team.get(url("desk", query="?q=none"))
    assert [row.text for row in page.context["rows"]] == ["Left behind."]


def test_the_open_statement_shows_its_citations_and_tools(team, reply, loan, door, bilal):
    statement = stated(reply, loan, by=bilal)
    stating.cite(statement, stretch(door), by=bilal, stance="differs")
    page = team.get(url("desk", query=f"?q=T1Q1&s={statement.key}")).content.decode()
    assert LOAN in page
    assert DOOR in page
    assert url("desk_drop", statement.key) in page
    closed = team.get(url("desk", query="?q=T1Q1")).content.decode()
    assert url("desk_drop", statement.key) not in closed


def test_what_is_wrong_with_a_statement_is_said(team, reply, loan, bilal):
    stated(reply, by=bilal, text="Nothing.")
    stated(reply, loan, by=bilal, text="One.")
    one = Statement.objects.get(text="One.")
    one.citations.update(is_perhaps=True)
    rows = team.get(url("desk", query=f"?q=T1Q1&s={one.key}")).context["rows"]
    assert ["it cannot be published" in str(row.warnings) for row in rows] == [True, False]
    assert "One voice" in str(rows[1].warnings)
    assert "confirm it" in str(rows[1].warnings)


def test_withdrawn_words_are_shown_nowhere(team, reply, loan, door, bilal):
    statement = stated(reply, loan, door, by=bilal, text=LOAN)
    authoring.withdraw(loan, by=None)
    for address in (
        url("desk", query=f"?q=T1Q1&s={statement.key}"),
        url("desk_statement", statement.key),
        url("desk_split", statement.key),
        url("desk_drop", statement.key),
    ):
        assert "more than any training" not in team.get(address).content.decode()
    page = team.get(url("desk", query=f"?q=T1Q1&s={statement.key}")).content.decode()
    assert "Withdrawn by its author" in page


def test_what_is_published_is_not_changed(team, reply, loan, bilal):
    statement = stated(reply, loan, by=bilal)
    Reply.objects.update(state="published")
    page = team.get(url("desk", query=f"?q=T1Q1&s={statement.key}")).content.decode()
    assert "Begin the next version" in page
    assert 'id="selection"' not in page
    assert url("desk_drop", statement.key) not in page
    answer = team.post(url("desk_cite", statement.key), {"stance": "supports"}, follow=True)
    assert "no draft any more" in answer.content.decode()


def test_the_desk_costs_the_same_for_three_and_six(team, reply, say, bilal):
    """The balance keeps what it found of a state of the discussion; under three it tells less."""

    def make(number):
        said = release(say, f"{LOAN} {number}", by=bilal)
        passage(said)
        statement = stated(reply, said, by=bilal, text=f"A {number}", places=["TN"])
        Statement.objects.filter(pk=statement.pk).update(key=f"key{number}")

    def count():
        for _time in range(2):
            with CaptureQueriesContext(connection) as captured:
                assert team.get(url("desk", query="?q=T1Q1&s=key1")).status_code == 200
        return len(captured)

    for number in (1, 2, 3):
        make(number)
    three = count()
    for number in (4, 5, 6):
        make(number)
    assert count() == three


# --- writing ---------------------------------------------------------------------------
def test_a_new_statement_begins_with_the_chosen_words(team, reply, loan, door):
    chosen = [passage(loan).pk, passage(door).pk]
    page = team.post(url("desk_new", query="?q=T1Q2"), {"passage": chosen, "begin": "1"})
    assert page.status_code == 200
    form = page.context["form"]
    assert (form["text"].value(), form["about"].value()) == (LOAN, "T1Q2")
    assert not Statement.objects.exists()
    values = re.findall(r'name="stretch" value="([\d-]+)"', page.content.decode())
    sent = {"text": "Loans and doors help.", "kind": "point", "about": "T1Q2", "stretch": values}
    answer = team.post(url("desk_new", query="?q=T1Q2&c=1"), sent)
    statement = Statement.objects.get()
    assert answer["Location"] == url(
        "desk", query=f"?q=T1Q2&c=1&s={statement.key}#s-{statement.key}"
    )
    assert [row.version.contribution for row in statement.citations.all()] == [loan, door]


def test_a_sentence_of_a_chosen_passage_is_cited_once(team, reply, loan, bilal):
    whole = passage(loan)
    statement = stated(reply, by=bilal)
    place = f"{whole.version_id}-2-6"
    team.post(
        url("desk_cite", statement.key),
        {"passage": whole.pk, "stretch": [place, "x-1-2"], "stance": "supports"},
    )
    assert statement.citations.count() == 1
    team.post(url("desk_cite", statement.key), {"stretch": place, "stance": "supports"})
    assert [(row.start, row.end) for row in statement.citations.all()][1:] == [(2, 6)]


def test_what_was_typed_stays_when_it_is_refused(team, reply, loan):
    sent = {"text": "In Tunisia it helped.", "kind": "experience", "about": "T1Q1"}
    page = team.post(url("desk_new", query="?q=T1Q1"), sent)
    assert page.status_code == 422
    assert "In Tunisia it helped." in page.content.decode()
    assert "which country" in page.content.decode()
    page = team.post(url("desk_new", query="?q=T1Q1"), {**sent, "kind": "slogan"})
    assert page.status_code == 422
    assert "In Tunisia it helped." in page.content.decode()


def test_every_field_is_kept(team, reply, loan, bilal):
    statement = stated(reply, loan, by=bilal)
    team.post(
        url("desk_statement", statement.key),
        filled(
            statement,
            kind="recommendation",
            addressees=["local_authority", "banks"],
            themes=["labour-matching"],
            places=["TN", "IT"],
            is_summary="on",
            about="T2Q1",
        ),
    )
    statement.refresh_from_db()
    assert (statement.kind, statement.about) == ("recommendation", "T2Q1")
    assert statement.addressee == "local_authority banks"
    assert (statement.themes, statement.places) == (["labour-matching"], ["TN", "IT"])
    assert statement.is_summary
    page = team.get(url("desk_statement", statement.key))
    assert page.context["form"]["addressees"].value() == ["local_authority", "banks"]
    team.post(
        url("desk_statement", statement.key),
        filled(statement, addressee="The mayors of the coast"),
    )
    statement.refresh_from_db()
    assert statement.addressee == "The mayors of the coast"
    form = team.get(url("desk_statement", statement.key)).context["form"]
    assert (form["addressees"].value(), form["addressee"].value()) == ([], statement.addressee)


# --- two at once -----------------------------------------------------------------------
def test_two_who_write_at_once_see_both_texts(team, reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal)
    before = filled(statement, text="Mine, typed for an hour.", is_summary="on")
    stating.reword(statement, by=admin, seen=1, text="Theirs.")
    page = team.post(url("desk_statement", statement.key), before)
    said = page.content.decode()
    assert page.status_code == 409
    assert "Widad</bdi> changed statement 1" in said
    assert "Theirs." in said
    assert said.count("Mine, typed for an hour.") >= 2
    assert page.context["fields"] == ["Part of the summary on one page"]
    statement.refresh_from_db()
    assert statement.text == "Theirs."
    form = page.context["form"]
    assert form["seen"].value() == "2"
    team.post(url("desk_statement", statement.key), {**before, "seen": "2", "text": "Both."})
    statement.refresh_from_db()
    assert (statement.text, statement.revision) == ("Both.", 3)


def test_what_was_typed_over_a_dropped_statement_is_not_lost(team, reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal)
    before = filled(statement, text="Typed for an hour.")
    stating.drop(statement, by=admin)
    page = team.post(url("desk_statement", statement.key), before)
    assert page.status_code == 409
    assert "Typed for an hour." in page.content.decode()
    assert url("desk_new") in page.content.decode()
    for name in ("desk_statement", "desk_split", "desk_drop"):
        answer = team.get(url(name, statement.key), follow=True)
        assert "dropped this statement" in answer.content.decode()
    for name in ("desk_cite", "desk_move"):
        answer = team.post(url(name, statement.key), follow=True)
        assert "dropped this statement" in answer.content.decode()


def test_colleagues_are_shown_by_name(team, reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal)
    presence.here(reply, by=admin, statement=statement)
    page = team.get(url("desk", query="?q=T1Q1")).content.decode()
    assert "Widad</bdi> is at statement 1" in page
    assert Presence.objects.filter(person=bilal).exists()
    page = team.get(url("desk_statement", statement.key)).content.decode()
    assert "Widad</bdi> is at this statement too" in page


def test_the_poll_tells_who_is_there_and_what_changed(team, reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal)
    since = clock.now().isoformat()
    told = team.post(url("desk_here"), {"since": since, "statement": statement.key})
    assert "load the page again" not in told.content.decode()
    assert Presence.objects.get(person=bilal).statement == statement
    stating.reword(statement, by=admin, seen=1, text="Theirs.")
    presence.here(reply, by=admin)
    told = team.post(url("desk_here"), {"since": since}).content.decode()
    assert "load the page again" in told
    assert "Widad</bdi> is here too" in told
    assert team.post(url("desk_here"), {"since": "yesterday"}).status_code == 200


# --- what is not saved -----------------------------------------------------------------
def test_words_are_kept_on_each_pause_and_given_back(team, reply, loan, bilal):
    statement = stated(reply, loan, by=bilal)
    place = f"s-{statement.key}"
    told = team.post(url("desk_keep"), {"place": place, "text": "Half a sen", "seen": "1"})
    assert "Kept at" in told.json()["kept"]
    assert "You have unsaved words here" in team.get(url("desk", query="?q=T1Q1")).content.decode()
    page = team.get(url("desk_statement", statement.key))
    assert "Half a sen" in page.content.decode()
    assert page.context["form"]["text"].value() == statement.text
    page = team.get(url("desk_statement", statement.key, query="?restore=1"))
    assert page.context["form"]["text"].value() == "Half a sen"
    team.post(url("desk_statement", statement.key), filled(statement, text="A sentence."))
    assert not UnsavedText.objects.exists()


def test_restored_words_meet_what_a_colleague_wrote_meanwhile(team, reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal)
    unsaved.keep(reply, by=bilal, place=f"s-{statement.key}", text="Mine.", revision=1)
    stating.reword(statement, by=admin, seen=1, text="Theirs.")
    form = team.get(url("desk_statement", statement.key, query="?restore=1")).context["form"]
    assert form["seen"].value() == 1
    answer = team.post(url("desk_statement", statement.key), filled(statement, text="Mine."))
    assert answer.status_code == 409


def test_unsaved_words_are_thrown_away(team, reply, bilal, admin):
    unsaved.keep(reply, by=bilal, place="new-T1Q1", text="Half a sen")
    unsaved.keep(reply, by=admin, place="new-T1Q1", text="Of a colleague")
    page = team.get(url("desk_new", query="?q=T1Q1")).content.decode()
    assert "Half a sen" in page
    assert "Of a colleague" not in page
    team.post(url("desk_throw_away"), {"place": "new-T1Q1"})
    assert UnsavedText.objects.get().person == admin


def test_what_cannot_be_kept_is_said(team, reply):
    told = team.post(url("desk_keep"), {"place": "nowhere", "text": "a", "seen": "x"})
    assert (told.status_code, list(told.json())) == (422, ["refused"])
    Reply.objects.update(state="published")
    assert team.post(url("desk_keep"), {"place": "s-a", "text": "a"}).status_code == 422


# --- buttons ---------------------------------------------------------------------------
def test_passages_are_cited_with_the_stance_of_the_button(team, reply, loan, door, bilal):
    statement = stated(reply, loan, by=bilal)
    where = url("desk_cite", statement.key, query="?q=T1Q1&c=2&lang=en")
    answer = team.post(where, {"passage": passage(door).pk, "stance": "qualifies"})
    assert statement.citations.last().stance == "qualifies"
    assert answer["Location"].startswith(url("desk", query="?q=T1Q1&c=2&lang=en&s="))
    answer = team.post(where, {"stance": "supports"}, follow=True)
    assert "Choose passages in the text first" in answer.content.decode()


def test_a_citation_is_confirmed_changed_and_taken_away(team, reply, loan, door, bilal):
    statement = stated(reply, loan, door, by=bilal)
    statement.citations.update(is_perhaps=True)
    row = statement.citations.last()
    where = url("desk_citation", statement.key, row.pk)
    team.post(where, {"act": "confirm"})
    row.refresh_from_db()
    assert not row.is_perhaps
    team.post(f"{where}?seen=supports", {"act": "differs"})
    row.refresh_from_db()
    assert row.stance == "differs"
    answer = team.post(f"{where}?seen=supports", {"act": "qualifies"}, follow=True)
    assert "Somebody else changed this citation" in answer.content.decode()
    team.post(where, {"act": "uncite"})
    assert statement.citations.count() == 1
    answer = team.post(where, {"act": "uncite"}, follow=True)
    assert "took this citation away" in answer.content.decode()


def test_statements_are_moved(team, reply, loan, bilal):
    _first, second = (stated(reply, loan, by=bilal, text=text) for text in "ab")
    team.post(url("desk_move", second.key), {"step": "-1"})
    assert numbers(reply) == ["b", "a"]
    answer = team.post(url("desk_move", second.key), {"step": "-1"}, follow=True)
    assert "first one here already" in answer.content.decode()


def test_dropping_asks_first_and_can_be_undone(team, reply, loan, bilal):
    statement = stated(reply, loan, by=bilal, text="Out with it.")
    assert "Drop statement 1?" in team.get(url("desk_drop", statement.key)).content.decode()
    assert team.post(url("desk_drop", statement.key), {"seen": "1"}).status_code == 422
    page = team.post(url("desk_drop", statement.key), {"seen": "9", "confirmed": "1"})
    assert page.status_code == 409
    assert Statement.objects.exists()
    page = team.post(url("desk_drop", statement.key), {"seen": "1", "confirmed": "1"}, follow=True)
    assert "Out with it." in page.content.decode()
    team.post(url("desk_put_back", statement.key))
    assert Statement.objects.get().text == "Out with it."
    answer = team.post(url("desk_put_back", statement.key), follow=True)
    assert "nothing to put back" in answer.content.decode()


def test_chosen_statements_are_merged(team, reply, loan, door, bilal):
    one, other = (
        stated(reply, each, by=bilal, text=each.subject or str(n))
        for n, each in enumerate([loan, door])
    )
    keys = [other.key, one.key]
    page = team.get(url("desk_merge"), {"statement": keys, "q": "T1Q1"})
    assert page.context["form"]["text"].value() == one.text
    seen = [f"{one.key}:1", f"{other.key}:1"]
    assert team.post(url("desk_merge"), {"statement": keys, "seen": seen}).status_code == 422
    page = team.post(url("desk_merge"), {"statement": keys, "text": "Both.", "seen": seen[:1]})
    assert page.status_code == 409
    team.post(url("desk_merge"), {"statement": keys, "text": "Both.", "seen": seen})
    assert numbers(reply) == ["Both."]
    assert Statement.objects.get().citations.count() == 2
    answer = team.get(url("desk_merge"), {"statement": one.key}, follow=True)
    assert "two statements or more" in answer.content.decode()


def test_a_statement_is_split(team, reply, loan, door, bilal):
    statement = stated(reply, loan, door, by=bilal, text="Loans and doors.")
    going = statement.citations.last().pk
    sent = {"first": "Loans.", "second": "Doors.", "moved": [going], "seen": "1"}
    assert "Loans and doors." in team.get(url("desk_split", statement.key)).content.decode()
    page = team.post(url("desk_split", statement.key), {**sent, "moved": []})
    assert page.status_code == 422
    assert "Doors." in page.content.decode()
    page = team.post(url("desk_split", statement.key), {**sent, "seen": "0"})
    assert page.status_code == 409
    assert 'name="seen" value="1"' in page.content.decode()
    team.post(url("desk_split", statement.key), sent)
    assert numbers(reply) == ["Loans.", "Doors."]


def test_a_contribution_is_listed_as_not_cited(team, reply, loan):
    team.post(url("desk_leave_out", loan.number), {"reason": "no_room"})
    assert Unused.objects.get().reason == "no_room"
    answer = team.post(url("desk_leave_out", loan.number), {"reason": "boring"}, follow=True)
    assert "reasons of the list" in answer.content.decode()
    assert team.post(url("desk_leave_out", 99), {"reason": "no_room"}).status_code == 404


# --- who ----------------------------------------------------------------------------------
def test_a_member_of_the_team_sees_no_reply_of_another_discussion(
    client, reply, loan, bilal, admin, dele
):
    statement = stated(reply, loan, by=bilal)
    client.force_login(dele)
    assert client.get(url("desk")).status_code == 403
    assert client.post(url("desk_cite", statement.key)).status_code == 403
    teamwork.appoint(reply.discussion, dele, by=admin, is_lead=False)
    assert client.get(url("desk")).status_code == 200


def test_without_a_reply_there_is_nothing_to_change(team, discussion):
    assert team.get(url("desk_statement", "abc")).status_code == 404
    assert team.post(url("desk_here")).status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_desk_speaks_the_language_of_its_reader(team, reply, loan, bilal, language):
    statement = stated(reply, loan, by=bilal, text=GUIDE)
    team.cookies["django_language"] = language
    bilal.language = language
    bilal.save()
    page = team.get(url("desk", query=f"?q=T1Q1&s={statement.key}")).content.decode()
    assert f'lang="{language}"' in page
    assert GUIDE in page


def test_of_many_citations_a_few_are_shown_until_all_are_asked_for(team, reply, say, bilal):
    statement = stated(reply, by=bilal)
    words = " ".join(f"Word{n}." for n in range(60))
    place = stretch(release(say, words, by=bilal))
    parts = [
        stating.Stretch(place.version, place.start + found.start(), place.start + found.end())
        for found in re.finditer(r"Word\d+\.", words)
    ]
    stating.cite(statement, parts, by=bilal, stance="supports")

    def shown(query):
        (row,) = team.get(url("desk", query=query)).context["rows"]
        return len(row.cites), row.more, row.voices

    assert shown("?q=T1Q1") == (12, 48, 1)
    assert shown(f"?q=T1Q1&s={statement.key}") == (40, 20, 1)
    assert shown(f"?q=T1Q1&s={statement.key}&all=1") == (60, 0, 1)
    assert "48 more" in team.get(url("desk", query="?q=T1Q1")).content.decode()


def test_a_link_to_a_statement_alone_opens_its_question(team, reply, loan, bilal):
    for _number in range(45):
        stated(reply, loan, by=bilal, about="T1Q2")
    last = reply.statements.filter(about="T1Q2").latest("number")
    page = team.get(f"/discussions/small-towns/desk/?s={last.key}")
    assert page.context["open_key"] == "T1Q2"
    assert f'id="s-{last.key}"' in page.content.decode()
