"""A draft to work at, for the tests of the desk: released words and statements that cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.discussions.actions import moderation, stating
from diwan.discussions.models import Contribution, Version

if TYPE_CHECKING:
    from collections.abc import Callable

    from diwan.discussions.models import Discussion, Reply, Statement
    from diwan.people.models import Person

LOAN = "A loan helped my return more than any training did."
DOOR = "One single door should take all the papers of a returning family."
GUIDE = "Un compagnon vaut mieux que dix formations en salle."
ADVICE = "The ministry should pay for half of the desk in each town."


def stretch(contribution: Contribution, words: str = "") -> stating.Stretch:
    """``words`` as they stand in what is shown of it; all of them by default."""
    version = Version.objects.filter(contribution=contribution, is_released=True).latest("number")
    words = words or version.masked
    start = version.masked.index(words)
    return stating.Stretch(version.pk, start, start + len(words))


def release(say: Callable[..., Contribution], words: str, *, by: Person) -> Contribution:
    email = f"p{abs(hash(words))}@example.net"
    return moderation.release(say(words, email=email), by=by)


def begin(discussion: Discussion, *, by: Person) -> Reply:
    return stating.begin_empty(discussion, by=by)


def stated(reply: Reply, *contributions: Contribution, by: Person, **fields: Any) -> Statement:
    """A statement that rests on all words of these contributions."""
    fields.setdefault("about", "T1Q1")
    fields.setdefault("text", "People who return need somebody to turn to.")
    return stating.write(
        reply, by=by, stretches=[stretch(each) for each in contributions], **fields
    )


def numbers(reply: Reply) -> list[str]:
    """The texts in their order; their numbers run from 1."""
    rows = list(reply.statements.order_by("number").values_list("number", "text"))
    assert [number for number, _text in rows] == list(range(1, len(rows) + 1))
    return [text for _number, text in rows]
