"""What everybody may read about projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.agreements.models import Agreement
from diwan.core import slots
from diwan.portal.places.showing import panels

from .. import access, boards, sheets
from ..forms.filters import FilterForm, narrowed
from ..forms.projects import MoveForm
from ..models import Project, Value
from ..rules import MOVES
from ..words import ParticipantRole

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..boards import Line

_A_PAGE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The register, narrowed as asked for."""
    form = FilterForm(request.GET)
    asked = form.asked()
    rows = narrowed(Project.objects.visible_to(request.user), asked).for_listing()
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "board": boards.lines(page.object_list),
        "may_add": access.may_add(request.user),
        "query": request.GET.urlencode(),
    }
    return render(request, "plans/index.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The register as a table, narrowed as asked for: published projects only."""
    asked = FilterForm(request.GET).asked()
    rows = narrowed(Project.objects.visible_to(request.user).published(), asked)
    return csv_file(boards.lines(rows.for_listing()), "projects")


@require_safe
def project(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is known of one, and how far it is."""
    line = boards.line_of(Project.objects.visible_to(request.user), slug)
    if line is None:
        raise Http404
    shown = line.project
    may_edit = access.may_edit(request.user, shown)
    context = {
        "line": line,
        "project": shown,
        "agreement": _agreement(request, shown),
        "phases": list(Project.objects.visible_to(request.user).filter(follows=shown)),
        "before": _before(request, shown),
        "participants": _participants(shown),
        "values": _values(line),
        "may_edit": may_edit,
        "panels": panels(slots.project_panels.items(), request, shown, "").shown,
        "move": MoveForm(state=shown.state) if may_edit and MOVES[shown.state] else None,
    }
    return render(request, "plans/project.html", context)


def csv_file(board: list[Line], name: str) -> HttpResponse:
    answer = HttpResponse(sheets.csv_of(board), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _agreement(request: HttpRequest, shown: Project) -> Agreement | None:
    return Agreement.objects.visible_to(request.user).filter(projects=shown).first()


def _before(request: HttpRequest, shown: Project) -> Project | None:
    return Project.objects.visible_to(request.user).filter(followed_by=shown).first()


def _participants(shown: Project) -> list[tuple[str, list[Any]]]:
    """By what they do, in the order of the words."""
    rows = list(shown.participants.select_related("organisation"))
    by_role = (
        (str(role.label), [row for row in rows if row.role == role]) for role in ParticipantRole
    )
    return [(label, found) for label, found in by_role if found]


def _values(line: Line) -> list[tuple[Any, list[Value]]]:
    """Each reading with everything that was measured, the latest first; one query."""
    keys = [reading.indicator.pk for reading in line.readings]
    found: dict[int, list[Value]] = {key: [] for key in keys}
    for value in Value.objects.filter(indicator__in=keys).order_by("-measured_on"):
        found[value.indicator_id].append(value)
    return [(reading, found[reading.indicator.pk]) for reading in line.readings]
