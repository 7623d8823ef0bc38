"""Whether a reply cites everybody and everything that was said: pure arithmetic."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from diwan.figures.counts import publishable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    #: (start, end) in the words of a version
    Span = tuple[int, int]

#: of a pair: small numbers put together
OTHER = "*"
#: these come behind all that is told
_LAST = {OTHER: 1, "": 2}
LEAST = 3
#: Gender is known from accounts, and not to the team: fewer than this are never told apart, and
#: shares are told in whole tenths, so that citing somebody does not tell what they said (P-9).
LEAST_OF_GENDER = 5
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a contribution, as codes; empty where it is not said."""

    contribution: int
    language: str
    region: str
    kind: str


class Answer(NamedTuple):
    """A passage that answers something: ``masked[start:end]`` of a version."""

    start: int
    end: int
    targets: tuple[str, ...]


class Cited(NamedTuple):
    """Words cited in a statement."""

    statement: str
    contribution: int
    version: int
    start: int
    end: int
    supports: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """What part of the contributions one group gave, and what part of the citations it got.

    Shares lie between 0 and 1. The counts behind them are None where they are not told; then the
    shares are rounded to tenths.
    """

    code: str
    contributed: float
    cited: float
    contributions: int | None
    citations: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """One way to part the contributors: ``language``, ``region``, ``kind`` or ``gender``.

    No pairs: there are too few of them to be parted.
    """

    name: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Uncited:
    """How many passages answer a question or a topic as a whole, and how many nobody cites."""

    key: str
    answers: int
    uncited: int


@dataclass(frozen=True, slots=True)
class Balance:
    """``one_voice`` and ``bare`` name statements by their keys, in their order."""

    contributions: int
    citations: int
    uncited: tuple[Uncited, ...]
    sides: tuple[Side, ...]
    one_voice: tuple[str, ...]
    bare: tuple[str, ...]


def weigh(
    voices: Sequence[Voice],
    genders: Mapping[int, str],
    answers: Mapping[int, Sequence[Answer]],
    cited: Sequence[Cited],
    statements: Sequence[str],
    keys: Iterable[str],
) -> Balance:
    """The balance of a reply.

    Args:
        voices: the contributions that readers see; others are not counted, nor their citations.
        genders: by contribution, where its author said it.
        answers: by the version they stand in.
        statements: the keys of all statements, in their order.
        keys: the questions and topics that are asked, in their order.
    """
    known = {voice.contribution for voice in voices}
    counted = [each for each in cited if each.contribution in known]
    return Balance(
        contributions=len(voices),
        citations=len(counted),
        uncited=uncited(answers, counted, keys),
        sides=sides(voices, genders, Counter(each.contribution for each in counted)),
        one_voice=_one_voice(statements, counted),
        bare=_bare(statements, counted),
    )


def sides(
    voices: Sequence[Voice], genders: Mapping[int, str], citations: Mapping[int, int]
) -> tuple[Side, ...]:
    """Shares by each way to part the contributors.

    Args:
        citations: contribution → how many times it is cited.
    """
    heard = {contribution: 1 for contribution, count in citations.items() if count}
    return (
        _side("language", {each.contribution: each.language for each in voices}, citations),
        _side("region", {each.contribution: each.region for each in voices}, citations),
        _side("kind", {each.contribution: each.kind for each in voices}, citations),
        _told_in_tenths(
            _side(
                "gender",
                {each.contribution: genders.get(each.contribution, "") for each in voices},
                heard,
                least=LEAST_OF_GENDER,
            )
        ),
    )


def _side(
    name: str, codes: Mapping[int, str], citations: Mapping[int, int], *, least: int = LEAST
) -> Side:
    """The groups that are large enough, the rest as one; largest first, what is not said last."""
    published = publishable(Counter(codes.values()), least=least)
    shown = dict(published.rows)
    if published.other:
        shown[OTHER] = published.other
    got: Counter[str] = Counter()
    for contribution, code in codes.items():
        got[code if code in shown else OTHER] += citations.get(contribution, 0)
    whole, cited = sum(shown.values()), got.total()
    ordered = sorted(shown, key=lambda code: _LAST.get(code, 0))
    return Side(
        name,
        tuple(
            Pair(
                code,
                shown[code] / whole,
                got[code] / cited if cited else 0.0,
                shown[code],
                got[code],
            )
            for code in ordered
        ),
    )


def _told_in_tenths(side: Side) -> Side:
    return Side(
        side.name,
        tuple(
            Pair(pair.code, _rounded(pair.contributed), _rounded(pair.cited), None, None)
            for pair in side.pairs
        ),
    )


def _rounded(share: float) -> float:
    return round(share * _TENTHS) / _TENTHS


def uncited(
    answers: Mapping[int, Sequence[Answer]], cited: Iterable[Cited], keys: Iterable[str]
) -> tuple[Uncited, ...]:
    """By question and topic, the answers that no citation shares a character with.

    An answer to several counts for each of them; what answers nothing that is asked, for none.
    """
    given = _by_key(answer.targets for mine in answers.values() for answer in mine)
    touched = _by_key(
        answer.targets
        for version, spans in _spans(cited).items()
        for answer in answers.get(version, ())
        if any(start < answer.end and answer.start < end for start, end in spans)
    )
    return tuple(Uncited(key, given[key], given[key] - touched[key]) for key in keys if given[key])


def _by_key(targets: Iterable[tuple[str, ...]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for keys, count in Counter(targets).items():
        for key in keys:
            found[key] += count
    return found


def _spans(cited: Iterable[Cited]) -> dict[int, set[Span]]:
    """By version, what is cited; the same words in several statements once."""
    found: dict[int, set[Span]] = defaultdict(set)
    for each in cited:
        found[each.version].add((each.start, each.end))
    return found


def _one_voice(statements: Sequence[str], cited: Iterable[Cited]) -> tuple[str, ...]:
    """The statements that exactly one contribution supports."""
    voices: dict[str, set[int]] = defaultdict(set)
    for each in cited:
        if each.supports:
            voices[each.statement].add(each.contribution)
    return tuple(key for key in statements if len(voices.get(key, ())) == 1)


def _bare(statements: Sequence[str], cited: Iterable[Cited]) -> tuple[str, ...]:
    """The statements that cite nothing that is shown."""
    resting = {each.statement for each in cited}
    return tuple(key for key in statements if key not in resting)
