from __future__ import annotations

import dkim
import pytest

from diwan.core.errors import Refusal
from diwan.mailroom import actions, posting, signing

from .test_outgoing import garden, relay, send  # noqa: F401 - the fixtures of outgoing letters

STOP = "https://diwan.example.org/stop/abc"


@pytest.fixture
def key(settings, tmp_path):
    """A site with a key, whose record a stub of a name server gives."""
    settings.DIWAN_DKIM_KEY_FILE = tmp_path / "keys" / "dkim.pem"
    signing.make_key(settings.DIWAN_DKIM_KEY_FILE)
    return signing.record()


def verifies(raw: bytes, record: signing.Record) -> bool:
    def name_server(name: bytes, timeout: int = 5) -> bytes | None:
        known = {f"{record.name}.".encode(): record.text.encode()}
        return known.get(name)

    return bool(dkim.verify(raw, dnsfunc=name_server))


def sent(relay, **more) -> bytes:  # noqa: F811
    actions.deliver(send(headers=posting.list_headers(STOP, post="talk@diwan.localhost"), **more))
    raw: bytes = relay.kept[-1][2]
    return raw


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Talk"), ("ar", "نقاش العودة"), ("fr", "Été")]
)
def test_letters_are_signed_and_the_signature_fits(db, garden, relay, key, language, name):  # noqa: F811
    raw = sent(relay, language=language, from_name=name, in_reply_to="<a@b.example>")
    assert raw.startswith(b"DKIM-Signature: ")
    assert verifies(raw, key)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"abc>", b"xyz>"),
        (b"One-Click", b"Two-Click"),
        (b"Subject: ", b"Subject: Not "),
        (b"Auto-Submitted: auto-generated", b"Auto-Submitted: no"),
        (b"\r\nTo: ", b"\r\nReply-To: eve@example.net\r\nTo: "),
        (b"\r\nTo: ", b"\r\nFrom: eve@example.net\r\nTo: "),
        (b"Bye.", b"Buy."),
    ],
)
def test_nobody_changes_or_adds_what_counts(db, garden, relay, key, old, new):  # noqa: F811
    raw = sent(relay)
    assert old in raw
    assert not verifies(raw.replace(old, new), key)


def test_a_site_without_a_key_sends_without_a_signature(db, garden, relay):  # noqa: F811
    assert b"DKIM-Signature" not in sent(relay)


def test_the_record_fits_a_name_server(key, settings):
    settings.DIWAN_DKIM_SELECTOR, settings.DIWAN_DKIM_DOMAIN = "m1", "example.org"
    record = signing.record()
    assert record.name == "m1._domainkey.example.org"
    assert record.text.startswith("v=DKIM1; k=rsa; p=MII")
    assert "".join(record.strings) == record.text
    assert max(map(len, record.strings)) <= 255


def test_a_key_is_its_owners_alone_and_never_written_over(key, settings):
    assert settings.DIWAN_DKIM_KEY_FILE.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        signing.make_key(settings.DIWAN_DKIM_KEY_FILE)


def test_a_file_that_holds_no_key_is_told_and_no_letter_goes_out_unsigned(
    db,
    garden,  # noqa: F811
    relay,  # noqa: F811
    settings,
    tmp_path,
):
    settings.DIWAN_DKIM_KEY_FILE = tmp_path / "none"
    settings.DIWAN_DKIM_KEY_FILE.write_text("hello")
    with pytest.raises(Refusal, match="DIWAN_DKIM_KEY_FILE"):
        signing.record()
    letter = send()
    actions.deliver(letter)
    assert (letter.state, letter.problem, relay.kept) == ("queued", "Refusal", [])
