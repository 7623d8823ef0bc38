"""A consolidated reply as it is read: plain data, whatever it is drawn from or printed as.

The sections are those of a UN consolidated reply: query, contributors, summary, statements by
question, experiences by country, recommendations, resources, responses in full, limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words a statement rests on.

    ``start`` and ``end`` count characters of the masked words of version ``version`` of
    contribution ``contribution`` (its number in the discussion); ``sha256`` is the hexadecimal
    digest of exactly these words in UTF-8; ``words`` are these words, empty when they were
    withdrawn. ``flag`` is empty, ``edited``, ``withdrawn`` (by the author) or ``set_aside`` (the
    team shows the contribution no more).
    """

    contribution: int
    version: int
    start: int
    end: int
    sha256: str
    language: str
    words: str
    stance: str = "supports"
    #: found by the program and confirmed by nobody
    is_perhaps: bool = False
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """Who stands behind a statement: contributions that support it.

    ``kinds`` and ``regions`` are pairs of a code and a number of contributors, greatest first;
    ``as_signed`` when some of it was read from signatures and confirmed by nobody.
    """

    contributors: int
    kinds: tuple[tuple[str, int], ...] = ()
    regions: tuple[tuple[str, int], ...] = ()
    as_signed: bool = False


@dataclass(frozen=True, slots=True)
class Translated:
    """The words of a statement in the layout's language.

    ``origin`` is a code of ``words.TranslationOrigin``.
    """

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A point made, in the words of one contribution until a facilitator rewrites it.

    ``number`` counts through the reply from 1. ``kind``: ``point``, ``recommendation`` or
    ``experience``. ``about`` is the key of the question or topic it answers; empty for none.
    ``place`` is the country an experience is about (ISO 3166-1 alpha-2). The first citation is
    the one the words were taken from; those that differ stand among the citations with their
    stance. ``key`` is the same in every version of the reply; ``by_hand`` when a facilitator
    worded it.
    """

    number: int
    kind: str
    text: str
    language: str
    about: str
    weight: Weight
    citations: tuple[Citation, ...]
    addressee: str = ""
    place: str = ""
    is_summary: bool = False
    key: str = ""
    by_hand: bool = False
    #: None where there is none that is up to date
    translated: Translated | None = None


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody with thanks; ``name`` is how the person agreed to be named, empty when not at all.

    ``day`` is the day the contribution was handed in; ``as_signed`` when organisation, kind or
    country was read from a signature.
    """

    contribution: int
    name: str
    organisation: str
    kind: str
    country: str
    language: str
    day: date | None
    as_signed: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """The released words of a contribution in full, contact details masked."""

    contribution: int
    version: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something named in contributions: ``document``, ``organisation``, ``initiative``, ``link``.

    ``mentions`` are citations of the words that name it; the words of a document are its entry.
    """

    kind: str
    name: str
    url: str
    mentions: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Unused:
    """A contribution that was read and not cited, and why (a code of ``words.UnusedReason``)."""

    contribution: int
    reason: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """``text`` stands in ``language``, the layout's when the call was announced in it.

    ``answered_by``: the contributions of which some words answer it, cited or not.
    """

    key: str
    number: int
    text: str
    language: str
    answered_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedTopic:
    key: str
    number: int
    title: str
    language: str
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What came in; pairs are (code, number), greatest first.

    ``set_aside`` counts by reason; suspected spam that is still held counts as ``spam``.
    """

    contributions: int
    late: int
    by_language: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]
    by_country: tuple[tuple[str, int], ...]
    set_aside: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Published:
    """``sha256`` is that of what was published, as :mod:`.hashing` tells it; ``redacted``: how
    many citations lost their words since, because these were taken back.
    """

    on: date
    sha256: str
    redacted: int = 0


@dataclass(frozen=True, slots=True)
class Objection:
    """What a member objects; ``signed`` as the member chose, with nothing when anonymous.

    ``reason`` and ``answer`` are empty when the words were taken back; ``is_met``: the team has
    met it, and it does not stand any more.
    """

    signed: tuple[str, ...]
    reason: str
    language: str
    answer: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the members said to the statement with this ``number``.

    ``endorse`` and ``abstain`` are None when they are too few to be told (P-9); the objections
    are all there but for those of accounts erased since.
    """

    number: int
    endorse: int | None
    abstain: int | None
    is_carried: bool
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Endorsement:
    """The last comment round on a version; ``outcome`` is a code of ``words.RoundOutcome``.

    It is empty while the round runs, and then nothing is counted. ``audience`` is a code of
    ``words.RoundAudience``; ``took_part`` is None when they are too few to be told.
    """

    outcome: str
    opens_on: date
    closes_on: date
    audience: str
    quorum: int
    took_part: int | None = None
    statements: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The whole reply. ``language`` is the layout's; quotations keep their own.

    ``state`` is a code of ``words.ReplyState``; ``is_moderated`` is false when no facilitator
    decided about the contributions (the one-command draft). ``published`` is None for a draft.
    ``endorsement`` is None as long as no member was asked.
    """

    slug: str
    title: str
    title_language: str
    version: int
    made_on: date
    language: str
    languages: tuple[str, ...]
    state: str
    is_moderated: bool
    opens_on: date
    closes_on: date
    event: str
    conveners: tuple[str, ...]
    facilitators: tuple[str, ...]
    context: str
    objective: str
    topics: tuple[AskedTopic, ...]
    counts: Counts
    contributors: tuple[Contributor, ...]
    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    responses: tuple[Response, ...]
    unused: tuple[Unused, ...]
    published: Published | None = None
    endorsement: Endorsement | None = None
