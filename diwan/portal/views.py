"""Home, desk, search, tour, the house's own pages, and what to say when something fails."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diwan.core import slots
from diwan.people.access import MemberRequest, member_required

from .words import PageSlug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel that has something to show, already rendered."""

    name: str
    title: str
    html: SafeString


def _shown(panels: Iterable[tuple[str, slots.Panel]], request: HttpRequest) -> list[Shown]:
    contexts = ((name, panel, panel.context(request)) for name, panel in panels)
    return [
        Shown(name, str(panel.title), mark_safe(render_to_string(panel.template, context, request)))
        for name, panel, context in contexts
        if context is not None
    ]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    sections = _shown(slots.home_sections.items(), request)
    return render(request, "portal/home.html", {"sections": sections})


@require_safe
@member_required
def desk(request: MemberRequest) -> HttpResponse:
    panels = _shown(slots.desk_panels.items(), request)
    return render(request, "portal/desk.html", {"panels": panels})


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    stops = [
        {"title": stop.title, "text": stop.text, "url": stop.url(), "role": str(stop.role)}
        for stop in slots.tour
    ]
    order = list(dict.fromkeys(["", *(stop["role"] for stop in stops)]))
    stops.sort(key=lambda stop: order.index(stop["role"]))
    by_role = groupby(stops, key=lambda stop: stop["role"])
    return render(request, "portal/tour.html", {"roles": [(role, list(s)) for role, s in by_role]})


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the house's own pages."""
    context = {
        "page": PageSlug(slug),
        "operator_name": settings.DIWAN_OPERATOR_NAME,
        "operator_contact": settings.DIWAN_OPERATOR_CONTACT,
        "operator_address": settings.DIWAN_OPERATOR_ADDRESS,
        "letters_days": settings.DIWAN_LETTERS_DAYS,
    }
    return render(request, f"portal/pages/{slug}.html", context)


@require_safe
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """``ok`` when the database answers; else the error of the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Nothing about accounts and work in progress for crawlers."""
    prefixes = ["", *(f"/{code}" for code, _ in settings.LANGUAGES[1:])]
    closed = (
        "/account/",
        "/desk/",
        "/following/",
        "/search/",
        "/mailroom/",
        "/discussions/*/queue/",
    )
    lines = [f"Disallow: {prefix}{path}" for prefix in prefixes for path in closed]
    text = "\n".join(["User-agent: *", *lines, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    if not hasattr(request, "user"):  # refused before anybody asked who it is
        request.user = AnonymousUser()
    return render(request, "portal/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context = {"reason": str(exception or "")}
    return render(request, "portal/errors/403.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    return render(request, "portal/errors/403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    return render(request, "portal/errors/404.html", status=404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database: it may be what failed."""
    return HttpResponse(render_to_string("portal/errors/500.html"), status=500)
