"""A board as a table that can be taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core.wording import choose
from diwan.people.sheets import written_csv

from . import naming

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .boards import Line, Reading


def csv_of(board: Iterable[Line]) -> str:
    """A row an indicator, and one for a project without any; in the active language."""
    rows = (row for line in board for row in _rows(line))
    return written_csv(_head(), rows)


def _head() -> list[str]:
    return [
        _("Project"),
        _("Address"),
        _("Led by"),
        _("Themes"),
        _("Starts"),
        _("Ends"),
        _("Side of origin"),
        _("Side of destination"),
        _("Objectives"),
        _("State"),
        _("Progress of the project, per cent"),
        _("Indicator"),
        _("Unit"),
        _("Baseline"),
        _("Year of the baseline"),
        _("Target"),
        _("Year of the target"),
        _("Value"),
        _("Measured on"),
        _("Progress, per cent"),
        _("Light"),
    ]


def _rows(line: Line) -> Iterable[list[str]]:
    project = line.project
    about = [
        str(project),
        project.get_absolute_url(),
        project.lead.name_shown,
        " · ".join(map(str, line.themes)),
        str(project.starts_on or ""),
        str(project.ends_on or ""),
        " · ".join(map(str, line.origins)),
        " · ".join(map(str, line.destinations)),
        choose(project.objectives).text,
        project.get_state_display(),
        "" if line.done is None else str(line.done),
    ]
    for reading in line.readings:
        yield [*about, *_measured(reading)]
    if not line.readings:
        yield [*about, *[""] * 10]


def _measured(reading: Reading) -> list[str]:
    indicator = reading.indicator
    unit = "%" if indicator.measure == "percent" else choose(indicator.unit).text
    return [
        str(indicator),
        unit,
        naming.plain(indicator.baseline),
        str(indicator.baseline_year),
        naming.plain(indicator.target),
        str(indicator.target_year),
        "" if reading.value is None else naming.plain(reading.value),
        str(reading.measured_on or ""),
        "" if reading.done is None else str(reading.done),
        str(reading.light.label),
    ]
