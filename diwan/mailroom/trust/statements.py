"""``Authentication-Results`` (RFC 8601) as data: who says it, and what by each method."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import domains

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST = 8_000
_MOST_RESULTS = 40
_RESULT = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]{0,40})(?:\s*/\s*\d+)?\s*=\s*([A-Za-z]{1,20})")
_PROPERTY = re.compile(r"([a-z]+)\s*\.\s*([A-Za-z0-9_-]+)\s*=\s*([^\s;]+)")


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result; ``properties`` by ``type.name``, as ``header.d``."""

    method: str
    value: str
    properties: Mapping[str, str] = field(default_factory=dict)

    def domain(self, *names: str) -> str:
        """The plain domain of the first of these properties that is there."""
        for name in names:
            if given := self.properties.get(name, ""):
                return domains.plain(given.rpartition("@")[2])
        return ""


@dataclass(frozen=True, slots=True)
class Statement:
    """``by``: the authserv-id, lower case; empty when the value is no statement."""

    by: str
    results: tuple[Result, ...] = ()

    def of(self, method: str) -> list[Result]:
        return [each for each in self.results if each.method == method]


def read(value: str) -> Statement:
    """The statement in a header value, with or without the ``i=1;`` of ARC."""
    text = _without_comments(" ".join(value[:_LONGEST].split()))
    first, *rest = text.split(";")
    if re.fullmatch(r"\s*i\s*=\s*\d+\s*", first):
        first, *rest = rest or [""]
    by = first.split()[0].lower() if first.split() else ""
    return Statement(by, tuple(_results(rest[:_MOST_RESULTS])))


def _results(parts: Iterable[str]) -> Iterable[Result]:
    for part in parts:
        found = _RESULT.match(part)
        if found is not None:
            properties = {
                f"{kind.lower()}.{name.lower()}": given
                for kind, name, given in _PROPERTY.findall(part[found.end() :])
            }
            yield Result(found[1].lower(), found[2].lower(), properties)


def _without_comments(text: str) -> str:
    """Comments are taken out, nested ones too, and quoted strings lose what could mislead."""
    kept, depth, is_quoted, skips = [], 0, False, False
    for each in text:
        if skips:
            skips = False
        elif each == "\\" and (depth or is_quoted):
            skips = True
        elif each == '"' and not depth:
            is_quoted = not is_quoted
        elif each == "(" and not is_quoted:
            depth += 1
        elif each == ")" and depth and not is_quoted:
            depth -= 1
        elif not depth:
            kept.append("_" if is_quoted and each in ";= " else each)
    return "".join(kept)
