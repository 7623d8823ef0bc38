"""The fault test: letters in and answers out while the door and the worker are killed."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from diwan.discussions.models import Contribution, Version
from diwan.discussions.words import ContributionState
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import LetterState, OutgoingState
from tests.mail.servers import Program
from tests.ports import free_port

from .killing import Killer, moments
from .sending import Sender, Sink, writer

if TYPE_CHECKING:
    from pathlib import Path

_MARKER = re.compile(r"marker(\d{6})x")
_PATIENCE_SECONDS = 600
#: kills come while there is still work to do
_SHARE_UNDER_FIRE = 0.8


@dataclass(frozen=True, slots=True)
class Plan:
    letters: int
    kills: int
    seed: int = 20260223


@dataclass(frozen=True, slots=True)
class Findings:
    """What was counted; all but the first five and the last two should be nothing."""

    seconds: float
    acknowledged: int
    door_kills: int
    worker_kills: int
    #: letters that were handed over more than once, since a kill took the answer
    handed_over_again: int
    lost: int
    stored_twice: int
    unread: int
    without_contribution: int
    with_two_contributions: int
    without_answer: int
    answers_queued_twice: int
    #: whose answer reached the mail server more than once, with the same Message-ID
    answers_sent_twice: int
    #: of these, more than the kills of the worker can explain
    unexplained: int


@dataclass
class Ground:
    """A site with a door and a worker in processes of their own, and a mail server after it.

    Args:
        smtp: port at which the site finds the mail server that takes its letters.
    """

    door: Program
    worker: Program
    sender: Sender
    smtp: int

    @classmethod
    def of(cls, home: Path, environment: dict[str, str], command: list[str], to: str) -> Ground:
        """A site whose database has all tables and an open discussion with the address ``to``."""
        lmtp, smtp = free_port(), free_port()
        given = environment | {
            "DIWAN_HOME": str(home),
            "DIWAN_MAIL_LISTEN": f"127.0.0.1:{lmtp}",
            "DIWAN_MAIL_PROTOCOL": "lmtp",
            "DIWAN_MAIL_VERIFY": "off",
            "DIWAN_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
        }
        door = Program("door", home, [*command, "mail", "listen"], lmtp, given)
        worker = Program("worker", home, [*command, "worker"], environment=given)
        return cls(door, worker, Sender(lmtp, to), smtp)

    def start(self) -> None:
        for program in (self.door, self.worker):
            program.start()
        self.door.wait()

    def end(self) -> None:
        self.door.kill()
        self.worker.kill()


def under_fire(ground: Ground, plan: Plan) -> Findings:
    """Send the letters, kill, wait until everything came to rest, and count."""
    chance = random.Random(plan.seed)
    until = int(plan.letters * _SHARE_UNDER_FIRE)
    began = time.monotonic()
    with Sink(ground.smtp) as sink:
        killers = [
            Killer(
                ground.door,
                lambda: len(ground.sender.acknowledged),
                moments(chance, kills=plan.kills // 2, until=until),
                chance,
            ),
            Killer(
                ground.worker,
                lambda: len(sink.seen),
                moments(chance, kills=plan.kills - plan.kills // 2, until=until),
                chance,
            ),
        ]
        for killer in killers:
            killer.start()
        for thread in ground.sender.send_all(range(plan.letters)):
            thread.join()
        killers[0].stop()
        _rest(sink, plan.letters, killers[1])
        killers[1].stop()
        time.sleep(2)  # a second copy would come now
        return _count(ground.sender, sink, kills=[each.kills for each in killers], began=began)


def _rest(sink: Sink, letters: int, killer: Killer) -> None:
    """Wait for the last answer; what a dead worker had in hand is made due at once.

    A killed worker's letters wait one minute to be read and ten to be sent, so that two workers
    do not have them at the same time. Nobody wants to wait that long here: their clocks are
    set forward, and only when nothing moves any more; a worker that begins looks at once.
    """
    last_moment = time.monotonic() + _PATIENCE_SECONDS
    before, still_since = -1, time.monotonic()
    while len(sink.readers) < letters and time.monotonic() < last_moment:
        if len(sink.readers) != before:
            before, still_since = len(sink.readers), time.monotonic()
        if time.monotonic() - still_since > 5:
            _set_forward()
            if killer.is_done:
                killer.program.ask_to_end()
                killer.program.has_ended()
                killer.program.start()
            still_since = time.monotonic()
        time.sleep(0.1)


def _set_forward() -> None:
    for queued in OutgoingLetter.objects.filter(state=OutgoingState.QUEUED):
        queued.due_at -= timedelta(minutes=10)
        queued.save(update_fields=["due_at"])
    for stored in Letter.objects.filter(state=LetterState.STORED):
        stored.received_at -= timedelta(minutes=1)
        stored.save(update_fields=["received_at"])


def _count(sender: Sender, sink: Sink, *, kills: list[int], began: float) -> Findings:
    door_kills, worker_kills = kills
    stored = _stored()
    contributions = _contributions()
    answers = Counter(OutgoingLetter.objects.values_list("to_address", flat=True))
    acknowledged = sender.acknowledged
    twice = sum(times - 1 for times in sink.seen.values())
    return Findings(
        seconds=time.monotonic() - began,
        acknowledged=len(acknowledged),
        door_kills=door_kills,
        worker_kills=worker_kills,
        handed_over_again=len(sender.again),
        lost=sum(not stored[number] for number in acknowledged),
        stored_twice=sum(times > 1 for times in stored.values()),
        unread=Letter.objects.exclude(state=LetterState.HANDLED).count(),
        without_contribution=sum(not contributions[number] for number in acknowledged),
        with_two_contributions=sum(times > 1 for times in contributions.values()),
        without_answer=sum(not sink.readers[writer(number)] for number in acknowledged),
        answers_queued_twice=sum(times > 1 for times in answers.values()),
        answers_sent_twice=twice,
        unexplained=max(0, twice - worker_kills),
    )


def _stored() -> Counter[int]:
    """How often each letter is stored, by the marker in its bytes."""
    found: Counter[int] = Counter()
    for raw in RawLetter.objects.values_list("content", flat=True).iterator():
        found.update({int(each) for each in _MARKER.findall(bytes(raw).decode("latin-1"))})
    return found


def _contributions() -> Counter[int]:
    """How many contributions say what each letter says; those set aside are none."""
    shown = Contribution.objects.exclude(state=ContributionState.SET_ASIDE)
    found: Counter[int] = Counter()
    for text in Version.objects.filter(contribution__in=shown).values_list("text", flat=True):
        found.update({int(each) for each in _MARKER.findall(text)})
    return found
