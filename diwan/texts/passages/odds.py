"""How much each sign weighs when headings and answers are given their questions.

All are in logarithms of odds, chosen by hand on the open half of ``bench/alignment/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Odds:
    """Weights of signs; ``heading`` and ``answer`` sharpen likeness, ``doubt`` bounds it."""

    heading: float = 20.0
    answer: float = 14.0
    doubt: float = 0.05
    body: float = 1.8
    spread: float = 1.6
    #: a label of numbers or letters, and one in words
    numbered: float = 3.0
    named: float = 20.0
    #: a heading that names a topic may speak of one of its questions
    within: float = 1.0
    whole: float = 4.0
    topic: float = 1.2
    #: of another topic than the one that a label in words named last
    barred: float = 2.0
    #: headings in the order of the call: same again, the next, further on, back
    same: float = -1.2
    same_near: float = 1.0
    next: float = 0.9
    skip: float = 0.23
    back: float = -1.5
    #: as many headings as questions, in the order of the call
    one_each: float = 3.0
    #: answers under a heading: of a question, of a topic, of several; the last of several
    under: float = 7.0
    under_topic: float = 4.0
    under_far: float = 0.5
    last: float = 1.5
    joint: float = 0.0
    #: how near a sentence must come to one of several headings above it, among them
    answered: float = 0.55
    #: answers in the order of the call
    forward: float = 0.45
    forward_skip: float = 0.2
    backward: float = -0.4
    stay: float = -0.07
    whole_on: float = 0.6
    again: float = -0.7
    #: as many paragraphs without headings as questions, in the order of the call
    each_paragraph: float = 2.0
    few: int = 3
    #: of the only topic that is named, where no heading stands
    named_topic: float = 3.0
    #: from here on a heading restates the call, whoever is said to ask
    anothers: float = 0.25
    #: a heading less like the call than this says nothing beside another
    mute: float = 0.3


ODDS = Odds()


def chances(nears: Sequence[float], sharpness: float, doubt: float) -> list[float]:
    """Likeness as chances that sum to 1, none under ``doubt`` shared among all."""
    top = max(nears)
    raised = [exp(sharpness * (near - top)) for near in nears]
    total = sum(raised)
    return [(1 - doubt) * value / total + doubt / len(nears) for value in raised]
