"""Words of others beside a statement: found in the worker, shown, cited, put away."""

from __future__ import annotations

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from diwan.core.errors import Refusal
from diwan.discussions.actions import authoring, dismissing, passages, stating, suggesting
from diwan.discussions.desk import suggestions as desk_suggestions
from diwan.discussions.models import Passage, Suggestion
from diwan.discussions.words import ReplyState

from .desk import begin, release, stated, stretch

pytestmark = pytest.mark.django_db

DEAR = "Sending money home to the family still costs far too much for us."
CHER = "Les frais de transfert restent trop chers pour les familles qui en vivent."
GHALI = "ما زالت تكلفة تحويل الأموال إلى العائلة مرتفعة جدا علينا."
RAIN = "Drought drives the young out of our villages before anything else does."


@pytest.fixture
def said(discussion, say, bilal):
    """Four released contributions, cut into passages that are all answers."""
    found = {words: release(say, words, by=bilal) for words in (DEAR, CHER, GHALI, RAIN)}
    passages.align(discussion, by=bilal)
    Passage.objects.of_discussion(discussion).update(kind="answer")
    return found


@pytest.fixture
def statement(discussion, said, bilal):
    reply = begin(discussion, by=bilal)
    return stated(reply, said[DEAR], by=bilal, text="Sending money home costs too much.")


def _words(statement):
    suggesting.suggest.call(statement.reply_id)
    return [each.words for each in desk_suggestions.suggested(statement).rows]


def test_the_same_in_other_languages_is_suggested_and_what_is_cited_is_not(statement):
    found = _words(statement)
    assert set(found[:2]) == {CHER, GHALI}
    assert DEAR not in found


def test_what_is_cited_by_now_is_not_shown_any_more(statement, said, bilal):
    _words(statement)
    stating.cite(statement, stretch(said[CHER]), by=bilal, stance="supports")
    shown = [each.words for each in desk_suggestions.suggested(statement).rows]
    assert CHER not in shown
    assert GHALI in shown


def test_a_voice_that_is_heard_is_not_suggested_again(discussion, say, bilal):
    twice = f"{DEAR}\n\nSending money to our families is far too dear, month after month."
    said = {words: release(say, words, by=bilal) for words in (twice, CHER, RAIN)}
    passages.align(discussion, by=bilal)
    Passage.objects.of_discussion(discussion).update(kind="answer")
    mine = stretch(said[twice], DEAR)
    statement = stating.write(
        begin(discussion, by=bilal), by=bilal, about="T1Q1", text=DEAR, stretches=[mine]
    )
    found = _words(statement)
    assert CHER in found
    assert not any("month after month" in words for words in found)


def test_what_was_dismissed_stays_away_until_it_is_brought_back(statement, bilal):
    _words(statement)
    first = desk_suggestions.suggested(statement).rows[0]
    dismissing.dismiss(statement, first.pk, by=bilal)
    assert first.words not in _words(statement)
    assert desk_suggestions.suggested(statement).dismissed == 1
    dismissing.bring_back(statement, by=bilal)
    assert first.words in _words(statement)


def test_words_that_readers_do_not_see_any_more_are_not_shown(statement, said, bilal):
    assert CHER in _words(statement)
    authoring.withdraw_quietly(said[CHER])
    assert CHER not in [each.words for each in desk_suggestions.suggested(statement).rows]
    assert CHER not in _words(statement)


def test_a_published_reply_is_left_alone(statement, bilal):
    statement.reply.state = ReplyState.PUBLISHED
    statement.reply.save()
    suggesting.suggest.call(statement.reply_id)
    assert not Suggestion.objects.exists()
    with pytest.raises(Refusal):
        dismissing.dismiss(statement, 1, by=bilal)


def test_one_task_waits_however_often_it_is_asked_for(
    statement, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for _each in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            suggesting.soon(statement.reply)
    assert DBTaskResult.objects.filter(task_path=suggesting.suggest.module_path).count() == 1


def _asked(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_suggesting_asks_as_often_for_one_statement_as_for_three(statement, said, bilal):
    def again():
        suggesting.suggest.call(statement.reply_id)

    again()
    one = _asked(again)
    for text in ("The young leave dry villages.", "Families pay high fees."):
        stated(statement.reply, said[RAIN], by=bilal, text=text)
    assert _asked(again) == one
    assert _asked(lambda: desk_suggestions.suggested(statement)) == 2


def test_the_desk_shows_suggestions_and_puts_one_away(client, statement, bilal):
    _words(statement)
    slug = statement.reply.discussion.slug
    client.force_login(bilal, backend=site.AUTHENTICATION_BACKENDS[0])
    page = client.get(reverse("discussions:desk", args=[slug]), {"q": "T1Q1", "s": statement.key})
    first = desk_suggestions.suggested(statement).rows[0]
    assert first.words in page.text
    url = reverse("discussions:desk_dismiss", args=[slug, statement.key, first.pk])
    client.post(url)
    assert desk_suggestions.suggested(statement).dismissed == 1
    client.post(reverse("discussions:desk_bring_back", args=[slug, statement.key]))
    assert desk_suggestions.suggested(statement).dismissed == 0
