"""How these pages are shown, and what several of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ...models import Discussion


def shown(
    request: HttpRequest,
    template: str,
    discussion: Discussion,
    *,
    here: str,
    status: int = 200,
    **page: Any,
) -> HttpResponse:
    """A page of the team; ``here`` is its stop on the team's way."""
    context = {"discussion": discussion, "here": here, **page}
    return render(request, f"discussions/method/{template}", context, status=status)


def status_of(request: HttpRequest) -> int:
    """A page that answers a POST shows what was typed, and why it was refused."""
    return 422 if request.method == "POST" else 200
