"""Files of items, as downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..models import Item, ItemFile

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def download(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """To whoever may see the item; always saved, never opened inside the page."""
    shown = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    file = get_object_or_404(ItemFile, item=shown, pk=pk)
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content, as_attachment=True, filename=file.name, content_type=file.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    if not shown.is_open_to_all:
        answer["Cache-Control"] = "private, no-store"
    return answer
