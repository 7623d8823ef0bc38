"""The endorsement record in words: what came of it, statement by statement."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core.wording import direction

from ...naming import side_by_side
from ...words import RoundAudience, RoundOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..document import Document, Endorsement, Objection, Weighed


#: so many statements of which the same is told share a line
ALIKE_FROM = 3


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection; ``reason`` is empty when it was taken back, ``signed`` never is."""

    state: str
    signed: str
    reason: str
    language: str
    answer: str

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Row:
    """What was said to a statement; ``mark`` stands where it is not carried.

    ``endorse`` tells those who endorse it, ``counts`` those who abstain, too.
    """

    number: int
    endorse: str
    counts: str
    mark: str
    objections: tuple[Objected, ...]

    @property
    def id(self) -> str:
        return f"e{self.number}"


@dataclass(frozen=True, slots=True)
class Alike:
    """Statements without an objection of which the same is told, in one line."""

    rows: tuple[Row, ...]
    line: str
    mark: str


@dataclass(frozen=True, slots=True)
class Record:
    """The endorsement section of a sheet; ``standing``: number of a statement → a line.

    ``rows`` holds every statement; ``alone`` those told of one by one, ``alike`` the others.
    """

    title: str
    is_running: bool
    sentences: tuple[str, ...]
    rows: tuple[Row, ...]
    standing: dict[int, str]

    @property
    def alone(self) -> tuple[Row, ...]:
        together = {row.number for each in self.alike for row in each.rows}
        return tuple(row for row in self.rows if row.number not in together)

    @property
    def alike(self) -> tuple[Alike, ...]:
        return tuple(_alike(self.rows))


def record(document: Document) -> Record | None:
    """None when no member was asked."""
    held = document.endorsement
    if held is None:
        return None
    title, sentence = outcome(held.outcome, is_few=held.took_part is None)
    standing = {row.number: _standing(row) for row in held.statements}
    return Record(
        title=title,
        is_running=not held.outcome,
        sentences=(*([_took_part(held)] if held.outcome else []), sentence, _asked(held)),
        rows=tuple(_row(row) for row in held.statements),
        standing={number: line for number, line in standing.items() if line},
    )


def outcome(code: str, *, is_few: bool = False) -> tuple[str, str]:
    """What came of a round: a heading and a sentence; empty ``code``: it still runs.

    ``is_few``: those who took part are too few to be told (P-9).
    """
    said = {
        "": (
            _("Members are asked now"),
            _("What they say is counted when the round is over."),
        ),
        RoundOutcome.ENDORSED: (
            _("Endorsed by fewer than three members")
            if is_few
            else _("Endorsed by the members who took part"),
            _(
                "The quorum was reached, and each statement is endorsed by at least one member and"
                " by more than object to it. Objections that stand are given beside the"
                " statements."
            ),
        ),
        RoundOutcome.OBJECTED: (
            _("Not endorsed: objections stand"),
            _(
                "To at least one statement as many members object as endorse it. This version"
                " stays the facilitators’ summary."
            ),
        ),
        RoundOutcome.NO_QUORUM: (
            _("Not endorsed: too few took part"),
            _(
                "The quorum was not reached, or a statement was endorsed by nobody. This version"
                " stays the facilitators’ summary, which says nothing against it."
            ),
        ),
    }
    return said[code]


def _asked(held: Endorsement) -> str:
    days = {
        "first": date_format(held.opens_on, "DATE_FORMAT"),
        "last": date_format(held.closes_on, "DATE_FORMAT"),
    }
    is_of_contributors = held.audience == RoundAudience.CONTRIBUTORS
    if not held.outcome:
        return (
            _("From %(first)s to %(last)s those who contributed can take part.")
            if is_of_contributors
            else _("From %(first)s to %(last)s all members can take part.")
        ) % days
    if is_of_contributors:
        return _("From %(first)s to %(last)s those who contributed could take part.") % days
    return _("From %(first)s to %(last)s all members could take part.") % days


def _took_part(held: Endorsement) -> str:
    if held.took_part is None:
        return _("Fewer than three endorsed or objected; at least %(quorum)s had to.") % {
            "quorum": held.quorum
        }
    return ngettext(
        "%(n)s member endorsed or objected; at least %(quorum)s had to.",
        "%(n)s members endorsed or objected; at least %(quorum)s had to.",
        held.took_part,
    ) % {"n": held.took_part, "quorum": held.quorum}


def parts(endorse: int | None, abstain: int | None) -> list[str]:
    """How many endorse and abstain; None is told as too few to be told."""
    return [
        _("fewer than three endorse it")
        if endorse is None
        else ngettext("%(n)s endorses it", "%(n)s endorse it", endorse) % {"n": endorse},
        _("fewer than three abstain")
        if abstain is None
        else ngettext("%(n)s abstains", "%(n)s abstain", abstain) % {"n": abstain},
    ]


def _row(row: Weighed) -> Row:
    return Row(
        number=row.number,
        endorse=parts(row.endorse, row.abstain)[0],
        counts=" · ".join(parts(row.endorse, row.abstain)),
        mark="" if row.is_carried else _("not carried"),
        objections=tuple(map(_objected, row.objections)),
    )


def _alike(rows: Iterable[Row]) -> Iterator[Alike]:
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if not row.objections:
            told[row.counts, row.mark].append(row)
    for (counts, mark), same in told.items():
        if len(same) >= ALIKE_FROM:
            line = ngettext(
                "%(n)s statement without an objection: %(counts)s",
                "%(n)s statements without an objection, each: %(counts)s",
                len(same),
            ) % {"n": len(same), "counts": counts}
            yield Alike(tuple(same), line, mark)


def _objected(said: Objection) -> Objected:
    return Objected(
        state=_("Objection, met") if said.is_met else _("Objection"),
        signed=side_by_side(said.signed) or _("A member, anonymously"),
        reason=said.reason,
        language=said.language,
        answer=said.answer,
    )


def _standing(row: Weighed) -> str:
    """What is told beside the statement itself."""
    count = sum(not said.is_met for said in row.objections)
    if not count:
        return "" if row.is_carried else _("not carried")
    line = ngettext("%(n)s objection stands", "%(n)s objections stand", count) % {"n": count}
    return line if row.is_carried else _("not carried: %(objections)s") % {"objections": line}
