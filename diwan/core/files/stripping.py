"""Take out of a file what says who made it, where and when (P-14); what it shows stays.

Pure: no database, no clock, no Django.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from . import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: an office file that unpacks to more than this is a trap, or nothing for people to read
MOST_UNPACKED = 150_000_000
_MOST_ENTRIES = 5_000
#: and so is one that unpacks to more than this and to so many times its size
_MUCH_UNPACKED, _MOST_RATIO = 20_000_000, 200
#: bytes of the list of entries that is read
_LONGEST_LIST = 1_000_000
_LIST_ENDS = b"PK\x05\x06"
_OUTSIDE = re.compile(r"^(?:[/\\]|[a-zA-Z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")
#: a document type has no place in an office file; its entities grow without end
_TYPED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
#: the tag of a photograph that says how it must be turned
_TURN = 0x0112
#: what the bytes may make the readers below raise
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
)


class TooMuchError(ValueError):
    """An archive that unpacks to too many entries, or to too much."""


def without_metadata(content: bytes, kind: str) -> bytes:
    """``content`` of media type ``kind`` without author, device, place and time of making.

    Raises:
        TooMuchError: it unpacks to too much.
        ValueError: the file is damaged or locked, or no such file at all.
    """
    if kind.startswith(("application/vnd.openxmlformats", "application/vnd.oasis.")):
        strip: Callable[[bytes], bytes] | None = _office
    else:
        strip = _STRIPPERS.get(kind)
    if strip is None:
        return content
    try:
        return strip(content)
    except TooMuchError:
        raise
    except BROKEN as error:
        raise ValueError("the file cannot be read") from error


# --- pictures --------------------------------------------------------------------------
def _jpeg(content: bytes) -> bytes:
    """Without application segments (but the colour ones) and comments; Exif keeps its rotation."""
    kept, position = [content[:2]], 2
    while position + 4 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xDA:  # the picture itself, to the end
            break
        size = 2 + int.from_bytes(content[position + 2 : position + 4], "big")
        segment = content[position : position + size]
        if marker == 0xE1 and segment[4:10] == b"Exif\x00\x00":
            kept.append(_rotation(segment[10:]))
        elif not (0xE1 <= marker <= 0xEF or marker == 0xFE) or marker in {0xE2, 0xEE}:
            kept.append(segment)
        position += size
    end = content.rfind(b"\xff\xd9")
    return b"".join(kept) + content[position : end + 2 if end > position else len(content)]


def _rotation(tiff: bytes) -> bytes:
    """An Exif segment that holds the rotation alone, or nothing when it is the usual one."""
    order = ">" if tiff[:2] == b"MM" else "<"
    try:
        (offset,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, offset)
        tags = [
            struct.unpack_from(order + "HHIH", tiff, offset + 2 + 12 * index)
            for index in range(min(count, 200))
        ]
    except struct.error:
        return b""
    turn = next((turn for tag, _type, _count, turn in tags if tag == _TURN), 1)
    if not 1 < turn <= 8:
        return b""
    exif = b"Exif\x00\x00MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _TURN, 3, 1, turn, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _png(content: bytes) -> bytes:
    kept, position = [content[:8]], 8
    while position + 12 <= len(content):
        size = int.from_bytes(content[position : position + 4], "big") + 12
        if content[position + 4 : position + 8] not in {
            b"tEXt",
            b"zTXt",
            b"iTXt",
            b"eXIf",
            b"tIME",
        }:
            kept.append(content[position : position + size])
        if content[position + 4 : position + 8] == b"IEND":
            break
        position += size
    return b"".join(kept)


def _webp(content: bytes) -> bytes:
    kept, position = [], 12
    while position + 8 <= len(content):
        name = content[position : position + 4]
        size = int.from_bytes(content[position + 4 : position + 8], "little")
        chunk = bytearray(content[position : position + 8 + size + size % 2])
        if name == b"VP8X":
            chunk[8] &= ~0x0C & 0xFF  # says no longer that Exif and XMP follow
        if name not in {b"EXIF", b"XMP "}:
            kept.append(bytes(chunk))
        position += len(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


# --- office files ----------------------------------------------------------------------
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = _APP.replace(b"extended-properties", b"custom-properties")
_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>'
)
_WITHOUT = {
    "docprops/core.xml": _CORE,
    "docprops/app.xml": _APP,
    "docprops/custom.xml": _CUSTOM,
    "meta.xml": _META,
}
_NAMELESS: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    # who wrote a tracked change or a remark, and when
    (re.compile(rb'(\s(?:w|w15|w16cex|p|p15):(?:author|initials|date|userId)=")[^"]*"'), rb'\1"'),
    (re.compile(rb'(<p:cmAuthor\b[^>]{0,300}?\sname=")[^"]*"'), rb'\1"'),
    (re.compile(rb"(<(?:dc:creator|meta:creator-initials|author)>)[^<]*(?=<)"), rb"\1"),
)
_WITH_NAMES = re.compile(
    r"^(?:word/(?:document|comments\w*|people|footnotes|endnotes|header\d*|footer\d*)"
    r"|xl/comments\w*|ppt/commentauthors|content)\.xml$"
)


def _office(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in unpacked(old):
            name = entry.filename.lower()
            plain = zipfile.ZipInfo(entry.filename)  # of 1980, by nobody
            plain.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(plain, _nameless(name, _untyped(name, old.read(entry))))
    return made.getvalue()


def _nameless(name: str, data: bytes) -> bytes:
    if name in _WITHOUT:
        return _WITHOUT[name]
    if name.endswith((".jpg", ".jpeg")) and data[:2] == b"\xff\xd8":
        return _jpeg(data)
    if name.endswith(".png") and data[:4] == b"\x89PNG":
        return _png(data)
    if _WITH_NAMES.match(name):
        for pattern, instead in _NAMELESS:
            data = pattern.sub(instead, data)
    return data


def _untyped(name: str, data: bytes) -> bytes:
    if name.endswith((".xml", ".rels")) and _TYPED.search(data[:2_000]):
        raise ValueError("a document type in an office file")
    return data


def unpacked(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The entries of an archive that may be unpacked.

    Raises:
        TooMuchError: together they would be too many or too much.
        ValueError: one would fall outside.
    """
    entries = archive.infolist()
    whole, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > _MOST_ENTRIES or whole > MOST_UNPACKED:
        raise TooMuchError("too much to unpack")
    if whole > max(_MUCH_UNPACKED, _MOST_RATIO * packed):
        raise TooMuchError("far more than its size")
    if any(_OUTSIDE.search(entry.filename) for entry in entries):
        raise ValueError("a name outside the archive")
    yield from entries


def is_listed_in_measure(content: bytes) -> bool:
    """Whether the list of entries of an archive is short enough to be read at all."""
    end = content.rfind(_LIST_ENDS, max(0, len(content) - 66_000))
    size = int.from_bytes(content[end + 12 : end + 16], "little") if end >= 0 else 0
    return size <= _LONGEST_LIST


# --- rich text -------------------------------------------------------------------------
_RTF_INFO = re.compile(rb"\\info\b")


def _rtf(content: bytes) -> bytes:
    """Without the group that says title, author, company and times."""
    found = _RTF_INFO.search(content)
    if found is None or content[found.start() - 1 : found.start()] != b"{":
        return content
    depth, position = 1, found.end()
    while depth and position < len(content):
        letter = content[position : position + 1]
        position += 2 if letter == b"\\" else 1
        depth += (letter == b"{") - (letter == b"}")
    return content[: found.start() - 1] + content[position:]


_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "application/rtf": _rtf,
    "application/pdf": pdf.without_metadata,
}
