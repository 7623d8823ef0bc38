"""The statements of a round as pages show them, by the questions they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core.wording import Wording, choose, direction

from ... import naming, translating
from ...reply import rounds
from ...reply.rendering import endorsed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...endorsing_rules import Tally
    from ...models import Discussion, EndorsementRound, Statement, Translation
    from ...reply.rounds import Objection


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement with what was said to it; ``counts`` is empty where nothing may be told."""

    statement: Statement
    counts: str
    tally: Tally | None
    objections: Sequence[Objection]
    #: what a reader of another language reads beside the original
    translation: Translation | None = None
    #: the bound fields of whoever may answer
    position: Any = None
    reason: Any = None

    @property
    def direction(self) -> str:
        return direction(self.statement.language)


@dataclass(frozen=True, slots=True)
class Group:
    """The statements about one question or topic; ``colour`` 0 and no label without one."""

    title: Wording
    label: str = ""
    colour: int = 0
    rows: list[Asked] = field(default_factory=list)


def groups(
    held: EndorsementRound, statements: Sequence[Statement], *, form: Any = None
) -> list[Group]:
    """In the order of the call, then what answers no question."""
    tallies = rounds.tallies(held, statements) if held.closed_at is not None else {}
    objected = rounds.objections(held)
    translations = translating.of_reply(held.reply, naming.active())
    found = _headings(held.reply.discussion)
    elsewhere = Group(Wording(_("Beyond the questions of the call"), naming.active()))
    for row in statements:
        tally = tallies.get(row.key)
        asked = Asked(
            statement=row,
            counts=_counted(tally) if tally else "",
            tally=tally,
            objections=objected.get(row.key, []),
            translation=translations.get(row.pk),
            position=form[f"p-{row.key}"] if form is not None else None,
            reason=form[f"r-{row.key}"] if form is not None else None,
        )
        found.get(row.about, elsewhere).rows.append(asked)
    return [group for group in [*found.values(), elsewhere] if group.rows]


def _headings(discussion: Discussion) -> dict[str, Group]:
    """By key, the topics and questions in the order of the call; two queries."""
    questions = list(discussion.questions.select_related("topic"))
    asked = naming.asked(questions)
    found: dict[str, Group] = {}
    for topic in discussion.topics.order_by("number"):
        found[topic.key] = Group(choose(topic.title), str(topic.number))
        for question in sorted(questions, key=lambda row: row.number):
            if question.topic_id == topic.pk:
                one = asked[question.key]
                found[question.key] = Group(one.wording, one.label, one.colour)
    return found


def _counted(tally: Tally) -> str:
    """How many endorse and abstain, told so that nobody can be worked out (P-9)."""
    told = map(rounds.publishable_count, (tally.endorse, tally.abstain))
    return " · ".join(endorsed.parts(*told))


def counted_exactly(tally: Tally) -> str:
    """How many said what, for the team."""
    line = ngettext("%(n)s objects", "%(n)s object", tally.object) % {"n": tally.object}
    if met := tally.object - tally.standing:
        line = _("%(objecting)s, %(n)s of them met") % {"objecting": line, "n": met}
    return " · ".join([*endorsed.parts(tally.endorse, tally.abstain), line])


def outcome_words(held: EndorsementRound) -> Mapping[str, str]:
    """What came of a closed round: a heading and a sentence."""
    is_few = rounds.publishable_count(rounds.took_part(held)) is None
    title, text = endorsed.outcome(held.outcome, is_few=is_few)
    return {"title": title, "text": text, "kind": "done" if held.outcome == "endorsed" else "info"}
