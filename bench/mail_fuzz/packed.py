"""Letters round what other programs pack: winmail.dat, rich text, signatures, invitations."""

# ruff: noqa: E501 - samples stand in one piece
from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

from diwan.mailroom.tests import containers

if TYPE_CHECKING:
    from random import Random

_RICH = (
    *(b"{\\rtf1\\ansi\\ansicpg1256", b"\\ansicpg1252 ", b"\\ansicpg99999 ", b"{\\fonttbl{\\f0 Arial;}}"),
    *(b"{\\*\\htmltag64 <p>}", b"\\htmlrtf \\par \\htmlrtf0 ", b"\\'c7\\'e1", b"\\u1576?", b"\\u-10187?\\u-8969?"),
    *(b"\\uc0 ", b"\\uc3\\u233 abc", b"\\par ", b"\\tab", b"\\lquote x\\rquote ", b"\\emdash", b"\\~", b"\\{", b"\\\\"),
    *(b"{\\pict 00ff}", b"{\\info secret}", b"{\\header h}", b"words ", b"\r\n", b"{", b"}", b"}}}", b"\\", b"\\'", b"\\bin9 "),
)  # fmt: skip
_LINES = (
    *("METHOD:REQUEST", "METHOD:CANCEL", "METHOD:REPLY", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM"),
    *("BEGIN:VTIMEZONE", "END:VTIMEZONE", "SUMMARY:Council", "SUMMARY;LANGUAGE=ar:مجلس", 'SUMMARY;X="a;b:c":x\\, y\\n z'),
    *("DTSTART:20261103T100000Z", 'DTSTART;TZID="Africa/Tunis":20261103T1000', "DTSTART;VALUE=DATE:20261103"),
    *("DTEND:20261103T120000Z", "DTEND:20261104", "DTEND:99999999T999999Z", "DTSTART:", "LOCATION:Town hall", " folded", "\tfolded"),
)  # fmt: skip
_TEXT, _WIDE, _BYTES, _OBJECT, _NUMBER = 0x1E, 0x1F, 0x102, 0x0D, 0x03
_PROPERTIES = (0x3707, 0x3704, 0x3001, 0x370E, 0x3701, 0x1000, 0x1009, 0x1013, 0x0E07, 0x8001)
_ATTRIBUTES = (0x9002, 0x8010, 0x800F, 0x9005, 0x9003, 0x800C, 0x9007, 0x8004)


def letter(random: Random) -> bytes:
    """A letter with one to three packed parts, most of them whole."""
    parts = [_part(random) for _ in range(random.randrange(1, 4))]
    body = b"".join(b"\r\n--p\r\n" + part for part in parts)
    kind = random.choice((b"mixed", b"alternative", b"signed"))
    return (
        b"From: Amina <a@example.org>\r\nSubject: packed\r\nContent-Language: "
        + random.choice((b"en", b"fr", b"ar", b"de"))
        + b"\r\nContent-Type: multipart/" + kind + b"; boundary=p\r\n" + body + b"\r\n--p--\r\n"
    )  # fmt: skip


def _part(random: Random) -> bytes:
    kind, made = random.choice((_winmail, _winmail, _signature, _invitation))(random)
    if random.random() < 0.3:
        made = _spoilt(random, made)
    head = b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(made)


def _spoilt(random: Random, made: bytes) -> bytes:
    spoilt = bytearray(made)
    for _ in range(random.randrange(1, 6)):
        place = random.randrange(len(spoilt) + 1)
        if random.random() < 0.3:
            del spoilt[place : place + random.randrange(9)]
        else:
            spoilt[place : place + 1] = random.randbytes(random.randrange(3))
    return bytes(spoilt)


def _winmail(random: Random) -> tuple[bytes, bytes]:
    attributes = []
    for _ in range(random.randrange(1, 7)):
        number = random.choice(_ATTRIBUTES)
        data = _properties(random) if number in {0x9005, 0x9003} else _value(random)
        attributes.append(containers.attribute(number, data, level=random.randrange(1, 3)))
    return b"application/ms-tnef; name=winmail.dat", containers.winmail(*attributes)


def _properties(random: Random) -> bytes:
    made = b""
    count = random.randrange(1, 6)
    for _ in range(count):
        number = random.choice(_PROPERTIES)
        kind = random.choice((_TEXT, _WIDE, _BYTES, _OBJECT, _NUMBER, 0x1000 | _TEXT))
        data = rich(random) if number == 0x1009 else _value(random)
        made += struct.pack("<HH", kind, number)
        if number >= 0x8000:
            made += (
                random.randbytes(16) + struct.pack("<II", random.randrange(2), 4) + b"n\x00\x00\x00"
            )
        made += data[:4].ljust(4, b"\x00") if kind == _NUMBER else _long(data)
    return struct.pack("<I", random.choice((count, count + 1, 2**31))) + made


def _long(data: bytes) -> bytes:
    return struct.pack("<II", 1, len(data)) + data + b"\x00" * (-len(data) % 4)


def _value(random: Random) -> bytes:
    text = random.choice(
        ("words of the letter", "أهلا وسهلا", "plan.pdf", "../plan\x00", "", "<p>a<b>b")
    )
    return (text + "\x00").encode(random.choice(("utf-8", "utf-16-le", "windows-1256")), "replace")


def rich(random: Random) -> bytes:
    """Rich text, stored or packed; packed text holds back references, some of them wrong."""
    text = b"".join(random.choice(_RICH) for _ in range(random.randrange(2, 30)))
    if random.random() < 0.3:
        return containers.stored_rich(text)
    packed = bytearray()
    for at in range(0, len(text), 8):
        flags, piece = 0, bytearray()
        for bit, byte in enumerate(text[at : at + 8]):
            if random.random() < 0.1:
                flags |= 1 << bit
                piece += random.randbytes(2)
            else:
                piece.append(byte)
        packed += bytes([flags]) + piece
    return struct.pack("<IIII", len(packed) + 12, len(text), 0x75465A4C, 0) + bytes(packed)


def _signature(random: Random) -> tuple[bytes, bytes]:
    kind = b"application/pkcs7-mime; smime-type=" + random.choice(
        (b"signed-data", b"enveloped-data")
    )
    if random.random() < 0.2:
        return kind, containers.encrypted()
    inside = random.choice(
        (
            b"Content-Type: text/plain\r\n\r\nsigned words",
            b"Content-Type: text/html\r\n\r\n<p>signed",
            b"no head",
        )
    )
    for _ in range(random.choice((0, 0, 0, 1, 12))):
        inside = (
            b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + containers.signed(inside)
        )
    return kind, containers.signed(inside * random.randrange(1, 5), in_pieces=random.random() < 0.5)


def _invitation(random: Random) -> tuple[bytes, bytes]:
    lines = [random.choice(_LINES) for _ in range(random.randrange(2, 20))]
    lines[:0] = ["BEGIN:VCALENDAR", *(["BEGIN:VEVENT"] if random.random() < 0.8 else [])]
    kind = b"text/calendar; charset=utf-8" + random.choice((b"", b"; method=REPLY", b"; method=x"))
    return kind, random.choice(("\r\n", "\n")).join(lines).encode()
