"""Coverage and balance of a draft: what the desk keeps in view."""

from __future__ import annotations

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.discussions.actions import authoring, stating
from diwan.discussions.desk import balance as desk_balance
from diwan.discussions.models import Passage

from .desk import begin, stated, stretch
from .factories import make_contribution, make_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour(bilal):
    """Six released contributions, each one answer to the first question."""
    discussion = make_discussion(lead=bilal)
    for number in range(6):
        say(discussion, bilal, number)
    return discussion


def say(discussion, bilal, number):
    made = make_contribution(
        discussion,
        f"A loan helped return number {number} more than any training.",
        released=bilal,
        language="en" if number % 2 else "fr",
        kind="migrant" if number % 3 else "research",
        country="TN" if number % 2 else "FR",
    )
    version = made.versions.get(is_released=True)
    Passage.objects.create(
        version=version, start=0, end=len(version.masked), kind="answer", targets=["T1Q1"]
    )
    return made


@pytest.fixture
def draft(harbour, bilal):
    return begin(harbour, by=bilal)


def cite(draft, *numbers, by, **fields):
    rows = draft.discussion.contributions.filter(number__in=numbers)
    return stated(draft, *rows, by=by, **fields)


def test_answers_that_nothing_cites_are_counted_by_question_with_the_way_to_them(draft, bilal):
    cite(draft, 1, 2, by=bilal)
    shown = desk_balance.balance(draft)
    assert [(each.label, each.uncited, each.answers) for each in shown.left] == [("1.1", 4, 6)]
    assert shown.left[0].url.endswith("?about=T1Q1&uncited=1#desk-contributions")
    assert shown.uncited == 4


def test_shares_of_citations_stand_beside_shares_of_contributions(draft, bilal):
    cite(draft, 1, 3, by=bilal)
    sides = {side.title: side for side in desk_balance.balance(draft).sides}
    languages = sides["By language"]
    assert {row.label: (row.contributed, row.cited) for row in languages.rows} == {
        "English": ("50%", "0%"),
        "French": ("50%", "100%"),
    }
    assert "By gender, as people said" not in sides


def test_what_changes_is_seen_at_once(draft, bilal):
    first = cite(draft, 1, by=bilal)
    assert desk_balance.balance(draft).uncited == 5
    other = draft.discussion.contributions.get(number=2)
    (row,) = stating.cite(first, stretch(other), by=bilal, stance="differs")
    shown = desk_balance.balance(draft)
    assert shown.uncited == 4
    assert [mark.number for mark in shown.one_voice] == [1]
    stating.set_stance(row, by=bilal, stance="supports")
    assert desk_balance.balance(draft).one_voice == ()
    authoring.withdraw_quietly(other)
    shown = desk_balance.balance(draft)
    assert [mark.number for mark in shown.one_voice] == [1]
    assert (shown.contributions, shown.citations) == (5, 1)


def test_gender_is_that_of_accounts_that_said_it_and_what_is_taken_back_is_gone(
    draft, bilal, amina
):
    for person, gender in ((amina, "woman"), (bilal, "man")):
        person.gender = gender
        person.save()
    for number in range(6, 16):
        say(draft.discussion, bilal, number)
    people = [amina, amina, amina, amina, amina, bilal, bilal, bilal, bilal, bilal]
    for number, person in enumerate(people, start=1):
        draft.discussion.contributions.filter(number=number).update(author=person)
    cite(draft, 1, 2, by=bilal)
    side = desk_balance.balance(draft).sides[-1]
    assert side.is_rounded
    assert {row.label: (row.contributed, row.cited) for row in side.rows} == {
        "Woman": ("30%", "100%"),
        "Man": ("30%", "0%"),
        "Not said": ("40%", "0%"),
    }
    amina.gender = ""
    amina.save()
    assert "Woman" not in {row.label for row in desk_balance.balance(draft).sides[-1].rows}


def test_statements_that_nearly_say_the_same_are_shown_together(draft, bilal):
    texts = (
        "Sending money to the family costs far too much.",
        "Landlords refuse strangers even when they can pay the rent.",
        "Sending money costs families too much.",
    )
    for text in texts:
        cite(draft, 1, by=bilal, text=text)
    ((one, other),) = desk_balance.balance(draft).twins
    assert (one.number, other.number) == (1, 3)


def test_the_balance_asks_as_often_with_one_statement_as_with_three(draft, bilal):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            desk_balance.balance(draft)
        return len(captured)

    cite(draft, 1, by=bilal)
    desk_balance.balance(draft)
    one = asked()
    for number in (2, 3):
        cite(draft, number, by=bilal)
    desk_balance.balance(draft)
    assert asked() == one <= 9


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_desk_shows_the_bars_with_their_table(client, draft, bilal, language):
    cite(draft, 1, 2, by=bilal)
    bilal.language = language
    bilal.save()
    client.force_login(bilal, backend=site.AUTHENTICATION_BACKENDS[0])
    page = client.get(reverse("discussions:desk", args=[draft.discussion.slug])).text
    assert '<table class="bars pairs">' in page
    assert "50" in page
