"""What pages with one deed have in common: act, and say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render

from .errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse


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
    template: str,
    context: dict[str, Any],
    sentence: str,
    back: Any,
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


def posted(request: HttpRequest) -> Any:
    """What was typed, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None
