"""Who has spoken in a discussion: one line each, and counts that tell on nobody.

Both are the same for everybody who may read the discussion, so they are made once in each
language and kept until something changes in what readers see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ... import naming
from ...crowd import crowd_of, tables
from ...models import Contribution, Version
from ...words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...crowd import Crowd
    from ...models import Discussion
    from ...naming import Asked

KEEP_SECONDS = 15 * 60
#: a longer page is made anew each time: the memory of a worker has other uses
KEEP_CHARACTERS = 1_000_000


def crowd(discussion: Discussion, person: Any) -> Crowd:
    """One query; what it holds decides beside which anonymous words a country may stand."""
    rows = (
        Contribution.objects.visible_to(person)
        .released()
        .filter(discussion=discussion)
        .values_list("kind", "country")
    )
    return crowd_of(rows)


def fragment(discussion: Discussion, person: Any, *, edition: str) -> SafeString:
    """The index of contributions and the figures, as HTML in the active language."""

    def _make() -> SafeString:
        asked = naming.asked(discussion.questions.select_related("topic"))
        return render_to_string("discussions/_voices.html", _voices(discussion, person, asked))

    return kept("voices", discussion, edition, _make)


def kept(
    name: str, discussion: Discussion, edition: str, make: Callable[[], SafeString]
) -> SafeString:
    """HTML that is the same for all readers of a language, made once for each edition."""
    key = f"discussions.{name}.{discussion.pk}.{naming.active()}.{edition}"
    html = cache.get(key)
    if html is None:
        html = str(make())
        if len(html) <= KEEP_CHARACTERS:
            cache.set(key, html, KEEP_SECONDS)
    return mark_safe(str(html))


def _voices(discussion: Discussion, person: Any, asked: Mapping[str, Asked]) -> dict[str, Any]:
    spoken = list(
        Contribution.objects.visible_to(person)
        .filter(discussion=discussion)
        .select_related("country")
        .order_by("number")
        .only(
            "number",
            "state",
            "attribution",
            "author_name",
            "organisation_name",
            "kind",
            "country__names",
            "country__footnote",
            "language",
            "received_at",
        )
    )
    released = [row for row in spoken if row.state == ContributionState.RELEASED]
    answered = _answered(discussion, asked)
    around = crowd_of((row.kind, row.country_id) for row in released)
    page = reverse("discussions:contributions", args=[discussion.slug])
    return {
        "rows": [_row(row, around, page, answered.get(row.pk, [])) for row in spoken],
        "tables": tables(released),
        "count": len(released),
    }


def _answered(discussion: Discussion, asked: Mapping[str, Asked]) -> dict[int, list[Asked]]:
    """By contribution, the questions it answers."""
    rows = Version.objects.filter(
        is_released=True, contribution__discussion=discussion
    ).values_list("contribution_id", "parts")
    return {
        pk: [asked[key] for key in asked if key in {part["question"] for part in parts}]
        for pk, parts in rows
    }


def _row(row: Contribution, around: Crowd, page: str, questions: list[Asked]) -> dict[str, Any]:
    is_withdrawn = row.state == ContributionState.WITHDRAWN
    facts = [] if is_withdrawn else [around.place_of(row), naming.language_name(row.language)]
    return {
        "number": row.number,
        "url": f"{page}?from={row.number}#c{row.number}",
        "signed": _("Withdrawn by its author") if is_withdrawn else naming.signature(row),
        "facts": " · ".join(fact for fact in facts if fact),
        "questions": questions,
        "day": naming.day(row.received_at) if row.received_at else "",
    }
