"""The tree of MIME parts, made into text to read and files to keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message
from email.utils import decode_rfc2231
from typing import Any

from diwan.mailroom.splitting import Line, lines_of
from diwan.mailroom.words import Problem

from . import html
from .charsets import clean, decode
from .flowed import unfold
from .headers import decoded

_DEEPEST = 30
_MOST_PARTS = 400
_MOST_FILES = 100
_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_CONTROL_PARTS = {
    "message/delivery-status",
    "message/disposition-notification",
    "text/rfc822-headers",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/global-delivery-status",
}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file that came with a letter; ``name`` is safe to write, without any folder."""

    name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class Body:
    """What a part holds: lines to read, and of which kind (``plain``, ``html`` or nothing)."""

    lines: list[Line] = field(default_factory=list)
    kind: str = ""

    @property
    def words(self) -> int:
        return sum(len(_WORD.findall(line.text)) for line in self.lines)


class Parts:
    """Walks one letter; ``body``, ``files`` and ``problems`` stand ready afterwards."""

    def __init__(self, message: Message) -> None:
        self.files: list[LetterFile] = []
        self.problems: list[str] = []
        self.types: list[str] = []
        self.body = self._read(message, 0)

    def _read(self, part: Message, depth: int) -> Body:
        kind = _quietly(part.get_content_type, "text/plain")
        self.types.append(kind)
        if depth > _DEEPEST or len(self.types) > _MOST_PARTS:
            self._note(Problem.TOO_DEEP)
            return Body()
        if part.defects:
            self._note(Problem.BROKEN_MIME)
        if kind in {"message/rfc822", "message/global"}:
            return self._enclosed(part, depth)
        if part.is_multipart():
            return self._several(part, kind, depth)
        return self._single(part, kind)

    def _several(self, part: Message, kind: str, depth: int) -> Body:
        children = [each for each in part.get_payload() if isinstance(each, Message)]
        bodies = [self._read(each, depth + 1) for each in children]
        bodies = [body for body in bodies if body.kind]
        if kind == "multipart/alternative":
            return _best(bodies)
        if kind in {"multipart/report", "multipart/related"}:
            return bodies[0] if bodies else Body()
        return _joined(bodies)

    def _single(self, part: Message, kind: str) -> Body:
        is_text = kind in {"text/plain", "text/html"} or (
            kind.startswith("multipart/") and not part.is_multipart()
        )
        if kind in _CONTROL_PARTS:
            return Body()
        if not is_text or _is_file(part):
            self._keep(part, kind)
            return Body()
        text = self._text(part)
        if kind == "text/html":
            return Body(html.lines(text), "html")
        if str(_parameter(part, "format")).lower() == "flowed":
            deletes = str(_parameter(part, "delsp")).lower() == "yes"
            text = unfold(text, is_blank_deleted=deletes)
            return Body([_flowed(line) for line in lines_of(text)], "plain")
        return Body(lines_of(text), "plain")

    def _text(self, part: Message) -> str:
        text, is_certain = decode(content_of(part), str(_parameter(part, "charset")))
        if not is_certain:
            self._note(Problem.CHARSET)
        return text

    def _enclosed(self, part: Message, depth: int) -> Body:
        """A letter inside the letter: kept as a file; its words count when there are no others."""
        inner = part.get_payload()
        enclosed = inner[0] if isinstance(inner, list) and inner else None
        if not isinstance(enclosed, Message):
            self._keep(part, "message/rfc822")
            return Body()
        title = decoded(str(_quietly(lambda: enclosed.get("subject"), "") or ""))
        content = _quietly(enclosed.as_bytes, b"")
        self._add(f"{title or 'letter'}.eml", "message/rfc822", content)
        body = Parts(enclosed).body if depth < 3 else Body()
        return Body(body.lines, "enclosed") if body.kind else Body()

    def _keep(self, part: Message, kind: str) -> None:
        name = _file_name(part)
        if name.lower() == "winmail.dat" or kind == "application/ms-tnef":
            self._note(Problem.OUTLOOK_DATA)
        self._add(name or f"file{_extension(kind)}", kind, content_of(part))

    def _add(self, name: str, kind: str, content: bytes) -> None:
        if content and len(self.files) < _MOST_FILES:
            self.files.append(LetterFile(safe_name(name), clean(kind), content))

    def _note(self, problem: Problem) -> None:
        if problem.value not in self.problems:
            self.problems.append(problem.value)


def _best(bodies: list[Body]) -> Body:
    """Plain text, unless it is empty or only says that there is HTML."""
    plain = next((body for body in bodies if body.kind == "plain"), None)
    others = [body for body in bodies if body.kind == "html"]
    if plain is None or not others:
        return plain or (others[-1] if others else (bodies[0] if bodies else Body()))
    words = plain.words
    is_stub = words == 0 or (words < 25 and others[-1].words > 3 * words + 20)
    return others[-1] if is_stub or _tells_more(others[-1], plain) else plain


def _tells_more(other: Body, plain: Body) -> bool:
    """Whether HTML says whose words are whose where plain text does not.

    Answers in a colour are not seen in plain text; nor are signatures without a line of two
    dashes, and quotes without “>”.
    """
    told = {line.mark for line in other.lines if line.mark}
    if "own" in told:
        return True
    return bool(told) and not any(line.text.lstrip().startswith(">") for line in plain.lines)


def _flowed(line: Line) -> Line:
    return Line(line.text, "flowed") if line.text.startswith(">") else line


def _joined(bodies: list[Body]) -> Body:
    """Parts one after the other; an enclosed letter speaks only when nobody else does."""
    own = [body for body in bodies if body.kind != "enclosed" and body.words]
    chosen = own or [body for body in bodies if body.words]
    kept: list[Body] = []
    for body in chosen:
        if not any(_says(body) == _says(other) for other in kept):
            kept.append(body)
    lines: list[Line] = []
    for body in kept:
        while lines and not lines[-1].text.strip():
            lines.pop()
        lines += [*([Line("")] if lines else []), *body.lines]
    return Body(lines, kept[0].kind if kept else "")


def _says(body: Body) -> str:
    return "".join(_WORD.findall("".join(line.text for line in body.lines)))[:20_000].casefold()


def _is_file(part: Message) -> bool:
    disposition = str(_quietly(part.get_content_disposition, "") or "")
    return disposition == "attachment" or bool(_file_name(part))


def content_of(part: Message) -> bytes:
    """The decoded bytes of a part without parts; never raises."""
    content = _quietly(lambda: part.get_payload(decode=True), None)
    if isinstance(content, bytes):
        return content
    raw = _quietly(part.get_payload, "")
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _parameter(part: Message, name: str) -> str:
    value = _quietly(lambda: part.get_param(name), None)
    if isinstance(value, tuple):
        value = value[2]
    return str(value or "")


def _file_name(part: Message) -> str:
    for header, name in (("content-disposition", "filename"), ("content-type", "name")):
        value = _quietly(lambda h=header, n=name: part.get_param(n, None, h), None)
        if isinstance(value, tuple):
            raw = (value[2] or "").encode("latin-1", "replace")
            value = decode(raw, value[0] or "")[0]
        elif isinstance(value, str):
            value = decoded(_unescaped(value))
        if value:
            return str(value).strip()
    return ""


def _unescaped(value: str) -> str:
    """Some programs write RFC 2231 values without saying so: ``utf-8''r%C3%A9sum%C3%A9``."""
    if "''" not in value:
        return value
    charset, _language, rest = decode_rfc2231(value)
    if not charset or not rest or "%" not in rest:
        return value
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), rest.encode())
    return decode(data, charset)[0]


def safe_name(name: str) -> str:
    """A file name without folders, control or direction marks, at most 120 characters."""
    last = clean(name).replace("\\", "/").rstrip("/").split("/")[-1]
    last = " ".join(_UNSAFE.sub("_", last).split()).strip(". ")
    if len(last) > 120:
        stem, dot, ending = last.rpartition(".")
        last = f"{stem[: 119 - len(ending)]}.{ending}" if dot and len(ending) <= 10 else last[:120]
    return last or "file"


def _extension(kind: str) -> str:
    return {
        "application/pdf": ".pdf",
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "image/gif": ".gif",
        "text/calendar": ".ics",
        "text/csv": ".csv",
        "text/html": ".html",
        "text/plain": ".txt",
        "text/vcard": ".vcf",
    }.get(kind, "")


def _quietly(ask: Any, otherwise: Any) -> Any:
    """What ``ask()`` answers; broken headers make the standard library raise many things."""
    try:
        return ask()
    except _ERRORS:
        return otherwise
