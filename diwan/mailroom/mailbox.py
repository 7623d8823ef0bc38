"""Read a mailbox file (mbox) or a single letter (.eml), all of it or nothing.

The file is looked through before its first letter is handed out, and is never in memory whole.

Knows the mboxo and mboxrd habits (``>From`` at the beginning of a line). A file that was cut
short is refused, judged by its last letter alone, so that odd but whole letters pass.
"""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

from .folders import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .folders import Folder

    _Data = bytes | mmap.mmap

_POSTMARK = re.compile(rb"From \S+.*\d{1,2}:\d{2}")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_LETTER_HEADER = re.compile(
    rb"(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to)[ \t]*:",
    re.IGNORECASE,
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_INK = re.compile(rb"\S")
_FIRST_LINE = re.compile(rb"[\r\n]+")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One letter of the file: its number and first line (both from 1), and where it stands."""

    number: int
    line: int
    start: int
    stop: int

    @property
    def size(self) -> int:
        return self.stop - self.start


class Mailbox:
    """The letters of a file that was found whole; each is read when its turn comes."""

    def __init__(self, data: _Data, pieces: Sequence[_Piece]) -> None:
        self._data, self._pieces = data, pieces

    def __len__(self) -> int:
        return len(self._pieces)

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            yield _unescaped(self._data[piece.start : piece.stop])


def read_mailbox(path: Path | str) -> list[bytes]:
    """The letters of the file at ``path``, as they were sent; raises what `open_mailbox` does."""
    return list(open_mailbox(path))


def open_mailbox(path: Path | str) -> Mailbox | Folder | list[bytes]:
    """The letters of the file at ``path``, as they were sent, read one after the other.

    Raises:
        Refusal: the file cannot be opened, is empty, is no mailbox, was cut short, or holds a
            letter larger than ``DIWAN_MAIL_MAX_BYTES``; names the file, the place and what to do.
    """
    path = Path(path)
    if path.is_dir():
        return open_folder(path)
    data = _bytes_of(path)
    begin = _begin(data)
    if begin < 0:
        raise Refusal(
            _("The file %(file)s is empty. Copy the mailbox again, then try once more.")
            % {"file": path}
        )
    if data[begin : begin + 5] != b"From ":
        return [_single(path, data[begin:])]
    pieces = list(_pieces(data, begin))
    for piece in pieces:
        _refuse_too_large(path, piece)
    last = pieces[-1]
    _refuse_cut_short(path, last, data[last.start : last.stop], is_mailbox=True)
    return Mailbox(data, pieces)


def _begin(data: _Data) -> int:
    """Where the first line begins that is not empty; -1 when there are only blanks."""
    if not _INK.search(data):
        return -1
    found = _FIRST_LINE.match(data)
    return found.end() if found else 0


def _bytes_of(path: Path) -> _Data:
    named = {"file": path}
    try:
        with path.open("rb") as file:
            if not file.seekable() or not path.stat().st_size:
                return file.read()
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        sentence = _("There is no file %(file)s. Check the name and the folder.")
    except PermissionError:
        sentence = _(
            "The file %(file)s may not be read. "
            "Give the account that runs Diwan the right to read it."
        )
    except (OSError, ValueError):
        sentence = _("The file %(file)s cannot be read. Copy it to a local disk and try again.")
    raise Refusal(sentence % named)


def _single(path: Path, data: bytes) -> bytes:
    """A file that holds one letter; ``data`` must begin with headers, a known one among them."""
    head = _BLANK_LINE.split(data, maxsplit=1)[0]
    lines = head.splitlines()
    is_headers = all(_HEADER.match(line) or line[:1] in {b" ", b"\t"} for line in lines)
    if not is_headers or not any(_LETTER_HEADER.match(line) for line in lines):
        raise Refusal(
            _(
                "The file %(file)s is not a mailbox: its first line does not begin with “From ”, "
                "as in an mbox file, nor with the headers of a letter. Export the mailbox as mbox "
                "and import that file."
            )
            % {"file": path}
        )
    piece = _Piece(1, 1, 0, len(data))
    _refuse_too_large(path, piece)
    _refuse_cut_short(path, piece, data, is_mailbox=False)
    return data


def _pieces(data: _Data, begin: int) -> Iterator[_Piece]:
    starts = list(_starts(data, begin))
    for index, (line, start) in enumerate(starts):
        stop = starts[index + 1][1] if index + 1 < len(starts) else len(data)
        body = data.find(b"\n", start, stop) + 1 or stop
        yield _Piece(index + 1, line, body, _before_separator(data, body, stop))


def _starts(data: _Data, begin: int) -> Iterator[tuple[int, int]]:
    """Line number and offset of each postmark: after a blank line, before a header."""
    yield 1, begin
    line, counted = 1, begin
    found = data.find(b"\nFrom ", begin)
    while found >= 0:
        start = found + 1
        if _is_postmark(data, start):
            line += data[counted:start].count(b"\n")
            counted = start
            yield line, start
        found = data.find(b"\nFrom ", start)


def _is_postmark(data: _Data, start: int) -> bool:
    end = data.find(b"\n", start)
    if end < 0 or not _POSTMARK.match(data[start:end]):
        return False
    is_after_blank = data[max(0, start - 3) : start].replace(b"\r", b"").endswith(b"\n\n")
    return is_after_blank and bool(_HEADER.match(data[end + 1 : end + 200]))


def _before_separator(data: _Data, start: int, stop: int) -> int:
    """The blank line that ends a letter in an mbox belongs to the mbox."""
    for ending in (b"\r\n\r\n", b"\n\n"):
        if data[max(start, stop - len(ending)) : stop] == ending:
            return stop - len(ending) // 2
    return stop


def _unescaped(content: bytes) -> bytes:
    return _ESCAPED.sub(rb"\1", content) if b">From " in content else content


def _place(path: Path, piece: _Piece) -> dict[str, Any]:
    return {"file": path, "number": piece.number, "line": piece.line}


def _refuse_too_large(path: Path, piece: _Piece) -> None:
    most = settings.DIWAN_MAIL_MAX_BYTES
    if piece.size > most:
        raise Refusal(
            _(
                "%(file)s: letter %(number)d, which begins at line %(line)d, has %(size)s bytes; "
                "at most %(most)s are taken. Take it out of the mailbox, or raise "
                "DIWAN_MAIL_MAX_BYTES, and import again. Nothing was imported."
            )
            % {
                **_place(path, piece),
                "size": number_format(piece.size, force_grouping=True),
                "most": number_format(most, force_grouping=True),
            }
        )


def _refuse_cut_short(path: Path, piece: _Piece, content: bytes, *, is_mailbox: bool) -> None:
    if _is_cut_short(content, is_mailbox=is_mailbox):
        raise Refusal(
            _(
                "%(file)s: letter %(number)d, which begins at line %(line)d, is cut short: the "
                "file ends in the middle of it. Copy the mailbox again and import the whole file. "
                "Nothing was imported."
            )
            % _place(path, piece)
        )


def _is_cut_short(content: bytes, *, is_mailbox: bool) -> bool:
    """Whether the file ends inside this letter, as far as the letter itself can tell."""
    head, *rest = _BLANK_LINE.split(content, maxsplit=1)
    if not rest:
        # headers alone are a letter when the blank line after them was the mailbox's
        return not content.endswith(b"\n")
    if is_mailbox and not content.endswith(b"\n"):
        return True
    message = BytesParser(policy=compat32).parsebytes(head + b"\n\n", headersonly=True)
    body = rest[0]
    boundary = re.search(rb"boundary[ \t]*=[ \t]*(?:\"([^\"]+)\"|([^\s;\"]+))", head, re.IGNORECASE)
    if str(message.get("content-type", "")).strip().lower().startswith("multipart/") and boundary:
        mark = b"--" + (boundary[1] or boundary[2])
        return mark in body and mark + b"--" not in body
    coding = str(message.get("content-transfer-encoding", "")).strip().lower()
    return _is_coding_cut(coding, body)


def _is_coding_cut(coding: str, body: bytes) -> bool:
    if coding == "base64":
        # a list's footer in plain text below the last padding is not our concern
        data = re.sub(rb"\s", b"", body)
        is_pure = bool(re.fullmatch(rb"[A-Za-z0-9+/]*={0,2}", data))
        return is_pure and len(data) % 4 != 0
    if coding == "quoted-printable":
        return bool(re.search(rb"=[0-9A-Fa-f]?\s*\Z", body))
    return False
