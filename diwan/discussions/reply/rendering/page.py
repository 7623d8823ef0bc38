"""A reply as one HTML file: styles inside, no script, nothing fetched."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

from . import wording
from .sheet import sheet

if TYPE_CHECKING:
    from ..document import Document
    from .said import Leads
    from .shapes import Sheet

_STYLES = Path(__file__).resolve().parents[2] / "static" / "discussions" / "css"


def html(document: Document) -> str:
    return drawn(sheet(document), "reply_alone.css", "reply.css")


def context(document: Document, words_url: Leads | None = None) -> dict[str, Any]:
    """What ``head.html``, ``contents.html`` and ``body.html`` need; see :func:`sheet`."""
    laid = sheet(document, words_url)
    with override(document.language):
        return {"sheet": laid, "words": wording.words()}


def drawn(laid: Sheet, *styles: str) -> str:
    """The whole page with these style sheets inside."""
    css = "\n".join(style(name) for name in styles)
    with override(laid.language):
        given = {"sheet": laid, "words": wording.words(), "style": _element(css)}
        return render_to_string("discussions/reply/page.html", given)


@cache
def style(name: str) -> str:
    return (_STYLES / name).read_text(encoding="utf-8")


def _element(css: str) -> SafeString:
    return format_html("<style>{}</style>", SafeString(css))
