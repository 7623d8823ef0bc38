"""Which kind each piece of a contribution is: the best sequence of kinds as a whole.

The scores are in the manner of logarithms of odds: what a letter's forms say for each kind, and
how likely one kind follows another.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from . import cues
from .shapes import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .reading import Reading

#: (before, kind) → what the change costs where it is not free
_CHANGES = {
    ("greeting", "answer"): -0.5,
    ("introduction", "signature"): -2.0,
    ("question", "introduction"): -2.0,
    ("question", "greeting"): -2.5,
    ("question", "signature"): -3.0,
    ("question", "answer"): 1.2,
    ("answer", "introduction"): -2.5,
    ("own_question", "answer"): -1.0,
    ("own_question", "introduction"): -2.0,
    ("signature", "answer"): -5.0,
    ("signature", "introduction"): -5.0,
    ("signature", "question"): -5.0,
    ("signature", "own_question"): -4.0,
    ("signature", "quoted"): -4.0,
    ("reference", "answer"): -3.0,
    ("reference", "introduction"): -4.0,
    ("reference", "question"): -2.0,
}
_STAY = 1.0
#: a paragraph seldom mixes kinds
_WITHIN = -1.0


def kinds_of(reading: Reading) -> list[tuple[str, float]]:
    """Per piece its kind and how sure it is, 0 to 1."""
    scores = [_scores(reading, index) for index in range(len(reading.units))]
    if not scores:
        return []
    forward = _forward(reading, scores)
    path = [max(KINDS, key=lambda kind: forward[-1][0][kind])]
    for _value, back in reversed(forward[1:]):
        path.append(back[path[-1]])
    path.reverse()
    return [(kind, _sure(each, kind)) for kind, each in zip(path, scores, strict=True)]


_Step = tuple[dict[str, float], dict[str, str]]


def _forward(reading: Reading, scores: list[dict[str, float]]) -> list[_Step]:
    """Viterbi: per piece the best value of each kind, and the kind before it."""
    steps: list[_Step] = [(scores[0], {})]
    for index in range(1, len(scores)):
        value = steps[-1][0]
        best = {
            kind: max(KINDS, key=lambda k, kind=kind: value[k] + _change(reading, index, k, kind))
            for kind in KINDS
        }
        new = {
            kind: value[best[kind]]
            + _change(reading, index, best[kind], kind)
            + scores[index][kind]
            for kind in KINDS
        }
        steps.append((new, best))
    return steps


def _sure(scores: dict[str, float], kind: str) -> float:
    lead = scores[kind] - max(value for other, value in scores.items() if other != kind)
    return 1 / (1 + exp(-max(-30.0, min(30.0, lead + 1.0))))


def _change(reading: Reading, index: int, before: str, kind: str) -> float:
    if before == kind:
        return _STAY
    cost = _CHANGES.get((before, kind), 0.0)
    if before == "signature" and reading.is_postscript[index]:
        cost = 0.0
    return cost if reading.units[index].is_first else cost + _WITHIN


def _scores(reading: Reading, index: int) -> dict[str, float]:
    return {kind: score(reading, index) for kind, score in _SCORES.items()}


def _greeting(reading: Reading, index: int) -> float:
    text, words = reading.texts[index], reading.words[index]
    score = -3.0
    if cues.WELCOME.match(text) and reading.units[index].is_first and words <= 18:
        score += 8 if reading.share(index) < 0.2 and index <= 4 else 2
    hits = len(cues.THANKS.findall(text))
    if hits:
        at_end = reading.pieces_after(index) <= 5 or reading.share(index) > 0.85
        at_start = index <= 4 and reading.begins[index]
        score += 2 + 0.7 * min(hits, 3) + (2 if at_end or at_start else -1.5)
        score += 1.5 if cues.ADDRESSED.search(text) else 0
        score -= max(0, words - 45) / 15
    if reading.is_postscript[index]:
        score += 1.5 if hits else 0.5
    return score


def _signature(reading: Reading, index: int) -> float:
    text, words = reading.texts[index], reading.words[index]
    after = reading.pieces_after(index)
    if reading.share(index) < 0.5 and after > 8:
        return -8.0
    score = -3.0
    if cues.CLOSING.match(text) and words <= 16:
        score += 7
    if cues.CONTACT.search(text) and words <= 20:
        score += 4.5
    if reading.is_name_like(index):
        score += 4 + (2 if after <= 3 or reading.ends(index) else 0)
    return score - max(0, words - 14) / 4


def _reference(reading: Reading, index: int) -> float:
    text, words = reading.texts[index], reading.words[index]
    score = -4.0
    if cues.REFERENCE_HEADING.match(text) and reading.is_line[index] and reading.share(index) > 0.3:
        score += 9
    if reading.in_references[index]:
        score += 8
    signs = len(cues.REFERENCE_SIGN.findall(text))
    if signs and words < 40 and reading.is_line[index]:
        score += min(signs, 3) * 0.6
    if cues.LINK.match(text.lstrip("-–*•[]()0123456789. ")):
        score += 3
    return score


def _quoted(reading: Reading, index: int) -> float:
    text = reading.texts[index]
    if cues.QUOTED_LINE.match(text):
        return 9.0
    if reading.in_quotation[index]:
        return 8.0
    if reading.announces_quotation(index):
        return 6.0
    if reading.quotes_document(index):
        return 4.5
    return -5.0


def _question(reading: Reading, index: int) -> float:
    text, words, unit = reading.texts[index], reading.words[index], reading.units[index]
    if unit.is_label:
        return 9.0
    score = -3.0 + 4 * reading.restated[index]
    if reading.is_heading[index]:
        score += 6
    elif reading.asks_all[index]:
        score += 5 + (1 if reading.restated[index] > 0.2 else 0)
    elif reading.asks[index]:
        score += 2.5 + (1.5 if unit.is_first else 0)
    if reading.after_label[index] and words <= 12 and not unit.is_last:
        score += 6.5 if reading.follows_label[index] or words <= 7 else 3
    if cues.ANOTHER.search(text) and unit.is_first and words < 45:
        score += 4.5 if reading.is_line[index] or reading.asks[index] else 0
    if cues.TURN.match(text) and (text.endswith(":") or reading.asks_next(index)):
        score += 4
    if cues.CALL.search(text) and words < 20 and reading.asks_next(index):
        score += 2
    return score


def _own_question(reading: Reading, index: int) -> float:
    near_end = reading.share(index) > 0.6
    asks, to_others = reading.asks[index], bool(cues.TO_OTHERS.search(reading.texts[index]))
    score = -4.0
    if asks:
        score += 2.5 + (2.5 if near_end and not reading.answers_follow(index) else 0)
    elif reading.asks_next(index) and to_others:
        score += 2.5
    if to_others:
        score += 2 if near_end else 1
        score += 1.5 if not reading.answers_follow(index) else 0
    return score


def _introduction(reading: Reading, index: int) -> float:
    text = reading.texts[index]
    hits = len(cues.SELF.findall(text))
    scope = len(cues.SCOPE.findall(text))
    score = -2.5 + min(hits, 3) * 0.6 + min(scope, 2) * 0.9
    if reading.begins[index]:
        return score + (5.0 if reading.is_structured else 3.0 + min(reading.selves(index), 3))
    if scope and reading.words[index] < 30 and reading.passes_over(index):
        score += 5.0
    return score


def _answer(reading: Reading, index: int) -> float:
    score = 1.2 + 2 * min(0.5, reading.relevance[index])
    if reading.words[index] >= 6:
        score += 0.5
    if reading.is_structured and reading.begins[index]:
        score -= 1.5
    return score


_SCORES: dict[str, Callable[[Reading, int], float]] = {
    "answer": _answer,
    "introduction": _introduction,
    "question": _question,
    "own_question": _own_question,
    "greeting": _greeting,
    "signature": _signature,
    "reference": _reference,
    "quoted": _quoted,
}
