"""How a discussion stands: what a message of the team, or a search for missing voices, rests on.

Counts of people pass :mod:`diwan.figures` (P-9): what is not published of kinds, languages and
places is called “little or nothing”, whether it is none or two.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Prefetch

from diwan.figures.counts import publishable
from diwan.people.words import ActorKind
from diwan.texts.passages import Passage as Stretch
from diwan.texts.similarity import Space
from diwan.vocabularies.models import Place

from .. import rules
from ..models import Passage, Version
from ..reply.candidates import candidates
from ..reply.drafting import Source
from ..reply.likeness import dot, middle
from ..words import ContributionState, PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from ..models import Contribution, Discussion
    from ..reply.candidates import Candidate

#: so many new contributions are quoted
QUOTED = 8
#: among so many of the newest a sentence is central
_AROUND = 24
#: before that, too few have spoken to say who is missing
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Quote:
    """The most central sentence of a contribution: ``masked[start:end]`` of its version."""

    number: int
    version: int
    start: int
    end: int
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """From whom little or nothing was heard: codes of kinds, languages and places.

    Empty while too few have spoken to miss anybody.
    """

    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """``fresh`` came since ``since``. Rows are (code, count), largest first, fit to be told.

    ``answers``: by key of a question, how many contributions answer it.
    """

    released: int
    fresh: int
    since: datetime | None
    days_left: int
    languages: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    regions: tuple[tuple[str, int], ...]
    answers: Mapping[str, int]
    quotes: tuple[Quote, ...]
    quiet: Quiet


class _Row(NamedTuple):
    """What is counted of a contribution, without its words; places are codes."""

    pk: int
    released_at: datetime | None
    kind: str
    language: str
    country: str | None
    parent: str | None

    @property
    def region(self) -> str:
        return self.parent or self.country or ""


_FACTS = ("pk", "released_at", "kind", "language", "country__code", "country__parent__code")


def state_of(discussion: Discussion, *, since: datetime | None, now: datetime) -> State:
    """In a fixed number of queries, whatever the size of the discussion."""
    rows = [_Row(*facts) for facts in _released(discussion).values_list(*_FACTS)]
    fresh = [row for row in rows if since is None or (row.released_at and row.released_at > since)]
    return State(
        released=len(rows),
        fresh=len(fresh),
        since=since,
        days_left=rules.days_left(now, discussion.closes_on, discussion.time_zone),
        languages=_told(row.language for row in rows),
        kinds=_told(row.kind for row in rows),
        regions=_told(row.region for row in rows),
        answers=Counter(key for key, _contribution in _answered(discussion)),
        quotes=tuple(
            _quotes(
                _worded(discussion, [row.pk for row in rows[-_AROUND:]]),
                {row.pk for row in fresh[-QUOTED:]},
            )
        ),
        quiet=_quiet(discussion, [(r.kind, r.language, r.country or "", r.region) for r in rows]),
    )


def _released(discussion: Discussion) -> QuerySet[Contribution]:
    """In order of release."""
    return discussion.contributions.filter(state=ContributionState.RELEASED).order_by("number")


def _worded(discussion: Discussion, wanted: Iterable[int]) -> list[Any]:
    """Those that show words: as ``shown[0]`` with their answers as ``answers``."""
    answers = Passage.objects.filter(kind=PassageKind.ANSWER)
    shown = Version.objects.filter(is_released=True).defer("text", "pieces", "note")
    rows: Iterable[Any] = (
        _released(discussion)
        .filter(pk__in=wanted)
        .prefetch_related(
            Prefetch(
                "versions",
                shown.prefetch_related(Prefetch("passages", answers, to_attr="answers")),
                to_attr="shown",
            )
        )
    )
    return [row for row in rows if row.shown]


def _answered(discussion: Discussion) -> set[tuple[str, int]]:
    """(key of a question, contribution that answers it), in its boxes or by its passages."""
    shown = Version.objects.filter(is_released=True, contribution__in=_released(discussion))
    declared = {
        (part["question"], contribution)
        for contribution, parts in shown.values_list("contribution", "parts")
        for part in parts
        if part["question"]
    }
    answers = Passage.objects.filter(kind=PassageKind.ANSWER, version__in=shown)
    found = answers.values_list("version__contribution", "targets")
    return declared | {(key, contribution) for contribution, targets in found for key in targets}


def _told(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    published = publishable(Counter(codes))
    return tuple((code, count) for code, count in published.rows if code)


# --- who is missing ------------------------------------------------------------------------
def quiet_of(discussion: Discussion) -> Quiet:
    """From whom little or nothing was heard so far; in two queries."""
    rows = discussion.contributions.filter(state=ContributionState.RELEASED)
    return _quiet(
        discussion,
        list(rows.values_list("kind", "language", "country__code", "country__parent__code")),
    )


def _quiet(
    discussion: Discussion, voices: Sequence[tuple[str, str, str | None, str | None]]
) -> Quiet:
    """``voices``: kind, language, country and region of each contribution."""
    if len(voices) < ENOUGH:
        return Quiet()
    kinds, languages, countries, regions = (
        {code for code, _count in _told(code or "" for code in column)}
        for column in zip(*voices, strict=True)
    )
    return Quiet(
        kinds=tuple(
            code for code in ActorKind.values if code not in kinds and code != ActorKind.OTHER
        ),
        languages=tuple(code for code in discussion.languages if code not in languages),
        places=tuple(
            code
            for code in discussion.places.order_by("code").values_list("code", flat=True)
            if code not in countries | regions
        ),
    )


def names_of_places(codes: Iterable[str]) -> list[str]:
    """In the active language, in the order of the codes."""
    names = {place.code: str(place) for place in Place.objects.filter(code__in=list(codes))}
    return [names[code] for code in codes if code in names]


# --- central sentences ---------------------------------------------------------------------
def _quotes(rows: Sequence[Any], wanted: set[int]) -> Iterable[Quote]:
    """The sentence of each of ``wanted`` that is nearest to what all of these say."""
    found = candidates([_source(row) for row in rows])
    space = Space(())
    for each in found:
        space.add(each.features)
    vectors = [space.weighed(each.features) for each in found]
    centre = middle(vectors)
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate, vector in zip(found, vectors, strict=True):
        worth = dot(vector, centre) + candidate.ease
        if candidate.contribution not in best or worth > best[candidate.contribution][0]:
            best[candidate.contribution] = (worth, candidate)
    for row in rows:
        if row.pk in wanted and row.number in best:
            yield _quote(best[row.number][1])


def _quote(candidate: Candidate) -> Quote:
    return Quote(
        candidate.contribution,
        candidate.source.version,
        candidate.start,
        candidate.end,
        candidate.text,
        candidate.language,
    )


def _source(row: Any) -> Source:
    """Words whose passages nobody has looked for yet count as one long answer."""
    version = row.shown[0]
    passages = tuple(
        Stretch(each.start, each.end, each.kind, tuple(each.targets), 1.0, each.language)
        for each in version.answers
    )
    whole = Stretch(0, len(version.masked), "answer", (), 1.0, row.language)
    return Source(
        contribution=row.number,
        version=version.number,
        text=version.masked,
        language=row.language,
        passages=passages or (whole,),
    )


def as_rows(counts: Iterable[tuple[str, int]], names: Mapping[str, str]) -> list[str]:
    """“Research 4” and the like."""
    return [f"{names.get(code, code)} {count}" for code, count in counts]
