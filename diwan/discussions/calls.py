"""A call as a file: what a ``CALL.json`` holds, and a clear sentence for each mistake in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from diwan.core.errors import Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.mailroom.reading.charsets import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_KEY = re.compile(r"^[A-Za-z0-9._-]{1,20}$")
_ADDRESS = re.compile(r"^[A-Za-z0-9._+-]+(@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)?$")

_OF_TOPIC, _OF_QUESTION = {"key", "title", "questions"}, {"key", "text"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
#: how much of a wrong value a sentence repeats
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class QuestionCall:
    key: str
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class TopicCall:
    key: str
    title: dict[str, str]
    questions: tuple[QuestionCall, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it was read: days are dates, wordings are language → text."""

    slug: str
    title: dict[str, str]
    opens: date
    closes: date
    languages: tuple[str, ...]
    topics: tuple[TopicCall, ...]
    time_zone: str = "UTC"
    address: str = ""
    context: dict[str, str] = field(default_factory=dict)
    objective: dict[str, str] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)
    use: dict[str, str] = field(default_factory=dict)
    event: dict[str, str] = field(default_factory=dict)
    event_on: date | None = None
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    audience: str = "public"


def read_call(path: Path) -> Call:
    """The call in a JSON file.

    Raises:
        Refusal: the file cannot be read or used; the sentence names file, place and remedy.
    """
    reader = Reader(str(path))
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=reader.once)
    except FileNotFoundError:
        raise Refusal(_("%(file)s: there is no such file.") % {"file": path}) from None
    except IsADirectoryError:
        raise Refusal(
            _("%(file)s is a folder; name the file of the call itself.") % {"file": path}
        ) from None
    except PermissionError:
        raise Refusal(
            _("%(file)s is closed to you: give your account the permission to read it.")
            % {"file": path}
        ) from None
    except (OSError, UnicodeDecodeError):
        raise Refusal(
            _("%(file)s cannot be read; check its permissions, and that it is UTF-8 text.")
            % {"file": path}
        ) from None
    except RecursionError:
        raise Refusal(
            _("%(file)s: lists and objects stand too deep in one another for a call.")
            % {"file": path}
        ) from None
    except json.JSONDecodeError as error:
        raise Refusal(
            _("%(file)s, line %(line)s: this is not valid JSON. Mend the line and try again.")
            % {"file": path, "line": error.lineno}
        ) from None
    return reader.call(data, path.stem)


class Reader:
    """Turns plain data into a ``Call``; every mistake is a sentence with its place."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fail(self, place: str, sentence: str) -> Refusal:
        return Refusal(f"{self.file}: {place}: {sentence}" if place else f"{self.file}: {sentence}")

    def once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object of the file; JSON itself would let the last of two equal names win."""
        data: dict[str, Any] = {}
        for name, value in pairs:
            if name in data:
                raise self.fail(name, _("this stands there twice; keep it once."))
            data[name] = value
        return data

    def misspelt(self, data: dict[str, Any], known: set[str], place: str = "") -> None:
        """Names nobody knows are left out, unless one looks like a slip of the pen."""
        for name in sorted(data.keys() - known):
            for meant in get_close_matches(name, known - data.keys(), n=1, cutoff=0.75):
                where = f"{place}.{name}" if place else name
                raise self.fail(where, _("this is not known; write “%(name)s”.") % {"name": meant})

    def call(self, data: Any, stem: str = "") -> Call:
        if not isinstance(data, dict):
            raise self.fail("", _("the call must be a JSON object with title, opens, closes…"))
        for name in ("title", "opens", "closes", "languages", "topics"):
            if data.get(name) in (None, "", [], {}):
                raise self.fail(name, _("this is required and missing; add it."))
        self.misspelt(data, {row.name for row in fields(Call)})
        languages = self.languages(data["languages"])
        title = self.wording(data["title"], "title", languages)
        if not title:
            raise self.fail("title", _("this is required and missing; add it."))
        opens, closes = self.day(data, "opens"), self.day(data, "closes")
        if closes < opens:
            raise self.fail("closes", _("the last day is before the first day; swap them."))
        slug = self.slug(data.get("slug") or stem)
        return Call(
            slug=slug,
            title=title,
            opens=opens,
            closes=closes,
            languages=languages,
            topics=tuple(self.topics(data["topics"], languages)),
            time_zone=self.time_zone(data.get("time_zone", "UTC")),
            address=self.address(data.get("address") or slug),
            event=self.wording(data.get("event") or {}, "event", languages),
            event_on=self.day(data, "event_on") if data.get("event_on") else None,
            places=self.strings(data.get("places", []), "places"),
            themes=self.strings(data.get("themes", []), "themes"),
            audience=self.audience(data.get("audience", "public")),
            **{
                name: self.wording(data.get(name) or {}, name, languages)
                for name in ("context", "objective", "who", "use")
            },
        )

    def slug(self, value: Any) -> str:
        slug = str(value).lower().replace("_", "-").replace(" ", "-")
        if not _SLUG.match(slug) or len(slug) > 60:
            raise self.fail("slug", _("use up to 60 small letters, digits and single hyphens."))
        return slug

    def address(self, value: Any) -> str:
        if not isinstance(value, str) or not _ADDRESS.match(value):
            raise self.fail(
                "address", _("this is not a mail address; write it as name@example.org.")
            )
        return value.lower()

    def audience(self, value: Any) -> str:
        if value not in ("public", "members"):
            raise self.fail("audience", _("use “public” or “members”."))
        return str(value)

    def day(self, data: dict[str, Any], name: str) -> date:
        try:
            day = date.fromisoformat(str(data[name]))
        except ValueError:
            raise self.fail(
                name,
                _("“%(value)s” is not a day; write it as 2026-02-23.")
                % {"value": _short(data[name])},
            ) from None
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise self.fail(
                name,
                _("“%(value)s” is out of all reason; write a year from %(first)s to %(last)s.")
                % {"value": day.isoformat(), "first": _FIRST_YEAR, "last": _LAST_YEAR},
            )
        return day

    def time_zone(self, value: Any) -> str:
        try:
            return ZoneInfo(str(value)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise self.fail(
                "time_zone",
                _("“%(value)s” is not a time zone; write it as Africa/Tunis.")
                % {"value": _short(value)},
            ) from None

    def languages(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise self.fail("languages", _("give a list of language codes."))
        for code in value:
            if code not in HOUSE_LANGUAGES:
                raise self.fail(
                    "languages",
                    _("“%(code)s” is not known; use %(known)s.")
                    % {"code": _short(code), "known": ", ".join(HOUSE_LANGUAGES)},
                )
        if len(set(value)) != len(value):
            raise self.fail("languages", _("a language stands there twice; keep it once."))
        return tuple(value)

    def strings(self, value: Any, place: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(place, _("give a list of texts."))
        return tuple(value)

    def wording(self, value: Any, place: str, languages: tuple[str, ...]) -> dict[str, str]:
        """A text by language; a bare text is taken to be in the call's first language."""
        if isinstance(value, str):
            value = {languages[0]: value}
        if not isinstance(value, dict):
            raise self.fail(place, _("give a text, or texts by language."))
        for code, text in value.items():
            if code not in HOUSE_LANGUAGES:
                raise self.fail(
                    place,
                    _("“%(code)s” is not known; use %(known)s.")
                    % {"code": _short(code), "known": ", ".join(HOUSE_LANGUAGES)},
                )
            if not isinstance(text, str):
                raise self.fail(f"{place}.{code}", _("give a text."))
        texts = {code: clean(text).strip() for code, text in value.items()}
        return {code: text for code, text in texts.items() if text}

    def topics(self, value: Any, languages: tuple[str, ...]) -> Iterator[TopicCall]:
        if not isinstance(value, list) or not value:
            raise self.fail("topics", _("give a list of topics, each with its questions."))
        seen: set[str] = set()
        for index, data in enumerate(value, start=1):
            place = f"topics[{index}]"
            key = self.key(data, place, seen)
            self.misspelt(data, _OF_TOPIC, place)
            title = self.wording(data.get("title") or {}, f"{place}.title", languages)
            if not title:
                raise self.fail(f"{place}.title", _("this is required and missing; add it."))
            questions = tuple(self.questions(data.get("questions"), place, languages, seen))
            yield TopicCall(key, title, questions)

    def questions(
        self, value: Any, place: str, languages: tuple[str, ...], seen: set[str]
    ) -> Iterator[QuestionCall]:
        if not isinstance(value, list) or not value:
            raise self.fail(f"{place}.questions", _("give at least one question."))
        for index, data in enumerate(value, start=1):
            here = f"{place}.questions[{index}]"
            key = self.key(data, here, seen)
            if "text" not in data and not data.keys() & set(HOUSE_LANGUAGES):
                self.misspelt(data, _OF_QUESTION, here)
            given = data["text"] if "text" in data else _by_language(data)
            text = self.wording(given, here, languages)
            if not text:
                raise self.fail(here, _("give the question’s text in at least one language."))
            yield QuestionCall(key, text)

    def key(self, data: Any, place: str, seen: set[str]) -> str:
        if not isinstance(data, dict) or not data.get("key"):
            raise self.fail(f"{place}.key", _("this is required and missing; add it."))
        key = str(data["key"])
        if not _KEY.match(key):
            raise self.fail(
                f"{place}.key", _("use up to 20 letters, digits, dots, hyphens or underscores.")
            )
        if key in seen:
            raise self.fail(
                f"{place}.key",
                _("the key “%(key)s” stands there twice; give each its own.") % {"key": key},
            )
        seen.add(key)
        return key


def _by_language(question: dict[str, Any]) -> dict[str, Any]:
    return {code: text for code, text in question.items() if code != "key"}


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
