"""The forms of a consolidated reply; each from a Document alone, the same bytes each time."""

from __future__ import annotations

from .data import as_json
from .page import context, html
from .plain import markdown
from .sheet import Sheet, sheet

__all__ = ["Sheet", "as_json", "context", "html", "markdown", "sheet"]
