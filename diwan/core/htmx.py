"""One view, two answers: the whole page, or the part of it that htmx asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def wants_part(request: HttpRequest) -> bool:
    """Whether plain htmx asks: boosted and direct requests get the whole page."""
    return request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers


def render_part(
    request: HttpRequest,
    template: str,
    part: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render ``template``, or only its partial called ``part`` for an htmx request."""
    name = f"{template}#{part}" if wants_part(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
