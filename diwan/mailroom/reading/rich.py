"""Rich text as Outlook packs it (MS-OXRTFCP), and the words in it."""

from __future__ import annotations

import re
import struct

from .charsets import clean, decode

_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_MOST = 2_000_000
_PACKED, _STORED = 0x75465A4C, 0x414C454D
_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])"
    rb"|[\r\n]+|([^\\{}\r\n]+)|\\"
)
_BREAKS = {"par": "\n", "line": "\n", "tab": "\t", "row": "\n", "cell": "\t"}
_SIGNS = {"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "endash": "–"}
_SIGNS |= {"emdash": "—", "bullet": "•"}
_SILENT = {
    *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer"),
    *("listtable", "listoverridetable", "themedata", "generator"),
}


def unpacked(data: bytes) -> bytes:
    """The rich text, at most 2 MB of it; nothing when the bytes are none."""
    if len(data) < 16:
        return b""
    _size, raw_size, kind, _sum = struct.unpack_from("<IIII", data)
    if kind == _STORED:
        return data[16 : 16 + min(raw_size, _MOST)]
    return _unpacked(data[16:], min(raw_size, _MOST)) if kind == _PACKED else b""


def _unpacked(data: bytes, size: int) -> bytes:
    made = bytearray(_BEGINNING)
    end, position = len(made) + size, 0
    while position < len(data) and len(made) < end:
        flags, position = data[position], position + 1
        for bit in range(8):
            if not flags >> bit & 1:
                made += data[position : position + 1]
                position += 1
                continue
            place = int.from_bytes(data[position : position + 2], "big")
            position += 2
            back = (len(made) - (place >> 4)) % _WINDOW
            if not back or position > len(data):
                return bytes(made[len(_BEGINNING) : end])
            _repeat(made, back, (place & 15) + 2)
    return bytes(made[len(_BEGINNING) : end])


def _repeat(made: bytearray, back: int, length: int) -> None:
    start = max(len(made) - back, 0)
    piece = bytes(made[start : start + length])
    made += (piece * (length // max(len(piece), 1) + 1))[:length]


class _Writer:
    """What is said so far; ``is_silent`` by the group one stands in."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.bytes = bytearray()
        self.charset = "windows-1252"
        self.groups = [(False, 1)]
        self.left_out = 0
        self.is_hidden = False

    def write(self, text: str) -> None:
        self._flush()
        silent = self.groups[-1][0] or self.is_hidden
        self.pieces += [] if silent else [text]

    def write_byte(self, byte: int) -> None:
        if not (self.groups[-1][0] or self.is_hidden):
            self.bytes.append(byte)

    def set(self, *, is_silent: bool | None = None, skip: int | None = None) -> None:
        silent, left_out = self.groups[-1]
        self.groups[-1] = (
            silent if is_silent is None else is_silent,
            left_out if skip is None else skip,
        )

    def _flush(self) -> None:
        if self.bytes:
            self.pieces.append(decode(bytes(self.bytes), self.charset)[0])
            self.bytes.clear()

    def said(self) -> str:
        self._flush()
        halves = "".join(self.pieces).encode("utf-16-le", "surrogatepass")
        return clean(halves.decode("utf-16-le", "replace")).strip()


def plain(data: bytes) -> str:
    """The words of rich text, without fonts, pictures and hidden marks."""
    writer = _Writer()
    for token in _TOKEN.finditer(data):
        code, word, number, sign, brace, text = token.groups()
        if brace:
            _group(writer, brace)
        elif word:
            _word(writer, word.decode(), int(number) if number else None)
        elif sign:
            _sign(writer, sign)
        elif writer.left_out and (code or text):
            text = b"" if code else text[writer.left_out :]
            writer.left_out = 0
            _say(writer, b"", text)
        elif code or text:
            _say(writer, code or b"", text or b"")
    return writer.said()


def _say(writer: _Writer, code: bytes, text: bytes) -> None:
    if code:
        writer.write_byte(int(code, 16))
    elif text:
        writer.write(decode(text, writer.charset)[0])


def _group(writer: _Writer, brace: bytes) -> None:
    if brace == b"{":
        writer.groups.append(writer.groups[-1])
    elif len(writer.groups) > 1:
        writer.groups.pop()


def _sign(writer: _Writer, sign: bytes) -> None:
    if sign == b"*":
        writer.set(is_silent=True)
    elif sign in b"\\{}":
        writer.write(sign.decode())
    elif sign == b"~":
        writer.write(" ")


def _word(writer: _Writer, word: str, number: int | None) -> None:
    if word in _SILENT:
        writer.set(is_silent=True)
    elif word == "htmlrtf":
        writer.is_hidden = number != 0
    elif word == "ansicpg" and number:
        writer.charset = f"windows-{number}" if 1250 <= number <= 1258 else "windows-1252"
    elif word == "uc" and number is not None:
        writer.set(skip=max(0, min(number, 9)))
    elif word == "u" and number is not None:
        writer.write(chr(number % 65_536))
        writer.left_out = writer.groups[-1][1]
    elif word in _BREAKS:
        writer.write(_BREAKS[word])
    elif word in _SIGNS:
        writer.write(_SIGNS[word])
