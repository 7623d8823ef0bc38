"""Letters to many about a discussion: each can be stopped, and whoever did gets none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.mailroom.actions import send

from . import letters, stopping

if TYPE_CHECKING:
    from ..models import Discussion


class Circular:
    """Who may be written to is looked up once, for all letters of one occasion."""

    def __init__(self, discussion: Discussion) -> None:
        self.discussion = discussion
        self.refused = stopping.refused(discussion)

    def send(self, kind: str, *, to: str, language: str, **context: Any) -> None:
        """Queue a letter, unless its reader asked for no more of them."""
        if stopping.sign_of(to) in self.refused:
            return
        stop = letters.stop_url(self.discussion, to, language=language)
        send(
            f"discussions/{kind}",
            to=to,
            language=language,
            context={**letters.about(self.discussion, language), "stop_url": stop, **context},
            headers=letters.can_be_stopped(stop),
        )
