"""The table that people fill in offline: an empty one, and what a filled one says, row by row.

Its first line names the columns, in any language of the house.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from diwan.core.errors import Refusal
from diwan.core.files import ALLOWED, check_file
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts.normalise import fold

from .words import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MOST_ROWS = 100
_LONGEST_CELL = 5_000
_WIDTH = 28
#: what a reader of broken tables says; XML that does not end is a mistake of syntax
_BROKEN = (
    *(zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError),
    *(SyntaxError, TypeError, AttributeError),
)
COLUMNS = {
    "title": gettext_lazy("Title"),
    "kind": gettext_lazy("Kind"),
    "link": gettext_lazy("Link"),
    "places": gettext_lazy("Places, parted by semicolons"),
    "themes": gettext_lazy("Themes, parted by semicolons"),
    "summary": gettext_lazy("Summary"),
    "language": gettext_lazy("Language of your words (en, fr, ar)"),
}


def empty(themes: Iterable[str]) -> bytes:
    """An XLSX with the columns in the active language, and sheets that list what they take."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new book has one
    sheet.title = _("Items")
    sheet.append([str(label) for label in COLUMNS.values()])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = _WIDTH
    sheet.freeze_panes = "A2"
    known = {_("Kinds"): [str(label) for label in ItemKind.labels], _("Themes"): list(themes)}
    for title, rows in known.items():
        listed = book.create_sheet(title)
        for row in rows:
            listed.append([row])
        listed.column_dimensions["A"].width = 2 * _WIDTH
    kinds = DataValidation("list", formula1=f"='{_('Kinds')}'!$A$1:$A${len(ItemKind.labels)}")
    sheet.add_data_validation(kinds)
    kinds.add(f"B2:B{MOST_ROWS + 1}")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(name: str, content: bytes) -> list[dict[str, str]]:
    """The rows under their columns; ``line`` is where each stands in the file.

    Raises:
        Refusal: it is no such table, has no row, or more than one reads through.
    """
    checked = check_file(name, content)
    if checked.refused:
        raise Refusal(checked.refused)
    if ALLOWED.get(checked.content_type) != ".xlsx":
        raise Refusal(
            _("This is no table. Fill in the empty one from this page and send it as XLSX.")
        )
    table = _lines(checked.content)
    named = _called()
    columns = [named.get(fold(cell).strip()) for cell in next(table, [])]
    if "title" not in columns:
        raise Refusal(
            _("The first line must name the columns, as in the empty table of this page.")
        )
    rows = list(_rows(table, columns))
    if not rows:
        raise Refusal(_("No row is filled in under the first line."))
    if len(rows) > MOST_ROWS:
        raise Refusal(_("The table has more than 100 rows. Split it and send one part at a time."))
    return rows


def kind_called(text: str) -> str:
    """The kind of that code or name in any language; empty for none."""
    wanted = fold(text).strip()
    for code in HOUSE_LANGUAGES:
        with override(code):
            for value, label in ItemKind.choices:
                if wanted in {value, fold(str(label))}:
                    return value
    return ""


def keys_called(text: str, named: Mapping[str, str]) -> list[str]:
    """The keys of what is listed in a cell; a name that is unknown stays as it was written."""
    parts = (part.strip() for part in text.replace("؛", ";").split(";"))
    return [named.get(fold(part), part) for part in parts if part]


def _called() -> dict[str, str]:
    """Column by its heading, folded, in every language of the house."""
    found: dict[str, str] = {}
    for code in HOUSE_LANGUAGES:
        with override(code):
            found |= {fold(str(label)).strip(): name for name, label in COLUMNS.items()}
    return found


def _lines(content: bytes) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for cells in sheet.iter_rows(max_row=20 * MOST_ROWS, max_col=30, values_only=True):
            yield ["" if cell is None else str(cell)[:_LONGEST_CELL] for cell in cells]
    except _BROKEN:
        raise Refusal(_("The table is broken. Save it anew and send it again.")) from None


def _rows(table: Iterator[list[str]], columns: list[str | None]) -> Iterator[dict[str, str]]:
    for line, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = {
            column: cell.strip()
            for column, cell in zip(columns, cells, strict=False)
            if column and cell.strip()
        }
        yield {**row, "line": str(line)}
