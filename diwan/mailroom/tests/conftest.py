from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from diwan.core import slots
from diwan.core.registry import Registry

if TYPE_CHECKING:
    from diwan.mailroom.models import Letter


@dataclass
class Desk:
    """A room that takes letters to ``talk@…`` and ``other@…``; it can be told to fail."""

    taken: list[int] = field(default_factory=list)
    failure: Exception | None = None

    def accepts(self, address: str) -> bool:
        return address in {"talk@diwan.localhost", "other@diwan.localhost"}

    def handle(self, letter: Letter) -> None:
        if self.failure:
            raise self.failure
        self.taken.append(letter.pk)


@pytest.fixture
def desk(monkeypatch) -> Desk:
    """The only letter handler of the house."""
    handlers: Registry[slots.LetterHandler] = Registry("letter handler")
    made = Desk()
    handlers.add("desk", slots.LetterHandler(made.accepts, made.handle))
    monkeypatch.setattr(slots, "letter_handlers", handlers)
    return made
