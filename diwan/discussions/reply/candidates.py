"""The sentences of all contributions that may become statements."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from diwan.texts.abreast import abreast

from .cues import cue, folded
from .document import Citation
from .recommending import advice
from .standing import beginning, shown, stands, stumbles

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def candidates(sources: Sequence[Source]) -> list[Candidate]:
    """Every sentence of an answer that stands alone, in the order of the contributions."""
    found: list[Candidate] = []
    ordered = sorted(sources, key=lambda source: (source.contribution, source.version))
    given = abreast(_given, ordered, heft=lambda source: len(source.text), least=_LETTERS_A_PROCESS)
    for source, passages in zip(ordered, given, strict=True):
        for passage, several in passages:
            for each in several:
                candidate = _candidate(source, passage, each, len(found))
                if candidate:
                    found.append(candidate)
    return found


def _given(source: Source) -> list[tuple[Passage, list[Advice]]]:
    """Every answer of a contribution with its sentences: most of the work on a draft."""
    return [
        (passage, advice(source.text, passage.start, passage.end))
        for passage in source.passages
        if passage.kind == "answer"
    ]


def _candidate(source: Source, passage: Passage, given: Advice, place: int) -> Candidate | None:
    """The sentence without its list mark; None when it does not stand alone."""
    language = passage.language or source.language
    start = given.start + beginning(source.text[given.start : given.end])
    words = source.text[start : given.end]
    bare = folded(words)
    is_fragment = language in _WITH_VERBS and not cue("verbs").search(bare)
    if not stands(words, language) or cue("anyone").search(bare):
        return None
    if is_fragment and start > given.start and not given.recommends:
        return None
    return Candidate(
        source=source,
        start=start,
        end=given.end,
        text=shown(words),
        language=language,
        about=passage.targets,
        place=place,
        ease=_ease(words) - _STUMBLE * is_fragment,
        recommends=given.recommends,
        addressees=given.addressees,
    )


def _ease(words: str) -> float:
    ease = -_STUMBLE * stumbles(words)
    ease += _EVIDENCE * any(letter.isdigit() for letter in words)
    return ease - 0.01 * max(0, len(words.split()) - _LONG_WORDS)
