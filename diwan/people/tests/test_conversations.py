"""Members write to each other through the house: who may, when, and what the other learns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people.actions import consenting, directory, erase, suspend
from diwan.people.actions import conversations as actions
from diwan.people.correspondents import reachable
from diwan.people.models import Block, Conversation, Message, MessageReport, Person
from diwan.people.panels.conversations import export
from diwan.people.queries.conversations import unread
from diwan.people.rules import conversations as rules

from .factories import make_person
from .talkers import FIRST, MASKED, NAMES, asked, handle, letters_to, member, talking

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> Person:
    return member("amina")


@pytest.fixture
def bilal() -> Person:
    return member("bilal")


# --- rules -----------------------------------------------------------------------------------
def test_nothing_follows_a_closed_state():
    closed = set(rules.NEXT_STATES) - rules.OPEN
    assert all(not rules.NEXT_STATES[state] for state in closed)
    assert set(rules.NEXT_STATES) == {
        state for to in rules.NEXT_STATES.values() for state in to
    } | {rules.ASKED}


@given(st.text(max_size=80), st.text(max_size=80))
def test_own_addresses_and_those_of_the_house_are_taken_out(before, after):
    text = f"{before} Amina@Example.org {after} <messages+mx.s-abc@diwan.localhost>"
    cut = rules.without_addresses(text, {"amina@example.org"}, "diwan.localhost", "[e-mail]")
    assert "amina@example.org" not in cut.lower()
    assert "@diwan.localhost" not in cut.lower()


@pytest.mark.parametrize(
    "number", ["0687654321", "98 123 456", "(+33) 6-87-65-43-21", "٠٦٨٧٦٥٤٣٢١"]
)
def test_what_may_be_a_telephone_is_taken_out_and_days_stay(number):
    told = f"From 2026-11-22 to 01/12/2026, 500 boats, {number}, and 120 000 euros."
    said = rules.without_long_numbers(told, "[phone]")
    assert said == told.replace(number, "[phone]")


def test_other_addresses_stay():
    said = "Write to office@harbour.example."
    assert rules.without_addresses(said, {"a@b.example"}, "diwan.localhost", "-") == said


# --- asking ----------------------------------------------------------------------------------
def test_a_first_message_waits_masked_until_it_is_accepted(amina, bilal):
    conversation = asked(amina, bilal)
    message = conversation.messages.get()
    assert conversation.state == "asked"
    assert MASKED not in conversation.words_for(bilal, message)
    assert conversation.words_for(amina, message) == FIRST
    (letter,) = letters_to(bilal, "asked")
    assert MASKED not in letter.text + letter.html
    with pytest.raises(Refusal, match="once your first message has been accepted"):
        actions.reply(conversation, by=amina, text="And another thing.")
    accepted = actions.accept(conversation, by=bilal)
    assert accepted.words_for(bilal, message) == FIRST


def test_accepted_once_however_often_it_is_pressed(amina, bilal):
    conversation = asked(amina, bilal)
    for _press in range(2):
        actions.accept(conversation, by=bilal)
    assert len(letters_to(amina, "accepted")) == 1
    assert actions.reply(conversation, by=amina, text="Thank you.").author == amina
    assert actions.reply(conversation, by=bilal, text="You are welcome.").author == bilal
    assert [len(letters_to(each, "said")) for each in (amina, bilal)] == [1, 1]


def test_declining_says_nothing_more_than_that(amina, bilal):
    conversation = actions.decline(asked(amina, bilal), by=bilal)
    (letter,) = letters_to(amina, "declined")
    assert letter.text.startswith("A member has declined your message.\n")
    assert conversation.state == "declined"
    with pytest.raises(Refusal, match="closed"):
        actions.accept(conversation, by=bilal)
    with pytest.raises(Refusal, match="You can ask this member again on"):
        asked(amina, bilal)
    Conversation.objects.update(closed_at=clock.now() - rules.ASK_AGAIN_AFTER)
    assert asked(amina, bilal).state == "asked"


def test_only_whoever_was_asked_accepts_or_declines(amina, bilal):
    conversation, dele = asked(amina, bilal), member("dele")
    for somebody in (amina, dele):
        for act in (actions.accept, actions.decline):
            with pytest.raises(PermissionDenied):
                act(conversation, by=somebody)
    for act in (actions.end, actions.block):
        with pytest.raises(PermissionDenied):
            act(conversation, by=dele)
    with pytest.raises(PermissionDenied):
        actions.reply(conversation, by=dele, text="Let me in.")


def test_without_consent_or_out_of_sight_nobody_is_reached(amina, bilal):
    assert reachable(handle(bilal), by=amina) == bilal
    directory.show(bilal, shown=directory.Shown(audiences={"name": "private"}), by=bilal)
    assert reachable(handle(bilal), by=amina) is None, "what one may not see cannot be written to"
    with pytest.raises(Refusal, match="takes no messages now"):
        asked(amina, bilal)
    consenting.withdraw_consent(amina, "contact", by=amina)
    assert reachable(handle(amina), by=bilal) is None
    assert reachable("no-such-handle", by=bilal) is None
    assert not Conversation.objects.exists()


def test_nobody_writes_to_themselves(amina):
    assert reachable(handle(amina), by=amina) is None
    with pytest.raises(Refusal):
        asked(amina, amina)


def test_so_many_members_are_asked_a_day_and_no_more(amina, settings):
    settings.DIWAN_REQUESTS_A_DAY = 2
    people = [member(f"m{number}") for number in range(3)]
    for person in people[:2]:
        asked(amina, person)
    with pytest.raises(Refusal, match="2 members a day"):
        asked(amina, people[2])
    Conversation.objects.update(asked_at=clock.now() - timedelta(days=1, minutes=1))
    assert asked(amina, people[2]).state == "asked"


def test_an_open_conversation_is_gone_on_with_from_both_sides(amina, bilal):
    asked(amina, bilal)
    for sender, recipient in ((amina, bilal), (bilal, amina)):
        with pytest.raises(Refusal, match="Go on there"):
            asked(sender, recipient)


@pytest.mark.parametrize(
    ("text", "why"), [("  \n", "Nothing is written"), ("x" * 5_001, "longer than 5000")]
)
def test_empty_and_endless_words_are_refused(amina, bilal, text, why):
    with pytest.raises(Refusal, match=why):
        asked(amina, bilal, text)
    assert not Conversation.objects.exists()


def test_two_machines_that_answer_each_other_stop(amina, bilal):
    conversation = talking(amina, bilal)
    for number in range(rules.MESSAGES_A_DAY - 1):
        actions.reply(conversation, by=amina, text=f"I am away ({number})")
    with pytest.raises(Refusal, match="within a day"):
        actions.reply(conversation, by=amina, text="I am away")


# --- blocked ---------------------------------------------------------------------------------
def seen_by_sender(conversation: Conversation, sender: Person) -> tuple[object, ...]:
    """All that an unanswered sender can tell of a conversation."""
    mine = Conversation.objects.visible_to(sender).get(pk=conversation.pk)
    said = [
        (mine.words_for(sender, each), each.sent_at > mine.asked_at) for each in mine.messages.all()
    ]
    return mine.state, mine.closed_at, mine.answered_at, said, len(letters_to(sender))


def test_a_blocked_sender_sees_what_an_unanswered_one_sees(amina, bilal):
    dele = member("dele")
    old = talking(amina, bilal)
    actions.block(old, by=bilal)
    Conversation.objects.update(closed_at=clock.now() - rules.ASK_AGAIN_AFTER)
    OutgoingLetter.objects.all().delete()
    blocked, unanswered = asked(amina, bilal), asked(amina, dele)
    assert seen_by_sender(blocked, amina) == seen_by_sender(unanswered, amina)
    assert export(amina)["conversations"][0].keys() == export(amina)["conversations"][1].keys()
    for each in (blocked, unanswered):
        with pytest.raises(Refusal, match="once your first message has been accepted"):
            actions.reply(each, by=amina, text="Hello?")
    later = clock.now() + rules.REQUEST_LIFE
    assert actions.lapse_due(later) == 2
    states = Conversation.objects.filter(pk__in=[blocked.pk, unanswered.pk])
    assert set(states.values_list("state", flat=True)) == {"lapsed"}


def test_nothing_of_a_blocked_sender_reaches_whoever_blocked_them(amina, bilal):
    actions.block(actions.decline(asked(amina, bilal), by=bilal), by=bilal)
    Conversation.objects.all().delete()
    OutgoingLetter.objects.all().delete()
    kept_back = asked(amina, bilal)
    assert letters_to(bilal) == []
    assert unread(bilal) == 0
    assert not Conversation.objects.visible_to(bilal).exists()
    assert export(bilal)["conversations"] == []
    with pytest.raises(PermissionDenied):
        actions.accept(kept_back, by=bilal)


def test_a_request_that_is_blocked_stays_unanswered_and_can_still_be_reported(amina, bilal):
    conversation = asked(amina, bilal)
    before = seen_by_sender(conversation, amina)
    actions.block(conversation, by=bilal)
    assert seen_by_sender(conversation, amina) == before
    assert unread(bilal) == 0
    with pytest.raises(Refusal, match="You have blocked this member"):
        actions.accept(conversation, by=bilal)
    report = actions.report(conversation.messages.get(), by=bilal, reason="Spam")
    assert report.reported_by == bilal
    actions.unblock(Block.objects.get(), by=bilal)
    assert actions.accept(conversation, by=bilal).state == "accepted"


def test_whoever_is_blocked_in_a_conversation_hears_that_it_ended_as_always(amina, bilal):
    dele = member("dele")
    actions.block(talking(amina, bilal), by=bilal)
    actions.end(talking(amina, dele), by=dele)
    blocked, ended = letters_to(amina, "ended")
    assert blocked.subject == ended.subject
    assert blocked.text.rsplit("/", 2)[0] == ended.text.rsplit("/", 2)[0]
    with pytest.raises(PermissionDenied):
        actions.unblock(Block.objects.get(), by=amina)


def test_whom_one_has_blocked_one_does_not_ask(amina, bilal):
    actions.block(asked(amina, bilal), by=bilal)
    with pytest.raises(Refusal, match="You have blocked this member"):
        asked(bilal, amina)


# --- a consent taken back, an end, time ---------------------------------------------------------
def test_a_consent_taken_back_stops_what_is_under_way(amina, bilal):
    conversation = asked(amina, bilal)
    consenting.withdraw_consent(bilal, "contact", by=bilal)
    conversation.refresh_from_db()
    assert conversation.state == "lapsed"
    assert letters_to(bilal, "asked") == [], "it had not gone yet"
    (letter,) = letters_to(amina, "lapsed")
    assert "takes no messages now" in letter.text
    assert "consent" not in letter.text
    assert Conversation.objects.visible_to(bilal).get().messages.count() == 1, "nothing is lost"
    with pytest.raises(Refusal, match="closed"):
        actions.accept(conversation, by=bilal)


def test_a_consent_taken_back_ends_what_others_began_and_nothing_else(amina, bilal):
    dele = member("dele")
    begun_by_other, begun_by_them = talking(amina, bilal), talking(bilal, dele)
    OutgoingLetter.objects.filter(to_address=bilal.email).update(state="sent")
    consenting.withdraw_consent(bilal, "contact", by=bilal)
    begun_by_other.refresh_from_db()
    begun_by_them.refresh_from_db()
    assert (begun_by_other.state, begun_by_them.state) == ("ended", "accepted")
    assert len(letters_to(amina, "ended")) == 1
    with pytest.raises(Refusal, match="closed"):
        actions.reply(begun_by_other, by=amina, text="Still there?")
    assert len(letters_to(bilal, "asked")) == 1, "what has gone stays written down"


def test_either_ends_it_once(amina, bilal):
    for by in (amina, bilal):
        conversation = talking(amina, bilal)
        for _press in range(2):
            actions.end(conversation, by=by)
        assert len(letters_to(conversation.other(by), "ended")) == 1
        Conversation.objects.all().delete()
        OutgoingLetter.objects.all().delete()


def test_last_words_reach_the_other_and_not_whoever_ended_it(amina, bilal):
    conversation = talking(amina, bilal)
    actions.reply(conversation, by=amina, text="One more thing.")
    actions.reply(conversation, by=bilal, text="Farewell.")
    actions.end(conversation, by=bilal)
    assert [each.kind for each in letters_to(bilal, "said")] == []
    assert len(letters_to(amina, "said")) == 1


def test_a_request_is_taken_back_by_whoever_asked_alone(amina, bilal):
    conversation = asked(amina, bilal)
    with pytest.raises(Refusal, match="Accept or decline first"):
        actions.end(conversation, by=bilal)
    assert actions.end(conversation, by=amina).state == "lapsed"
    assert letters_to(bilal) == []


def test_old_conversations_go_and_reported_ones_wait(amina, bilal):
    dele = member("dele")
    closed = actions.end(talking(amina, bilal), by=bilal)
    reported = actions.end(talking(amina, dele), by=dele)
    report = actions.report(reported.messages.get(), by=dele, reason="Rude")
    now = clock.now() + rules.CLOSED_LIFE
    assert actions.due(now) == actions.purge(now) == 1
    assert not Conversation.objects.filter(pk=closed.pk).exists()
    assert not OutgoingLetter.objects.filter(text__contains="harbour", to_address=bilal.email)
    moderator = make_person("m@example.org", is_administrator=True)
    actions.decide(report, by=moderator, outcome="kept")
    assert actions.purge(now) == 1


def test_letters_wait_for_the_end_of_quiet_hours(amina, bilal):
    now = clock.now()
    bilal.quiet_from = (now - timedelta(hours=1)).time()
    bilal.quiet_until = (now + timedelta(hours=1)).time()
    bilal.save()
    asked(amina, bilal)
    (letter,) = letters_to(bilal)
    assert letter.due_at > now + timedelta(minutes=50)


def test_nobody_writes_letters_to_a_suspended_account(amina, bilal):
    conversation = talking(amina, bilal)
    OutgoingLetter.objects.all().delete()
    suspend(bilal, by=make_person("m@example.org", is_administrator=True), why="Spam")
    actions.reply(conversation, by=amina, text="Are you there?")
    assert letters_to(bilal) == []


# --- erased, taken along ----------------------------------------------------------------------
def test_an_erased_account_takes_its_own_words_along_and_leaves_the_others(amina, bilal):
    conversation = talking(amina, bilal)
    actions.reply(conversation, by=bilal, text="Gladly, on Monday.")
    erase(amina, by=amina)
    conversation.refresh_from_db()
    first, second = conversation.messages.all()
    assert (first.text, first.masked, first.is_erased) == ("", "", True)
    assert second.text == "Gladly, on Monday."
    assert conversation.state == "ended"
    assert not OutgoingLetter.objects.filter(text__contains="harbour").exists()
    assert all(NAMES["amina"] not in each.text for each in letters_to(bilal))


def test_an_unanswered_request_goes_with_the_account_of_whoever_asked(amina, bilal):
    asked(amina, bilal)
    erase(amina, by=amina)
    assert not Conversation.objects.exists()


def test_whoever_wrote_to_an_erased_account_keeps_their_words(amina, bilal):
    asked(amina, bilal)
    erase(bilal, by=bilal)
    mine = Conversation.objects.visible_to(amina).get()
    assert (mine.state, mine.messages.get().text) == ("lapsed", FIRST)


def test_one_takes_along_what_one_wrote_and_what_came(amina, bilal):
    actions.reply(talking(amina, bilal), by=bilal, text="Gladly.")
    (told,) = export(amina)["conversations"]
    assert [each["text"] for each in told["messages"]] == [FIRST, "Gladly."]
    assert [each["is_yours"] for each in told["messages"]] == [True, False]
    assert told["with"] == "A member"


# --- reports ------------------------------------------------------------------------------------
@pytest.fixture
def moderator() -> Person:
    return make_person("widad@example.org", name="Widad", is_administrator=True)


def test_a_report_is_decided_once_and_both_hear(amina, bilal, moderator):
    conversation = talking(amina, bilal)
    report = actions.report(conversation.messages.get(), by=bilal, reason="Asks for money")
    assert actions.report(conversation.messages.get(), by=bilal, reason="Again") == report
    (told,) = letters_to(moderator, "reported")
    assert "harbour" not in told.text
    assert "money" not in told.text
    decided = actions.decide(report, by=moderator, outcome="ended", note="Ask nobody for money.")
    assert decided.decided_by == moderator
    conversation.refresh_from_db()
    assert conversation.state == "ended"
    (to_writer,) = letters_to(amina, "warned")
    assert "Ask nobody for money." in to_writer.text
    assert "Asks for money" not in to_writer.text
    (to_reporter,) = letters_to(bilal, "decided")
    assert "Ask nobody" not in to_reporter.text
    with pytest.raises(Conflict):
        actions.decide(report, by=moderator, outcome="kept")
    verbs = list(Entry.objects.filter(verb__contains="message").values_list("verb", flat=True))
    assert verbs == ["report message", "decide on message"]


def test_who_writes_to_whom_stands_in_no_log(amina, bilal):
    before = Entry.objects.count()
    conversation = talking(amina, bilal)
    actions.reply(conversation, by=bilal, text="Gladly.")
    actions.block(conversation, by=bilal)
    assert Entry.objects.count() == before


def test_moderators_decide_on_nothing_of_their_own(bilal, moderator):
    for purpose in ("directory", "contact"):
        consenting.give_consent(moderator, purpose, by=moderator, language="en")
    shown = directory.Shown(audiences={"name": "members"})
    directory.show(moderator, shown=shown, by=moderator)
    conversation = talking(bilal, moderator)
    report = actions.report(conversation.messages.get(), by=moderator, reason="Rude")
    assert not MessageReport.objects.visible_to(moderator).exists()
    for somebody in (moderator, bilal):
        with pytest.raises(PermissionDenied):
            actions.decide(report, by=somebody, outcome="kept")


def test_only_what_reached_one_is_reported_and_with_a_reason(amina, bilal):
    message = talking(amina, bilal).messages.get()
    for somebody in (amina, member("dele")):
        with pytest.raises(PermissionDenied):
            actions.report(message, by=somebody, reason="Hm")
    with pytest.raises(Refusal, match="what is wrong"):
        actions.report(message, by=bilal, reason=" ")


def test_a_decision_against_the_writer_says_why(amina, bilal, moderator):
    report = actions.report(talking(amina, bilal).messages.get(), by=bilal, reason="Rude")
    with pytest.raises(Refusal, match="is to be told"):
        actions.decide(report, by=moderator, outcome="warned")
    assert not Message.objects.filter(reports__outcome="warned").exists()
