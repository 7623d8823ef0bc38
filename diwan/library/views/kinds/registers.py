"""One entry to the four databases of the Arab League's system (E1, E2, J5, J6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...registers import registers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """How much of each there is as the reader may see it, with ways in."""
    return render(request, "library/kinds/registers.html", {"registers": registers(request)})
