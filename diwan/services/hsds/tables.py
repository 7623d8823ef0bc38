"""The tables of HSDS 3.0 as CSV files, one by one or in a ZIP; knows no database."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core.directions import without_turns
from diwan.core.errors import Refusal
from diwan.people.sheets import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, str]
Tables = dict[str, list[Row]]

MOST_SERVICES = 500
_MOST_ROWS = 20_000
_MOST_BYTES = 20_000_000
_LONGEST_CELL = 5_000
#: table → what its file may be called besides; HSDS 3.0 has both numbers, older files other names
_ALSO: dict[str, tuple[str, ...]] = {
    "organizations": ("organization",),
    "services": ("service",),
    "locations": ("location",),
    "service_at_locations": ("service_at_location", "services_at_location"),
    "addresses": ("address", "physical_addresses"),
    "phones": ("phone",),
    "schedules": ("schedule", "regular_schedules"),
    "languages": ("language",),
    "cost_options": ("cost_option",),
    "required_documents": ("required_document",),
    "service_areas": ("service_area",),
    "accessibility": ("accessibilities", "accessibility_for_disabilities"),
    "attributes": ("attribute", "services_taxonomy"),
    "taxonomy_terms": ("taxonomy_term",),
}
TABLES = tuple(_ALSO)
_CALLED = {name: table for table, names in _ALSO.items() for name in (table, *names)}
_FORMULA = re.compile(r"^'(?=[=+\-@])")


class Unreadable(Refusal):
    """The files as a whole cannot be read."""


def read(files: Iterable[tuple[str, bytes]]) -> Tables:
    """Every row of every table under its columns; ``line`` is where it stands in its file.

    A file that is no table of HSDS is a table under its own name: its rows are told as left out.

    Raises:
        Unreadable: too large, damaged, no table of services, or more than may be added at once.
    """
    tables: Tables = {}
    for name, content in _unpacked(files):
        table = _table(name)
        rows = tables.setdefault(table, [])
        rows.extend(_kept(table, row) for row in _rows(name, content))
        if sum(map(len, tables.values())) > _MOST_ROWS:
            raise Unreadable(_("The files have more than 20,000 rows. Read in a part at a time."))
    services = tables.get("services", [])
    if not services:
        raise Unreadable(
            _("There is no service in these files: services.csv with its rows is needed.")
        )
    if len(services) > MOST_SERVICES:
        raise Unreadable(_("There are more than 500 services. Read in a part at a time."))
    return tables


def _unpacked(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        if len(content) > _MOST_BYTES:
            raise Unreadable(_("A file is larger than 20 MB. Read in a part at a time."))
        if content.startswith(b"PK\x03\x04"):
            yield from _zipped(content)
        else:
            yield name, content


def _zipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [part for part in packed.infolist() if part.filename.endswith(".csv")]
            if sum(part.file_size for part in parts) > _MOST_BYTES:
                raise Unreadable(_("The ZIP holds more than 20 MB. Read in a part at a time."))
            for part in parts:
                yield part.filename, packed.read(part)
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise Unreadable(_("This ZIP is damaged or protected. Pack it anew and try again.")) from (
            error
        )


def _kept(table: str, row: Row) -> Row:
    """Of tables that the directory does not keep only where a row stood: they name persons."""
    return row if table in TABLES else {"line": row["line"]}


def _table(name: str) -> str:
    stem = PurePosixPath(name.replace("\\", "/")).stem.casefold()
    return _CALLED.get(stem, stem[:60])


def _rows(name: str, content: bytes) -> Iterator[Row]:
    text = decoded(content)
    if "\0" in text:
        raise Unreadable(_("“%(name)s” is no CSV file. Save it as CSV.") % {"name": name[:60]})
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    head: list[str] = []
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if not head:
                head = [cell.strip().removeprefix("\ufeff").casefold() for cell in cells]
                continue
            row = {column: _plain(cell) for column, cell in zip(head, cells, strict=False)}
            yield {**{key: cell for key, cell in row.items() if cell}, "line": str(lines.line_num)}
    except csv.Error:
        raise Unreadable(
            _("Line %(line)d of “%(name)s” cannot be read: look for a quote that never ends.")
            % {"line": lines.line_num, "name": name[:60]}
        ) from None


def _plain(cell: str) -> str:
    text = "".join(each for each in without_turns(cell) if each >= " " or each in "\n\t")
    text = text.strip().strip('"').strip() if text.count('"') == 2 else text.strip()
    return _FORMULA.sub("", text)[:_LONGEST_CELL]
