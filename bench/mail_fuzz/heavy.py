"""Letters of a megabyte, one in a process of its own: seconds, and memory beside their size."""

from __future__ import annotations

import resource
import sys
import time
import tracemalloc
from random import Random

import django

from bench.mail_fuzz.ugly import letter

_SIZE = 1_000_000
_HEAD = b"From: a@b.example\r\nContent-Type: %s\r\n%s\r\n"
_ATTACHED = b"Content-Disposition: attachment; filename=a.bin\r\n"
#: a kind, and what is repeated until it makes a megabyte
_REPEATED = {
    "plain words": (b"text/plain; charset=utf-8", "كلمات the words où ".encode()),
    "plain lines": (b"text/plain", b"a line of words\n"),
    "quoted lines": (b"text/plain", b"> a line of words\n"),
    "attributions": (b"text/plain", b"On Mon, 3 Mar 2025, B <b@c.d> wrote:\n> x\n\n"),
    "flowed": (b"text/plain; format=flowed", b"soft \n"),
    "blank lines": (b"text/plain", b"\n"),
    "uuencode begins": (b"text/plain", b"begin 644 a\n"),
    "yEnc begins": (b"text/plain", b"=ybegin line=1 size=1 name=a\n"),
    "PGP begins": (b"text/plain", b"-----BEGIN PGP SIGNED MESSAGE-----\n\n"),
    "mojibake": (b"text/plain; charset=utf-8", "Ã©tÃ© ".encode()),
    "marks of direction": (b"text/plain; charset=utf-8", "\u202ea\u2066".encode()),
    "html paragraphs": (b"text/html", b"<p>words in a row</p>"),
    "html open": (b"text/html", b"<div>a"),
    "html quotes": (b"text/html", b"<blockquote type=cite>a"),
    "html table": (b"text/html", b"<table><tr><td>a"),
    "html list": (b"text/html", b"<ul><li>a"),
    "html brackets": (b"text/html", b"<"),
    "html colours": (b"text/html", b"<span style='color:red'>a</span>"),
    "calendar": (b"text/calendar", b"BEGIN:VEVENT\r\nSUMMARY:x\r\n y\r\n"),
    "calendar folds": (b"text/calendar", b"SUMMARY:x;\r\n "),
    "signed, nested": (b"application/pkcs7-mime", b"\x30\x80"),
    "winmail": (b"application/ms-tnef", b"\x02\x02\x90\x06\x00\x00\x00\x00\x00\x00\x00"),
    "boundaries": (b"multipart/mixed; boundary=b", b"--b\r\n\r\nx\r\n"),
    "boundaries without end": (b"multipart/mixed; boundary=b", b"--b "),
    "letters in letters": (b"message/rfc822", b"Content-Type: message/rfc822\r\n\r\n"),
    "a file": (b"application/octet-stream", b"\x00\x01\x02\xff"),
}
_PREFIXES = {"winmail": b"\x78\x9f\x3e\x22\x01\x00"}
SHAPES = (
    *_REPEATED,
    "headers",
    "one long header",
    "encoded words",
    *(f"ugly {n}" for n in range(8)),
)


def shape(name: str) -> bytes:
    """The letter of that name, about a megabyte."""
    if name in _REPEATED:
        kind, unit = _REPEATED[name]
        body = _PREFIXES.get(name, b"") + unit * (_SIZE // len(unit))
        return _HEAD % (kind, _ATTACHED if name == "a file" else b"") + body
    if name == "headers":
        return b"X-A: b\r\n" * (_SIZE // 8) + b"\r\nwords"
    if name == "one long header":
        return b"From: " + b'"a" <' * (_SIZE // 5) + b"\r\n\r\nwords"
    if name == "encoded words":
        return b"Subject: " + b"=?utf-8?q?a?= " * (_SIZE // 14) + b"\r\n\r\nwords"
    return letter(Random(int(name.split()[1])), size=_SIZE)


def main() -> None:
    """Print CPU seconds, bytes at the peak (allocated by Python; of the process) and the size."""
    django.setup()
    from diwan.mailroom.reading import read  # noqa: PLC0415

    raw = shape(sys.argv[1])
    read(letter(Random(1)))  # what is loaded once is no letter's fault
    if sys.argv[2] == "time":
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        reading = read(raw)
        seconds = time.process_time() - started
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
        print(seconds, grown, len(raw), reading.sort)
        return
    tracemalloc.start()
    reading = read(raw)
    print(0, tracemalloc.get_traced_memory()[1], len(raw), reading.sort)


if __name__ == "__main__":
    main()
