"""Projects can be found: what everybody may read of them, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.portal import actions as portal

from ..words import ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diwan.portal.actions import Entry

    from ..models import Project

SOURCE = "projects"


def index(project: Project) -> None:
    """Make it findable, or forget it while it is a draft."""
    index_all([project])


def index_all(projects: Iterable[Project]) -> None:
    rows = list(projects)
    portal.remove(SOURCE, [row.pk for row in rows if row.state == ProjectState.DRAFT])
    shown = (row for row in rows if row.state != ProjectState.DRAFT)
    portal.index(SOURCE, (entry for row in shown for entry in _entries(row)))


def words(project: Project, code: str) -> str:
    """What it says of itself in a language."""
    return "\n\n".join(
        part.get(code, "") for part in (project.objectives, project.summary) if part.get(code)
    )


def _entries(project: Project) -> Iterator[Entry]:
    places = [row.place_id for row in project.places.all()]
    themes = [theme.pk for theme in project.themes.all()]
    for code, title in project.title.items():
        yield portal.entry(
            project.pk,
            code,
            title=title,
            text=words(project, code),
            places=places,
            themes=themes,
            year=project.starts_on.year if project.starts_on else None,
        )
