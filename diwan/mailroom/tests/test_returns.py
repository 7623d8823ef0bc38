"""What comes back of our letters, from the door to the letters that are not sent any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diwan.core import clock, slots
from diwan.mailroom import actions, addressing, posting
from diwan.mailroom.actions import returns
from diwan.mailroom.listener import is_taken
from diwan.mailroom.models import AddressHealth, Letter, OutgoingLetter
from diwan.mailroom.words import OutgoingState

from . import reports
from .test_outgoing import garden, relay, send  # noqa: F401 - the fixtures of outgoing letters

CHLOE = "chloe@example.org"


@pytest.fixture
def letter(db, garden) -> OutgoingLetter:  # noqa: F811
    made = send(to="Chloe@example.org")
    actions.deliver(made)
    return made


def come_back(letter: OutgoingLetter, raw: bytes, *, days: int = 0, to: str = "") -> Letter:
    """A report, unlike any before, reaches the return path of ``letter`` (or ``to``)."""
    (stored,) = actions.receive(
        f"X-Number: {Letter.objects.count()}\n".encode() + raw,
        recipients=[to or posting.return_path(letter)],
        envelope_from="",
        channel="smtp",
        received_at=clock.now() + timedelta(days=days),
    )
    actions.process(stored)
    return stored


def test_the_door_takes_reports_at_the_return_path_of_a_letter_and_nowhere_else(letter):
    assert is_taken(posting.return_path(letter))
    assert is_taken("complaints@diwan.localhost")
    for address in (
        "bounce@diwan.localhost",
        "bounce+1-aaaaaaaaaaaaaaaa@diwan.localhost",
        posting.return_path(letter).replace("diwan.localhost", "example.org"),
        addressing.tagged("complaints", "x"),
    ):
        assert not returns.accepts(address), address


def test_a_report_is_noted_for_the_address_the_letter_went_to(letter):
    stored = come_back(letter, reports.dsn("5.1.1"))
    assert (stored.state, stored.handler, stored.sort) == ("handled", "returns", "bounce")
    row = AddressHealth.objects.get()
    assert (row.address, row.score, row.status, row.stopped_at) == (CHLOE, 2.0, "5.1.1", None)
    letter.refresh_from_db()
    assert letter.problem == "returned 5.1.1"


def test_a_report_read_twice_counts_once(letter):
    stored = come_back(letter, reports.dsn("5.1.1"))
    actions.take_report(stored)
    assert AddressHealth.objects.get().score == 2.0


@pytest.mark.parametrize("raw", [reports.VACATION, reports.dsn("4.4.1", action="delayed")])
def test_what_reports_no_failure_is_kept_and_changes_nothing(letter, raw):
    assert come_back(letter, raw).handler == "returns"
    assert not AddressHealth.objects.exists()


def test_nobody_is_written_to_after_two_refusals_but_a_code_still_goes(letter, relay):  # noqa: F811
    for day in (0, 2):
        come_back(letter, reports.dsn("5.1.1"), days=day)
    refused, asked_for = send(to="CHLOE@example.org"), send(is_asked_for=True)
    for each in (refused, asked_for):
        actions.deliver(each)
    assert (refused.state, asked_for.state) == (OutgoingState.STOPPED, OutgoingState.SENT)
    assert len(relay.kept) == 1


def test_a_complaint_stops_the_letters_and_only_its_reader_can_make_it(letter):
    come_back(letter, reports.complaint(), to="complaints@diwan.localhost")
    assert not returns.is_stopped(CHLOE), "whoever complains must have the letter"
    raw = reports.complaint(message_id=letter.message_id)
    come_back(letter, raw, to="complaints@diwan.localhost")
    assert returns.is_stopped(CHLOE)
    assert AddressHealth.objects.get().status == "complaint"


def test_a_bounce_at_the_box_for_complaints_says_nothing(letter):
    raw = reports.dsn("5.1.1").replace(b"ours@diwan.localhost", letter.message_id.encode())
    come_back(letter, raw, to="complaints@diwan.localhost")
    assert not AddressHealth.objects.exists()


def test_one_more_try_is_one_refusal_and_a_success_forgets(letter):
    for day in (0, 2):
        come_back(letter, reports.dsn("5.1.1"), days=day)
    assert actions.try_again(CHLOE, now=clock.now())
    assert not actions.try_again(CHLOE, now=clock.now())
    assert not returns.is_stopped(CHLOE)
    come_back(letter, reports.dsn("4.2.2"))
    assert not returns.is_stopped(CHLOE)
    come_back(letter, reports.dsn("5.1.1"))
    assert returns.is_stopped(CHLOE)
    actions.reached("Chloe@Example.org")
    assert not AddressHealth.objects.exists()


@pytest.mark.parametrize(
    ("answer", "noted"),
    [
        ("550 5.1.1 no such person", "5.1.1"),
        ("550 no such person", ""),
        ("550 5.7.1 relaying denied", ""),
        ("450 4.2.2 full", ""),
    ],
)
def test_only_a_refusal_of_the_mailbox_itself_counts_at_the_relay(letter, relay, answer, noted):  # noqa: F811
    relay.rcpt = answer
    actions.deliver(send())
    assert list(AddressHealth.objects.values_list("status", flat=True)) == (
        [noted] if noted else []
    )


def test_the_report_of_a_letter_that_is_gone_is_kept_without_effect(letter):
    path = posting.return_path(letter)
    letter.delete()
    assert come_back(letter, reports.dsn("5.1.1"), to=path).state == "handled"
    assert not AddressHealth.objects.exists()


def test_what_was_noted_and_the_reports_are_forgotten_in_time(letter, settings):
    settings.DIWAN_LETTERS_DAYS = 180
    come_back(letter, reports.dsn("5.1.1"), days=-181)
    come_back(letter, reports.dsn("5.1.1"), days=-179)
    AddressHealth.objects.create(
        address="old@example.org", noted_at=clock.now() - timedelta(days=181), status="4.2.2"
    )
    returns.note("never@example.org", "complaint", at=clock.now() - timedelta(days=999))
    now = clock.now()
    assert slots.retention.get("mailroom-returns").due(now) == 1
    assert slots.retention.get("mailroom-returns").purge(now) == 1
    kept = AddressHealth.objects.values_list("address", flat=True)
    assert set(kept) == {CHLOE, "never@example.org"}
    assert slots.retention.get("mailroom-unclaimed").purge(now) == 1


def test_the_member_reads_it_in_their_data_and_erasing_forgets_it(letter):
    come_back(letter, reports.dsn("5.1.1"))
    held = actions.letters_of("Chloe@example.org")
    assert [each["status"] for each in held["undelivered_to_you"]] == ["5.1.1"]
    actions.erase_letters_of("Chloe@example.org")
    assert not AddressHealth.objects.exists()
