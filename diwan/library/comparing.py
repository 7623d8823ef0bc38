"""Topics by countries: what each holds today, and how near they are (C12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.vocabularies.queries import in_order

from .rules import convergence
from .words.kinds import Convergence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from diwan.vocabularies.models import Place

    from .models import Item, PolicyOption, PolicyTopic, Position


@dataclass(frozen=True, slots=True)
class Cell:
    """What one country holds on one topic; ``number`` is the place of its answer from 1."""

    country: Place
    position: Position | None
    norm: Item | None
    number: int
    is_common: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One topic across the countries. ``counts``: how many countries give which answer."""

    topic: PolicyTopic
    cells: list[Cell]
    counts: list[tuple[PolicyOption, int]]
    state: Convergence
    why: str


def countries_of(topics: Sequence[PolicyTopic]) -> list[Place]:
    """Every country with a position on one of the topics, by name."""
    found = {row.place.code: row.place for topic in topics for row in topic.positions.all()}
    return in_order(list(found.values()))


def lines(
    topics: Sequence[PolicyTopic],
    countries: Sequence[Place],
    day: date,
    norms: Mapping[int, Item],
) -> list[Line]:
    """A line a topic, from what ``for_comparison`` fetched; no query."""
    return [_line(topic, countries, day, norms) for topic in topics]


def _line(
    topic: PolicyTopic, countries: Sequence[Place], day: date, norms: Mapping[int, Item]
) -> Line:
    codes = {place.code for place in countries}
    rows = [row for row in topic.positions.all() if row.place.code in codes]
    told = [convergence.Told(row.place.code, row.option.key, row.since) for row in rows]
    now = convergence.held_on(told, day)
    then = convergence.held_on(told, convergence.years_before(day))
    near = convergence.nearness(now, then, asked=len(countries), common=topic.common)
    options = list(topic.options.all())
    return Line(
        topic,
        [_cell(place, topic, rows, day, norms) for place in countries],
        [(option, sum(key == option.key for key in now.values())) for option in options],
        Convergence(near.state),
        why(near, options, has_common=bool(topic.common)),
    )


def _cell(
    country: Place,
    topic: PolicyTopic,
    rows: Sequence[Position],
    day: date,
    norms: Mapping[int, Item],
) -> Cell:
    own = [row for row in rows if row.place_id == country.pk and row.since <= day]
    held = max(own, key=lambda row: row.since, default=None)
    if held is None:
        return Cell(country, None, None, 0, is_common=False)
    norm = norms.get(held.norm_id) if held.norm_id else None
    is_common = bool(topic.common) and held.option.key == topic.common
    return Cell(country, held, norm, held.option.position, is_common)


def why(near: convergence.Nearness, options: Sequence[PolicyOption], *, has_common: bool) -> str:
    """What the state follows from, in one or two sentences with their numbers."""
    if near.state == "too_few":
        return ngettext(
            "%(n)s of %(asked)s countries has said what it holds; two are needed to compare.",
            "%(n)s of %(asked)s countries have said what they hold; two are needed to compare.",
            near.answered,
        ) % {"n": near.answered, "asked": near.asked}
    label = next((str(option) for option in options if option.key == near.option), near.option)
    said = {"n": near.holding, "of": near.answered, "answer": label, "asked": near.asked}
    if has_common:
        first = _("%(n)s of %(of)s countries hold the common answer, “%(answer)s”.") % said
    else:
        first = _("%(n)s of %(of)s countries give the same answer, “%(answer)s”.") % said
    if near.then_answered < convergence.FEWEST:
        return first
    told = {"n": near.then_holding, "of": near.then_answered, "years": convergence.YEARS_BACK}
    second = _("%(years)s years before, it was %(n)s of the %(of)s that had said it then.") % told
    return f"{first} {second}"
