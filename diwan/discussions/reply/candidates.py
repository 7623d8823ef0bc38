"""The sentences of all contributions that may become statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from sys import intern
from typing import TYPE_CHECKING, Any

from diwan.texts.abreast import abreast
from diwan.texts.similarity import features

from .cues import cue, folded
from .document import Citation
from .experiencing import localities, places, tells
from .recommending import advice
from .standing import beginning, shown, stands, stumbles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diwan.texts.gazetteer import Gazetteer
    from diwan.texts.passages import Passage

    from .drafting import Source
    from .recommending import Advice

#: what a sentence loses where a reader would stumble over it
_STUMBLE = 0.4
_EVIDENCE = 0.1
_LONG_WORDS = 40
#: so much text is worth a process of its own
_LETTERS_A_PROCESS = 20_000
#: languages whose sentences need a verb of the list; Arabic ones do not
_WITH_VERBS = frozenset({"en", "fr"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of an answer that can stand alone.

    ``about``: keys that its passage answers. ``place``: its order among all candidates, which
    decides between equals. ``ease``: how well it reads by itself, about -0.5 to 0.2.
    """

    source: Source
    start: int
    end: int
    text: str
    language: str
    about: tuple[str, ...]
    place: int
    ease: float
    #: whether it asks somebody to do something, and the codes of those it asks
    recommends: bool = False
    addressees: tuple[str, ...] = ()
    #: the countries in which it tells that something was done
    told_of: tuple[str, ...] = ()
    #: its stems and concepts, for a space
    features: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def contribution(self) -> int:
        return self.source.contribution

    def citation(self, stance: str = "supports", *, is_perhaps: bool = False) -> Citation:
        """The exact words as a citation."""
        words = self.source.text[self.start : self.end]
        return Citation(
            contribution=self.source.contribution,
            version=self.source.version,
            start=self.start,
            end=self.end,
            sha256=digest(words),
            language=self.language,
            words=words,
            stance=stance,
            is_perhaps=is_perhaps,
        )


def digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def candidates(sources: Sequence[Source], gazetteer: Gazetteer | None = None) -> list[Candidate]:
    """Every sentence of an answer that stands alone, in the order of the contributions.

    Args:
        gazetteer: knows countries; without it no sentence tells of one.
    """
    ordered = sorted(sources, key=lambda source: (source.contribution, source.version))
    given = abreast(
        lambda source: list(_given(source, gazetteer)),
        ordered,
        heft=lambda source: len(source.text),
        least=_LETTERS_A_PROCESS,
    )
    pairs = (
        (source, each) for source, several in zip(ordered, given, strict=True) for each in several
    )
    return [Candidate(source, place=place, **each) for place, (source, each) in enumerate(pairs)]


def _given(source: Source, gazetteer: Gazetteer | None) -> Iterator[dict[str, Any]]:
    """The candidates of a contribution without itself, which is no copy then: most of the work."""
    for passage in source.passages:
        if passage.kind == "answer":
            for each in advice(source.text, passage.start, passage.end):
                yield from _candidate(source, passage, each, gazetteer)


def _candidate(
    source: Source, passage: Passage, given: Advice, gazetteer: Gazetteer | None
) -> Iterator[dict[str, Any]]:
    """The sentence without its list mark; nothing when it does not stand alone."""
    language = passage.language or source.language
    start = given.start + beginning(source.text[given.start : given.end])
    words = source.text[start : given.end]
    bare = folded(words)
    is_fragment = language in _WITH_VERBS and not cue("verbs").search(bare)
    if not stands(words, language) or cue("anyone").search(bare):
        return
    if is_fragment and start > given.start and not given.recommends:
        return
    text = shown(words)
    is_told = gazetteer is not None and not given.recommends and tells(text)
    yield {
        "start": start,
        "end": given.end,
        "text": text,
        "language": language,
        "about": passage.targets,
        "ease": _ease(words) - _STUMBLE * is_fragment,
        "recommends": given.recommends,
        "addressees": given.addressees,
        "told_of": _told_of(text, source, gazetteer) if gazetteer and is_told else (),
        # each feature is one object, however often it comes: less to keep, and to hand over
        "features": {intern(name): count for name, count in features(text, language).items()},
    }


def _told_of(text: str, source: Source, gazetteer: Gazetteer) -> tuple[str, ...]:
    return places(text, gazetteer, source.country, localities(source.text, gazetteer))


def _ease(words: str) -> float:
    ease = -_STUMBLE * stumbles(words)
    ease += _EVIDENCE * any(letter.isdigit() for letter in words)
    return ease - 0.01 * max(0, len(words.split()) - _LONG_WORDS)
