from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection

from diwan.audit.models import Entry
from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.core.registry import Registry
from diwan.mailroom import actions, jobs
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import Channel, LetterState, Problem, Sort, Trust

from .letters import made, simple

NOW = datetime(2025, 3, 3, 12, tzinfo=UTC)
WORDS = " ".join(f"word{number}" for number in range(30))


def receive(raw=None, *, recipients=("talk@diwan.localhost",), sender="amina@example.org", at=NOW):
    return actions.receive(
        simple() if raw is None else raw,
        recipients=list(recipients),
        envelope_from=sender,
        channel=Channel.SMTP,
        received_at=at,
    )


def received(raw=None, **more) -> Letter:
    letter = receive(raw, **more)[0]
    actions.process(letter)
    return letter


def test_a_letter_is_stored_once_for_each_recipient(db, desk):
    letters = receive(
        recipients=["Talk@Diwan.localhost", "other@diwan.localhost", "other@diwan.localhost"]
    )
    assert [each.recipient for each in letters] == ["talk@diwan.localhost", "other@diwan.localhost"]
    assert {bytes(each.raw.content) for each in letters} == {simple()}
    assert {each.state for each in letters} == {LetterState.STORED}
    assert letters[0].size == len(simple())


def test_reading_begins_after_the_commit(db, desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = receive()[0]
        assert desk.taken == []
    letter.refresh_from_db()
    assert letter.state == LetterState.HANDLED
    assert desk.taken == [letter.pk]


@pytest.mark.django_db(transaction=True)
def test_a_stored_letter_is_on_the_disk(desk):
    receive()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,), "2 is FULL"
            cursor.execute("PRAGMA synchronous=NORMAL")


def test_a_letter_handed_over_again_is_stored_for_those_who_have_it_not(db, desk):
    first = receive()[0]
    both = receive(
        recipients=["TALK@diwan.localhost", "other@diwan.localhost"], at=NOW + timedelta(days=6)
    )
    assert [each.recipient for each in both] == ["talk@diwan.localhost", "other@diwan.localhost"]
    assert both[0] == first
    assert Letter.objects.count() == RawLetter.objects.count() == 2
    assert receive(at=NOW + timedelta(days=14))[0] != first, "after a week it is another letter"
    assert receive(simple(b"Hello  all"))[0] != first, "other bytes are another letter"


def test_what_was_read_stands_beside_the_letter(db, desk):
    letter = received(made(WORDS, In_Reply_To="<call@diwan.localhost>").as_bytes())
    assert (letter.from_name, letter.from_address, letter.subject) == (
        "Amina",
        "amina@example.org",
        "Returning home",
    )
    assert (letter.message_id, letter.in_reply_to) == ("one@example.org", "call@diwan.localhost")
    assert letter.sent_at == datetime(2025, 3, 3, 9, 12, tzinfo=UTC)
    assert (letter.state, letter.sort, letter.handler) == (
        LetterState.HANDLED,
        Sort.PERSONAL,
        "desk",
    )
    assert len(letter.content_hash) == 64
    assert actions.reading_of(letter).text == WORDS


def test_processing_twice_hands_over_once(db, desk):
    letter = received()
    actions.process(letter)
    assert desk.taken == [letter.pk]


def test_long_values_are_cut_to_their_columns(db, desk):
    raw = made("x", Subject="s" * 3000, From=f'"{"n" * 900}" <a@example.org>').as_bytes()
    letter = received(raw)
    assert letter.state == LetterState.HANDLED
    assert len(letter.subject) == 500
    assert len(letter.from_name) == 200


def test_ugly_bytes_are_handled_too(db, desk):
    letter = received(b"\x00\xff\xfe" * 100)
    assert letter.state == LetterState.HANDLED
    assert Problem.NO_SENDER in actions.reading_of(letter).problems


def test_a_letter_that_a_handler_cannot_take_is_quarantined_without_names(db, desk):
    desk.failure = ValueError("amina@example.org")
    letter = received()
    assert letter.state == LetterState.QUARANTINED
    assert letter.problem.startswith("ValueError in conftest.py, line")
    assert "amina" not in letter.problem
    assert bytes(letter.raw.content) == simple()


def test_a_refusal_is_the_reason_of_the_quarantine(db, desk):
    desk.failure = Refusal("The discussion is not open yet.")
    assert received().problem == "The discussion is not open yet."


def test_what_a_failing_handler_wrote_is_undone(db, desk, monkeypatch):
    def half_done(letter: Letter) -> None:
        OutgoingLetter.objects.create(queued_at=NOW, due_at=NOW, message_id="half")
        raise ValueError

    monkeypatch.setattr(desk, "handle", half_done)
    handlers: Registry[slots.LetterHandler] = Registry("letter handler")
    handlers.add("desk", slots.LetterHandler(desk.accepts, half_done))
    monkeypatch.setattr(slots, "letter_handlers", handlers)
    assert received().state == LetterState.QUARANTINED
    assert not OutgoingLetter.objects.exists()


def test_a_letter_that_nobody_takes_is_quarantined(db, desk):
    letter = received(recipients=["nobody@diwan.localhost"])
    assert letter.state == LetterState.QUARANTINED
    assert letter.problem == "Nobody here takes letters to this address."


def test_a_database_that_is_busy_leaves_the_letter_stored(db, desk):
    desk.failure = OperationalError("database is locked")
    letter = receive()[0]
    with pytest.raises(OperationalError):
        actions.process(letter)
    letter.refresh_from_db()
    assert letter.state == LetterState.STORED


def test_the_same_message_id_is_a_duplicate_for_the_same_address_only(db, desk):
    first = received()
    again = received(simple(b"resent"))
    elsewhere = received(recipients=["other@diwan.localhost"])
    assert [each.sort for each in (first, again, elsewhere)] == [
        Sort.PERSONAL,
        Sort.DUPLICATE,
        Sort.PERSONAL,
    ]
    assert again.sort_evidence == "Message-ID"
    assert desk.taken == [first.pk, again.pk, elsewhere.pk], (
        "the handler decides what becomes of it"
    )


def test_the_same_words_under_another_id_are_a_duplicate(db, desk):
    received(made(WORDS).as_bytes())
    again = received(made(WORDS.upper(), Message_ID="<two@example.org>").as_bytes())
    assert (again.sort, again.sort_evidence) == (Sort.DUPLICATE, "same words")


FORGED = {"trust": Trust.FAIL}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (FORGED, {}),
        (FORGED, {"trust": Trust.PASS}),
        (FORGED, {"trust": Trust.NONE, "From": "amina@second.example"}),
        ({"trust": Trust.NONE, "From": "mallory@example.net"}, {"trust": Trust.PASS}),
        ({"trust": Trust.PASS, "From": "mallory@example.net"}, {"trust": Trust.NONE}),
        ({"trust": Trust.NONE}, {"trust": Trust.PASS}),
    ],
)
@pytest.mark.parametrize("same", ["words", "id"])
def test_nobody_is_silenced_by_who_sent_their_words_first(db, desk, earlier, later, same):
    first, second = ("<one@example.org>", "<two@example.org>")
    told(earlier, Message_ID=first)
    words = WORDS if same == "words" else f"Other: {WORDS}"
    letter = told(later, words, Message_ID=second if same == "words" else first)
    assert (letter.sort, letter.sort_evidence) == (Sort.PERSONAL, "")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(Trust.NONE, Trust.NONE), (Trust.PASS, Trust.NONE), (Trust.PASS, Trust.FAIL), ("", "pass")],
)
def test_what_its_own_sender_sent_before_is_repeated(db, desk, earlier, later):
    told({"trust": earlier})
    assert told({"trust": later}, Message_ID="<two@example.org>").sort == Sort.DUPLICATE


def told(how: dict[str, str], words: str = WORDS, **headers: str) -> Letter:
    """A letter whose sender was looked at, with the verdict ``how["trust"]``."""
    more = {name: value for name, value in how.items() if name != "trust"}
    letter = receive(made(words, **headers, **more).as_bytes())[0]
    Letter.objects.filter(pk=letter.pk).update(trust=how.get("trust", ""))
    letter.refresh_from_db()
    actions.process(letter)
    return letter


def test_a_short_answer_said_twice_is_no_duplicate(db, desk):
    received(made("I agree.").as_bytes())
    assert (
        received(made("I agree.", Message_ID="<two@example.org>").as_bytes()).sort == Sort.PERSONAL
    )


def test_a_letter_processed_later_does_not_make_its_elder_a_duplicate(db, desk):
    elder, younger = receive()[0], receive()[0]
    actions.process(younger)
    actions.process(elder)
    assert elder.sort == Sort.PERSONAL


@pytest.mark.parametrize("sender", ["talk@diwan.localhost", "noreply@diwan.localhost"])
def test_our_own_addresses_make_a_loop(db, desk, sender):
    assert received(made("x", From=sender).as_bytes()).sort == Sort.LOOP


def test_a_person_at_our_domain_is_no_loop(db, desk):
    assert received(made("x", From="amina@diwan.localhost").as_bytes()).sort == Sort.PERSONAL


def test_our_own_list_makes_a_loop(db, desk):
    assert received(simple(b"x", b"List-Id: Talk <talk.diwan.localhost>")).sort == Sort.LOOP


def test_a_null_return_path_counts_at_the_door_but_not_in_a_mailbox_file(db, desk):
    raw = made("x", Subject="Undelivered mail").as_bytes()
    assert received(raw, sender="").sort == Sort.BOUNCE
    imported = actions.receive(
        raw,
        recipients=["other@diwan.localhost"],
        envelope_from="",
        channel=Channel.IMPORT,
        received_at=NOW,
    )[0]
    actions.process(imported)
    assert imported.sort == Sort.PERSONAL


def test_the_job_takes_up_what_no_task_took(db, desk):
    lost = receive(at=NOW - timedelta(minutes=2))[0]
    fresh = receive(simple(b"Later"), at=NOW)[0]
    assert jobs.process_due(NOW) == 1
    assert desk.taken == [lost.pk]
    assert jobs.process_due(NOW + timedelta(minutes=2)) == 1
    assert desk.taken == [lost.pk, fresh.pk]


def test_quarantined_letters_are_tried_again_a_few_times(db, desk):
    desk.failure = ValueError()
    letter = received()
    moment = letter.processed_at
    assert actions.take_up_forgotten(moment + timedelta(minutes=1)) == 0
    tries = sum(
        actions.take_up_forgotten(letter.processed_at + timedelta(days=day)) for day in range(1, 20)
    )
    assert tries == 3
    letter.refresh_from_db()
    assert letter.tries == 4
    desk.failure = None
    assert actions.take_up_forgotten(moment + timedelta(days=30)) == 0


def test_an_administrator_tries_again_by_hand(db, desk, amina):
    desk.failure = ValueError()
    letter = received()
    with pytest.raises(PermissionDenied):
        actions.retry(letter, by=amina)
    amina.is_administrator = True
    desk.failure = None
    actions.retry(letter, by=amina)
    assert letter.state == LetterState.HANDLED
    assert Entry.objects.filter(verb="letter.retried").count() == 1
    with pytest.raises(Refusal):
        actions.retry(letter, by=amina)


def test_purged_bytes_leave_the_row(db, desk):
    letter = received()
    assert actions.purge_raw(Letter.objects.all()) == 1
    assert actions.purge_raw([letter]) == 0
    assert Letter.objects.filter(pk=letter.pk).exists()
    with pytest.raises(Refusal, match="retention"):
        actions.reading_of(letter)


def test_letters_that_nobody_took_are_deleted_when_old(db, desk, settings):
    settings.DIWAN_LETTERS_DAYS = 180
    taken = received(at=NOW - timedelta(days=200))
    old = received(at=NOW - timedelta(days=181), recipients=["nobody@diwan.localhost"])
    received(simple(b"Later"), at=NOW - timedelta(days=179), recipients=["nobody@diwan.localhost"])
    rule = slots.retention.get("mailroom-unclaimed")
    assert rule.due(NOW) == 1
    assert rule.purge(NOW) == 1
    assert set(Letter.objects.values_list("pk", flat=True)) == {taken.pk, old.pk + 1}
    assert RawLetter.objects.count() == 2


def test_what_is_kept_about_a_person_is_exported_and_erased(db, desk, amina):
    letter = received()
    source = slots.personal_data.get("mailroom")
    assert [each["subject"] for each in source.export(amina)["received_from_you"]] == [
        "Returning home"
    ]
    source.erase(amina)
    letter.refresh_from_db()
    assert (letter.from_name, letter.from_address, letter.subject) == ("", "", "")
    assert not RawLetter.objects.exists()
    assert source.export(amina) == {
        "received_from_you": [],
        "undelivered_to_you": [],
        "sent_to_you": [],
    }
