"""Tables of organisations as files: CSV in whatever encoding it comes, XLSX, and back.

Knows no database: rows are read into plain values, and a mistake is a sentence.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from diwan.core.directions import without_turns
from diwan.core.errors import Refusal
from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
#: what the file inside an XLSX may grow to
_MOST_INFLATED = 100_000_000
_LONGEST_CELL = 5_000
#: of a sheet no more lines are looked at, full or empty
_LAST_LINE = 20_000
#: what makes a spreadsheet take a cell for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: column → what it may be called, folded; the first is what we write
COLUMNS: dict[str, tuple[str, ...]] = {
    "address": ("address on this site", "slug"),
    "name": ("name", "nom", "الاسم", "organisation", "organization", "المنظمه"),
    "name_en": ("name in english", "nom en anglais", "الاسم بالانجليزيه", "name en", "english"),
    "name_fr": ("name in french", "nom en francais", "الاسم بالفرنسيه", "name fr", "francais"),
    "name_ar": ("name in arabic", "nom en arabe", "الاسم بالعربيه", "name ar", "arabic"),
    "acronym": ("acronym", "sigle", "acronyme", "المختصر"),
    "kind": ("kind of actor", "kind", "type", "type d acteur", "نوع الجهه الفاعله", "النوع"),
    "level": ("level", "niveau", "المستوي"),
    "country": ("country", "pays", "البلد", "الدوله"),
    "seat": ("seat", "siege", "المقر", "city", "ville", "المدينه"),
    "places": ("works in", "places", "lieux", "lieux d action", "اماكن العمل"),
    "origins": ("tied to", "countries of origin", "pays d origine", "بلدان المنشا", "مرتبطه ب"),
    "themes": ("themes", "المواضيع", "المحاور"),
    "languages": ("languages", "langues", "اللغات"),
    "description": ("aims and activity", "description", "objectifs", "الوصف", "الاهداف"),
    "competence": ("competence", "competences", "الاختصاص"),
    "website": ("website", "site", "site web", "url", "الموقع", "الموقع الالكتروني"),
    "contact": ("office", "bureau", "contact", "المكتب", "adresse"),
}
_CALLED = {called: column for column, names in COLUMNS.items() for called in names}
_ARABIC_RUN = re.compile("[\u0621-\u064a]{2,}")
_LATIN_INSIDE = re.compile("[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]")


class Unreadable(Refusal):
    """The file as a whole cannot be read."""


def read(name: str, content: bytes) -> list[dict[str, str]]:
    """The rows under their columns; ``line`` is where each stands in the file.

    Raises:
        Unreadable: too large, no table, no column for names, or more rows than one may add.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than 5 MB. Split it and read in one part at a time.")
        )
    is_book = name.lower().endswith((".xlsx", ".xlsm")) or content.startswith(b"PK\x03\x04")
    table = _book(content) if is_book else _separated(content)
    head = next(table, None)
    columns = [_CALLED.get(_folded(cell)) for cell in (head[1] if head else [])]
    if "name" not in columns or "kind" not in columns:
        raise Unreadable(
            _(
                "The first line must name the columns; “name” and “kind of actor” are needed. "
                "Read in the empty table from this page, filled in."
            )
        )
    rows = list(_rows(table, columns))
    if not rows:
        raise Unreadable(_("There is no organisation under the first line of the file."))
    return rows


def _rows(
    table: Iterator[tuple[int, list[str]]], columns: list[str | None]
) -> Iterator[dict[str, str]]:
    count = 0
    for line, cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Unreadable(
                _("The file has more than 5,000 rows. Split it and read in one part at a time.")
            )
        row = {
            column: _plain(cell)[:_LONGEST_CELL]
            for column, cell in zip(columns, cells, strict=False)
            if column and cell.strip()
        }
        yield {**row, "line": str(line)}


def _separated(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(content)
    if "\0" in text:
        raise Unreadable(_("This is no table. Save it as CSV or XLSX and read it in again."))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise Unreadable(
            _("Line %(line)d cannot be read as a row of a table. Look for a quote that never ends.")
            % {"line": reader.line_num}
        ) from None


def decoded(content: bytes) -> str:
    """The text of a file whose lines may each be written otherwise.

    UTF-16 says so at its start. Else each line is UTF-8 if it can be; if not it is Windows-1256
    where that gives Arabic words, and Windows-1252 where it does not.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    return "".join(_decoded_line(line) for line in lines)


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        arabic = line.decode("cp1256", errors="replace")
    letters = sum(map(len, _ARABIC_RUN.findall(arabic)))
    if letters >= 3 and letters > 2 * len(_LATIN_INSIDE.findall(arabic)):
        return arabic
    return line.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Whichever stands most often in the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(";,\t|", key=first.count)


def _book(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first sheet of an XLSX; formulas count by the value that was stored with them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inflated = sum(part.file_size for part in packed.infolist())
        sheet = None if inflated > _MOST_INFLATED else _first_sheet(content)
        rows = sheet.iter_rows(values_only=True, max_row=_LAST_LINE) if sheet else ()
        lines = [["" if cell is None else str(cell) for cell in cells] for cells in rows]
    except Exception as error:
        raise Unreadable(
            _("This XLSX file is damaged or protected. Open it, save it anew, and try again.")
        ) from error
    if sheet is None:
        raise Unreadable(_("The file is larger than it seems. Save it as CSV and try again."))
    return iter(enumerate(lines, start=1))


def _first_sheet(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]


def written_csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """With a mark at its start, so that spreadsheets read it as UTF-8."""
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(head)
    table.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + made.getvalue()


def written_xlsx(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("organisations")
    sheet.append(list(head))
    for row in rows:
        sheet.append([_without_controls(_cell(value)) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def head() -> list[str]:
    """What the columns of our own files are called."""
    return [names[0] for names in COLUMNS.values()]


def _cell(value: str) -> str:
    """Text that no spreadsheet computes: what looks like a formula begins with an apostrophe."""
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_FORMULA) else value


def _plain(cell: str) -> str:
    """A cell without blanks, control characters, and the apostrophe that ``_cell`` put there."""
    text = " ".join(without_turns(_without_controls(cell)).split())
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _without_controls(text: str) -> str:
    return "".join(each for each in text if each >= " " or each in "\t\n\r")


def _folded(cell: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(cell.removeprefix("\ufeff").replace("_", " "))))
