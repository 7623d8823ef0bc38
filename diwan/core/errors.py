"""What the house says when it cannot do what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an accident
    """An action was refused; the message is one translated sentence that says what to do.

    Views show it as a message and keep what was typed; the command line prints it and
    ends with status 2.
    """

    def __init__(self, sentence: str | _StrPromise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Conflict(Refusal):
    """Somebody else was faster: the thing changed between reading and writing."""
