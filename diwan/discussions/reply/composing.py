"""From released contributions to a draft: sentences chosen, cited and weighed, never invented."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diwan.texts.gazetteer import Gazetteer
from diwan.texts.sentences import sentences
from diwan.texts.similarity import Space

from .candidates import candidates
from .checks import check
from .choosing import Pool, choose, fair_share, pool, words_for
from .contrast import differs
from .document import Statement, Unused, Weight
from .drafting import Draft
from .experiencing import place, tells
from .likeness import dot, middle
from .resources import resources
from .weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from diwan.texts.passages import Outline

    from .candidates import Candidate
    from .document import Citation
    from .drafting import Source
    from .likeness import Vector

__all__ = ["compose", "weigh"]

_EXPERIENCES_A_COUNTRY = 2
_RECOMMENDATION_WORDS = 1.5
_SUMMARY_EACH, _SUMMARY_WORDS = 2, 350
#: a sentence for the one-page summary is no longer than this, unless there is no other
_SHORT_WORDS = 35
#: from this cosine on a sentence repeats the call
_RESTATED = 0.6


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A candidate and the section it belongs to."""

    candidate: Candidate
    kind: str
    about: str
    place: str
    vector: Vector


def compose(
    outline: Outline,
    sources: Sequence[Source],
    places: Mapping[str, Sequence[str]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Draft:
    """A draft in the words of the contributions.

    The same sources give the same draft, in whatever order they come.

    Args:
        places: ISO 3166-1 alpha-2 code → the country's names in every language.
        progress: is told how many sections are done, of how many.
    """
    return _Composer(outline, sources, places or {}, progress).draft()


class _Composer:
    def __init__(
        self,
        outline: Outline,
        sources: Sequence[Source],
        places: Mapping[str, Sequence[str]],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.sources = sorted(sources, key=lambda each: (each.contribution, each.version))
        self.keys = [
            key
            for topic in outline.topics
            for key in (topic.key, *(question.key for question in topic.questions))
        ]
        self.progress = progress or (lambda _done, _of: None)
        found = candidates(self.sources)
        self.space = Space([(each.text, each.language) for each in found])
        self.asked = _asked(outline, self.space)
        self.gazetteer = Gazetteer(places)
        asked = _sentences_asked(outline, self.space)
        self.sorted = [each for each in map(self._sort, found) if not _restates(each, asked)]
        self.heard: set[int] = set()

    def _sort(self, candidate: Candidate) -> _Sorted:
        vector = self.space.vector(candidate.text, candidate.language)
        keys = [key for key in candidate.about if key in self.asked]
        about = max(keys, key=lambda key: dot(vector, self.asked[key]), default="")
        if candidate.recommends:
            return _Sorted(candidate, "recommendation", about, "", vector)
        where = place(candidate.text, self.gazetteer, candidate.source.country)
        if where and tells(candidate.text):
            return _Sorted(candidate, "experience", about, where, vector)
        return _Sorted(candidate, "point", about, "", vector)

    def draft(self) -> Draft:
        sections = self._sections()
        statements: list[Statement] = []
        for done, (kind, members, question) in enumerate(sections):
            self.progress(done, len(sections))
            statements += self._section(kind, members, question)
        self.progress(len(sections), len(sections))
        numbered = tuple(
            replace(each, number=number) for number, each in enumerate(statements, start=1)
        )
        marked = _summary(numbered)
        return Draft(marked, resources(self.sources), self._unused(marked))

    def _sections(self) -> list[tuple[str, list[_Sorted], Vector | None]]:
        points = [each for each in self.sorted if each.kind == "point"]
        found: list[tuple[str, list[_Sorted], Vector | None]] = [
            ("point", [each for each in points if each.about == key], self.asked[key])
            for key in self.keys
        ]
        countries = Counter(each.place for each in self.sorted if each.place)
        found += [
            ("experience", [each for each in self.sorted if each.place == code], None)
            for code in sorted(countries, key=lambda code: (-countries[code], code))
        ]
        advice = [each for each in self.sorted if each.kind == "recommendation"]
        found.append(("recommendation", advice, middle(self.asked.values())))
        return [section for section in found if section[1]]

    def _section(
        self, kind: str, members: list[_Sorted], question: Vector | None
    ) -> list[Statement]:
        offered = [each.candidate for each in members]
        among = pool(offered, [each.vector for each in members], question)
        words = words_for(offered)
        if kind == "recommendation":
            words = round(words * _RECOMMENDATION_WORDS)
        if kind == "experience":
            words = min(words, 40 * _EXPERIENCES_A_COUNTRY)
        chosen = choose(among, self.heard, words, fair_share(offered, words))
        made = [self._statement(members[number], among, number) for number in chosen]
        return [each for each in made if all(f.passed for f in check(each, self.gazetteer))]

    def _statement(self, member: _Sorted, among: Pool, number: int) -> Statement:
        citations = _citations(among, number)
        asked = member.candidate.addressees if member.kind == "recommendation" else ()
        return Statement(
            number=0,
            kind=member.kind,
            text=member.candidate.text,
            language=member.candidate.language,
            about=member.about,
            weight=weigh(citations, self.sources),
            citations=citations,
            addressee=" ".join(asked),
            place=member.place,
        )

    def _unused(self, statements: Iterable[Statement]) -> tuple[Unused, ...]:
        cited = {each.contribution for statement in statements for each in statement.citations}
        offering = {each.candidate.contribution for each in self.sorted}
        return tuple(
            Unused(source.contribution, _reason(source, offering))
            for source in self.sources
            if source.contribution not in cited
        )


def _asked(outline: Outline, space: Space) -> dict[str, Vector]:
    """Key of a question or topic → the middle of its words in every language."""
    words = {topic.key: topic.title for topic in outline.topics}
    words |= {each.key: each.words for topic in outline.topics for each in topic.questions}
    return {
        key: middle(space.vector(text, language) for language, text in sorted(said.items()))
        for key, said in words.items()
    }


def _sentences_asked(outline: Outline, space: Space) -> list[Vector]:
    """Every sentence of the call's topics and questions, in every language."""
    wordings = [topic.title for topic in outline.topics]
    wordings += [each.words for topic in outline.topics for each in topic.questions]
    return [
        space.vector(text[span.start : span.end], language)
        for said in wordings
        for language, text in sorted(said.items())
        for span in sentences(text)
    ]


def _restates(member: _Sorted, asked: Iterable[Vector]) -> bool:
    """Whether the sentence is a question of the call said once more."""
    return any(dot(member.vector, words) >= _RESTATED for words in asked)


def _citations(among: Pool, number: int) -> tuple[Citation, ...]:
    """The words themselves, then the closest sentence of every other contribution."""
    source = among.candidates[number]
    best: dict[int, tuple[float, int]] = {}
    for closeness, other in among.same(number):
        contribution = among.candidates[other].contribution
        if contribution != source.contribution:
            best[contribution] = max(best.get(contribution, (0.0, 0)), (closeness, -other))
    others = [among.candidates[-best[contribution][1]] for contribution in sorted(best)]
    return (
        source.citation(),
        *(other.citation(_stance(source, other), is_perhaps=True) for other in others),
    )


def _stance(source: Candidate, other: Candidate) -> str:
    is_one_language = source.language == other.language
    is_against = differs(source.text, other.text, is_one_language=is_one_language)
    return "differs" if is_against else "supports"


def _reason(source: Source, offering: set[int]) -> str:
    if not any(passage.kind == "answer" for passage in source.passages):
        return "no_answer"
    return "no_room" if source.contribution in offering else "too_short"


def _summary(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Marks the best one or two points of each question, as long as a page holds them."""
    kept: set[int] = set()
    words = 0
    for turn in range(_SUMMARY_EACH):
        for about in dict.fromkeys(each.about for each in statements if each.kind == "point"):
            points = [e for e in statements if e.kind == "point" and e.about == about]
            ranked = sorted(points, key=_summary_order)
            if turn < len(ranked):
                length = len(ranked[turn].text.split())
                if words + length <= _SUMMARY_WORDS:
                    kept.add(ranked[turn].number)
                    words += length
    return tuple(replace(each, is_summary=each.number in kept) for each in statements)


def _summary_order(statement: Statement) -> tuple[bool, int, int]:
    is_long = len(statement.text.split()) > _SHORT_WORDS
    return (is_long, -_voices(statement.weight), statement.number)


def _voices(weight: Weight) -> int:
    return weight.contributors
