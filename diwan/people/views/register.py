"""Public pages: what is kept and why, and the organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from diwan.people import queries
from diwan.people.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def purposes(request: HttpRequest) -> HttpResponse:
    return render(request, "people/purposes.html", {"records": queries.purpose_register()})


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.user).for_listing()
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "people/organisations.html", {"page": page})


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.user).select_related("country")
    return render(
        request, "people/organisation.html", {"organisation": get_object_or_404(rows, pk=pk)}
    )
