"""How an item goes from state to state, and what two reviews together say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

#: state → the states that may follow it
MOVES: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"submitted", "withdrawn"}),
    "submitted": frozenset({"in_review", "returned", "withdrawn"}),
    "in_review": frozenset({"published", "returned", "withdrawn"}),
    "returned": frozenset({"submitted", "withdrawn"}),
    "published": frozenset({"archived", "withdrawn"}),
    "archived": frozenset({"published", "withdrawn"}),
    "withdrawn": frozenset({"draft"}),
}
#: states that nobody enters without a sentence that says why
NEED_A_REASON = frozenset({"returned", "archived"})
#: what everybody may read; an archived item keeps its address and says that it is one
OPEN_TO_ALL = frozenset({"published", "archived"})
#: kinds whose own part is the work: what was said, what is told
OWN_WORKS = frozenset({"rumour", "campaign", "communication"})
#: as many look at an item before it is published
REVIEWERS = 2
#: how long a reviewer has
REVIEW_DAYS = 14
#: what a reviewer looks at; the sentences stand in ``said_of_reviews``
CHECKS = ("sources", "clear", "people", "rights", "places", "links")
#: how long an item is taken to be current where nobody says otherwise, in days
CURRENT_DAYS = 730
_DOI = re.compile(r"10\.\d{4,9}/\S{1,180}")


def may_move(state: str, wanted: str) -> bool:
    """Whether an item may go from ``state`` to ``wanted``."""
    return wanted in MOVES.get(state, frozenset())


def missing_for_submission(
    *, title: Mapping[str, str], has_work: bool, places: int, themes: int
) -> list[str]:
    """What still has to be said before it can be submitted, of title, work, place and theme.

    Args:
        has_work: whether there is a link, a file or a text of its own.
    """
    wanted = {"title": bool(title), "work": has_work, "place": places > 0, "theme": themes > 0}
    return [name for name, is_there in wanted.items() if not is_there]


def decision(verdicts: Sequence[str]) -> str:
    """What the verdicts of one round come to: ``published``, ``returned``, or empty.

    One reviewer who returns it is enough; to publish it takes all, and at least two.
    """
    if "return" in verdicts:
        return "returned"
    given = [verdict for verdict in verdicts if verdict == "publish"]
    is_enough = len(given) >= REVIEWERS and len(given) == len(verdicts)
    return "published" if is_enough else ""


def may_review(
    reviewer: int,
    *,
    submitter: int | None,
    reviewer_body: int | None,
    bodies: Collection[int],
    conflict: str,
) -> bool:
    """Whether somebody may review an item: never their own; of their body only where declared.

    Args:
        bodies: the organisations of the item and of whoever submitted it.
        conflict: what the reviewer declared of what ties them to it.
    """
    if reviewer == submitter:
        return False
    return reviewer_body not in bodies or bool(conflict.strip())


def is_out_of_date(review_due_on: date | None, today: date) -> bool:
    """Whether the day on which somebody was to look again has passed."""
    return review_due_on is not None and review_due_on < today


def is_doi(text: str) -> bool:
    """Whether ``text`` can be a DOI, without the address in front (ISO 26324)."""
    return _DOI.fullmatch(text) is not None
