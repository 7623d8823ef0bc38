"""Check an exported reply from its files alone: no database, nothing taken on trust."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core.errors import Refusal
from diwan.vocabularies import source
from diwan.vocabularies.words import PlaceKind

from . import checks, document, forms
from .checks import Finding
from .keeping import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    Texts = dict[tuple[int, int], str]

_FORMAT = "diwan-reply/1"


def verify(folder: Path) -> list[Finding]:
    """Every check of the reply in ``folder``; findings about no statement have the number 0.

    Raises:
        Refusal: there is no reply in it that can be read.
    """
    data = _read(folder / "reply.json")
    try:
        texts = _texts(data)
        statements = [_statement(each, texts) for each in data["statements"]]
        return [
            *_numbers(statements),
            *checks.verify(statements, _countries()),
            *(finding for each in statements for finding in _flags(each, texts)),
            *_resources(data, texts),
            *_covered(data, statements),
            *forms.compare(folder, statements),
        ]
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise _no_reply(folder / "reply.json") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refusal(
            _("There is no %(file)s; name the folder that “diwan consolidate” wrote to.")
            % {"file": path}
        ) from None
    except (OSError, ValueError) as error:
        raise _no_reply(path) from error
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise _no_reply(path)
    return data


def _no_reply(path: Path) -> Refusal:
    return Refusal(
        _("%(file)s holds no consolidated reply that can be checked; draft it once more.")
        % {"file": path}
    )


def _countries() -> dict[str, Sequence[str]]:
    """Names of every country, which statements must not swap; as in the vocabulary."""
    return {
        place.code: tuple(place.names.values())
        for level in source.places()
        for place in level
        if place.kind == PlaceKind.COUNTRY
    }


def _texts(data: dict[str, Any]) -> Texts:
    return {(each["contribution"], each["version"]): each["text"] for each in data["responses"]}


def _statement(data: dict[str, Any], texts: Texts) -> document.Statement:
    return document.Statement(
        number=data["number"],
        kind=data["kind"],
        text=data["text"],
        language=data["language"],
        about=data["question"],
        weight=document.Weight(data["weight"]["contributors"]),
        citations=tuple(_citation(each, texts) for each in data["citations"]),
        addressee=data["addressee"],
        place=data["place"],
        is_summary=data["is_summary"],
    )


def _citation(data: dict[str, Any], texts: Texts) -> document.Citation:
    """The citation with the words that stand there, whatever is said of it."""
    text = texts.get((data["contribution"], data["version"]), "")
    made = document.Citation(
        contribution=data["contribution"],
        version=data["version"],
        start=data["start"],
        end=data["end"],
        sha256=data["sha256"],
        language=data["language"],
        words="",
        stance=data["stance"],
        is_perhaps=data["perhaps"],
        flag=data["flag"],
    )
    if not 0 <= made.start < made.end <= len(text):
        return made
    words = text[made.start : made.end]
    # re-masked words are not the cited ones any more, and are said to be so
    is_gone = made.flag == "edited" and digest(words) != made.sha256
    return made if is_gone else replace(made, words=words)


def _numbers(statements: Sequence[document.Statement]) -> Iterator[Finding]:
    numbers = [each.number for each in statements]
    wrong = () if numbers == list(range(1, len(numbers) + 1)) else (str(numbers)[:200],)
    yield Finding("numbered", not wrong, 0, wrong)


def _flags(statement: document.Statement, texts: Texts) -> Iterator[Finding]:
    """Words may only be missing where they were taken back, and then nothing quotes them."""
    shown = {contribution for contribution, _version in texts}
    wrong = []
    for each in statement.citations:
        is_missing = not each.words
        if is_missing and (
            not each.flag or (each.flag == "withdrawn" and each.contribution in shown)
        ):
            wrong.append(f"{each.contribution} v{each.version} {each.start}–{each.end}")
    first = statement.citations[0] if statement.citations else None
    if statement.text and first is not None and not first.words and first.flag != "edited":
        wrong.append(statement.text)
    yield Finding("readable", not wrong, statement.number, tuple(wrong))


def _resources(data: dict[str, Any], texts: Texts) -> Iterator[Finding]:
    for resource in data["resources"]:
        cited = [_citation(each, texts) for each in resource["mentions"]]
        wrong = not cited or any(each.words and digest(each.words) != each.sha256 for each in cited)
        missing = any(not each.words and not each.flag for each in cited)
        is_right = not wrong and not missing
        yield Finding("resources", is_right, 0, () if is_right else (resource["name"],))


def _covered(data: dict[str, Any], statements: Sequence[document.Statement]) -> Iterator[Finding]:
    """Every contribution is cited, or listed as read and not used with a reason."""
    cited = {each.contribution for statement in statements for each in statement.citations}
    unused = {each["contribution"] for each in data["unused"] if each["reason"]}
    heard = {each["contribution"] for each in data["contributors"]}
    wrong = tuple(str(number) for number in sorted((heard - cited - unused) | (cited & unused)))
    yield Finding("covered", not wrong, 0, wrong)
