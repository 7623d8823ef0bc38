"""What is kept and why; the old addresses of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from diwan.people import queries
from diwan.people.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def purposes(request: HttpRequest) -> HttpResponse:
    return render(request, "people/purposes.html", {"records": queries.purpose_register()})


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Where the list stood before it had an address of its own."""
    return redirect("organisations:index", permanent=True)


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001
    return redirect(get_object_or_404(Organisation, pk=pk), permanent=True)
