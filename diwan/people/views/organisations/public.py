"""What everybody may read about organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from diwan.people.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.user).for_listing()
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "people/organisations.html", {"page": page})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Organisation.objects.for_page(), slug=slug)
    if shown.merged_into is not None:
        return redirect(shown.merged_into, permanent=True)
    return render(request, "people/organisation.html", {"organisation": shown})
