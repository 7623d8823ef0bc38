from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from diwan.audit import queries
from diwan.audit.actions import first_broken, record, reference
from diwan.audit.models import Entry
from diwan.audit.rules import chained


def person(email: str = "amina@example.org", **fields: bool) -> Any:
    return get_user_model().objects.create_user(email, None, **fields)


def write(how_many: int, by: Any) -> list[Entry]:
    return [
        record(f"verb_{n}", by=by, on=by, why="Because – لأن", details={"b": n, "a": [None, 1.5]})
        for n in range(how_many)
    ]


@pytest.mark.django_db
def test_a_line_says_who_did_what_to_what_and_why() -> None:
    amina, dele = person(), person("dele@example.org")
    entry = record("suspend", by=amina, on=dele, why="Spam.", details={"days": 3})
    entry.refresh_from_db()
    assert (entry.actor, entry.subject) == (f"person:{amina.pk}", f"person:{dele.pk}")
    assert (entry.verb, entry.reason, entry.details) == ("suspend", "Spam.", {"days": 3})
    assert record("purge", by=None, on=entry).actor == "system"
    assert reference(entry) == f"audit.entry:{entry.pk}"


@pytest.mark.django_db
def test_an_untouched_log_is_whole() -> None:
    assert first_broken() is None
    write(5, person())
    assert first_broken() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET reason = 'Another.' WHERE id = %s",
        "UPDATE audit_entry SET actor = 'person:0' WHERE id = %s",
        "UPDATE audit_entry SET details = '{}' WHERE id = %s",
        "UPDATE audit_entry SET verb = 'release', chain = 'aa' WHERE id = %s",
    ],
)
def test_a_changed_line_is_found(tampering: str) -> None:
    entries = write(4, person())
    with connection.cursor() as cursor:
        cursor.execute(tampering, [entries[1].pk])
    assert first_broken() == entries[1]


@pytest.mark.django_db
def test_a_missing_line_shows_at_the_next() -> None:
    entries = write(4, person())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [entries[1].pk])
    assert first_broken() == entries[2]


@pytest.mark.django_db
def test_the_log_is_only_added_to() -> None:
    (entry,) = write(1, person())
    entry.reason = "Another."
    with pytest.raises(TypeError, match="written once"):
        entry.save()
    with pytest.raises(TypeError, match="stays"):
        entry.delete()
    with pytest.raises(TypeError, match="stay"):
        Entry.objects.all().delete()
    with pytest.raises(TypeError, match="written once"):
        Entry.objects.update(reason="")
    assert first_broken() is None


@pytest.mark.django_db
def test_what_was_rolled_back_was_never_done() -> None:
    amina = person()

    def release_and_fail() -> None:
        with transaction.atomic():
            record("release", by=amina, on=amina)
            raise LookupError

    with pytest.raises(LookupError):
        release_and_fail()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_the_history_of_a_row_is_told_in_order(django_assert_num_queries: Any) -> None:
    amina, dele = person(), person("dele@example.org")
    for verb in ["hold", "release"]:
        record(verb, by=amina, on=dele)
    record("other", by=dele, on=amina)
    with django_assert_num_queries(1):
        assert [entry.verb for entry in queries.for_subject(dele)] == ["hold", "release"]
    assert [entry.verb for entry in Entry.objects.done_by(dele)] == ["other"]


@pytest.mark.django_db
def test_administrators_read_all_members_their_own_and_strangers_nothing() -> None:
    amina, widad = person(), person("widad@example.org", is_administrator=True)
    record("one", by=amina, on=widad)
    record("two", by=widad, on=amina)
    assert Entry.objects.visible_to(widad).count() == 2
    assert [entry.verb for entry in Entry.objects.visible_to(amina)] == ["one"]
    assert not Entry.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite tests share one connection")
def test_many_may_write_at_once_and_the_chain_stays_whole() -> None:
    amina = person()
    start = Barrier(6)

    def work() -> None:
        start.wait()
        try:
            write(5, amina)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Entry.objects.count() == 30
    assert first_broken() is None


WORDS = st.tuples(st.text(), st.text(), st.text(), st.text())


@given(WORDS, WORDS, st.text(max_size=8))
def test_other_words_make_another_link(one: Any, other: Any, last: str) -> None:
    at = datetime(2012, 2, 23, tzinfo=UTC)
    links = {words: chained(last, at=at, words=words, details={}) for words in (one, other)}
    assert len(set(links.values())) == len({one, other})
