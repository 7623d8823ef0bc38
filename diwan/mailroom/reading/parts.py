"""The tree of MIME parts, made into text to read and files to keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message
from functools import partial
from itertools import islice

from diwan.mailroom.rules import CALENDAR_REPLY
from diwan.mailroom.splitting import Line, lines_of
from diwan.mailroom.words import Problem

from . import armour, cms, coded, html, tnef
from .calendars import invitation
from .charsets import clean, decode
from .flowed import unfold
from .headers import decoded
from .messages import parsed
from .names import extension, file_name, parameter, quietly, safe_name
from .saying import Missing, said
from .tree import Part

_DEEPEST = 30
_MOST_PARTS = 400
_MOST_FILES = 100
_DEEPEST_ENCLOSED = 3
#: text of more lines stays in one piece, and is not split
_MOST_LINES = 20_000
_CONTROL_PARTS = {
    "message/delivery-status",
    "message/disposition-notification",
    "application/pgp-signature",
    "application/pgp-encrypted",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/global-delivery-status",
}
_SIGNED_OR_ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_CONTAINER = {"application/ms-tnef", "application/vnd.ms-tnef"}
_WORD = re.compile(r"\w+")
_MOST_COMPARED = 20_000
#: plain text of fewer words may only say that there is HTML
_STUB = 25


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file that came with a letter; ``name`` is safe to write, without any folder."""

    name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class Body:
    """What a part holds: lines to read, and of which kind (``plain``, ``html`` or nothing).

    HTML is read when somebody asks for its lines: beside plain text hardly anybody does.
    """

    written: list[Line] = field(default_factory=list)
    kind: str = ""
    source: str = ""

    @property
    def lines(self) -> list[Line]:
        if self.source:
            self.written, self.source = html.lines(self.source), ""
        return self.written

    @property
    def has_marks(self) -> bool:
        """Whether its lines may say whose they are."""
        return bool(self.written) or html.may_mark(self.source)

    def words(self, most: int = 1) -> int:
        """How many words there are, counted up to ``most``."""
        count = 0
        for line in self.lines:
            count += sum(1 for _ in islice(_WORD.finditer(line.text), most - count))
            if count == most:
                break
        return count


class Parts:
    """Walks one letter; ``body``, ``files`` and ``problems`` stand ready afterwards."""

    def __init__(self, message: Message, *, language: str = "", depth: int = 0) -> None:
        self.language = language
        self.files: list[LetterFile] = []
        self.problems: list[str] = []
        self.types: list[str] = []
        self._depth_of_letters = depth
        self.body = self._read(message, 0)

    def _read(self, part: Message, depth: int) -> Body:
        kind = quietly(part.get_content_type, "text/plain")
        self.types.append(kind)
        if depth > _DEEPEST or len(self.types) > _MOST_PARTS:
            self._note(Problem.TOO_DEEP)
            return Body()
        if part.defects:
            self._note(Problem.BROKEN_MIME)
        if kind in {"message/rfc822", "message/global"}:
            return self._enclosed(part, depth)
        if kind == "multipart/encrypted":
            self._note(Problem.ENCRYPTED)
        if kind == "message/external-body":
            return self._elsewhere(part)
        if kind == "message/partial":
            return self._piece(part, depth)
        if part.is_multipart():
            return self._several(part, kind, depth)
        return self._single(part, kind, depth)

    def _several(self, part: Message, kind: str, depth: int) -> Body:
        children = [each for each in part.get_payload() if isinstance(each, Message)]
        bodies = [self._read(each, depth + 1) for each in children]
        bodies = [body for body in bodies if body.kind]
        if kind == "multipart/alternative":
            return _best(bodies)
        if kind in {"multipart/report", "multipart/related"}:
            return bodies[0] if bodies else Body()
        return _joined(bodies)

    def _single(self, part: Message, kind: str, depth: int) -> Body:
        is_text = kind in {"text/plain", "text/html"} or (
            kind.startswith("multipart/") and not part.is_multipart()
        )
        if kind in _CONTROL_PARTS:
            return Body()
        if kind in _SIGNED_OR_ENCRYPTED:
            return self._signed(part, kind, depth)
        if kind == "text/calendar":
            return self._calendar(part)
        if not is_text or _is_file(part):
            return self._keep(part, kind)
        return self._words(part, kind)

    def _words(self, part: Message, kind: str) -> Body:
        text = self._text(part, kind)
        if kind == "text/html":
            return Body(kind="html", source=text)
        if text.count("\n") > _MOST_LINES:
            return Body([Line(text)], "plain")
        if str(parameter(part, "format")).lower() == "flowed":
            deletes = str(parameter(part, "delsp")).lower() == "yes"
            text = unfold(text, is_blank_deleted=deletes)
            return Body([_flowed(line) for line in lines_of(text)], "plain")
        lines = lines_of(text)
        if armour.is_encrypted(lines):
            self._note(Problem.ENCRYPTED)
            self._add("letter.asc", "application/pgp-encrypted", content_of(part))
            return Body()
        return Body(lines, "plain")

    def _text(self, part: Message, kind: str = "") -> str:
        content = content_of(part)
        if kind == "text/plain":
            content, files = coded.taken_out(content)
            for name, inside in files:
                self._add(decode(name)[0], "application/octet-stream", inside)
        text, is_certain = decode(content, str(parameter(part, "charset")))
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
        title = decoded(str(quietly(lambda: enclosed.get("subject"), "") or ""))
        content = part.body if isinstance(part, Part) else quietly(enclosed.as_bytes, b"")
        self._add(f"{title or 'letter'}.eml", "message/rfc822", content)
        if depth >= _DEEPEST_ENCLOSED or self._depth_of_letters >= _DEEPEST_ENCLOSED:
            return Body()
        inside = Parts(enclosed, language=self.language, depth=self._depth_of_letters + 1)
        return Body(inside.body.lines, "enclosed") if inside.body.kind else Body()

    def _signed(self, part: Message, kind: str, depth: int) -> Body:
        """S/MIME: the letter inside a signature is read as if it stood here."""
        found = cms.opened(content_of(part))
        if found.words is not None:
            return self._read(parsed(found.words), depth + 1)
        if found.is_encrypted or parameter(part, "smime-type").lower() == "enveloped-data":
            self._note(Problem.ENCRYPTED)
        return self._keep(part, kind)

    def _calendar(self, part: Message) -> Body:
        text = self._text(part)
        found = invitation(text, language=self.language)
        if "reply" in {found.method, parameter(part, "method").lower()}:
            self.types.append(CALENDAR_REPLY)
        self._add(file_name(part) or "invitation.ics", "text/calendar", content_of(part))
        return Body(lines_of(found.sentence), "enclosed") if found.sentence else Body()

    def _piece(self, part: Message, depth: int) -> Body:
        """A letter that a program cut (RFC 2046, 5.2.2): said, above what came of it."""
        self._note(Problem.PIECE)
        number = "/".join(filter(None, (parameter(part, "number"), parameter(part, "total"))))
        above = self._said(Missing.PIECE, number=clean(number)[:20] or "?")
        came = self._several(part, "", depth) if part.is_multipart() else self._words(part, "")
        return Body([*above.lines, Line(""), *came.lines], "plain")

    def _elsewhere(self, part: Message) -> Body:
        """A file that one would have to fetch (RFC 2046, 5.2.3): said, and never fetched."""
        self._note(Problem.ELSEWHERE)
        places = (parameter(part, name) for name in ("name", "url", "site"))
        return self._said(Missing.ELSEWHERE, name=clean(next(filter(None, places), "?"))[:200])

    def _said(self, sentence: Missing, **words: str) -> Body:
        return Body(lines_of(said(sentence, self.language, **words)), "enclosed")

    def _keep(self, part: Message, kind: str) -> Body:
        """Keep a part as a file; only an Outlook container has words."""
        name, content = file_name(part), content_of(part)
        if name.lower() == "winmail.dat" or kind in _CONTAINER:
            found = tnef.opened(content)
            if found is not None and (found.files or found.text or found.html):
                return self._unwrapped(found)
            self._note(Problem.OUTLOOK_DATA)
        self._add(name or f"file{extension(kind)}", kind, content)
        return Body()

    def _unwrapped(self, found: tnef.Container) -> Body:
        for file in found.files:
            kind = file.content_type.lower() or "application/octet-stream"
            self._add(file.name or f"file{extension(kind)}", kind, file.content)
        if found.html:
            return Body(html.lines(found.html), "enclosed")
        return Body(lines_of(found.text), "enclosed") if found.text else Body()

    def _add(self, name: str, kind: str, content: bytes) -> None:
        if len(self.files) >= _MOST_FILES:
            self._note(Problem.TOO_MANY)
        elif content:
            self.files.append(LetterFile(safe_name(name), clean(kind), content))

    def _note(self, problem: Problem) -> None:
        if problem.value not in self.problems:
            self.problems.append(problem.value)


def _best(bodies: list[Body]) -> Body:
    """Plain text, unless it is empty or only says that there is HTML."""
    plain = next((body for body in bodies if body.kind == "plain"), None)
    others = [body for body in bodies if body.kind == "html"]
    if plain is None or not others:
        return _first_with_words([*([plain] if plain else []), *reversed(others), *bodies])
    words = plain.words(_STUB)
    is_stub = words == 0 or (words < _STUB and others[-1].words(4 * _STUB) > 3 * words + 20)
    return others[-1] if is_stub or _tells_more(others[-1], plain) else plain


def _first_with_words(bodies: list[Body]) -> Body:
    return next((body for body in bodies if body.words()), bodies[0] if bodies else Body())


def _tells_more(other: Body, plain: Body) -> bool:
    """Whether HTML says whose words are whose where plain text does not.

    Answers in a colour are not seen in plain text; nor are signatures without a line of two
    dashes, and quotes without “>”.
    """
    told = {line.mark for line in other.lines if line.mark} if other.has_marks else set()
    if "own" in told:
        return True
    return bool(told) and not any(line.text.lstrip().startswith(">") for line in plain.lines)


def _flowed(line: Line) -> Line:
    return Line(line.text, "flowed") if line.text.startswith(">") else line


def _joined(bodies: list[Body]) -> Body:
    """Parts one after the other; an enclosed letter speaks only when nobody else does."""
    own = [body for body in bodies if body.kind != "enclosed" and body.words()]
    chosen = own or [body for body in bodies if body.words()]
    said: set[str] = set()
    kept: list[Body] = []
    for body in chosen:
        if (words := _says(body)) not in said:
            said.add(words)
            kept.append(body)
    lines: list[Line] = []
    for body in kept:
        while lines and not lines[-1].text.strip():
            lines.pop()
        lines += [*([Line("")] if lines else []), *body.lines]
    return Body(lines, kept[0].kind if kept else "")


def _says(body: Body) -> str:
    words = islice(_WORD.finditer("".join(line.text for line in body.lines)), _MOST_COMPARED)
    return "".join(word[0] for word in words)[:_MOST_COMPARED].casefold()


def _is_file(part: Message) -> bool:
    disposition = str(quietly(part.get_content_disposition, "") or "")
    return disposition == "attachment" or bool(file_name(part))


def content_of(part: Message) -> bytes:
    """The decoded bytes of a part without parts; never raises."""
    ask = part.content if isinstance(part, Part) else partial(part.get_payload, decode=True)
    content = quietly(ask, None)
    if isinstance(content, bytes):
        return content
    raw = quietly(part.get_payload, "")
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""
