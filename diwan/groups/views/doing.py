"""A page with one form, as this room shows it: its title, and a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import doing

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

FORM = "groups/form.html"


def typed(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    sentence: str,
    back: Any,
    template: str = FORM,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what was typed and go back; typing is kept."""
    told = {"title": title, "back": back, **(context or {})}
    return doing.typed(
        request, form, act, template=template, context=told, sentence=sentence, back=back
    )
