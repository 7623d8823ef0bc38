"""Who may be named and what may be counted of those who have a part in a reply (P-9, P-23)."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count

from diwan.figures.counts import publishable

from .. import rules
from ..words import ContributionState, SetAsideReason
from . import document
from .sources import signed_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..models import Discussion, Version
    from .sources import Teller

    Pairs = tuple[tuple[str, int], ...]


class Voice:
    """A contributor with the words shown now; needs the version's contribution and passages."""

    def __init__(
        self, version: Version, teller: Teller, *, time_zone: str, is_moderated: bool
    ) -> None:
        self.version = version
        self.teller = teller
        self.time_zone = time_zone
        self.is_moderated = is_moderated

    @cached_property
    def is_named(self) -> bool:
        """Whether anything tells who speaks; beside nameless words nothing of the writer stands."""
        row = self.version.contribution
        return bool(rules.signed(row.attribution, row.author_name, self.teller.organisation))

    @cached_property
    def thanked(self) -> document.Contributor:
        row = self.version.contribution
        told = self.teller
        day = row.received_at
        return document.Contributor(
            contribution=row.number or 0,
            name=row.author_name.strip() if row.attribution == "named" else "",
            organisation=told.organisation if self.is_named else "",
            kind=told.kind if self.is_named else "",
            country=told.country if self.is_named else "",
            language=row.language,
            day=rules.local_day(day, self.time_zone) if day else None,
            as_signed=self.is_named and told.as_signed,
        )

    @cached_property
    def response(self) -> document.Response:
        row = self.version.contribution
        return document.Response(row.number or 0, self.version.number, row.language, self._text())

    def _text(self) -> str:
        """The words in full; unread by a facilitator, a nameless letter loses its signature.

        Blanks stand in its place, so that every offset holds.
        """
        text = self.version.masked
        if self.is_moderated or self.version.contribution.attribution == "named":
            return text
        for passage in signed_passages(self.version):
            text = rules.blanked(text, passage.start, passage.end)
        return text


def weight(voices: Sequence[Voice]) -> document.Weight:
    """Those who support a statement, each given once."""
    kinds = _told(voices, lambda voice: voice.teller.kind)
    regions = _told(voices, lambda voice: voice.teller.region)
    is_told = bool(kinds or regions)
    return document.Weight(
        contributors=len(voices),
        kinds=kinds,
        regions=regions,
        as_signed=is_told and any(voice.teller.as_signed for voice in voices),
    )


def counts(discussion: Discussion, voices: Sequence[Voice]) -> document.Counts:
    """What came in, one query; ``late`` is what came late and is no part of the reply."""
    late, set_aside = 0, Counter[str]()
    for state, reason, is_spam, is_late, count in _arrived(discussion):
        if state == ContributionState.SET_ASIDE:
            set_aside[reason] += count
        elif state == ContributionState.HELD and is_spam:
            set_aside[SetAsideReason.SPAM.value] += count
        elif is_late and state != ContributionState.RELEASED:
            late += count
    return document.Counts(
        contributions=len(voices),
        late=late,
        by_language=_greatest(Counter(voice.thanked.language for voice in voices)),
        by_kind=_told(voices, lambda voice: voice.teller.kind),
        by_country=_told(voices, lambda voice: voice.teller.country),
        set_aside=_greatest(set_aside),
    )


def _arrived(discussion: Discussion) -> list[tuple[str, str, bool, bool, int]]:
    rows = discussion.contributions.exclude(
        state__in=[ContributionState.DRAFT, ContributionState.WITHDRAWN]
    )
    facts = ("state", "set_aside_reason", "is_suspected_spam", "is_late")
    return list(rows.order_by().values_list(*facts).annotate(count=Count("pk")))


def _told(voices: Sequence[Voice], code_of: Callable[[Voice], str]) -> Pairs:
    """How many by code: the named as they are, the nameless only in publishable numbers."""
    named = Counter(code_of(voice) for voice in voices if voice.is_named)
    nameless = Counter(code_of(voice) for voice in voices if not voice.is_named)
    told = named + Counter(dict(publishable(nameless).rows))
    return _greatest(Counter({code: count for code, count in told.items() if code}))


def _greatest(counted: Counter[str]) -> Pairs:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
