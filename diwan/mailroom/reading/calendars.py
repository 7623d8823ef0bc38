"""Calendar invitations (RFC 5545, RFC 6047): what, when and where, as one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from . import saying
from .saying import Invited

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r'([A-Za-z0-9-]{1,60})((?:;[^":;\n]{1,200}(?:"[^"\n]{0,200}")?)*):(.*)')
_ARABIC = re.compile(r"[\u0621-\u064a]{2}")
_ESCAPE = re.compile(r"\\([nN,;\\])")
_LONGEST = 200_000
_MOST_LINES = 5_000
_MOST_SHOWN = 300
_STAMP = re.compile(r"(\d{8})(?:T(\d{4})(?:\d{2})?(Z)?)?")


@dataclass(frozen=True, slots=True)
class Invitation:
    """One calendar file: its ``method`` in lower case, and what its first event says."""

    method: str
    what: str
    when: str
    where: str
    language: str

    @property
    def sentence(self) -> str:
        """What is asked, in ``language``; empty when the file names no event."""
        if not self.what and not self.when:
            return ""
        kind = {"cancel": Invited.CANCELLED, "reply": Invited.ANSWERED}.get(
            self.method, Invited.INVITED
        )
        pieces = [self._said(kind, what=self.what or "—")]
        pieces += [self._said(Invited.WHEN, when=self.when)] if self.when else []
        pieces += [self._said(Invited.WHERE, where=self.where)] if self.where else []
        return "\n".join(pieces)

    def _said(self, sentence: Invited, **words: str) -> str:
        return saying.said(sentence, self.language, **words)


def invitation(text: str, *, language: str = "") -> Invitation:
    """Read a calendar; ``language`` is what the letter says of itself."""
    event: dict[str, tuple[str, str]] = {}
    method, inside = "", ""
    for name, parameters, value in _properties(text):
        if name == "BEGIN":
            inside = value.strip().upper()
        elif name == "END" and inside == value.strip().upper():
            inside = "VEVENT" if inside == "VALARM" else ""
        elif name == "METHOD":
            method = value.strip().lower()
        elif inside == "VEVENT":
            event.setdefault(name, (parameters, value))
    what = _plain(event.get("SUMMARY", ("", ""))[1])
    spoken = _language(what, event.get("SUMMARY", ("", ""))[0], language)
    return Invitation(
        method=method,
        what=what,
        when=_when(event, spoken),
        where=_plain(event.get("LOCATION", ("", ""))[1]),
        language=spoken,
    )


def _properties(text: str) -> Iterator[tuple[str, str, str]]:
    unfolded = _FOLD.sub("", text[:_LONGEST])
    for line in unfolded.splitlines()[:_MOST_LINES]:
        if found := _LINE.fullmatch(line[:5_000]):
            yield found[1].upper(), found[2], found[3]


def _plain(value: str) -> str:
    text = _ESCAPE.sub(lambda m: " " if m[1] in "nN" else m[1], value)
    return " ".join(text.split())[:_MOST_SHOWN]


def _language(what: str, parameters: str, said: str) -> str:
    found = re.search(r";LANGUAGE=([a-z]{2})", parameters, re.IGNORECASE)
    for code in (said, found[1].lower() if found else ""):
        if code in {"en", "fr", "ar"}:
            return code
    return "ar" if _ARABIC.search(what) else "en"


def _when(event: dict[str, tuple[str, str]], language: str) -> str:
    start, zone = _moment(*event.get("DTSTART", ("", "")), language)
    end, _zone = _moment(*event.get("DTEND", ("", "")), language)
    if not start:
        return ""
    day, comma, hour = end.rpartition(", ")
    if comma and start.startswith(day + ", "):
        end = hour
    whole = f"{start} – {end}" if end and ", " in start else start
    return f"{whole} ({zone})" if zone else whole


def _moment(parameters: str, value: str, language: str) -> tuple[str, str]:
    """A time as it stands there, and the zone it names; nothing when it is none."""
    found = _STAMP.fullmatch(value.strip())
    try:
        day = datetime.strptime(found[1], "%Y%m%d") if found else None  # noqa: DTZ007 - the zone is told, not counted with
    except ValueError:
        day = None
    if found is None or day is None:
        return "", ""
    shown = saying.day(day, language)
    if not found[2]:
        return shown, ""
    named = re.search(r';TZID="?([^";:]{1,60})', parameters)
    zone = "UTC" if found[3] else (named[1] if named else "")
    return f"{shown}, {found[2][:2]}:{found[2][2:]}", zone
