"""What a row would change of what is said of an organisation, field by field."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..rules.organisations import Description

#: fields that say one thing, and columns of the same name
_PLAIN = ("acronym", "kind", "level", "country", "seat", "contact", "website")
_LISTS = ("places", "origins", "themes", "languages")
#: in a file one cell each, in whatever language it is written
_WORDINGS = ("description", "competence")


@dataclass(frozen=True, slots=True)
class Change:
    """``field`` of a ``Description``; ``before`` and ``after`` as they stand there."""

    field: str
    before: Any
    after: Any
    #: of texts in several languages, the one that changes
    language: str = ""


def laid_over(
    old: Description, said: Description, given: Collection[str], *, renames: bool
) -> Description:
    """``old`` with what a row says in the columns that are ``given``.

    Args:
        renames: the row gives the address, so that its name may be a new one.
    """
    changed: dict[str, Any] = {name: getattr(said, name) for name in _PLAIN if name in given}
    for name in _LISTS:
        if name in given and set(getattr(said, name)) != set(getattr(old, name)):
            changed[name] = getattr(said, name)
    changed["names"] = {**old.names, **said.names}
    for name in _WORDINGS:
        changed[name] = _worded(getattr(old, name), getattr(said, name))
    if renames:
        changed["name"] = said.name
    kept = {name: value for name, value in changed.items() if not _same(value, getattr(old, name))}
    return replace(old, **kept)


def _worded(old: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """A text that stands there in some language is not written under another one."""
    known = {_plain(text) for text in old.values()}
    return {**old, **{code: text for code, text in said.items() if _plain(text) not in known}}


def changes(old: Description, new: Description) -> list[Change]:
    """In the order of the fields; texts in several languages by language."""
    found = []
    before, after = asdict(old), asdict(new)
    for name, value in after.items():
        if isinstance(value, dict):
            found += [
                Change(name, before[name].get(code, ""), text, code)
                for code, text in value.items()
                if not _same(text, before[name].get(code, ""))
            ]
        elif not _same(value, before[name]):
            found.append(Change(name, before[name], value))
    return found


def digest(said: Description) -> str:
    """A few letters that change with anything that is said."""
    told = json.dumps(asdict(said), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _same(one: Any, other: Any) -> bool:
    """Lines and blanks are lost in a table: they are no change."""
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    if isinstance(one, dict) and isinstance(other, dict):
        keys = one.keys() | other.keys()
        return all(_same(one.get(key, ""), other.get(key, "")) for key in keys)
    return bool(one == other)


def _plain(text: str) -> str:
    return " ".join(text.split())
