"""What the pages of this folder have in common."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from diwan.core import doing

from ..models import Agreement

if TYPE_CHECKING:
    from django.http import HttpRequest

#: a page with one form, which says what it is for in its ``title``
typed = partial(doing.typed, template="agreements/form.html")


def readable(request: HttpRequest, slug: str) -> Agreement:
    """The agreement, as far as the reader may see it."""
    rows = Agreement.objects.visible_to(request.user).select_related(
        "parent", "exit_plan__taken_over_by"
    )
    return get_object_or_404(rows, slug=slug)
