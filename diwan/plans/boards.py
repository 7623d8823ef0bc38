"""How far projects are: what lists, panels and the scoreboard say of each, in two queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.rules import country_of

from . import rules
from .gathering import inner
from .models import Indicator
from .words import Light, Side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from .models import Project
    from .queries import ProjectQuerySet


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator with what was measured last; ``done`` and ``passed`` in per cent."""

    indicator: Indicator
    value: Decimal | None
    measured_on: date | None
    part: Decimal | None
    passed: int
    light: Light

    @property
    def done(self) -> int | None:
        return None if self.part is None else rules.percent(self.part)


@dataclass(frozen=True, slots=True)
class Line:
    """A project as a row of a list or of a scoreboard; ``done`` in per cent."""

    project: Project
    themes: list[Theme]
    origins: list[Place]
    destinations: list[Place]
    readings: list[Reading]
    done: int | None
    light: Light

    @property
    def measured(self) -> int:
        """How many of its indicators have a value."""
        return sum(reading.value is not None for reading in self.readings)


def lines(rows: Iterable[Project], *, today: date | None = None) -> list[Line]:
    """``rows`` as ``ProjectQuerySet.for_listing`` gives them, and one query for indicators."""
    projects = list(rows)
    day = today or clock.now().date()
    found: dict[int, list[Indicator]] = {project.pk: [] for project in projects}
    for indicator in Indicator.objects.filter(project__in=list(found)).with_latest():
        found[indicator.project_id].append(indicator)
    return [_line(project, found[project.pk], day) for project in projects]


def line_of(rows: ProjectQuerySet, slug: str) -> Line | None:
    """The project of that address among ``rows``."""
    return next(iter(lines(rows.filter(slug=slug).for_listing()[:1])), None)


def _line(project: Any, indicators: list[Indicator], today: date) -> Line:
    readings = [_reading(project, indicator, today) for indicator in indicators]
    done = rules.overall(reading.part for reading in readings)
    places = [(each["side"], _place(each)) for each in inner(project.told_places)]
    return Line(
        project=project,
        themes=[
            Theme(key=each["key"], names=inner(each["names"]))
            for each in inner(project.told_themes)
        ],
        origins=[place for side, place in places if side == Side.ORIGIN],
        destinations=[place for side, place in places if side == Side.DESTINATION],
        readings=readings,
        done=None if done is None else rules.percent(done),
        light=Light(rules.worst(reading.light for reading in readings)),
    )


def _place(told: dict[str, Any]) -> Place:
    names, footnote = inner(told["names"]), inner(told["footnote"])
    return Place(code=told["code"], names=names, footnote=footnote)


def _reading(project: Project, indicator: Any, today: date) -> Reading:
    on: date | None = indicator.latest_on
    part = rules.progress(indicator.baseline, indicator.target, indicator.latest)
    passed = rules.time_passed(_start(project, indicator), _due(indicator), on or today)
    light = rules.light(
        part, passed, age=today - (on or today), is_over=rules.is_over(project.state)
    )
    return Reading(indicator, indicator.latest, on, part, rules.percent(passed), Light(light))


def _start(project: Project, indicator: Indicator) -> date:
    """When the way to the target began: with the project, else at the end of the baseline year."""
    return project.starts_on or date(indicator.baseline_year, 12, 31)


def _due(indicator: Indicator) -> date:
    return date(indicator.target_year, 12, 31)


# --- the map -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Geography:
    """Places with how many projects work there, most first, and the countries that they link."""

    places: list[tuple[Place, int]]
    pairs: dict[tuple[str, str], int]


def geography(board: Iterable[Line]) -> Geography:
    """Where the projects of a board work; a country that is linked to none stands for itself."""
    named: dict[str, Place] = {}
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for line in board:
        both = {place.code: place for place in (*line.origins, *line.destinations)}
        named |= both
        counts.update(both.keys())
        pairs.update(_pairs(line))
    return Geography([(named[code], number) for code, number in counts.most_common()], dict(pairs))


def _pairs(line: Line) -> set[tuple[str, str]]:
    here, there = _countries(line.origins), _countries(line.destinations)
    linked = {(one, other) for one in here for other in there if one != other}
    return linked or {(code, code) for code in here | there}


def _countries(places: Iterable[Place]) -> set[str]:
    return {code for code in (country_of(place.code) for place in places) if code}
