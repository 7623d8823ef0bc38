"""The forms of a consolidated reply; each from a Document alone, the same bytes each time."""

from __future__ import annotations

from .briefing import pack_pdf, slides_markdown, slides_pdf
from .data import as_json
from .linked import jsonld
from .pack_word import pack_docx
from .page import context, html
from .paper import pdf
from .plain import markdown
from .shapes import Sheet
from .sheet import sheet
from .tables import csv
from .word import docx

__all__ = [
    "Sheet",
    "as_json",
    "context",
    "csv",
    "docx",
    "html",
    "jsonld",
    "markdown",
    "pack_docx",
    "pack_pdf",
    "pdf",
    "sheet",
    "slides_markdown",
    "slides_pdf",
]
