"""A reply as PDF: the page's own markup, set on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.core.typesetting import typeset, written

from .page import drawn
from .sheet import sheet

if TYPE_CHECKING:
    from ..document import Document


def pdf(document: Document) -> bytes:
    """Tagged, with contents, bookmarks and links; the same bytes for the same document.

    Raises:
        Refusal: when this machine lacks the libraries that set type.
    """
    markup = drawn(sheet(document), "reply_alone.css", "reply.css", "reply_paper.css")
    return written(typeset(markup), markup)
