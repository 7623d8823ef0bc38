"""From released contributions to a draft: sentences chosen, cited and weighed, never invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diwan.texts.abreast import abreast
from diwan.texts.gazetteer import Gazetteer
from diwan.texts.normalise import fold
from diwan.texts.similarity import Space

from .answering import answering
from .candidates import candidates
from .checks import check
from .choosing import Choice, Pool, Voices, fair_share, grouped, words_for
from .contrast import differs
from .document import Statement, Unused
from .drafting import Draft
from .likeness import Likeness, dot, middle
from .resources import resources
from .sorting import Asked, sort
from .summarising import summary
from .together import together
from .weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from diwan.texts.passages import Outline

    from .candidates import Candidate
    from .choosing import Group
    from .document import Citation
    from .drafting import Source
    from .likeness import Vector
    from .sorting import Sorted

__all__ = ["compose", "weigh"]

_WORDS_A_COUNTRY = 120
_EXPERIENCES_A_COUNTRY = 3
_RECOMMENDATION_WORDS = 1.5
#: so many words more than its length a section may take for contributions cited nowhere else
_RESCUE = 0.25
#: from this cosine on a sentence is about what a statement says
_NEAR = 0.35
#: so many sentences are worth a process of their own when those that say the same are brought
#: together
_GROUPED_A_PROCESS = 1000
#: so many sentences, looked through for statements, are worth a process of their own
_LOOKED_THROUGH_A_PROCESS = 20_000


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
    ordered = sorted(sources, key=lambda each: (each.contribution, each.version))
    gazetteer = Gazetteer(places or {})
    found = candidates(ordered, gazetteer)
    space = Space(())
    for each in found:
        space.add(each.features)
    asked = Asked(outline, space)
    members = sort(found, asked, space)
    sections = _sections(members, asked, places or {})
    statements = _statements(sections, ordered, gazetteer, progress or _silent)
    return Draft(statements, resources(ordered), _unused(statements, ordered, members))


def _silent(_done: int, _of: int) -> None:
    """Nobody asked."""


@dataclass(frozen=True, slots=True)
class _Section:
    """Sentences of one kind about one question, or one country; ``words``: how long it may be."""

    kind: str
    members: Sequence[Sorted]
    questions: tuple[Vector, ...]
    #: the question's words, one a language
    asked: tuple[str, ...]
    words: int

    def length(self) -> int:
        """How many words it will be, as far as there is something to say."""
        written = sum(len(each.candidate.text.split()) for each in self.members)
        return min(self.words, written)

    def scarce(self) -> int:
        """How many contributions have something to say; who is needed most is asked first."""
        return len({each.candidate.contribution for each in self.members})

    def offered(self) -> list[Candidate]:
        return [member.candidate for member in self.members]

    def likeness(self) -> Likeness:
        vectors = [member.vector for member in self.members]
        return Likeness(vectors, [member.candidate.language for member in self.members])

    def groups(self, likeness: Likeness) -> tuple[Group, ...]:
        offered = self.offered()
        answers = [answering(each.text, self.asked) for each in offered]
        return grouped(offered, likeness, self.questions, answers if self.asked else ())

    def choice(self, among: Pool, voices: Voices) -> Choice:
        if self.kind == "experience":
            return Choice(among, voices, _EXPERIENCES_A_COUNTRY - 1, _EXPERIENCES_A_COUNTRY)
        return Choice(among, voices, fair_share(among.candidates, self.words))


def _sections(
    members: Sequence[Sorted], asked: Asked, places: Mapping[str, Sequence[str]]
) -> list[_Section]:
    """Points by question in the call's order, experiences by country, recommendations."""
    found = [_points(key, members, asked) for key in asked.keys]
    countries = {member.place for member in members if member.place}
    for code in sorted(countries, key=lambda code: (*map(fold, places.get(code, ())[:1]), code)):
        own = [member for member in members if member.place == code]
        found.append(_Section("experience", own, (), (), _words("experience", own)))
    advice = [member for member in members if member.kind == "recommendation"]
    about = (middle(asked.vectors.values()),)
    found.append(_Section("recommendation", advice, about, (), _words("recommendation", advice)))
    return [section for section in found if section.members]


def _points(key: str, members: Sequence[Sorted], asked: Asked) -> _Section:
    own = [member for member in members if member.kind == "point" and member.about == key]
    questions = (asked.vectors[key], *asked.parts[key])
    return _Section("point", own, questions, asked.words[key], _words("point", own))


def _words(kind: str, members: Sequence[Sorted]) -> int:
    if kind == "experience":
        return _WORDS_A_COUNTRY
    words = words_for(member.candidate for member in members)
    return round(words * _RECOMMENDATION_WORDS) if kind == "recommendation" else words


def _statements(
    sections: Sequence[_Section],
    sources: Sequence[Source],
    gazetteer: Gazetteer,
    progress: Callable[[int, int], None],
) -> tuple[Statement, ...]:
    """Every section chosen, then a little more of each for those cited nowhere yet.

    Sections that few speak to are chosen first, so that who gave there gives less elsewhere.
    """
    offered = {each.candidate.contribution for section in sections for each in section.members}
    voices = Voices(sum(section.length() for section in sections), len(offered))
    choices = [
        section.choice(among, voices)
        for section, among in zip(sections, _pools(sections), strict=True)
    ]
    for done, number in enumerate(sorted(range(len(sections)), key=lambda n: sections[n].scarce())):
        progress(done, len(sections))
        choices[number].grow(sections[number].words)
    for section, choice in zip(sections, choices, strict=True):
        choice.rescue(round(section.words * _RESCUE))
    made = abreast(
        lambda one: _sound(_made(*one, sources), gazetteer),
        [
            (section.members[number], choice.pool, number)
            for section, choice in zip(sections, choices, strict=True)
            for number in choice.chosen
        ],
        heft=lambda one: len(one[1].candidates),
        least=_LOOKED_THROUGH_A_PROCESS,
    )
    sound = [statement for statement in made if statement]
    progress(len(sections), len(sections))
    marked = summary([replace(each, number=number) for number, each in enumerate(sound, start=1)])
    vectors = {each.candidate.text: each.vector for part in sections for each in part.members}
    ordered = together(marked, vectors)
    return tuple(replace(each, number=number) for number, each in enumerate(ordered, start=1))


def _pools(sections: Sequence[_Section]) -> list[Pool]:
    """What each section has to choose from."""
    pairs = [(section, section.likeness()) for section in sections]
    several = abreast(
        lambda pair: pair[0].groups(pair[1]),
        pairs,
        heft=lambda pair: len(pair[0].members),
        least=_GROUPED_A_PROCESS,
    )
    return [
        Pool(section.offered(), likeness, groups)
        for (section, likeness), groups in zip(pairs, several, strict=True)
    ]


def _sound(statement: Statement, gazetteer: Gazetteer) -> Statement | None:
    """The statement, where no check finds a fault."""
    is_sound = all(finding.passed for finding in check(statement, gazetteer))
    return statement if is_sound else None


def _made(member: Sorted, among: Pool, number: int, sources: Sequence[Source]) -> Statement:
    citations = _citations(among, number)
    asked = member.candidate.addressees if member.kind == "recommendation" else ()
    return Statement(
        number=0,
        kind=member.kind,
        text=member.candidate.text,
        language=member.candidate.language,
        about=member.about,
        weight=weigh(citations, sources),
        citations=citations,
        addressee=" ".join(asked),
        place=member.place,
    )


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


def _unused(
    statements: Sequence[Statement], sources: Sequence[Source], members: Sequence[Sorted]
) -> tuple[Unused, ...]:
    """Who is cited by no statement, and why."""
    cited = {each.contribution for statement in statements for each in statement.citations}
    left = [source for source in sources if source.contribution not in cited]
    texts = {statement.text for statement in statements}
    said = [member.vector for member in members if left and member.candidate.text in texts]
    return tuple(Unused(source.contribution, _reason(source, members, said)) for source in left)


def _reason(source: Source, members: Sequence[Sorted], said: Iterable[Vector]) -> str:
    if not any(passage.kind == "answer" and passage.targets for passage in source.passages):
        return "no_answer"
    own = [m.vector for m in members if m.candidate.contribution == source.contribution]
    if not own:
        return "too_short"
    is_near = any(dot(vector, each) >= _NEAR for vector in own for each in said)
    return "said_by_others" if is_near else "no_room"
