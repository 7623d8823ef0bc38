"""The forms of a consolidated reply; each from a Document alone, the same bytes each time."""

from __future__ import annotations

from .data import as_json
from .page import context, html
from .paper import pdf
from .plain import markdown
from .shapes import Sheet
from .sheet import sheet
from .word import docx

__all__ = ["Sheet", "as_json", "context", "docx", "html", "markdown", "pdf", "sheet"]
