"""Tell plain data about a person in that person's language.

A room exports its data with stable keys and says in ``slots.PersonalData.fields`` how to call
them; here both become labels, words and days that a person reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.core.slots import PersonalField

_LONG = 160


@dataclass(frozen=True, slots=True)
class Value:
    """Words to show; ``is_long`` when they need lines of their own."""

    text: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its values; ``is_named`` is False when only the key's English is known."""

    label: str
    is_named: bool
    values: list[Value]

    @property
    def is_long(self) -> bool:
        return any(value.is_long for value in self.values)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Records told together: what all of them share, how many say what, and the rest of each."""

    shared: Record
    counts: list[tuple[str, int]]
    records: list[Record]


@dataclass(frozen=True, slots=True)
class Group:
    """A labelled list of records; ``bundles`` are the same records where many are alike."""

    label: str
    is_named: bool
    records: list[Record]
    bundles: list[Bundle] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """What fits on lines, and what needs a section of its own."""

    facts: list[Fact]
    groups: list[Group]

    @property
    def short(self) -> list[Fact]:
        return [fact for fact in self.facts if not fact.is_long]

    @property
    def long(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.is_long]


def told(data: Mapping[str, Any], fields: Mapping[str, PersonalField]) -> Record:
    """``data`` for a reader, without what is empty."""
    return _Teller(fields).record(data, "")


class _Teller:
    """Remembers what it has looked up, so that a name that comes often is asked for once."""

    def __init__(self, fields: Mapping[str, PersonalField]) -> None:
        self.fields = fields
        self.shown: dict[tuple[str, object], Value] = {}

    def record(self, data: Mapping[str, Any], above: str) -> Record:
        record = Record([], [])
        for key, value in data.items():
            if value in (None, "", [], (), {}):
                continue
            self._add(record, f"{above}.{key}" if above else key, value)
        return record

    def _add(self, record: Record, path: str, value: Any) -> None:
        named = path in self.fields
        label = str(self.fields[path].label) if named else _plain(path)
        parts = list(value) if isinstance(value, (list, tuple, set)) else [value]
        if isinstance(parts[0], Mapping):
            records = [self.record(part, path) for part in parts]
            record.groups.append(Group(label, named, records, self._bundles(path, parts)))
        else:
            record.facts.append(Fact(label, named, [self._value(path, part) for part in parts]))

    def _bundles(self, path: str, parts: Sequence[Mapping[str, Any]]) -> list[Bundle]:
        """In the order of their first records; none where the room tells each by itself."""
        described = self.fields.get(path)
        if described is None or not described.together:
            return []
        alike: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
        for part in parts:
            key = tuple(str(part.get(name)) for name in described.together)
            alike.setdefault(key, []).append(part)
        return [self._bundle(path, described, rows) for rows in alike.values()]

    def _bundle(
        self, path: str, described: PersonalField, rows: Sequence[Mapping[str, Any]]
    ) -> Bundle:
        same = {
            name: value
            for name, value in rows[0].items()
            if name in described.together
            or (name != described.counted and all(row.get(name) == value for row in rows))
        }
        counts = Counter(row.get(described.counted) for row in rows)
        return Bundle(
            shared=self.record(same, path),
            counts=[
                (self._value(f"{path}.{described.counted}", value).text, count)
                for value, count in counts.most_common()
                if value is not None
            ],
            records=[
                self.record({k: v for k, v in row.items() if k not in same}, path) for row in rows
            ],
        )

    def _value(self, path: str, value: Any) -> Value:
        if (path, value) not in self.shown:
            known = self.fields.get(path)
            said = known.show(value) if known and known.show else None
            text = _words(value if said is None else said)
            self.shown[path, value] = Value(text, "\n" in text or len(text) > _LONG)
        return self.shown[path, value]


def _plain(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ")


def _words(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)
