"""Which kind each piece of a contribution is: the best sequence of kinds as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import cues
from .shapes import KINDS

if TYPE_CHECKING:
    from .reading import Reading

_STAY = 0.8
_NEVER = -50.0


def kinds_of(reading: Reading) -> list[tuple[str, float]]:
    """Per piece its kind and how far it leads the next best one."""
    scores = [_scores(reading, index) for index in range(len(reading.units))]
    return _best(reading, scores)


def _best(reading: Reading, scores: list[dict[str, float]]) -> list[tuple[str, float]]:
    """Viterbi's path."""
    if not scores:
        return []
    value = dict(scores[0])
    back: list[dict[str, str]] = []
    for index in range(1, len(scores)):
        step: dict[str, str] = {}
        new: dict[str, float] = {}
        for kind in KINDS:
            before = max(KINDS, key=lambda k: value[k] + _change(reading, index, k, kind))
            step[kind] = before
            new[kind] = value[before] + _change(reading, index, before, kind) + scores[index][kind]
        value = new
        back.append(step)
    kind = max(KINDS, key=lambda k: value[k])
    path = [kind]
    for step in reversed(back):
        kind = step[kind]
        path.append(kind)
    path.reverse()
    return [(kind, _lead(each, kind)) for kind, each in zip(path, scores, strict=True)]


def _lead(scores: dict[str, float], kind: str) -> float:
    return scores[kind] - max(value for other, value in scores.items() if other != kind)


def _change(reading: Reading, index: int, before: str, kind: str) -> float:
    unit = reading.units[index]
    if before == kind:
        return _STAY if unit.is_first else 1.6 * _STAY
    cost = 0.0 if unit.is_first else -0.8
    if before == "signature" and kind in {"answer", "introduction", "question", "own_question"}:
        return cost - (0 if reading.is_postscript[index] else 4)
    if before == "reference" and kind in {"answer", "introduction", "question"}:
        return cost - 3
    if before == "question" and kind == "answer":
        return cost + 0.8
    if before == "answer" and kind == "introduction":
        return cost - 1.5
    if kind == "greeting" and before == "question":
        return cost - 2
    return cost


def _scores(reading: Reading, index: int) -> dict[str, float]:
    scores = dict.fromkeys(KINDS, 0.0)
    scores["greeting"] = _greeting(reading, index)
    scores["signature"] = _signature(reading, index)
    scores["reference"] = _reference(reading, index)
    scores["quoted"] = _quoted(reading, index)
    scores["question"] = _question(reading, index)
    scores["own_question"] = _own_question(reading, index)
    scores["introduction"] = _introduction(reading, index)
    scores["answer"] = _answer(reading, index)
    return scores


def _greeting(reading: Reading, index: int) -> float:
    text, words = reading.texts[index], reading.words[index]
    score = -3.0
    if cues.WELCOME.match(text) and reading.units[index].is_first and words <= 16:
        score += 6 if index <= 3 else 2
    if index == 1 and reading.units[0].paragraph == 0 and words <= 8 and cues.WELCOME.match(text):
        score += 3
    hits = len(cues.THANKS.findall(text))
    if hits:
        at_end = reading.pieces_after(index) <= 4 or reading.share(index) > 0.85
        at_start = index <= 3
        score += 1.5 + min(hits, 3) + (1.5 if at_end or at_start else -1)
        score -= max(0, words - 40) / 20
    if reading.is_postscript[index] and hits:
        score += 1.5
    return score


def _signature(reading: Reading, index: int) -> float:
    text, words = reading.texts[index], reading.words[index]
    after = reading.pieces_after(index)
    late = reading.share(index) > 0.6 or after <= 6
    if not late:
        return -8.0
    score = -3.0
    if cues.CLOSING.match(text) and words <= 14:
        score += 5.5
    if cues.CONTACT.search(text) and words <= 16:
        score += 4
    if reading.is_name_like(index):
        score += 3.5 + (1 if after <= 3 else 0)
    score -= max(0, words - 12) / 4
    return score


def _reference(reading: Reading, index: int) -> float:
    text, words = reading.texts[index], reading.words[index]
    score = -4.0
    if cues.REFERENCE_HEADING.match(text) and reading.is_line[index]:
        score += 8 if index else 0
    signs = len(cues.REFERENCE_SIGN.findall(text))
    if reading.in_references[index]:
        score += 5
    if signs and words < 40:
        score += min(signs, 3) * 0.7
    if cues.LINK.match(text.lstrip("-–*•[]()0123456789. ")):
        score += 3
    return score


def _quoted(reading: Reading, index: int) -> float:
    text = reading.texts[index]
    if cues.QUOTED_LINE.match(text):
        return 8.0
    if reading.in_quotation[index]:
        return 7.0
    if reading.announces_quotation(index):
        return 5.0
    if cues.QUOTATION.search(text) and cues.DOCUMENT.search(text) and cues.SPEAKS.search(text):
        return 2.5
    return -5.0


def _question(reading: Reading, index: int) -> float:
    text, words, unit = reading.texts[index], reading.words[index], reading.units[index]
    if unit.is_label:
        return 7.0
    likeness = reading.restated[index]
    asks = reading.asks[index]
    score = -3.0 + 4 * likeness
    if reading.is_heading[index]:
        score += 4.5
    if asks:
        score += 2.0 + (1 if unit.is_first else 0)
    if reading.after_label[index] and words <= 14 and not unit.is_last:
        score += 4
    if asks and cues.ANOTHER.search(text):
        score += 2
    if unit.is_first and cues.ANOTHER.search(text) and reading.is_line[index] and words < 40:
        score += 3.5
    if text.endswith((":", "：")) and reading.is_line[index] and likeness > 0.25:
        score += 1.5
    return score


def _own_question(reading: Reading, index: int) -> float:
    text = reading.texts[index]
    near_end = reading.share(index) > 0.7
    score = -4.0
    if reading.asks[index]:
        score += 2.5
    if cues.TO_OTHERS.search(text):
        score += 1.5 + (1.5 if near_end else 0)
    if near_end and (reading.asks[index] or reading.asks_next(index)):
        score += 2
    if not reading.answers_follow(index):
        score += 1.5
    return score


def _introduction(reading: Reading, index: int) -> float:
    text = reading.texts[index]
    hits = len(cues.SELF.findall(text))
    scope = len(cues.SCOPE.findall(text))
    begins = reading.before_answers[index]
    score = -2.5 + min(hits, 3) * 0.5 + min(scope, 2) * 0.9
    if begins:
        score += 4.0 if reading.is_structured else 2.5
    elif scope and reading.words[index] < 30:
        score += 0.8
    return score


def _answer(reading: Reading, index: int) -> float:
    score = 0.8 + 2 * reading.relevance[index]
    if reading.words[index] >= 6:
        score += 0.4
    if reading.is_structured and reading.before_answers[index]:
        score -= 1.5
    return score
