"""Our choice of sentences beside lead and TextRank, and how true the citations are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from bench.report import Row
from diwan.discussions.reply.candidates import candidates
from diwan.discussions.reply.composing import compose
from diwan.discussions.reply.likeness import Likeness, dot
from diwan.texts.similarity import Space

from . import corpus, peers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diwan.discussions.reply.candidates import Candidate
    from diwan.discussions.reply.drafting import Source
    from diwan.texts.passages import Outline

    Calls = Iterable[tuple[Outline, Sequence[Source]]]

#: measure → whether less is better
_MEASURES = {
    "contributions heard": False,
    "words and concepts covered": False,
    "concepts of two or more recalled": False,
    "redundancy": True,
}


@dataclass(frozen=True, slots=True)
class _Question:
    """Everything that could be chosen for one question, and what was."""

    offered: Sequence[Candidate]
    chosen: Sequence[int]


def rows(name: str, calls: Calls) -> Iterator[Row]:
    """Each measure is the mean over the questions; every method chooses as many sentences."""
    ours: dict[str, list[float]] = defaultdict(list)
    theirs: dict[tuple[str, str], list[float]] = defaultdict(list)
    for outline, sources in calls:
        for question in _questions(outline, sources):
            measured = _measured(question.offered, question.chosen)
            for measure, value in measured.items():
                ours[measure].append(value)
            for peer, method in (("lead", peers.lead), ("TextRank", peers.textrank)):
                chosen = method(question.offered, len(question.chosen))
                for measure, value in _measured(question.offered, chosen).items():
                    theirs[measure, peer].append(value)
    for measure, is_less_better in _MEASURES.items():
        for peer in ("lead", "TextRank"):
            yield Row(
                f"choice, {name}: {measure}",
                100 * fmean(ours[measure]),
                "%",
                peer=peer,
                peer_value=100 * fmean(theirs[measure, peer]),
                is_less_better=is_less_better,
            )


def _questions(outline: Outline, sources: Sequence[Source]) -> Iterator[_Question]:
    """By question: every sentence offered, and the ones that became statements of any kind."""
    taken = {
        (statement.citations[0].contribution, statement.citations[0].start)
        for statement in compose(outline, sources).statements
    }
    offered: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates(sources):
        if candidate.about:
            offered[candidate.about[0]].append(candidate)
    for own in offered.values():
        chosen = [n for n, each in enumerate(own) if (each.contribution, each.start) in taken]
        if chosen and len(chosen) < len(own):
            yield _Question(own, chosen)


def _measured(offered: Sequence[Candidate], chosen: Sequence[int]) -> dict[str, float]:
    space = Space([(each.text, each.language) for each in offered])
    vectors = [space.vector(each.text, each.language) for each in offered]
    likeness = Likeness(vectors, [each.language for each in offered])
    everyone = {each.contribution for each in offered}
    heard = {offered[number].contribution for number in chosen}
    return {
        "contributions heard": len(heard) / len(everyone),
        "words and concepts covered": _covered(vectors, chosen),
        "concepts of two or more recalled": _recalled(offered, vectors, chosen),
        "redundancy": _redundancy(likeness, chosen),
    }


def _covered(vectors: Sequence[dict[str, float]], chosen: Sequence[int]) -> float:
    """The share of all weight of stems and concepts that the chosen sentences hold."""
    weights: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for feature, weight in vector.items():
            weights[feature] += weight
    held = {feature for number in chosen for feature in vectors[number]}
    return sum(weights[feature] for feature in held) / sum(weights.values())


def _recalled(
    offered: Sequence[Candidate], vectors: Sequence[dict[str, float]], chosen: Sequence[int]
) -> float:
    """The share of concepts that two or more contributions speak of, found in the choice."""
    speakers: dict[str, set[int]] = defaultdict(set)
    for candidate, vector in zip(offered, vectors, strict=True):
        for feature in vector:
            if feature[0] == "#":
                speakers[feature].add(candidate.contribution)
    shared = {feature for feature, who in speakers.items() if len(who) > 1}
    held = {feature for number in chosen for feature in vectors[number]}
    return len(shared & held) / len(shared) if shared else 1.0


def _redundancy(likeness: Likeness, chosen: Sequence[int]) -> float:
    """The mean, over the chosen, of the closeness to the closest other one."""
    if len(chosen) < 2:
        return 0.0
    return fmean(
        max(_close(likeness, number, other) for other in chosen if other != number)
        for number in chosen
    )


def _close(likeness: Likeness, one: int, other: int) -> float:
    whole = dot(likeness.vectors[one], likeness.vectors[other])
    return max(whole, likeness.closeness(one, other))


def rows_of_citations(sources: Sequence[Source]) -> Iterator[Row]:
    """Where every sentence's point is known: whether statements and citations get it right."""
    statements = compose(corpus.outline(), sources).statements
    known = {
        f"{key}/{number}"
        for key, (_words, points) in corpus.QUESTIONS.items()
        for number in range(len(points))
    }
    made = [corpus.point_of(each.citations[0].words) for each in statements]
    pairs = [
        (corpus.point_of(each.citations[0].words), corpus.point_of(other.words), other.stance)
        for each in statements
        for other in each.citations[1:]
    ]
    name = "citations, 100 from templates"
    yield Row(f"{name}: points told", 100 * len({*made} & known) / len(known), "%")
    yield Row(f"{name}: statements a point told", len(made) / len({*made}), "")
    right = sum(own == other for own, other, _stance in pairs) / len(pairs)
    yield Row(f"{name}: further ones that say the same", 100 * right, "%")
    against = sum(stance != "supports" for _own, _other, stance in pairs) / len(pairs)
    yield Row(f"{name}: wrongly found to differ", 100 * against, "%")
