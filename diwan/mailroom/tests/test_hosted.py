from __future__ import annotations

import re
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import Refusal
from diwan.mailroom import hosted, jobs
from diwan.mailroom.actions import fetching

from .test_incoming import NOW


def test_an_address_names_everything():
    there = hosted.place("imaps://me%40example.org:p%2Fw@mail.example.org/Lists/Inbox")
    assert (there.host, there.port, there.security) == ("mail.example.org", 993, "imaps")
    assert (there.user, there.password, there.folder) == ("me@example.org", "p/w", "Lists/Inbox")
    assert hosted.place("imap+starttls://me@mail.example.org", "kept").password == "kept"
    assert hosted.place("imap://me:x@127.0.0.1:1143").folder == "INBOX"


@pytest.mark.parametrize(
    "url", ["pop3://me@mail.example.org", "imaps://mail.example.org", "imap://me@mail.example.org"]
)
def test_other_addresses_are_refused_without_their_password(settings, url):
    settings.DIWAN_MAIL_IMAP = url.replace("me@", "me:secret@")
    with pytest.raises(Refusal, match="use imaps://") as refused:
        fetching.fetch()
    assert "secret" not in str(refused.value)


def test_without_a_mailbox_the_job_does_nothing_and_the_command_says_so(settings):
    settings.DIWAN_MAIL_IMAP = ""
    assert jobs.fetch_due(NOW) == 0
    with pytest.raises(Refusal, match="Set DIWAN_MAIL_IMAP=imaps://"):
        fetching.fetch()


def test_a_mailbox_that_does_not_answer_is_one_line_in_the_log(settings, caplog):
    settings.DIWAN_MAIL_IMAP = "imap://amina:secret@127.0.0.1:1/INBOX"
    assert jobs.fetch_due(NOW) == 0
    assert "The mailbox at 127.0.0.1 cannot be read (ConnectionRefusedError)" in caplog.text
    assert "secret" not in caplog.text
    assert "amina" not in caplog.text


def test_what_is_done_afterwards_is_one_of_three(settings):
    settings.DIWAN_MAIL_IMAP = "imap://amina:secret@127.0.0.1:1/INBOX"
    settings.DIWAN_MAIL_IMAP_AFTER = "burn"
    with pytest.raises(Refusal, match="use seen, delete or move:FOLDER"):
        fetching.fetch()


def test_the_surest_header_tells_who_gets_the_letter(desk):
    head = b"To: other@diwan.localhost\r\nX-Original-To: TALK@diwan.localhost\r\n\r\n"
    assert fetching.recipients_of(message_from_bytes(head)) == ["talk@diwan.localhost"]
    head = b"Delivered-To: box@example.org\r\nTo: other@diwan.localhost\r\nCc: a@b.example\r\n\r\n"
    assert fetching.recipients_of(message_from_bytes(head)) == ["other@diwan.localhost"]


def test_a_header_that_cannot_be_read_names_nobody_and_stops_nothing(desk, monkeypatch):
    def broken(*_: object) -> None:
        raise IndexError

    message = message_from_bytes(b"To: talk@diwan.localhost\r\n\r\n")
    monkeypatch.setattr(fetching, "getaddresses", broken)
    assert fetching.recipients_of(message) == []
    assert fetching.whoever(message) == "nobody@diwan.localhost"


@given(
    first=st.integers(0, 12),
    last=st.integers(0, 12),
    read=st.sets(st.integers(1, 12)),
    there=st.sets(st.integers(1, 12)),
)
def test_unread_ones_up_to_the_first_look_and_all_after_the_last(first, last, read, there):
    class Box:
        """Answers as a server does: the last letter, too, where none is above."""

        def uids(self, criteria: object) -> list[str]:
            (low,) = map(int, re.findall(r"UID (\d+):", str(criteria)))
            found = {uid for uid in there if uid >= low} | {max(there, default=1)} & there
            return [str(uid) for uid in found - (read if "UNSEEN" in str(criteria) else set())]

    waiting = [int(uid) for uid in hosted.Mailbox(Box(), hosted.SEEN).waiting(first, last)]
    assert waiting == sorted(
        uid for uid in there if uid > last and (uid > first or uid not in read)
    )
