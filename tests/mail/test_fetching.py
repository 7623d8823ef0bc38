"""Letters out of a hosted mailbox: a real Dovecot, asked as a site asks it."""

from __future__ import annotations

import imaplib

import pytest

from diwan.core.errors import Refusal
from diwan.mailroom import actions
from diwan.mailroom.actions import fetching, incoming
from diwan.mailroom.models import HostedMailbox, Letter, RawLetter

from .clients import letter
from .servers import PASSWORD

pytestmark = pytest.mark.django_db
BOX = "hosted@example.org"


@pytest.fixture
def box(post, settings, monkeypatch):
    """An empty hosted mailbox that the settings name; gives a connection to look into it."""
    settings.DIWAN_MAIL_IMAP = (
        f"imap://hosted%40example.org:{PASSWORD}@127.0.0.1:{post.clients.imap}"
    )
    monkeypatch.setattr(incoming, "_hand_to_worker", lambda _letter: None)
    with imaplib.IMAP4("127.0.0.1", post.clients.imap) as there:
        there.login(BOX, PASSWORD)
        for folder in ("INBOX", "Done"):
            if count(there, "ALL", folder):
                there.store("1:*", "+FLAGS", r"\Deleted")
                there.expunge()
        there.select("INBOX")
        HostedMailbox.objects.all().delete()  # the site keeps what other tests did
        yield there


def put(there: imaplib.IMAP4, subject: str, **headers: str) -> bytes:
    """Lay a letter into the mailbox; returns its bytes."""
    message = letter(subject, f"About {subject}", From="amina@example.org", **headers)
    raw = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    assert there.append("INBOX", "", None, raw)[0] == "OK"
    return raw


def count(there: imaplib.IMAP4, what: str, folder: str = "INBOX") -> int:
    if there.select(folder)[0] != "OK":
        return 0
    return len(there.search(None, what)[1][0].split())


def stored(subject: str) -> list[Letter]:
    raws = RawLetter.objects.select_related("letter")
    wanted = f"Subject: {subject}".encode()
    return [each.letter for each in raws if wanted in bytes(each.content)]


def test_a_letter_is_taken_once_and_stays_there_marked_as_seen(box, town):
    raw = put(box, "hosted-one", To=f"Somebody <{town}>")
    assert fetching.fetch().letters == 1
    assert fetching.fetch().letters == 0
    (kept,) = stored("hosted-one")
    assert bytes(kept.raw.content) == raw
    assert (kept.channel, kept.recipient, kept.state) == ("imap", town, "stored")
    assert (count(box, "SEEN"), count(box, "ALL")) == (1, 1)


def test_what_the_delivering_server_wrote_decides(box, town):
    put(box, "hosted-bcc", To="friends@example.net", Delivered_To=town)
    put(box, "hosted-cc", To="friends@example.net", Cc=town)
    fetching.fetch()
    assert [each.recipient for each in stored("hosted-bcc") + stored("hosted-cc")] == [town, town]


def test_a_crash_before_the_mark_stores_nothing_twice(box, town, monkeypatch):
    put(box, "hosted-crash", To=town)

    def crash(*_: object) -> None:
        raise OSError("the line is dead")

    with monkeypatch.context() as patch:
        patch.setattr("diwan.mailroom.hosted.Mailbox.done", crash)
        with pytest.raises(Refusal, match="Whatever lies there stays"):
            fetching.fetch()
    assert (len(stored("hosted-crash")), count(box, "UNSEEN")) == (1, 1)
    fetching.fetch()
    assert (len(stored("hosted-crash")), count(box, "UNSEEN")) == (1, 0)


def test_a_letter_that_cannot_be_stored_stays_unread(box, town, monkeypatch):
    put(box, "hosted-full", To=town)

    def full(*_: object, **_more: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(incoming, "receive", full)
    with pytest.raises(Refusal):
        fetching.fetch()
    assert count(box, "UNSEEN") == 1


def test_letters_for_nobody_and_large_ones_are_quarantined_with_the_reason(box, town, settings):
    put(box, "hosted-stray", To="stray@diwan.localhost")
    put(box, "hosted-large", To=town, X_Filler="x" * 900)
    settings.DIWAN_MAIL_MAX_BYTES = 800
    fetched = fetching.fetch()
    assert (fetched.letters, fetched.unknown, fetched.too_large) == (1, 1, 1)
    (stray,), (large,) = stored("hosted-stray"), stored("hosted-large")
    actions.process(stray)
    assert (stray.state, stray.problem) == (
        "quarantined",
        "Nobody here takes letters to this address.",
    )
    assert (large.state, large.recipient) == ("quarantined", town)
    assert "still lies in the hosted mailbox" in large.problem


def test_what_came_since_is_taken_even_when_read_and_never_twice(box, town):
    put(box, "hosted-old", To=town)
    box.select("INBOX")
    box.store("1", "+FLAGS", r"\Seen")
    put(box, "hosted-unread", To=town)
    assert fetching.fetch().letters == 1, "what was read before we first looked is left"
    put(box, "hosted-opened", To=town)
    box.select("INBOX")
    box.store("3", "+FLAGS", r"\Seen")
    assert fetching.fetch().letters == 1
    Letter.objects.all().delete()  # as after an erasure: no bytes are left to know it by
    box.select("INBOX")
    box.store("1:*", "-FLAGS", r"\Seen")
    assert fetching.fetch().letters == 0
    assert fetching.fetch_all(again=True).letters == 3
    assert fetching.fetch().letters == 0


def test_a_mailbox_that_was_built_anew_is_read_by_its_marks_again(box, town, caplog):
    put(box, "hosted-before", To=town)
    fetching.fetch()
    HostedMailbox.objects.update(uid_validity=1, last_uid=10_000)
    put(box, "hosted-after", To=town)
    assert fetching.fetch().letters == 1
    assert (len(stored("hosted-before")), len(stored("hosted-after"))) == (1, 1)
    assert "built anew" in caplog.text
    assert "example.org" not in caplog.text
    known = HostedMailbox.objects.get()
    assert (known.uid_validity > 1, known.last_uid < 10_000) == (True, True)


@pytest.mark.parametrize(("after", "left", "done"), [("move:Done", 0, 1), ("delete", 0, 0)])
def test_letters_are_moved_or_deleted_only_when_told(box, town, settings, after, left, done):
    settings.DIWAN_MAIL_IMAP_AFTER = after
    put(box, f"hosted-{after}", To=town)
    assert fetching.fetch().letters == 1
    assert len(stored(f"hosted-{after}")) == 1
    assert (count(box, "ALL"), count(box, "ALL", "Done")) == (left, done)


def test_a_mailbox_that_does_not_know_us_is_a_sentence(box, settings):
    settings.DIWAN_MAIL_IMAP = settings.DIWAN_MAIL_IMAP.replace(PASSWORD, "wrong")
    with pytest.raises(Refusal, match=r"The mailbox at 127\.0\.0\.1 cannot be read") as refused:
        fetching.fetch()
    assert "wrong" not in str(refused.value)
