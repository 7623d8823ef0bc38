"""How well recommendations are found, beside a list of keywords; see bench/recommendations."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bench.recommendations.annotated import LANGUAGES, read_half
from bench.report import Row
from diwan.discussions.reply.recommending import LEAST, Advice, advice
from diwan.texts.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.recommendations.annotated import Annotated

_KEYWORDS = re.compile(
    r"\b(?:should|must|need to|needs to|recommend\w*|we call on|il faut|devrai\w+|doit|doivent"
    r"|recommand\w*|il convient|il conviendrait)\b|ينبغي|يجب|[ني]وصي|[ني]دعو|من الضروري",
    re.IGNORECASE,
)


def keywords(text: str) -> list[Advice]:
    """The floor: a sentence recommends when a keyword stands in it."""
    return [
        Advice(span.start, span.end, LEAST * bool(_KEYWORDS.search(text[span.start : span.end])))
        for span in sentences(text)
    ]


def rows() -> Iterator[Row]:
    """Precision, recall and addressees on both halves; nobody who tunes reads the held half."""
    for half in ("open", "held"):
        ours, floor = count(half, advice), count(half, keywords)
        for language in (*LANGUAGES, ""):
            name = f"recommendations, {half}{', ' + language if language else ''}"
            for share in ("precision", "recall"):
                yield Row(
                    f"{name}: {share}",
                    _share(ours, share, language),
                    "%",
                    peer="keywords",
                    peer_value=_share(floor, share, language),
                    is_less_better=False,
                )
        found = ours["found", ""]
        yield Row(f"recommendations, {half}: addressee", 100 * ours["asked", ""] / found, "%")


def _share(counts: Counter[tuple[str, str]], share: str, language: str) -> float:
    good, bad = {"precision": ("right", "wrong"), "recall": ("found", "missed")}[share]
    total = counts[good, language] + counts[bad, language]
    return 100 * counts[good, language] / total if total else 0.0


def count(half: str, method: Callable[[str], list[Advice]]) -> Counter[tuple[str, str]]:
    """(what, language) → how often, as bench/recommendations/README.md says to count."""
    counts: Counter[tuple[str, str]] = Counter()
    for annotated in read_half(half):
        called = [each for each in method(annotated.text) if each.recommends]
        for what in [*_found(annotated, called), *_right(annotated, called)]:
            counts[what, annotated.language] += 1
            counts[what, ""] += 1
    return counts


def _written(text: str, start: int, end: int) -> set[int]:
    return {place for place in range(start, end) if not text[place].isspace()}


def _found(annotated: Annotated, called: list[Advice]) -> Iterator[str]:
    text = annotated.text
    for segment in annotated.recommendations:
        own = _written(text, segment.start, segment.end)
        shares = [(len(own & _written(text, each.start, each.end)), each) for each in called]
        if 2 * sum(share for share, _each in shares) < len(own):
            yield "missed"
            continue
        yield "found"
        closest = max(shares, key=lambda pair: pair[0])[1]
        if segment.accepts(closest.addressees or ("unspecified",)):
            yield "asked"


def _right(annotated: Annotated, called: list[Advice]) -> Iterator[str]:
    text = annotated.text
    marked: dict[str, set[int]] = {"recommendation": set(), "either": set(), "other": set()}
    for segment in annotated.segments:
        marked[segment.kind] |= _written(text, segment.start, segment.end)
    for each in called:
        own = _written(text, each.start, each.end) - marked["either"]
        if own:
            is_right = 2 * len(own & marked["recommendation"]) >= len(own)
            yield "right" if is_right else "wrong"
