"""What the pages of this folder have in common: fetch, act, say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from diwan.core.errors import Refusal

from ..models import Agreement

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse


def readable(request: HttpRequest, slug: str) -> Agreement:
    """The agreement, as far as the reader may see it."""
    rows = Agreement.objects.visible_to(request.user).select_related(
        "parent", "exit_plan__taken_over_by"
    )
    return get_object_or_404(rows, slug=slug)


def done(
    request: HttpRequest, act: Callable[[], object], sentence: str, *, back: Any
) -> HttpResponse:
    """Do it, or say why not; back either way."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect(back)


def typed(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    context: dict[str, Any],
    sentence: str,
    back: Any,
    template: str = "agreements/form.html",
) -> HttpResponse:
    """A page with one form: show it, or do what was typed and go back; typing is kept."""
    if form.is_bound and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, sentence)
            return redirect(back)
    told = {"form": form, **context}
    return render(request, template, told, status=422 if form.is_bound else 200)
