"""Ugly letters: trees of MIME parts with what goes wrong in real ones, from a seed."""

# ruff: noqa: E501, ISC004 - samples stand in one piece
from __future__ import annotations

import base64
import binascii
import quopri
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_WORDS = (
    "افتتحت بلديتنا مكتبا لاستقبال العائدين",
    "Notre commune a ouvert un guichet, où l’on écoute",
    "The office opened in March; people come back",
    "Ã©tÃ© dÃ©jÃ  lÃ ",
    "On Mon, 3 Mar 2025, Bilal <b@example.org> wrote:\n> an older line\n> another",
    "Le 3 mars 2025 à 10:12, Chloé a écrit :\n> ligne",
    "-- \nAmina\nTown hall",
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nsigned\n- -- \n"
    "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----",
    "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----",
    "begin 644 a.txt\n#0V%T\n`\nend",
    "=ybegin line=128 size=3 name=a\nabc\n=yend size=3",
    "+ADw-b+AD4-",
    "\u202eevil\u2066 marks\x00\x0b\ufffe",
    "",
)
_HTML = (
    "<p>{}</p><blockquote type=cite>old</blockquote>",
    "<div dir=rtl>{}<br><div class=gmail_quote>old</div>",
    "<table><tr><td>{}<td><ul><li>x<ol><li>y",
    "<<<!-- {} <style>p{{}}</style><script>x",
    "<b style='color:red'>{}</b><span style='background:yellow'>b",
)
_CHARSETS = (
    *(
        "utf-8",
        "windows-1256",
        "iso-8859-6",
        "utf-7",
        "us-ascii",
        "windows-1252",
        "utf-16",
        "koi8-r",
    ),
    *("x-none", "", "idna", "base64", "unicode_escape", "punycode", '"', "utf-8''x"),
)
_NAMES = (
    'filename="a.pdf"',
    "filename*=utf-8''%D8%A3.pdf",
    "filename*0*=utf-8''%D8; filename*1*=%A3.pdf",
    "filename*9999999*=x; filename*0=a",
    'filename="../../etc/passwd"',
    'filename="=?utf-8?B?2KM=?=.pdf.exe"',
    "filename=winmail.dat",
    'filename="\u202efdp.exe"',
)
_LEAVES = (
    *("text/plain", "text/plain; format=flowed; delsp=yes", "text/html", "text/calendar"),
    *("application/pdf", "application/ms-tnef; name=winmail.dat", "application/octet-stream"),
    *("application/pkcs7-mime; smime-type=signed-data", "application/pgp-signature"),
    *("message/partial; number=1; total=9", "message/external-body; url=x", "text/rfc822-headers"),
    *(
        "message/delivery-status",
        "message/disposition-notification",
        "image/png",
        "text/x-\xff",
        "x",
    ),
)
_TREES = (
    *("mixed", "alternative", "related", "signed; protocol=x", "encrypted", "digest", "parallel"),
    *("report; report-type=delivery-status", "appledouble", "x-\xff", "form-data"),
)
_INVITE = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=fr:x\r\nDTSTART;TZID=A/B:"
    b"20261103T100000\r\nDTEND:20261399T\r\nLOCATION:a\\, b\r\n c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_TNEF = bytes.fromhex("789f3e2201000190070008000000e8040000000000000000")
_CMS = bytes.fromhex(
    "3080 06092a864886f70d010702 a080 3080 020101 3100 3080 06092a864886f70d010701 a080 2480 0403 61 62 63".replace(
        " ", ""
    )
)
#: pieces that a mutation puts between two lines
SNIPPETS = (
    *(b"Content-Type: %s\r\n" % kind.encode("latin-1") for kind in _LEAVES),
    *(b"Content-Transfer-Encoding: %s\r\n" % name for name in (b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"\xff")),
    *(b"Content-Disposition: attachment; " + name.encode() + b"\r\n" for name in _NAMES),
    *(text.encode() + b"\r\n" for text in _WORDS),
    *(b"--b0\r\n", b"--b0--\r\n", b"--b1\r\n", b"\r\n", _INVITE, _TNEF, _CMS),
    b"Subject: =?utf-8?B?2KM=?= =?x?q?=\r\n",
    b"Auto-Submitted: auto-replied\r\n",
)  # fmt: skip


def letter(random: Random, *, size: int = 0) -> bytes:
    """One ugly letter; with ``size``, one leaf of it is about that long."""
    head = [
        b"From: " + random.choice((b"Amina <a@example.org>", b'"a@b" <\xff@c>', b"=?utf-8?q?=D8?= <a@b>", b"")),
        b"To: talk@diwan.localhost",
        b"Subject: " + random.choice((b"Re: home", b"Fwd: =?utf-8?b?2KM?=", b"\xd8\xa3", b"")),
        b"Date: " + random.choice((b"Mon, 3 Mar 2025 10:12:00 +0100", b"Mon, 31 Feb 99999", b"")),
        b"Content-Language: " + random.choice((b"fr", b"ar", b"en", b"\xff")),
        b"MIME-Version: 1.0",
    ]  # fmt: skip
    return b"\r\n".join(head) + b"\r\n" + _part(random, 0, size)


def _part(random: Random, depth: int, size: int) -> bytes:
    if depth == 0 or (depth < 5 and random.random() < 0.4):
        return _tree(random, depth, size)
    if random.random() < 0.1:
        return b"Content-Type: message/rfc822\r\n\r\n" + letter(random)
    return _leaf(random, size)


def _tree(random: Random, depth: int, size: int) -> bytes:
    mark = b"b%d" % (depth if random.random() < 0.9 else 0)
    lines = [b"Content-Type: multipart/" + random.choice(_TREES).encode("latin-1") + b'; boundary="' + mark + b'"', b"", b"preamble"]  # fmt: skip
    for index in range(random.randrange(1, 5)):
        lines += [b"--" + mark, _part(random, depth + 1, size if index == 0 else 0)]
    if random.random() < 0.85:
        lines.append(b"--" + mark + b"--")
    return random.choice((b"\r\n", b"\n")).join(lines)


def _leaf(random: Random, size: int) -> bytes:
    kind = random.choice(_LEAVES)
    charset = random.choice(_CHARSETS)
    body = _body(random, kind, charset)
    if size:
        body = (body or b"x") * (size // max(len(body), 1) + 1)
    coding, coded = _coded(random, body)
    lines = [
        b"Content-Type: "
        + kind.encode("latin-1")
        + (f"; charset={charset}".encode() if charset else b"")
    ]
    if coding:
        lines.append(b"Content-Transfer-Encoding: " + coding)
    if random.random() < 0.3:
        lines.append(b"Content-Disposition: attachment; " + random.choice(_NAMES).encode())
    return b"\r\n".join([*lines, b"", coded])


def _body(random: Random, kind: str, charset: str) -> bytes:
    if "calendar" in kind:
        return _INVITE
    if "tnef" in kind:
        return _TNEF + random.randbytes(random.randrange(60))
    if "pkcs7-mime" in kind:
        return _CMS + random.randbytes(random.randrange(9))
    if kind.startswith(("application", "image")):
        return random.randbytes(random.randrange(200))
    text = "\n".join(random.choice(_WORDS) for _ in range(random.randrange(1, 6)))
    if "html" in kind:
        text = random.choice(_HTML).format(text)
    try:
        return text.encode(charset or "utf-8", "replace")
    except (LookupError, UnicodeError, TypeError):
        return text.encode()


def _coded(random: Random, body: bytes) -> tuple[bytes, bytes]:
    coding = random.choice((b"", b"8bit", b"base64", b"quoted-printable", b"x-uuencode", b"lie"))
    if coding == b"base64":
        return coding, base64.encodebytes(body)
    if coding == b"quoted-printable":
        return coding, quopri.encodestring(body)
    if coding == b"x-uuencode":
        lines = (binascii.b2a_uu(body[at : at + 45]) for at in range(0, len(body), 45))
        return coding, b"begin 644 f\n" + b"".join(lines) + b"`\nend\n"
    return (b"base64" if coding == b"lie" else coding), body
