"""Who has spoken in a discussion: one line each, and counts that tell on nobody.

Both are the same for everybody who may read the discussion, so they are made once in each
language and kept until something changes in what readers see.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from diwan.figures.counts import publishable
from diwan.people.words import ActorKind

from ... import naming, rules
from ...models import Contribution, Version
from ...words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from diwan.vocabularies.models import Place

    from ...models import Discussion
    from ...naming import Asked

KEEP_SECONDS = 15 * 60
#: a longer page is made anew each time: the memory of a worker has other uses
KEEP_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """Published counts of one kind, drawn as bars."""

    title: str
    rows: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Of which kinds and countries there are so many voices that one of them cannot be told."""

    kinds: frozenset[str]
    countries: frozenset[int]

    def place_of(self, contribution: Contribution) -> str:
        """The country beside a contribution; an anonymous one shows it only in a crowd."""
        country = contribution.country
        if country is None or (
            _is_anonymous(contribution) and contribution.country_id not in self.countries
        ):
            return ""
        return str(country)

    def kind_of(self, contribution: Contribution) -> str:
        kind = contribution.kind
        if not kind or (_is_anonymous(contribution) and kind not in self.kinds):
            return ""
        return str(ActorKind(kind).label)


def _is_anonymous(contribution: Contribution) -> bool:
    return not rules.signed(
        contribution.attribution, contribution.author_name, contribution.organisation_name
    )


def crowd(discussion: Discussion, person: Any) -> Crowd:
    """One query; what it holds decides beside which anonymous words a country may stand."""
    rows = (
        Contribution.objects.visible_to(person)
        .released()
        .filter(discussion=discussion)
        .values_list("kind", "country")
    )
    return _crowd(rows)


def _crowd(rows: Iterable[tuple[str, int | None]]) -> Crowd:
    rows = list(rows)
    kinds = publishable(Counter(kind for kind, _country in rows))
    countries = publishable(Counter(str(country or "") for _kind, country in rows))
    return Crowd(
        frozenset(kind for kind, _count in kinds.rows if kind),
        frozenset(int(country) for country, _count in countries.rows if country),
    )


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
    around = _crowd((row.kind, row.country_id) for row in released)
    page = reverse("discussions:contributions", args=[discussion.slug])
    return {
        "rows": [_row(row, around, page, answered.get(row.pk, [])) for row in spoken],
        "tables": _tables(released),
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


def _tables(released: list[Contribution]) -> list[Table]:
    kinds = Counter(row.kind for row in released)
    countries = Counter(str(row.country_id or "") for row in released)
    languages = Counter(row.language for row in released)
    places = {str(row.country_id): row.country for row in released if row.country is not None}
    unsaid = pgettext("a country or kind that was not given", "Not said")
    tables = [
        _table(_("By kind of actor"), kinds, {**dict(ActorKind.choices), "": unsaid}),
        _table(_("By country"), countries, {**_named(places), "": unsaid}),
        _table(
            _("By language"), languages, {code: naming.language_name(code) for code in languages}
        ),
    ]
    return [table for table in tables if table.rows]


def _named(places: Mapping[str, Place]) -> dict[str, str]:
    return {key: str(place) for key, place in places.items()}


def _table(title: str, counts: Mapping[str, int], labels: Mapping[str, Any]) -> Table:
    """What may be published of ``counts``; small cells are merged into “other”."""
    published = publishable(counts)
    rows = [(str(labels.get(key, key)), count) for key, count in published.rows]
    if published.other:
        rows.append((pgettext("small counts put together", "Other"), published.other))
    return Table(title, rows)
