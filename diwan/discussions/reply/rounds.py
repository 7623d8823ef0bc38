"""Comment rounds as they are looked at: who may take part, what was said, how it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.figures.counts import publishable
from diwan.people.models import Person

from .. import endorsing_rules, naming, rules
from ..models import Contribution, EndorsementRound, Position, Reply, Statement, Version
from ..words import Choice, ContributionState, RoundAudience, Stage
from .citing import citations
from .readable import is_readable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from ..endorsing_rules import Tally
    from ..models import Citation, Discussion

#: what counts as taking part; whoever only abstains is heard all the same
SPEAKING = (Choice.ENDORSE, Choice.OBJECT)
#: when a round can run
_ASKED_IN = (Stage.CONSOLIDATED, Stage.ENDORSED)


# --- who may ---------------------------------------------------------------------------
def contributors(discussion: Discussion) -> QuerySet[Contribution]:
    """Contributions whose words are released, by somebody with an account."""
    return Contribution.objects.filter(
        discussion=discussion, state=ContributionState.RELEASED, author__isnull=False
    )


def eligible(discussion: Discussion, audience: str) -> QuerySet[Person]:
    """Members who may take part; each reads the discussion, as every member does."""
    people = Person.objects.active()
    if audience == RoundAudience.CONTRIBUTORS:
        return people.filter(pk__in=contributors(discussion).values("author"))
    return people


def may_take_part(person: Any, running: EndorsementRound) -> bool:
    """Whether ``person`` is one of those who are asked, whatever the day."""
    if not (person.is_authenticated and person.is_active):
        return False
    return eligible(running.reply.discussion, running.audience).filter(pk=person.pk).exists()


def is_open(running: EndorsementRound, now: datetime) -> bool:
    """Whether positions are taken now."""
    zone = running.reply.discussion.time_zone
    return running.closed_at is None and endorsing_rules.is_open(
        now, running.opens_on, running.closes_on, zone
    )


def current(discussion: Discussion, person: Any) -> EndorsementRound | None:
    """The last round on the newest published version that ``person`` may read."""
    newest = newest_reply(discussion)
    if newest is None:
        return None
    rows = EndorsementRound.objects.visible_to(person).filter(reply=newest)
    return rows.select_related("reply__discussion").first()


def asking(discussion: Discussion, person: Any) -> EndorsementRound | None:
    """The round that takes positions now, if ``person`` may read its reply."""
    if discussion.stage not in _ASKED_IN:
        return None
    rows = EndorsementRound.objects.visible_to(person).of_discussion(discussion).running()
    rows = rows.select_related("reply__discussion")
    open_now = (row for row in rows if is_open(row, clock.now()))
    return next(open_now, None)


def newest_reply(discussion: Discussion) -> Reply | None:
    """The newest published version."""
    return Reply.objects.public().filter(discussion=discussion).order_by("-number").first()


# --- the statements --------------------------------------------------------------------
def statements(reply: Reply) -> list[Statement]:
    """Those whose words can still be read, in their order; three queries."""
    rows = list(
        Statement.objects.filter(reply=reply).prefetch_related("citations").order_by("number")
    )
    cited = Version.objects.filter(pk__in=[each.version_id for row in rows for each in _of(row)])
    found = {
        version.pk: version
        for version in cited.select_related("contribution").defer("text", "pieces", "note")
    }
    return [row for row in rows if row.text and _is_readable(row, found)]


def _is_readable(row: Statement, found: Mapping[int, Version]) -> bool:
    return is_readable(row, tuple(citations(_of(row), found)), found)


def _of(row: Statement) -> list[Citation]:
    return list(row.citations.all())


# --- how it stands ---------------------------------------------------------------------
def tallies(held: EndorsementRound, rows: Collection[Statement] | None = None) -> dict[str, Tally]:
    """By key of a statement; of a closed round, what was counted when it was closed."""
    if held.closed_at is not None:
        return endorsing_rules.kept(held.result)
    said: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    now = clock.now()
    for row in Position.objects.filter(round=held).defer("reason", "answer"):
        is_met = endorsing_rules.counts_as_met(row.marking, now)
        said[row.statement_id].append((row.choice, is_met))
    rows = statements(held.reply) if rows is None else rows
    return {row.key: endorsing_rules.tallied(said[row.pk]) for row in rows}


def took_part(held: EndorsementRound, rows: Collection[Statement] | None = None) -> int:
    """How many members endorsed or objected to a statement that can still be read."""
    if held.closed_at is not None:
        return int(held.result.get("took_part", 0))
    rows = statements(held.reply) if rows is None else rows
    positions = Position.objects.filter(round=held, choice__in=SPEAKING, statement__in=rows)
    return positions.values("person").distinct().count()


def waiting_for_members(held: EndorsementRound) -> list[Position]:
    """Objections taken as met whose members may still say, within their day, that they stand."""
    rows = held.positions.objections().filter(is_met=True).select_related("statement")
    now = clock.now()
    return [row for row in rows if endorsing_rules.waits_for_member(row.marking, now)]


def publishable_count(count: int) -> int | None:
    """``count``, or None when it is so small that it may not be told (P-9)."""
    return publishable({"": count}).total


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection as everybody sees it; ``reason`` is empty when it was taken back.

    ``signed`` holds what its member signs with: nothing for an anonymous one. ``is_met``: it
    counts as met; until ``counts_from`` its member may say whether it does.
    """

    pk: int
    statement: str
    signed: tuple[str, ...]
    reason: str
    language: str
    answer: str
    is_met: bool
    #: the objection was reworded after the answer
    is_answer_older: bool
    person: int
    #: the team takes it as met, whether it counts already or not
    is_taken_as_met: bool = False
    is_confirmed: bool = False
    is_maintained: bool = False
    counts_from: datetime | None = None

    @property
    def signature(self) -> SafeString | str:
        return naming.isolated(self.signed) or _("A member, anonymously")

    @property
    def is_withdrawn(self) -> bool:
        return not self.reason


def objections(held: EndorsementRound) -> dict[str, list[Objection]]:
    """By key of a statement, in the order in which they were made; one query."""
    rows = (
        Position.objects.filter(round=held)
        .objections()
        .select_related("round", "statement", "person__organisation")
        .order_by("statement__number", "given_at", "pk")
    )
    return _grouped(_objection(row) for row in rows)


def _grouped(rows: Iterable[Objection]) -> dict[str, list[Objection]]:
    found: dict[str, list[Objection]] = defaultdict(list)
    for row in rows:
        found[row.statement].append(row)
    return dict(found)


def _objection(row: Position) -> Objection:
    person = row.person
    body = person.organisation.name_shown if person.organisation else ""
    answered, given = row.answered_at, row.given_at
    is_met = row.is_met  # a closed round holds it as it was counted
    if row.round.closed_at is None:
        is_met = endorsing_rules.counts_as_met(row.marking, clock.now())
    return Objection(
        pk=row.pk,
        statement=row.statement.key,
        signed=rules.signed(row.attribution, person.name, body),
        reason=row.reason,
        language=row.language,
        answer=row.answer,
        is_met=is_met,
        is_answer_older=bool(row.answer and answered and answered < given),
        person=row.person_id,
        is_taken_as_met=row.is_met,
        is_confirmed=row.confirmed_at is not None,
        is_maintained=row.maintained_at is not None,
        counts_from=endorsing_rules.met_from(row.marking),
    )
