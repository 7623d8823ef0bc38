"""A reply as files: what everybody may read, and what only the team may."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .. import naming
from ..models import Contribution, Passage
from ..outlines import outline_of
from ..words import ContributionState, SetAsideReason
from .forms import DATA, DRAWN, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..models import Discussion

PASSAGES, REPORT = "passages.jsonl", "report.json"
#: every file of an exported reply; the last two are for the team only
NAMES = (*DRAWN, PAPER, DATA, PASSAGES, REPORT)
FOR_THE_TEAM = (PASSAGES, REPORT)


def _notice() -> str:
    return _(
        "For the facilitation team only: it tells who wrote what, and what was set aside. "
        "Do not publish it."
    )


def passages(discussion: Discussion) -> bytes:
    """A line for everybody who opens it, then a line a passage, in the order of the words."""
    rows = (
        Passage.objects.of_discussion(discussion)
        .shown()
        .select_related("version__contribution__letter")
        .order_by("version__contribution__number", "start")
    )
    lines = [{"notice": _notice()}, *_lines(rows)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _lines(rows: Iterable[Passage]) -> Iterator[dict[str, Any]]:
    count: Counter[int] = Counter()
    for row in rows:
        contribution = row.version.contribution
        count[contribution.pk] += 1
        yield {
            "contribution": _message_id(contribution),
            "number": contribution.number,
            "version": row.version.number,
            "author": naming.signed_as(contribution),
            "order": count[contribution.pk],
            "start": row.start,
            "end": row.end,
            "kind": row.kind,
            "targets": row.targets,
            "confidence": round(row.confidence, 4),
            "lang": row.language,
            "text": row.version.masked[row.start : row.end],
        }


def _message_id(contribution: Contribution) -> str:
    """Without its angle brackets, which are no part of it (RFC 5322, 3.6.4)."""
    return contribution.letter.message_id if contribution.letter else ""


def report(discussion: Discussion, *, letters: int, seconds: float) -> bytes:
    """What became of the letters; ``by_question`` counts contributions that answer it."""
    rows = list(discussion.contributions.select_related("letter").order_by("pk"))
    aside = [row for row in rows if _reason(row)]
    released = [row for row in rows if row.state == ContributionState.RELEASED]
    data = {
        "notice": _notice(),
        "messages": letters,
        "contributions": len(released),
        "late": sum(row.is_late and row not in aside + released for row in rows),
        "set_aside": [{"message_id": _message_id(row), "reason": _reason(row)} for row in aside],
        "by_language": dict(sorted(Counter(row.language for row in released).items())),
        "by_question": _by_question(discussion),
        "seconds": round(seconds, 2),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _reason(row: Contribution) -> str:
    """Why it is no contribution; empty when it is one."""
    if row.state == ContributionState.SET_ASIDE:
        return row.set_aside_reason
    is_spam = row.state == ContributionState.HELD and row.is_suspected_spam
    return SetAsideReason.SPAM.value if is_spam else ""


def _by_question(discussion: Discussion) -> dict[str, int]:
    """Topics answered as a whole, and questions, in the order of the call."""
    answers = Passage.objects.of_discussion(discussion).shown().filter(kind="answer")
    told = {
        (contribution, key)
        for contribution, targets in answers.values_list("version__contribution", "targets")
        for key in targets
    }
    counted = Counter(key for _contribution, key in told)
    return {
        key: counted[key]
        for topic in outline_of(discussion).topics
        for key in (topic.key, *(question.key for question in topic.questions))
    }
