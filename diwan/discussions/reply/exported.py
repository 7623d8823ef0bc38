"""Check an exported reply from its files alone: no database, nothing taken on trust."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core.errors import Refusal
from diwan.vocabularies import source
from diwan.vocabularies.words import PlaceKind

from ..rules import digest
from . import checks, forms, rendering
from .checks import Finding
from .reading import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from . import document

_FORMAT = "diwan-reply/1"
#: flags of words that nobody may read any more
_GONE = {"withdrawn", "set_aside"}


def verify(folder: Path) -> list[Finding]:
    """Every check of the reply in ``folder``; findings about no statement have the number 0.

    Raises:
        Refusal: there is no reply in it that can be read.
    """
    text, data = _read(folder / forms.DATA)
    try:
        made, files = document_of(data), data.get("files", {})
        return [
            *_data(made, files, text),
            *_numbers(made.statements),
            *checks.verify(made.statements, _countries()),
            *(finding for each in made.statements for finding in _flags(each, made)),
            *(finding for each in made.statements for finding in _weight(each, made)),
            *_resources(made),
            *_covered(made),
            *forms.compare(folder, made.statements),
            *forms.sealed(folder, files),
            *forms.redrawn(folder, made),
        ]
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise _no_reply(folder / forms.DATA) from error


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
    except FileNotFoundError:
        raise Refusal(
            _("There is no %(file)s; name the folder that “diwan consolidate” wrote to.")
            % {"file": path}
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise _no_reply(path) from error
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise _no_reply(path)
    return text, data


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


def _numbers(statements: Sequence[document.Statement]) -> Iterator[Finding]:
    numbers = [each.number for each in statements]
    wrong = () if numbers == list(range(1, len(numbers) + 1)) else (str(numbers)[:200],)
    yield Finding("numbered", not wrong, 0, wrong)


def _data(made: document.Document, files: Mapping[str, str], text: str) -> Iterator[Finding]:
    """Nothing but the reply stands in its JSON, and what is counted is what is there."""
    is_alike = text == rendering.as_json(made, files)
    wrong = "" if is_alike else _("something was added or changed by hand")
    yield Finding(forms.DATA, is_alike, 0, (wrong,) if wrong else ())
    count = made.counts.contributions
    yield Finding("counted", count == len(made.contributors), 0, (str(count),))


def _flags(statement: document.Statement, made: document.Document) -> Iterator[Finding]:
    """Words may only be missing where they were taken back, and then nothing quotes them."""
    shown = {each.contribution for each in made.responses}
    wrong = []
    for each in statement.citations:
        is_missing = not each.words
        if is_missing and (not each.flag or (each.flag in _GONE and each.contribution in shown)):
            wrong.append(f"{each.contribution} v{each.version} {each.start}–{each.end}")
    first = statement.citations[0] if statement.citations else None
    if statement.text and first is not None and not first.words and first.flag != "edited":
        wrong.append(statement.text)
    yield Finding("readable", not wrong, statement.number, tuple(wrong))


def _weight(statement: document.Statement, made: document.Document) -> Iterator[Finding]:
    """As many stand behind a statement as support it; those whose kind is told are among them."""
    cited = {each.contribution for each in statement.citations if each.stance == "supports"}
    behind = [each for each in made.contributors if each.contribution in cited]
    weight = statement.weight
    told = Counter(each.kind for each in behind if each.kind)
    is_right = (
        weight.contributors == len(behind)
        and told <= Counter(dict(weight.kinds))
        and all(
            sum(count for _code, count in pairs) <= len(behind)
            for pairs in (weight.kinds, weight.regions)
        )
    )
    yield Finding("weight", is_right, statement.number, () if is_right else (str(weight),))


def _resources(made: document.Document) -> Iterator[Finding]:
    for resource in made.resources:
        cited = resource.mentions
        wrong = not cited or any(each.words and digest(each.words) != each.sha256 for each in cited)
        missing = any(not each.words and not each.flag for each in cited)
        is_right = not wrong and not missing
        yield Finding("resources", is_right, 0, () if is_right else (resource.name,))


def _covered(made: document.Document) -> Iterator[Finding]:
    """Every contribution is cited, or listed as read and not used with a reason."""
    cited = {each.contribution for statement in made.statements for each in statement.citations}
    unused = {each.contribution for each in made.unused if each.reason}
    heard = {each.contribution for each in made.contributors}
    wrong = tuple(str(number) for number in sorted((heard - cited - unused) | (cited & unused)))
    yield Finding("covered", not wrong, 0, wrong)
