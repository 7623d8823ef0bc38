"""Files written into the text of a letter: uuencode (POSIX) and yEnc (yEnc 1.3)."""

from __future__ import annotations

import binascii
import re

_UU_BEGINS = re.compile(rb"begin [0-7]{3,4} (\S[^\r\n]{0,200})")
_Y_BEGINS = re.compile(rb"=ybegin [^\r\n]{0,200}?\bname=([^\r\n]{1,200})")
_MOST_FILES = 20
_UNSHIFT = bytes((byte - 42) % 256 for byte in range(256))
_ESCAPED = re.compile(rb"=(.)", re.DOTALL)

Found = tuple[bytes, bytes]


def taken_out(content: bytes) -> tuple[bytes, list[Found]]:
    """``content`` without the files in it, and they as ``(name, bytes)``, names as they stood.

    What only begins like a file, and does not end as one, stays text.
    """
    if b"begin " not in content:
        return content, []
    lines = content.split(b"\n")
    kept: list[bytes] = []
    found: list[Found] = []
    index = 0
    while index < len(lines):
        taken = _file_at(lines, index) if len(found) < _MOST_FILES else None
        if taken is None:
            kept.append(lines[index])
            index += 1
        else:
            index, file = taken
            found.append(file)
    return (b"\n".join(kept), found) if found else (content, [])


def _file_at(lines: list[bytes], index: int) -> tuple[int, Found] | None:
    line = lines[index].rstrip(b"\r")
    if begins := _UU_BEGINS.fullmatch(line):
        return _uu(lines, index + 1, begins[1].strip())
    if begins := _Y_BEGINS.match(line):
        return _yenc(lines, index + 1, begins[1].strip())
    return None


def _uu(lines: list[bytes], index: int, name: bytes) -> tuple[int, Found] | None:
    pieces: list[bytes] = []
    while index < len(lines):
        line = lines[index].rstrip(b"\r")
        index += 1
        if line == b"end":
            return (index, (name, b"".join(pieces))) if pieces else None
        if not line.strip(b" `"):
            continue
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            return None
    return None


def _yenc(lines: list[bytes], index: int, name: bytes) -> tuple[int, Found] | None:
    pieces: list[bytes] = []
    while index < len(lines):
        line = lines[index].rstrip(b"\r")
        index += 1
        if line.startswith(b"=yend "):
            whole = b"".join(pieces)
            return (index, (name, whole)) if _fits(line, whole) else None
        if line.startswith(b"=ybegin "):
            return None
        if not line.startswith(b"=ypart "):
            plain = _ESCAPED.sub(lambda m: bytes([(m[1][0] - 64) % 256]), line)
            pieces.append(plain.translate(_UNSHIFT))
    return None


def _fits(line: bytes, whole: bytes) -> bool:
    """Whether a yEnc file is as long as its last line says."""
    size = re.search(rb"\bsize=(\d{1,9})\b", line)
    return size is not None and int(size[1]) == len(whole)
