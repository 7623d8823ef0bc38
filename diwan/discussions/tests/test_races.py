"""Several people, and several workers, at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.discussions.actions import authoring, endorsing, intake, moderation
from diwan.discussions.actions.endorsing import Taken
from diwan.discussions.models import Contribution, Position
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import Letter, OutgoingLetter

from .conftest import letter
from .endorsing_scene import make_published, open_round

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite in memory knows one connection; see PostgreSQL",
    ),
]


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do each in a thread of its own, all from the same moment on; a refusal is a result."""
    barrier = Barrier(len(works))

    def _one(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait(20)
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(_one, works))


def test_contributions_released_at_once_get_numbers_of_their_own(say, bilal):
    held = [say(f"Words {n} of the harbour", email=f"p{n}@example.net") for n in range(8)]
    at_once(*[lambda c=c: moderation.release(c, by=bilal, revision=c.revision) for c in held])
    assert sorted(Contribution.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_one_contribution_released_by_many_at_once_is_released_once(say, bilal):
    held = say("Ice", email="p@example.net")
    works = [
        lambda: moderation.release(
            Contribution.objects.get(pk=held.pk), by=bilal, revision=held.revision
        )
    ] * 6
    results = at_once(*works)
    assert sum(isinstance(result, Refusal) for result in results) == 5
    assert OutgoingLetter.objects.filter(kind="discussions/released").count() == 1


def test_a_release_and_a_withdrawal_at_once_never_show_withdrawn_words(say, bilal):
    for n in range(6):
        held = say(f"Secret {n}", email=f"p{n}@example.net")
        at_once(
            lambda held=held: moderation.release(held, by=bilal, revision=held.revision),
            lambda held=held: authoring.withdraw(Contribution.objects.get(pk=held.pk), by=None),
        )
        held.refresh_from_db()
        assert held.state == "withdrawn"
        assert not held.versions.exclude(text="", masked="", pieces=[]).exists()


def test_a_letter_read_by_two_workers_becomes_one_contribution(discussion):
    raw = letter("A market needs shade.", to=discussion.mail_address)
    stored = Letter.objects.filter(
        pk=mailroom.receive(
            raw,
            recipients=[discussion.mail_address],
            envelope_from="amel@example.net",
            channel="smtp",
            received_at=clock.now(),
        )[0].pk
    )
    stored.update(state="stored")
    Contribution.objects.all().delete()
    OutgoingLetter.objects.all().delete()
    at_once(*[lambda: mailroom.process(stored.get())] * 4)
    assert stored.get().state == "handled"
    assert Contribution.objects.count() == 1
    assert OutgoingLetter.objects.count() == 1


def test_a_draft_handed_in_from_two_windows_at_once_is_handed_in_once(discussion):
    draft = intake.start(discussion, by=None)
    saying = intake.Saying(answers=[(None, "Ice")], email="p@example.net")
    rows = [Contribution.objects.get(pk=draft.pk) for _ in range(4)]
    results = at_once(*[lambda row=row: intake.submit(row, saying) for row in rows])
    assert sum(isinstance(result, Refusal) for result in results) == 3
    assert OutgoingLetter.objects.filter(kind="discussions/acknowledgement").count() == 1


def test_a_contribution_claimed_by_two_at_once_belongs_to_one(say, amina, bilal):
    held = say("Ice", email="p@example.net")
    results = at_once(
        lambda: authoring.claim(held, by=amina), lambda: authoring.claim(held, by=bilal)
    )
    assert sum(isinstance(result, Refusal) for result in results) == 1


def test_a_cut_piece_put_back_by_two_at_once_stands_there_once(post, bilal):
    held = post("We need ice.\n\n> quoted words stood here\n> and here")
    cutting = held.cuttings.get()
    works = [lambda: moderation.restore_cutting(type(cutting).objects.get(pk=cutting.pk), by=bilal)]
    results = at_once(*works * 3)
    assert sum(isinstance(result, Refusal) for result in results) == 2
    assert held.versions.order_by("-number")[0].text.count("quoted words") == 1


def test_a_position_taken_while_its_round_closes_is_counted_or_refused(bilal, chloe, amina):
    said = {"key1": Taken("endorse")}
    for n in range(6):
        _discussion, reply, _said = make_published(bilal, chloe, slug=f"harbour-{n}")
        running = open_round(reply, bilal)
        given, _closed = at_once(
            lambda running=running: endorsing.take_positions(running, by=amina, taken=said),
            lambda running=running: endorsing.close_round(running, by=bilal),
        )
        running.refresh_from_db()
        is_counted = given == 1
        assert is_counted or isinstance(given, Refusal)
        assert running.result["took_part"] == is_counted
        assert Position.objects.filter(round=running).exists() == is_counted
