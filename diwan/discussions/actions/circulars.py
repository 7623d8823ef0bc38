"""Letters to many about a discussion: each can be stopped, and whoever did gets none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.mailroom.actions import send
from diwan.people.models import Person

from . import envelopes, stopping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Contribution, Discussion, Question


class Circular:
    """Who may be written to, and when, is looked up once for all letters of one occasion."""

    def __init__(self, discussion: Discussion) -> None:
        self.discussion = discussion
        self.refused = stopping.refused(discussion)
        self.quiet = Person.objects.quiet_hours()
        self.now = clock.now()

    def send(
        self,
        kind: str,
        *,
        to: str,
        language: str,
        to_name: str = "",
        name: str = "",
        answers: Contribution | Question | None = None,
        stop_url: str = "",
        **context: Any,
    ) -> bool:
        """Queue a letter, unless its reader asked for no more of them; whether it was.

        Args:
            name: whose words it brings, as they are signed.
            answers: what an answer belongs to; None for the discussion as a whole.
            stop_url: where letters of this kind end, if not with those about the discussion.
        """
        if stopping.sign_of(to) in self.refused:
            return False
        ways = envelopes.ways_out(self.discussion, to, language=language)
        out = {"other_stop": stop_url} if stop_url else {"stop_url": ways["stop_url"]}
        hours = self.quiet.get(to.strip().lower())
        send(
            f"discussions/{kind}",
            to=to,
            to_name=to_name,
            from_name=envelopes.sender(self.discussion, language, name=name),
            reply_to=envelopes.answers_to(answers or self.discussion),
            language=language,
            context={**envelopes.about(self.discussion, language), **ways, **out, **context},
            root=envelopes.thread(self.discussion, to),
            headers=envelopes.headers(self.discussion, language, **out),
            due_at=hours.end_for(self.now) if hours else None,
        )
        return True

    def send_to_people(self, people: Iterable[Person], kind: str, **given: Any) -> int:
        """A letter to each, in their language; returns how many were queued."""
        return sum(
            self.send(kind, to=person.email, language=person.language, **given) for person in people
        )
