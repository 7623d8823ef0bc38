"""A machine words a statement: from public words alone, checked, and for its facilitator."""

from __future__ import annotations

import pytest

from diwan.core.errors import Refusal
from diwan.core.tests.stand_in import standing_in
from diwan.discussions.actions import authoring, moderation, wording
from diwan.discussions.models import Citation, Reply, Statement, UnsavedText
from diwan.discussions.rules import digest
from diwan.discussions.words import ReplyState

pytestmark = pytest.mark.django_db
WORDS = "Small loans of 200 dinars helped 45 families in Tunisia."
SAID = "In Tunisia, 45 families were helped by loans of 200 dinars."


@pytest.fixture
def statement(discussion, say, bilal, amina):
    version = moderation.release(say(WORDS, by=amina, language="en"), by=bilal).versions.get()
    reply = Reply.objects.create(
        discussion=discussion,
        number=1,
        state=ReplyState.DRAFT,
        made_on=discussion.opens_on,
        made_at=version.made_at,
    )
    made = Statement.objects.create(
        reply=reply, number=1, kind="point", text=WORDS, language="en", about="T1Q1"
    )
    place = {"start": 0, "end": len(WORDS), "sha256": digest(WORDS), "language": "en"}
    Citation.objects.create(statement=made, order=1, version=version, **place)
    return made


@pytest.fixture
def server(settings):
    with standing_in() as server:
        server.says = lambda _body: SAID
        settings.DIWAN_DRAFTING_URL = server.url
        settings.DIWAN_DRAFTING_MODEL = "small-model"
        yield server


def ask(statement, by, capture):
    with capture(execute=True):
        wording.ask(statement, by=by)
        assert wording.help_with(statement, by=by).is_asked
    return wording.help_with(statement, by=by)


def test_its_wording_waits_for_whoever_asked_and_changes_nothing(
    statement, bilal, admin, server, django_capture_on_commit_callbacks
):
    assert ask(statement, bilal, django_capture_on_commit_callbacks).text == SAID
    assert wording.help_with(statement, by=admin) == wording.Help()
    statement.refresh_from_db()
    assert (statement.text, statement.revision) == (WORDS, 0)
    (sent,) = [body for _method, _path, _headers, body in server.heard]
    assert WORDS in str(sent)


@pytest.mark.parametrize(
    "answer",
    [
        "In Tunisia, 90 families were helped by loans of 200 dinars.",
        "In Morocco, 45 families were helped by loans of 200 dinars.",
        "Forty-five families in Tunisia: write to a@example.net.",
        "<p>In Tunisia, 45 families were helped by loans of 200 dinars.</p>",
    ],
)
def test_an_answer_that_lies_is_not_shown(
    answer, statement, bilal, server, django_capture_on_commit_callbacks
):
    server.says = lambda _body: answer
    said = ask(statement, bilal, django_capture_on_commit_callbacks)
    assert (said.text, said.is_asked) == ("", False)
    assert "not used" in said.trouble


def test_without_a_machine_or_a_draft_nothing_is_asked(statement, bilal, server, settings):
    statement.reply.state = ReplyState.PUBLISHED
    with pytest.raises(Refusal, match="Only a draft"):
        wording.ask(statement, by=bilal)
    settings.DIWAN_DRAFTING_URL = ""
    statement.reply.state = ReplyState.DRAFT
    with pytest.raises(Refusal, match="No machine"):
        wording.ask(statement, by=bilal)


def test_words_that_were_withdrawn_never_leave(statement, bilal, amina, server):
    authoring.withdraw(Citation.objects.get().version.contribution, by=amina)
    with pytest.raises(Refusal, match="everybody may read"):
        wording.ask(statement, by=bilal)
    assert server.heard == []


def test_what_was_thrown_away_meanwhile_does_not_come_back(statement, bilal, server):
    wording.ask(statement, by=bilal)
    wording.throw_away(statement, by=bilal)
    wording.word.call(statement.pk, bilal.pk)
    assert not UnsavedText.objects.exists()


def test_the_team_takes_it_into_the_box_or_throws_it_away(
    client, statement, bilal, server, django_capture_on_commit_callbacks
):
    client.force_login(bilal)
    ask(statement, bilal, django_capture_on_commit_callbacks)
    page = f"/discussions/small-towns/desk/statements/{statement.key}/machine"
    assert client.post(f"{page}/take/").status_code == 302
    (kept,) = UnsavedText.objects.all()
    assert (kept.place, kept.text) == (f"s-{statement.key}", SAID)
    assert wording.help_with(statement, by=bilal) == wording.Help()
    assert client.post(f"{page}/sing/").status_code == 404
