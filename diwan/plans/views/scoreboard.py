"""The scoreboard of an agreement: its projects as table, map and timeline (D1, D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from diwan.agreements.models import Agreement

from .. import access, scoreboards
from .pages import csv_file

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    agreement = _agreement(request, slug)
    board = scoreboards.board_of(agreement, request.user)
    may_add = access.may_add(request.user)
    context = {"agreement": agreement, "may_add": may_add, **scoreboards.told(board)}
    return render(request, "plans/scoreboard.html", context)


@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    agreement = _agreement(request, slug)
    board = scoreboards.board_of(agreement, request.user)
    return csv_file(board, f"scoreboard-{agreement.slug}")


def _agreement(request: HttpRequest, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.user), slug=slug)
