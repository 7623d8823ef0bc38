"""Files: always saved, never opened inside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ... import naming
from ...models import Attachment, BackgroundPaper, Contribution, Discussion

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile
    from django.http import HttpRequest


@require_safe
def paper(request: HttpRequest, pk: int) -> FileResponse:
    """A version of the background paper, to whoever may read its discussion."""
    readable = Discussion.objects.visible_to(request.user).values("pk")
    found = get_object_or_404(BackgroundPaper, pk=pk, discussion__in=readable)
    suffix = str(found.file.name).rpartition(".")[2]
    return _download(found.file, f"{found.title}.{suffix}", found.content_type)


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    """A file of a released contribution; its own name shows beside a named author's words."""
    readable = Contribution.objects.visible_to(request.user).released().values("pk")
    files = Attachment.objects.select_related("contribution")
    found = get_object_or_404(files, pk=pk, contribution__in=readable, refused="")
    earlier = Attachment.objects.filter(
        contribution=found.contribution_id, refused="", pk__lte=found.pk
    )
    name = naming.file_name(found.contribution, found.name, earlier.count())
    return _download(found.file, name, found.content_type)


def _download(file: FieldFile, name: str, content_type: str) -> FileResponse:
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
