"""Who speaks in a discussion and what answers something, kept in the process until it changes."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Max, Prefetch, Q, TextField
from django.db.models.functions import Cast

from ..models import Passage, Version
from ..reply.balance import Answer, Voice
from ..reply.sources import countries, tellers
from ..words import ContributionState, PassageKind

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Contribution, Discussion
    from ..reply.sources import Countries, Teller

#: of so many discussions what was read is kept
_KEPT = 8
_OF_VOICES = (
    "contribution__language",
    "contribution__kind",
    "contribution__organisation_name",
    "contribution__country__code",
)


class Edition(NamedTuple):
    """How contributions and passages of a discussion stand: equal while nothing changed."""

    contributions: str
    passages: int
    found: int | None
    corrected: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What does not depend on a reply.

    ``answers``: by the version they stand in. ``versions``: version → its contribution, earlier
    versions too. ``edition`` changes whenever any of it does.
    """

    voices_of: object
    edition: Edition
    voices: list[Voice]
    answers: dict[int, list[Answer]]
    versions: dict[int, int]


_kept: dict[int, Heard] = {}


def edition(discussion: Discussion) -> Edition:
    """Two queries."""
    state = (
        Passage.objects.of_discussion(discussion)
        .shown()
        .order_by()
        .aggregate(
            passages=Count("pk"),
            found=Max("pk", filter=Q(corrected_at=None)),
            corrected=Max("corrected_at"),
        )
    )
    return Edition(discussion.contributions.edition().key, **state)


def heard(discussion: Discussion) -> Heard:
    """Who speaks, and what answers something; two queries while nothing changed."""
    now = edition(discussion)
    voices_of = (now.contributions, now.found)
    kept = _kept.get(discussion.pk)
    if kept is None or kept.edition != now:
        voices = kept.voices if kept and kept.voices_of == voices_of else _voices(discussion)
        kept = Heard(voices_of, now, voices, _answers(discussion), _versions(discussion))
        _kept[discussion.pk] = kept
        for oldest in list(_kept)[:-_KEPT]:
            _kept.pop(oldest, None)
    return kept


def genders(discussion: Discussion) -> dict[int, str]:
    """By contribution, the gender of those who have an account and said it; always asked anew."""
    said = discussion.contributions.released().filter(author__gender__gt="")
    return dict(said.order_by("pk").values_list("pk", "author__gender"))


def _voices(discussion: Discussion) -> list[Voice]:
    """As declared; a signature fills in what is not, as in the reply."""
    around = countries()
    shown = Version.objects.filter(
        is_released=True,
        contribution__discussion=discussion,
        contribution__state=ContributionState.RELEASED,
    ).select_related("contribution__country")
    unsaid = shown.filter(Q(contribution__kind="") | Q(contribution__country=None))
    passages = Passage.objects.only("version", "start", "end", "kind", "confidence")
    read = unsaid.defer("text", "pieces", "note").prefetch_related(Prefetch("passages", passages))
    signed = tellers(list(read), around)
    rows = shown.only(*_OF_VOICES)
    return [_voice(row.contribution, signed.get(row.contribution_id), around) for row in rows]


def _voice(contribution: Contribution, signed: Teller | None, around: Countries) -> Voice:
    country = contribution.country.code if contribution.country else ""
    return Voice(
        contribution=contribution.pk,
        language=contribution.language,
        region=signed.region if signed else around.regions.get(country.partition("-")[0], ""),
        kind=signed.kind if signed else contribution.kind,
    )


def _answers(discussion: Discussion) -> dict[int, list[Answer]]:
    rows = (
        Passage.objects.of_discussion(discussion)
        .shown()
        .filter(kind=PassageKind.ANSWER)
        .order_by()
        .annotate(text=Cast("targets", TextField()))
        .values_list("version", "start", "end", "text")
    )
    lists: dict[str, tuple[str, ...]] = {}
    found: dict[int, list[Answer]] = defaultdict(list)
    for version, start, end, text in rows:
        if text not in lists:
            lists[text] = tuple(json.loads(text))
        found[version].append(Answer(start, end, lists[text]))
    return found


def _versions(discussion: Discussion) -> dict[int, int]:
    rows = Version.objects.filter(
        contribution__discussion=discussion, contribution__state=ContributionState.RELEASED
    )
    return dict(rows.order_by().values_list("pk", "contribution"))
