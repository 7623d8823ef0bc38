"""What is read without the standard library must be what the standard library would read."""

from __future__ import annotations

from email.parser import BytesParser
from typing import Any

import pytest

from diwan.mailroom.reading import read
from diwan.mailroom.reading.messages import _POLICY, _by_library
from diwan.mailroom.reading.parts import content_of
from diwan.mailroom.reading.tree import NotPlainError, Part, tree

HEAD = b"From: a@b.example\r\nMIME-Version: 1.0\r\n"
TWO = (
    HEAD + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\nbefore\r\n--x\r\n'
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nWords, \xd8\xa3.\r\n\r\n--x  \r\n"
    b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--x--\r\nafter\r\n"
)
ENCLOSING = (
    HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: message/rfc822\r\n\r\nSubject: =?utf-8?q?a?=\r\nX-Long: "
    + b"b " * 60
    + b"\r\n\r\nInside.\r\n--x--\r\n"
)


def shape(message: Any) -> Any:
    inside = message._payload
    if isinstance(inside, list):
        inside = [shape(each) for each in inside]
    elif isinstance(message, Part):
        inside = message.body.decode("ascii", "surrogateescape")
    return list(message.raw_items()), message.get_content_type(), len(message.defects), inside or ""


def same(raw: bytes) -> bool:
    """Whether both read the same; True as well when it is left to the standard library."""
    try:
        ours = tree(raw, _POLICY)
    except NotPlainError:
        return True
    theirs = BytesParser(policy=_POLICY).parsebytes(raw)
    contents = [content_of(each) for each in ours.walk() if not each.is_multipart()]
    known = [content_of(each) for each in theirs.walk() if not each.is_multipart()]
    return shape(ours) == shape(theirs) and contents == known


@pytest.mark.parametrize(
    "raw",
    [
        TWO,
        ENCLOSING,
        TWO.replace(b"\r\n", b"\n"),
        HEAD + b"\r\n",
        HEAD + b"X: a\r\n b\r\n\tc\r\n\r\nWords.\r\n",
        b"\r\nWords alone.",
        HEAD + b"Content-Type: text/plain",
    ],
)
def test_plain_letters_are_read_here_and_the_same(raw: bytes) -> None:
    assert isinstance(tree(raw, _POLICY), Part)
    assert same(raw)


@pytest.mark.parametrize(
    "raw",
    [
        TWO.replace(b"--x--", b"--y--"),
        TWO.replace(b"boundary", b"b"),
        TWO.replace(b"--x\r\n", b"--x\r\n--x\r\n", 1),
        TWO.replace(b"Words", b"Wo\rrds"),
        TWO.replace(b"\r\nMIME", b"\r\nno header\r\nMIME"),
        TWO.replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=x"),
        TWO.replace(b"text/plain; charset=utf-8", b"message/delivery-status"),
        b"From somebody\r\n" + TWO,
    ],
)
def test_what_is_not_plainly_right_is_left_to_the_standard_library(raw: bytes) -> None:
    with pytest.raises(NotPlainError):
        tree(raw, _POLICY)


def test_parts_inside_parts_as_deep_as_one_likes_are_left_to_it() -> None:
    raw = HEAD
    for depth in range(40):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
    with pytest.raises(NotPlainError):
        tree(raw, _POLICY)


def test_an_enclosed_letter_is_kept_as_it_came() -> None:
    (enclosed,) = read(ENCLOSING).attachments
    assert (enclosed.name, enclosed.content_type) == ("a.eml", "message/rfc822")
    assert (
        enclosed.content == b"Subject: =?utf-8?q?a?=\r\nX-Long: " + b"b " * 60 + b"\r\n\r\nInside."
    )


@pytest.mark.parametrize("length", [8_191, 8_192, 8_193, 30_000])
def test_the_library_reads_a_letter_in_pieces_as_in_one(length: int) -> None:
    raw = TWO.replace(b"Words", b"Words\r\n" * (length // 7) + b"\r" * (length % 7))
    assert shape(_by_library(raw)) == shape(BytesParser(policy=_POLICY).parsebytes(raw))


def test_a_letter_of_boundaries_alone_is_plain_text_in_its_own_letters() -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 10_001
    assert "أهلا" in read(raw + "أهلا".encode()).text
