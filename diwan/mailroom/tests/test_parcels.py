"""Letters that arrive together share one commit, and none is acknowledged before it."""

from __future__ import annotations

import asyncio

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from diwan.mailroom import actions, parcels
from diwan.mailroom.actions import incoming
from diwan.mailroom.models import Letter, RawLetter
from diwan.mailroom.parcels import Counter, Parcel

from .letters import simple


@pytest.fixture(autouse=True)
def _queue(settings):
    """The queue of a site, in its database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def _parcel(number: int, *recipients: str) -> Parcel:
    to = list(recipients) or ["talk@diwan.localhost"]
    raw = simple(b"Hello", f"X-Number: {number}".encode())
    return Parcel(raw, to, f"writer{number}@example.org", "127.0.0.1", "mail.example.org")


@pytest.mark.django_db(transaction=True)
def test_what_arrives_together_is_one_commit(desk):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert (
            parcels.store([_parcel(1), _parcel(2, "talk@x", "other@x"), _parcel(3)]) == [True] * 3
        )
    commits = [each["sql"] for each in asked.captured_queries if each["sql"] == "COMMIT"]
    assert len(commits) == 1
    assert Letter.objects.count() == RawLetter.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_letter_and_the_task_that_reads_it_are_one_commit(desk):
    with CaptureQueriesContext(connection) as asked:
        assert parcels.store([_parcel(1)]) == [True]
    said = [each["sql"] for each in asked.captured_queries]
    assert said.count("COMMIT") == 1
    task = next(n for n, sql in enumerate(said) if 'INTO "django_tasks_database' in sql)
    assert task < said.index("COMMIT")


@pytest.mark.django_db(transaction=True)
def test_a_task_that_cannot_be_queued_leaves_the_letter_safe(desk, monkeypatch):

    def fails(*_what):
        raise OperationalError

    monkeypatch.setattr(incoming.process_stored.get_backend(), "enqueue", fails)
    assert parcels.store([_parcel(1)]) == [True]
    assert Letter.objects.get().state == "stored"


@pytest.mark.django_db(transaction=True)
def test_one_that_cannot_be_stored_does_not_keep_the_others_out(desk, monkeypatch):
    receive = actions.receive

    def fails(raw, **more):
        if b"X-Number: 2" in raw:
            raise ValueError
        return receive(raw, **more)

    monkeypatch.setattr(actions, "receive", fails)
    first, second, third = parcels.store([_parcel(1), _parcel(2), _parcel(3)])
    assert (first, type(second), third) == (True, ValueError, True)
    assert sorted(Letter.objects.values_list("envelope_from", flat=True)) == [
        "writer1@example.org",
        "writer3@example.org",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_sender_with_too_many_is_put_off_among_others(desk, settings):
    settings.DIWAN_MAIL_HOURLY_SENDER = 1
    again = Parcel(simple(), ["talk@diwan.localhost"], "writer1@example.org", "", "")
    assert parcels.store([_parcel(1), again, _parcel(2)]) == [True, False, False]
    assert Letter.objects.count() == 1, "simple() names one writer for all"


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_asked_once(desk, monkeypatch):
    asked = []

    def fails(raw, **_more):
        asked.append(raw)
        raise OperationalError

    monkeypatch.setattr(actions, "receive", fails)
    outcomes = parcels.store([_parcel(n) for n in range(5)])
    assert {type(each) for each in outcomes} == {OperationalError}
    assert len(asked) == 1


class _Thread:
    """Stands for the thread of the door: a group is in hand until it is let go."""

    def __init__(self) -> None:
        self.groups: list[int] = []
        self.free = asyncio.Event()

    async def __call__(self, work):
        await self.free.wait()
        return work()


def _counter(monkeypatch, store) -> tuple[Counter, _Thread]:
    thread = _Thread()

    def noted(group):
        thread.groups.append(len(group))
        return store(group)

    monkeypatch.setattr(parcels, "store", noted)
    return Counter(thread), thread


def test_whoever_comes_while_others_are_stored_goes_next_together(monkeypatch):
    async def play() -> tuple[list[int], list[bool]]:
        counter, thread = _counter(monkeypatch, lambda group: [True] * len(group))
        waiting = [asyncio.create_task(counter.store(_parcel(0)))]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        waiting += [asyncio.create_task(counter.store(_parcel(n))) for n in range(1, 60)]
        await asyncio.sleep(0)
        assert not any(each.done() for each in waiting)
        thread.free.set()
        return thread.groups, await asyncio.gather(*waiting)

    groups, answers = asyncio.run(play())
    assert groups == [1, 50, 9]
    assert answers == [True] * 60


def test_each_hears_what_became_of_its_own(monkeypatch):
    def store(group):
        told = {"writer1@example.org": False, "writer2@example.org": OSError("disk full")}
        return [told.get(each.sender, True) for each in group]

    async def play() -> list[object]:
        counter, thread = _counter(monkeypatch, store)
        waiting = [asyncio.create_task(counter.store(_parcel(n))) for n in range(4)]
        await asyncio.sleep(0)
        waiting[3].cancel()  # whoever brought it has gone
        thread.free.set()
        told = await asyncio.gather(*waiting, return_exceptions=True)
        again = await counter.store(_parcel(7))
        return [*told, again]

    first, second, third, fourth, again = asyncio.run(play())
    assert (first, second, str(third), again) == (True, False, "disk full", True)
    assert isinstance(fourth, asyncio.CancelledError)


def test_nobody_is_left_waiting_when_the_thread_fails(monkeypatch):
    def store(_group):
        raise MemoryError

    async def play() -> list[object]:
        counter, thread = _counter(monkeypatch, store)
        thread.free.set()
        waiting = [counter.store(_parcel(n)) for n in range(3)]
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    assert [type(each) for each in asyncio.run(play())] == [MemoryError] * 3


def test_large_letters_share_no_commit(monkeypatch):
    monkeypatch.setattr(parcels, "_MOST_BYTES", 100)
    sizes = [90, 10, 10, 300, 1]
    waiting = [Parcel(b"x" * size, [], "", "", "") for size in sizes]
    taken = []
    while waiting:
        count = parcels._together(waiting)
        taken.append([len(each.raw) for each in waiting[:count]])
        waiting = waiting[count:]
    assert taken == [[90, 10], [10], [300], [1]]


@pytest.mark.django_db(transaction=True)
def test_whatever_asks_for_the_letters_is_asked_in_the_transaction_that_waits_no_longer(desk):
    with CaptureQueriesContext(connection) as asked:
        assert parcels.store([_parcel(1)]) == [True]
    said = [each["sql"] for each in asked.captured_queries]
    begun = next(n for n, sql in enumerate(said) if sql.startswith("BEGIN"))
    assert begun < next(n for n, sql in enumerate(said) if "mailroom_letter" in sql)
