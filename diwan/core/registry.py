"""A named, ordered list that rooms add themselves to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries by name, iterated by ``order`` and then by the time they were added."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, tuple[int, int, Entry]] = {}

    def add(self, name: str, entry: Entry, *, order: int = 50) -> Entry:
        """Add ``entry`` under ``name``.

        Raises:
            ValueError: the name is taken; two rooms must not claim the same place.
        """
        if name in self._entries:
            raise ValueError(f"{self.kind} “{name}” is already registered.")
        self._entries[name] = (order, len(self._entries), entry)
        return entry

    def get(self, name: str) -> Entry:
        """The entry called ``name``.

        Raises:
            LookupError: nothing has that name; the message lists the names there are.
        """
        try:
            return self._entries[name][2]
        except KeyError:
            known = ", ".join(sorted(self._entries)) or "none"
            raise LookupError(f"No {self.kind} is called “{name}”. Known: {known}.") from None

    def names(self) -> list[str]:
        return [name for name, _ in self._sorted()]

    def items(self) -> Iterator[tuple[str, Entry]]:
        return ((name, entry) for name, (_, _, entry) in self._sorted())

    def _sorted(self) -> list[tuple[str, tuple[int, int, Entry]]]:
        return sorted(self._entries.items(), key=lambda item: item[1][:2])

    def __iter__(self) -> Iterator[Entry]:
        return (entry for _, (_, _, entry) in self._sorted())

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __len__(self) -> int:
        return len(self._entries)
