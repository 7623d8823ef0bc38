"""How many letters an hour one sender or one server may bring; kept in memory, forgotten after."""

from __future__ import annotations

from collections import OrderedDict, deque

HOUR = 3600.0
#: more names at once than this, and those longest silent are forgotten
_MOST_NAMES = 20_000


class Pace:
    """Counts by name; times are seconds of one clock that never goes back.

    Args:
        most: letters an hour; 0 for any number.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def is_too_fast(self, name: str, now: float) -> bool:
        """Whether one letter more of ``name`` at ``now`` would be too many; counts nothing."""
        times = self._times.get(name)
        if not self._most or not name or times is None or len(times) < self._most:
            return False
        return now - times[0] < HOUR

    def note(self, name: str, now: float) -> None:
        """A letter of ``name`` was taken; an empty name is nobody's."""
        if not self._most or not name:
            return
        times = self._times.setdefault(name, deque(maxlen=self._most))
        times.append(now)
        self._times.move_to_end(name)
        while len(self._times) > _MOST_NAMES:
            self._times.popitem(last=False)


class Lately:
    """Names that were noted in the last ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._times: OrderedDict[str, float] = OrderedDict()

    def has(self, name: str, now: float) -> bool:
        return name in self._times and now - self._times[name] < self._seconds

    def note(self, name: str, now: float) -> None:
        self._times[name] = now
        self._times.move_to_end(name)
        while len(self._times) > _MOST_NAMES:
            self._times.popitem(last=False)
