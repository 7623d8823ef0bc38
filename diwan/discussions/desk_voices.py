"""Who speaks in a discussion and what answers something, kept in the process until it changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Prefetch, Q, TextField
from django.db.models.functions import Cast

from .models import Passage, Version
from .reply.balance import Answer, Voice
from .reply.sources import countries, tellers
from .words import ContributionState, PassageKind

if TYPE_CHECKING:
    from .models import Contribution, Discussion
    from .reply.sources import Countries, Teller

#: of so many discussions what was read is kept
_KEPT = 8
_OF_VOICES = (
    "contribution__language",
    "contribution__kind",
    "contribution__organisation_name",
    "contribution__country__code",
    "contribution__author__gender",
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What does not depend on a reply, and what tells whether it changed."""

    voices_of: object
    answers_of: object
    voices: list[Voice]
    answers: list[Answer]


_kept: dict[int, Heard] = {}


def heard(discussion: Discussion) -> Heard:
    """Who speaks, and what answers something; two queries while nothing changed."""
    shown = Passage.objects.of_discussion(discussion).shown()
    state = shown.order_by().aggregate(
        count=Count("pk"),
        found=Max("pk", filter=Q(corrected_at=None)),
        corrected=Max("corrected_at"),
    )
    edition = discussion.contributions.edition().key
    voices_of, answers_of = (edition, state["found"]), (edition, *state.values())
    kept = _kept.get(discussion.pk)
    if kept is None or kept.answers_of != answers_of:
        voices = kept.voices if kept and kept.voices_of == voices_of else _voices(discussion)
        kept = Heard(voices_of, answers_of, voices, _answers(discussion))
        _kept[discussion.pk] = kept
        for oldest in list(_kept)[:-_KEPT]:
            _kept.pop(oldest, None)
    return kept


def _voices(discussion: Discussion) -> list[Voice]:
    """As declared; a signature fills in what is not, as in the reply."""
    around = countries()
    shown = Version.objects.filter(
        is_released=True,
        contribution__discussion=discussion,
        contribution__state=ContributionState.RELEASED,
    ).select_related("contribution__country", "contribution__author")
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
        gender=contribution.author.gender if contribution.author else "",
    )


def _answers(discussion: Discussion) -> list[Answer]:
    rows = (
        Passage.objects.of_discussion(discussion)
        .shown()
        .filter(kind=PassageKind.ANSWER)
        .order_by()
        .annotate(text=Cast("targets", TextField()))
        .values_list("version", "start", "end", "text")
    )
    lists: dict[str, tuple[str, ...]] = {}
    found = []
    for version, start, end, text in rows:
        if text not in lists:
            lists[text] = tuple(json.loads(text))
        found.append(Answer(version, start, end, lists[text]))
    return found
