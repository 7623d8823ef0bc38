"""The rows of `make bench-mail`, and its measuring of ours, in little."""

from __future__ import annotations

import mailbox
import threading
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP

from bench.mail import __main__ as bench
from bench.mail import ours
from bench.mail.theirs import Letters
from diwan.discussions.tests.factories import make_discussion
from tests.ports import free_port

if TYPE_CHECKING:
    from pathlib import Path

    from bench.report import Row

OURS: dict[str, Any] = {
    "letters": 400,
    "lost": 0,
    "bulk": 300.0,
    "cpu": 4.0,
    "peak": 300.0,
    "raw": 200.0,
    "live": 150.0,
    "live_together": 400.0,
    "doors": 8,
    "thread": 40,
    "pages": {"list": 20.0, "queue": 50.0, "thread": 10.0},
    "searches": {"diaspora": 6.0, "الهجرة": 9.0},
}
THEIRS: dict[str, Any] = {
    "stored": {"emails": 400, "empty_bodies": 17},
    "import": {"per_s_messages_phase": 29.0, "total_s": 20.0},
    "live": {"per_s": 24.0},
    "index": {"seconds": 5.0, "search diaspora": {"p50_ms": 61.0}, "search الهجرة": "HTTP 500"},
    "pages": {
        "month archive, page 1": {"status": 200, "bytes": 1, "p50_ms": 59.0},
        "thread of 10, all replies (noscript)": {"status": 200, "bytes": 10, "p50_ms": 30.0},
        "thread of 40, all replies (noscript)": {"status": 200, "bytes": 90, "p50_ms": 128.0},
        "thread of 9": {"status": 500, "bytes": 0},
    },
}


def _rows(tmp_path: Path, theirs: dict[str, Any]) -> dict[str, Row]:
    made = bench._rows("SQLite", OURS, Letters(tmp_path / "a", tmp_path / "b", theirs))
    return {row.what.removesuffix(", SQLite"): row for row in made}


def test_the_peer_stands_beside_ours_with_the_goal(tmp_path):
    rows = _rows(tmp_path, THEIRS)
    bulk = rows["bulk import until held and searchable"]
    assert (bulk.goal, bulk.peer_value, bulk.met) == (290.0, 29.0, True)
    whole = rows["bulk import, beside all of theirs and their index"]
    assert (whole.goal, whole.peer_value) == (None, 400 / 25.0)
    live = rows["LMTP, each letter on the disk"]
    assert (live.goal, live.met) == (120.0, True)
    assert rows["thread of 40, complete: p50"].peer_value == 128.0
    assert rows["bodies lost of 400"].met is True


def test_a_search_is_to_take_a_tenth_of_theirs(tmp_path):
    rows = _rows(tmp_path, THEIRS)
    word = rows["search diaspora in the queue: p50"]
    assert (word.goal, word.met) == (pytest.approx(6.1), True)
    failed = rows["search الهجرة in the queue: p50"]
    assert (failed.goal, failed.peer_value, failed.met) == (None, None, None)


def test_without_the_peer_our_figures_are_told_alone(tmp_path):
    rows = _rows(tmp_path, {})
    assert rows["bulk import until held and searchable"].value == 300.0
    assert {row.peer_value for row in rows.values()} == {None}
    assert {row.goal for name, row in rows.items() if not name.startswith("bodies")} == {None}


def _mbox(path: Path, count: int) -> Path:
    box = mailbox.mbox(path)
    for number in range(count):
        message = EmailMessage()
        message["From"] = f"Writer {number} <writer{number}@example.org>"
        message["To"] = "ediscussion@example.org"
        message["Subject"] = f"Thought {number}"
        message["Message-ID"] = f"<{number}@example.org>"
        message["Date"] = "Mon, 02 Nov 2026 10:00:00 +0000"
        message.set_content(f"Letter {number} speaks of schools, roads and diaspora.")
        made = mailbox.mboxMessage(message)
        made.set_from("x@example.org Mon Nov  2 10:00:00 2026")
        box.add(made)
    box.flush()
    return path


@pytest.mark.django_db
def test_what_is_imported_is_counted(tmp_path):
    found = ours._bulk(make_discussion("ediscussion"), _mbox(tmp_path / "in.mbox", 5))
    assert (found["letters"], found["kept"], found["lost"]) == (5, 5, 0)
    assert found["bulk"] > 0
    assert found["cpu"] > 0
    assert found["peak"] > 10


class _Door(Controller):
    def factory(self) -> LMTP:
        return LMTP(self.handler, hostname="localhost")


class _Kept:
    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []
        self.lock = threading.Lock()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        with self.lock:
            self.letters.append((envelope.mail_from, envelope.rcpt_tos[0]))
        return "250 OK"


@pytest.mark.parametrize("doors", [1, 3])
def test_each_letter_is_handed_over_once_by_its_writer(tmp_path, doors):
    letters = [ours._Letter.of(each) for each in mailbox.mbox(_mbox(tmp_path / "live.mbox", 7))]
    kept, port = _Kept(), free_port()
    server = _Door(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        assert ours._handed_over(port, letters, "talk@example.org", doors=doors) > 0
    finally:
        server.stop()
    expected = [(f"writer{n}@example.org", "talk@example.org") for n in range(7)]
    assert sorted(kept.letters) == expected


def test_a_letter_as_another_differs_in_its_bytes_alone(tmp_path):
    (first,) = (ours._Letter.of(each) for each in mailbox.mbox(_mbox(tmp_path / "one.mbox", 1)))
    again = first.as_another()
    assert (again.writer, again.raw != first.raw) == (first.writer, True)
    assert again.raw.endswith(first.raw)
