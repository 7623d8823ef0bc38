"""Drafting a reply: its rows, its state while it is made, and what readers get of it."""

from __future__ import annotations

import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.discussions.actions import authoring, moderation, passages, replying
from diwan.discussions.models import Citation, Contribution, Reply, Statement
from diwan.discussions.reply import composing, rendering
from diwan.discussions.reply.building import build
from diwan.discussions.reply.rendering import markdown
from diwan.discussions.reply.verifying import verify
from diwan.discussions.rules import digest
from diwan.discussions.words import ReplyState
from diwan.texts.passages import Passage as Found
from diwan.vocabularies.actions import load_vocabularies

pytestmark = pytest.mark.django_db

ANSWERS = [
    "A town needs one single door where returning people can hand in all of their papers.",
    "Mayors should pay a mentor who goes with each returning family during the first whole year.",
    "In our harbour, 45 families found work within six months because the port office trained them.",
]


@pytest.fixture(autouse=True)
def plain_passages():
    """Each contribution is one answer to the first question, its signature a passage apart."""

    def _find(_outline, writings):
        return [tuple(_passages(writing)) for writing in writings]

    with patch.object(passages.pure, "find", _find):
        yield


def _passages(writing):
    body, sign, _rest = writing.text.partition("\n\n-- ")
    yield Found(0, len(body), "answer", ("T1Q1",), 0.9, writing.language)
    if sign:
        yield Found(len(body) + 2, len(writing.text), "signature", (), 0.9, writing.language)


@pytest.fixture
def released(say, bilal):
    def _released(words, **fields):
        fields.setdefault("email", f"p{abs(hash(words))}@example.net")
        fields.setdefault("question", "T1Q1")
        return moderation.release(say(words, **fields), by=bilal)

    return _released


@pytest.fixture
def reply(discussion, released):
    for words in ANSWERS:
        released(words, name="Amel Ben Salah")
    return replying.consolidate(discussion, by=None)


def test_every_statement_rests_on_the_words_it_names(reply):
    assert reply.state == ReplyState.DRAFT
    assert (reply.number, reply.step) == (1, "")
    assert reply.statements.exists()
    for citation in Citation.objects.select_related("version"):
        words = citation.version.masked[citation.start : citation.end]
        assert digest(words) == citation.sha256
    assert verify(reply) == []


def test_every_contribution_is_cited_or_listed_as_unused(reply):
    cited = set(Citation.objects.values_list("version__contribution", flat=True))
    unused = set(reply.unused.values_list("contribution", flat=True))
    assert cited | unused == set(Contribution.objects.values_list("pk", flat=True))
    assert not cited & unused


def test_what_is_cited_word_for_word_is_no_guess(discussion, released):
    same = "The town hall should open one single desk where families bring all their papers."
    released(same)
    released(f"Dear all,\n\n{same.replace(' one', '  one')}")
    released("The town hall should open a single desk to which families bring their papers.")
    reply = replying.consolidate(discussion, by=None)
    rows = Citation.objects.filter(statement__reply=reply).select_related("version__contribution")
    by_number = {row.version.contribution.number: row.is_perhaps for row in rows}
    assert by_number == {1: False, 2: False, 3: True}


def test_a_second_draft_is_another_version(discussion, reply):
    assert replying.consolidate(discussion, by=None).number == 2


def test_a_discussion_without_contributions_gets_an_honest_empty_reply(discussion):
    reply = replying.consolidate(discussion, by=None)
    document = build(reply, "fr")
    assert reply.state == ReplyState.DRAFT
    assert (document.statements, document.contributors, document.responses) == ((), (), ())
    assert document.counts.contributions == 0


def test_only_the_team_has_a_reply_drafted_and_reads_the_draft(reply, bilal, dele, admin):
    with pytest.raises(PermissionDenied):
        replying.start(reply.discussion, by=dele)
    with pytest.raises(PermissionDenied):
        replying.consolidate(reply.discussion, by=dele)
    assert [Reply.objects.visible_to(who).count() for who in (bilal, admin, dele)] == [1, 1, 0]


def test_the_worker_makes_what_was_started(
    discussion, released, bilal, django_capture_on_commit_callbacks
):
    released(ANSWERS[0])
    with django_capture_on_commit_callbacks(execute=True):
        reply = replying.start(discussion, by=bilal)
        assert (reply.state, reply.step) == (ReplyState.MAKING, "")
    reply.refresh_from_db()
    assert reply.state == ReplyState.DRAFT
    assert reply.moved_at is not None


def test_one_reply_is_made_at_a_time_and_a_dead_one_does_not_block(discussion, bilal):
    first = replying.start(discussion, by=bilal)
    with pytest.raises(Refusal, match="being drafted now"):
        replying.start(discussion, by=bilal)
    Reply.objects.update(made_at=clock.now() - timedelta(minutes=11))
    assert list(Reply.objects.abandoned(clock.now())) == [first]
    second = replying.start(discussion, by=bilal)
    assert (second.number, Reply.objects.count()) == (1, 1)
    replying.draft.call(first.pk)  # it wakes up too late
    assert Reply.objects.get().state == ReplyState.MAKING


@pytest.mark.parametrize(
    ("made", "moved", "dead"),
    [(3, 3, True), (11, None, True), (3, None, False), (11, 1, False)],
)
def test_the_clock_fails_what_gives_no_sign(discussion, bilal, made, moved, dead):
    reply = replying.start(discussion, by=bilal)
    now = clock.now()
    Reply.objects.update(
        made_at=now - timedelta(minutes=made),
        moved_at=now - timedelta(minutes=moved) if moved else None,
    )
    assert replying.give_up_dead(now) == dead
    reply.refresh_from_db()
    assert reply.state == (ReplyState.FAILED if dead else ReplyState.MAKING)
    assert ("took too long" in reply.trouble) == dead


def test_a_draft_given_up_meanwhile_stops_and_keeps_its_sentence(discussion, released, bilal):
    released(ANSWERS[0])
    reply = replying.start(discussion, by=bilal)
    with patch.object(composing, "compose", side_effect=lambda *_, **__: None) as compose:
        with patch.object(passages, "align", side_effect=_give_up_then_tell(reply, bilal)):
            replying.draft.call(reply.pk)
        assert not compose.called
    reply.refresh_from_db()
    assert (reply.state, "given up before" in reply.trouble) == (ReplyState.FAILED, True)


def _give_up_then_tell(reply, by):
    def _align(_discussion, *, by=by, progress):
        replying.give_up(reply, by=reply.made_by)
        progress(1, 1)

    return _align


@pytest.mark.django_db(transaction=True)
def test_a_long_step_gives_signs_of_life(discussion, bilal, monkeypatch):
    monkeypatch.setattr(replying, "BEAT", timedelta(milliseconds=20))
    reply = replying.start(discussion, by=bilal)
    Reply.objects.update(moved_at=clock.now() - timedelta(hours=1))
    with replying._beating(reply):
        for _each in range(200):
            if not Reply.objects.abandoned(clock.now()).exists():
                break
            time.sleep(0.02)
    assert not Reply.objects.abandoned(clock.now()).exists()


def test_a_task_that_still_moves_is_not_given_up(discussion, bilal):
    replying.start(discussion, by=bilal)
    Reply.objects.update(made_at=clock.now() - timedelta(hours=1), moved_at=clock.now())
    with pytest.raises(Refusal):
        replying.start(discussion, by=bilal)


def test_what_goes_wrong_is_told_in_the_language_of_who_asked(discussion, bilal, caplog):
    bilal.language = "fr"
    bilal.save()
    reply = replying.start(discussion, by=bilal)
    with patch.object(composing, "compose", side_effect=ZeroDivisionError):
        replying.draft.call(reply.pk)
    reply.refresh_from_db()
    with override("fr"):
        assert reply.state == ReplyState.FAILED
        assert "erreur du programme" in reply.trouble
    replying.draft.call(reply.pk)
    assert replying.consolidate(discussion, by=bilal).number == 1, "a failed one makes room"


def test_a_citation_that_does_not_fit_is_never_kept(discussion, released):
    released(ANSWERS[0])
    real = composing.compose

    def _forged(*args, **options):
        draft = real(*args, **options)
        for statement in draft.statements:
            object.__setattr__(statement.citations[0], "sha256", digest("other words"))
        return draft

    with patch.object(composing, "compose", _forged), pytest.raises(ValueError, match="citation"):
        replying.consolidate(discussion, by=None)
    assert Reply.objects.get().state == ReplyState.FAILED
    assert not Statement.objects.exists()


def test_progress_is_told_step_by_step(discussion, released):
    released(ANSWERS[0])
    told = []
    replying.consolidate(discussion, by=None, progress=lambda *step: told.append(step))
    assert list(dict.fromkeys(step for step, _done, _total in told)) == [
        "reading",
        "writing",
        "keeping",
    ]


# --- what readers get ----------------------------------------------------------------------
def test_a_reply_is_built_in_a_fixed_number_of_queries(
    discussion, released, django_assert_num_queries
):
    released(ANSWERS[0])
    first = replying.consolidate(discussion, by=None)
    for words in ANSWERS[1:]:
        released(words)
    second = replying.consolidate(discussion, by=None)
    for reply in (first, second):
        fresh = Reply.objects.select_related("discussion").get(pk=reply.pk)
        with django_assert_num_queries(QUERIES):
            build(fresh, "en")


#: conveners, team, topics, questions, arrivals, statements, citations, resources (mentions only
#: when there are any), unused, versions, passages, countries, signatures, translations
QUERIES = 14


def test_words_taken_back_leave_the_reply(reply):
    withdrawn = (
        Citation.objects.select_related("version__contribution").first().version.contribution
    )
    words = withdrawn.versions.get(is_released=True).masked
    authoring.withdraw(withdrawn, by=None)
    document = build(reply, "en")
    assert words not in repr(document)
    assert all(
        each.text for each in rendering.context(document, lambda _cited: "")["sheet"].summary
    )
    assert not Statement.objects.filter(text=words).exists()
    flags = {
        citation.flag
        for statement in document.statements
        for citation in statement.citations
        if citation.contribution == withdrawn.number
    }
    assert flags <= {"withdrawn"}
    assert {finding.problem for finding in verify(reply)} == {"withdrawn"}
    assert withdrawn.number not in {each.contribution for each in document.contributors}


def test_words_the_team_took_down_are_not_called_withdrawn_by_their_author(reply, bilal):
    cited = Citation.objects.select_related("version__contribution").first()
    moderation.set_aside(cited.version.contribution, by=bilal, reason="off_topic")
    document = build(reply, "en")
    flags = {
        citation.flag
        for statement in document.statements
        for citation in statement.citations
        if citation.contribution == cited.version.contribution.number
    }
    assert flags == {"set_aside"}
    assert "words no longer public" in markdown(document)
    assert "withdrawn by their author" not in markdown(document)


def test_words_edited_since_are_flagged(reply, bilal):
    cited = Citation.objects.select_related("version__contribution").first()
    contribution = cited.version.contribution
    changed = cited.version.masked + "\n\nOne thing more."
    moderation.merge_correction(authoring.correct(contribution, text=changed, by=None), by=bilal)
    document = build(reply, "en")
    (flagged,) = {
        (citation.flag, bool(citation.words))
        for statement in document.statements
        for citation in statement.citations
        if citation.contribution == contribution.number
    }
    assert flagged == ("edited", True)
    (response,) = [r for r in document.responses if r.contribution == contribution.number]
    assert (response.version, response.text) == (2, changed)


def test_a_name_masked_later_stands_in_no_statement(discussion, released):
    words = "I, Amel Ben Salah, believe that every small town should open a single door for papers."
    contribution = released(words, name="Amel Ben Salah")
    released(ANSWERS[1])
    reply = replying.consolidate(discussion, by=None)
    assert "Amel Ben Salah" in repr(build(reply, "en"))
    authoring.attribute(contribution, attribution="anonymous", by=None)
    assert "Amel Ben Salah" not in repr(build(reply, "en"))
    assert not Statement.objects.filter(text__contains="Amel").exists()


def test_the_nameless_stay_nameless(discussion, released):
    load_vocabularies()
    from diwan.vocabularies.models import Place  # noqa: PLC0415

    tunisia = Place.objects.get(code="TN")
    told = {"name": "Amel Ben Salah", "organisation": "Port Office", "kind": "local_authority"}
    for attribution, words in zip(("named", "organisation", "anonymous"), ANSWERS, strict=True):
        released(words, attribution=attribution, country=tunisia, **told)
    document = build(replying.consolidate(discussion, by=None), "en")
    assert [
        (each.name, each.organisation, each.kind, each.country) for each in document.contributors
    ] == [
        ("Amel Ben Salah", "Port Office", "local_authority", "TN"),
        ("", "Port Office", "local_authority", "TN"),
        ("", "", "", ""),
    ]
    assert document.counts.by_kind == (("local_authority", 2),)
    assert document.counts.by_country == (("TN", 2),)


def test_the_nameless_are_counted_where_three_are_together(discussion, released):
    for words in ANSWERS:
        released(words, attribution="anonymous", kind="research")
    document = build(replying.consolidate(discussion, by=None), "en")
    assert document.counts.by_kind == (("research", 3),)
    assert all(statement.weight.kinds == () for statement in document.statements)


def test_what_is_read_from_a_signature_is_marked(discussion, post, bilal):
    load_vocabularies()
    letter = post(f"{ANSWERS[0]}\n\n-- \nAmel Ben Salah\nUniversity of Ghana\nAccra, Ghana\n")
    moderation.release(letter, by=bilal)
    authoring.attribute(letter, attribution="named", by=None)
    reply = replying.consolidate(discussion, by=None)
    (contributor,) = build(reply, "en").contributors
    assert (contributor.organisation, contributor.kind, contributor.country) == (
        "University of Ghana",
        "research",
        "GH",
    )
    assert contributor.as_signed


def test_late_and_set_aside_are_counted(discussion, released, say, bilal):
    released(ANSWERS[0])
    moderation.set_aside(say("Buy now", email="s@example.net"), by=bilal, reason="spam")
    late = say(ANSWERS[1], email="l@example.net")
    Contribution.objects.filter(pk=late.pk).update(is_late=True)
    counts = build(replying.consolidate(discussion, by=None), "en").counts
    assert (counts.contributions, counts.late, counts.set_aside) == (1, 1, (("spam", 1),))


def test_a_corrected_passage_steers_the_next_draft(discussion, released, bilal):
    contribution = released(ANSWERS[0])
    replying.consolidate(discussion, by=None)
    (passage,) = passages.Passage.objects.filter(version__contribution=contribution)
    passages.correct(passage, by=bilal, kind="answer", targets=["T2Q1"])
    reply = replying.consolidate(discussion, by=None)
    assert {statement.about for statement in reply.statements.all()} == {"T2Q1"}


def test_an_unread_letter_of_somebody_nameless_loses_its_sure_signature_only(
    discussion, post, bilal
):
    letter = post(f"{ANSWERS[0]}\n\n-- Port Office of Accra\n")
    moderation.release(letter, by=bilal)
    replying.consolidate(discussion, by=None)
    moderated = build(Reply.objects.get(), "en").responses[0].text
    unread = replying.consolidate(discussion, by=None, is_moderated=False)
    (response,) = build(unread, "en").responses
    assert "Port Office" in moderated
    assert "Port Office" not in response.text
    assert len(response.text) == len(moderated)
    passages.Passage.objects.filter(kind="signature").update(confidence=0.6)
    assert "Port Office" in build(unread, "en").responses[0].text
