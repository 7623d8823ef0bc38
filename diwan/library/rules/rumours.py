"""How a rumour file goes on, by when, and what each step asks for (I7). Knows no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: State → the states it may go to; a rumour may come back.
MOVES: Mapping[str, frozenset[str]] = {
    "heard": frozenset({"checking", "dropped"}),
    "checking": frozenset({"answered", "dropped"}),
    "answered": frozenset({"evaluated", "checking"}),
    "evaluated": frozenset({"checking"}),
    "dropped": frozenset({"checking"}),
}
#: a rumour is answered while it still goes round
ANSWER_WITHIN = timedelta(days=14)
#: whether an answer worked can be seen after some months
EVALUATE_WITHIN = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class File:
    """What stands in the file of a rumour.

    Args:
        told_in, answered_in: languages of the rumour and of its answer.
        evidence: how many pieces name their source.
    """

    told_in: frozenset[str] = field(default_factory=frozenset)
    answered_in: frozenset[str] = field(default_factory=frozenset)
    evidence: int = 0
    finding: str = ""
    evaluation: bool = False


def missing(file: File, wanted: str) -> str:
    """What ``wanted`` still asks for, by a word; empty when nothing is missing.

    ``evidence``, ``finding``, ``answer``: an answer stands on at least one piece of evidence, says
    what was found, and is told in every language in which the rumour goes round;
    ``evaluation``: an evaluated one says whether the answer worked.
    """
    if wanted == "answered":
        if not file.evidence:
            return "evidence"
        if not file.finding:
            return "finding"
        if not file.answered_in or file.told_in - file.answered_in:
            return "answer"
    return "evaluation" if wanted == "evaluated" and not file.evaluation else ""


def due_on(state: str, heard_on: date | None, answered_on: date | None) -> date | None:
    """By when the next step is expected; None where nothing is."""
    if state in {"heard", "checking"} and heard_on:
        since = max(heard_on, answered_on) if answered_on else heard_on
        return since + ANSWER_WITHIN
    return answered_on + EVALUATE_WITHIN if state == "answered" and answered_on else None
