"""A reply as DOCX, for those who go on working with it in a word processor."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import override

from . import wording
from .sheet import sheet

if TYPE_CHECKING:
    from ..document import Document


def docx(document: Document) -> bytes:
    """Headings, contents, links from each citation to its words; the same bytes each time."""
    from .ooxml import packed, property_text  # noqa: PLC0415 - python-docx takes its time
    from .word_body import written  # noqa: PLC0415

    laid = sheet(document)
    with override(document.language):
        made = written(laid, wording.words())
    about = made.core_properties
    about.title = property_text(document.title)
    about.author = property_text(laid.author)
    about.last_modified_by = ""
    about.comments = ""
    about.language = document.language
    about.identifier = f"{document.slug}/{document.version}"
    about.revision = 1
    about.created = about.modified = datetime.combine(document.made_on, time(), UTC)
    return packed(made)
