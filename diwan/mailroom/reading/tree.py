"""The tree of a letter that is built as mail should be, without a string of each line.

The standard library cuts every letter into lines, thirty times the size of short ones. What
here is not plainly right (RFC 2045, 2046 and 5322) is left to it, so that both tell the same.
"""

from __future__ import annotations

import quopri
import re
from email.message import Message
from typing import TYPE_CHECKING, Any, NamedTuple

from .names import quietly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.policy import Policy

_HEAD_ENDS = re.compile(rb"\n\r?\n")
_HEADER = re.compile(r"[!-9;-~]+:")
_BOUNDARY = re.compile(r"[\t -~]+")
_NEWLINE = 0x0A
#: more lines that begin with two dashes than any letter has parts and rules
MOST_BOUNDARIES = 10_000
_BLANK_TO_THE_END = re.compile(rb"[ \t]*(?:\r?\n|\Z)")
_AS_THEY_STAND = {"", "7bit", "8bit", "binary"}
_DEEPEST = 30


class NotPlainError(ValueError):
    """The letter is not built as mail should be, or in a way that is not known here."""


class Part(Message):
    """A part whose body is bytes, copied from the letter only when somebody asks for them."""

    def __init__(self, policy: Policy[Any], raw: bytes, start: int, end: int) -> None:
        super().__init__(policy)
        self._payload: Any = None
        self._raw, self._start, self._end = raw, start, end

    @property
    def body(self) -> bytes:
        """As it came; of an enclosed letter, the letter."""
        return self._raw[self._start : self._end]

    def get_payload(self, i: Any = None, decode: Any = False) -> Any:
        if self._payload is None:
            self._payload = self.body.decode("ascii", "surrogateescape")
        return super().get_payload(i, decode)

    def content(self) -> bytes:
        """The body with its transfer encoding undone."""
        if self.is_multipart():
            return b""
        coding = str(self.get("content-transfer-encoding", "")).lower()
        if coding == "quoted-printable":
            return quopri.decodestring(self.body)
        if coding in _AS_THEY_STAND:
            return self.body
        decoded: bytes = self.get_payload(decode=True)
        return decoded


def tree(raw: bytes, policy: Policy[Any]) -> Message:
    """The tree of a letter.

    Raises:
        NotPlainError: the standard library must read it.
    """
    return _part(_Piece(raw, 0, len(raw), ()), policy)


class _Piece(NamedTuple):
    """A part as it stands in the letter: ``raw[start:end]``, between the boundaries ``around``."""

    raw: bytes
    start: int
    end: int
    around: tuple[bytes, ...]
    usual: str = "text/plain"

    def inside(self, start: int, end: int, mark: bytes, usual: str = "text/plain") -> _Piece:
        if len(self.around) >= _DEEPEST:
            raise NotPlainError("too deep")
        return _Piece(self.raw, start, end, (*self.around, mark), usual)


def _part(piece: _Piece, policy: Policy[Any]) -> Part:
    begun = _body_begins(piece)
    part = Part(policy, piece.raw, begun, piece.end)
    part.set_default_type(piece.usual)
    for lines in _headers(piece.raw[piece.start : begun].decode("ascii", "surrogateescape")):
        part.set_raw(*policy.header_source_parse(lines))
    kind = quietly(part.get_content_type, "message/delivery-status")
    if kind == "message/delivery-status":
        raise NotPlainError("read in a way of its own")
    if kind.startswith("message/"):
        part.set_payload([_part(piece.inside(begun, piece.end, b""), policy)])
    elif kind.startswith("multipart/"):
        usual = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        mark = _mark(part, piece)
        places = list(_between(piece._replace(start=begun), mark))
        inside = (piece.inside(first, last, mark, usual) for first, last in places)
        part.set_payload([_part(each, policy) for each in inside])
    return part


def _body_begins(piece: _Piece) -> int:
    """Where the body begins: after the first blank line, or at the end."""
    raw, start, end = piece[:3]
    for blank in (b"\r\n", b"\n"):
        if raw.startswith(blank, start, end):
            return start + len(blank)
    found = _HEAD_ENDS.search(raw, start, end)
    return found.end() if found else end


def _headers(head: str) -> Iterator[list[str]]:
    """The lines of each header, with their ends."""
    if head.count("\r") != head.count("\r\n"):
        raise NotPlainError("an end of line of its own kind")
    header: list[str] = []
    for line in head.split("\n"):
        if header and line[:1] in {" ", "\t"}:
            header.append(line + "\n")
            continue
        if header:
            yield header
        if line in {"", "\r"}:
            return
        if not _HEADER.match(line):
            raise NotPlainError("a line of the head that is no header")
        header = [line + "\n"]
    yield header


def _mark(whole: Message, piece: _Piece) -> bytes:
    """What stands before each part; it must not be one of those round it."""
    boundary = quietly(whole.get_boundary, None)
    coding = str(whole.get("content-transfer-encoding", "8bit")).lower()
    if not isinstance(boundary, str) or not _BOUNDARY.fullmatch(boundary):
        raise NotPlainError("no boundary")
    if coding not in {"7bit", "8bit", "binary"}:
        raise NotPlainError("coded as a whole")
    mark = b"--" + boundary.encode()
    if any(mark in {other, other + b"--"} or other == mark + b"--" for other in piece.around):
        raise NotPlainError("a boundary inside itself")
    _refuse_odd_lines(piece)
    return mark


def _refuse_odd_lines(piece: _Piece) -> None:
    raw, start, end = piece[:3]
    if raw.count(b"\r", start, end) != raw.count(b"\r\n", start, end):
        raise NotPlainError("an end of line of its own kind")
    if raw.count(b"\n--", start, end) > MOST_BOUNDARIES:
        raise NotPlainError("more boundaries than any letter has")


def _between(piece: _Piece, mark: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts begin and end; the last end of line before a boundary is the boundary's."""
    raw, begun = piece.raw, -1
    for place, after, is_last in _boundaries(piece, mark):
        if begun == place or (is_last and begun < 0):
            raise NotPlainError("boundaries without a part")
        if begun >= 0:
            yield begun, max(begun, place - (2 if raw[place - 2 : place] == b"\r\n" else 1))
        if is_last:
            return
        begun = after
    raise NotPlainError("no last boundary")


def _boundaries(piece: _Piece, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Each line that is a boundary: where it begins, where the next does, and if it is the last."""
    raw, start, end = piece[:3]
    place = raw.find(mark, start, end)
    while place >= 0:
        after = place + len(mark)
        is_last = raw.startswith(b"--", after, end)
        rest = _BLANK_TO_THE_END.match(raw, after + 2 * is_last, end)
        if rest and (place == start or raw[place - 1] == _NEWLINE):
            yield place, rest.end(), is_last
        place = raw.find(mark, after, end)
