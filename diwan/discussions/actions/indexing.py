"""What can be found of contributions: the shown words by readers, all by the team of the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from diwan.core.wording import choose
from diwan.portal import actions as portal
from diwan.texts.normalise import folded

from ..models import Contribution, Version
from ..words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diwan.texts.normalise import Folded

    from ..models import Discussion

#: sources of the search: what readers find, and what the team finds in its queue
RELEASED, QUEUE = "contributions", "queue"
#: states in which the queue holds no words of it
_NOT_THERE = (ContributionState.DRAFT, ContributionState.WITHDRAWN)


def title_of(contribution: Contribution) -> str:
    """What readers see above the words."""
    title = choose(contribution.discussion.title, contribution.language)
    return f"{title} · {contribution.number}"


def index_released(rows: Iterable[tuple[Contribution, Version]]) -> None:
    """Make the shown words findable by readers; each contribution knows its discussion."""
    told = list(rows)
    discussions = {row.discussion for row, _version in told}
    prefetch_related_objects(list(discussions), "places", "themes")
    about = {each.pk: each for each in discussions}
    portal.index(RELEASED, (_released(row, about[row.discussion_id], v) for row, v in told))


def _released(row: Contribution, discussion: Discussion, version: Version) -> portal.Entry:
    """Its places and themes are those of its discussion."""
    return portal.entry(
        row.pk,
        row.language,
        title=title_of(row),
        text=version.masked,
        places=[place.pk for place in discussion.places.all()],
        themes=[theme.pk for theme in discussion.themes.all()],
        year=(row.received_at or row.created_at).year,
    )


def queue_words(subject: str, masked: str, language: str) -> Folded:
    """What the team finds of a contribution; pure, for a copy of this process."""
    return folded(subject, masked, language)


def index_for_team(contributions: Iterable[Contribution]) -> None:
    """What the team finds in the queue: the subject and the latest words, masked.

    Of drafts and of what was withdrawn, nothing.
    """
    rows = {row.pk: row for row in contributions}
    words = dict(_latest_words(rows))
    gone = [pk for pk, row in rows.items() if row.state in _NOT_THERE]
    portal.remove(QUEUE, gone)
    portal.index(
        QUEUE,
        (
            portal.Entry(
                pk, row.language, queue_words(row.subject, words.get(pk, ""), row.language)
            )
            for pk, row in rows.items()
            if pk not in gone
        ),
    )


def _latest_words(keys: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Those of the latest version that has words; after an erasure the shown one alone does."""
    versions = Version.objects.filter(contribution__in=list(keys)).exclude(masked="")
    yield from versions.order_by("number").values_list("contribution", "masked")


def forget_released(contribution: Contribution) -> None:
    """Readers find it no more; the team does."""
    portal.remove(RELEASED, [contribution.pk])


def forget(contribution: Contribution) -> None:
    """Nobody finds it any more."""
    forget_released(contribution)
    portal.remove(QUEUE, [contribution.pk])
