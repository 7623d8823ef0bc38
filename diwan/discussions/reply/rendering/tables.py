"""The statements of a reply with their citations as a table (RFC 4180), one row a citation.

Begins with a byte order mark, without which spreadsheets take Arabic for something else. Columns
and codes are those of ``reply.json``; a statement that cites nothing has one row.
"""

from __future__ import annotations

import csv as writing
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document import Citation, Document, Statement

COLUMNS = (
    "version",
    "state",
    "published_on",
    "statement",
    "key",
    "kind",
    "question",
    "text",
    "language",
    "addressee",
    "place",
    "is_summary",
    "contributors",
    "contribution",
    "contribution_version",
    "start",
    "end",
    "stance",
    "perhaps",
    "flag",
    "words",
    "words_language",
    "sha256",
)
#: what makes a spreadsheet take a cell for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv(document: Document) -> str:
    made = io.StringIO()
    table = writing.writer(made)
    table.writerow(COLUMNS)
    for statement in document.statements:
        for citation in statement.citations or (None,):
            table.writerow(_cell(value) for value in _row(document, statement, citation))
    return "\ufeff" + made.getvalue()


def _row(
    document: Document, statement: Statement, citation: Citation | None
) -> Iterator[str | int]:
    published = document.published
    yield from (document.version, document.state, published.on.isoformat() if published else "")
    yield from (statement.number, statement.key, statement.kind, statement.about)
    yield from (statement.text, statement.language, statement.addressee, statement.place)
    yield from (int(statement.is_summary), statement.weight.contributors)
    if citation is None:
        yield from ("",) * 10
        return
    yield from (citation.contribution, citation.version, citation.start, citation.end)
    yield from (citation.stance, int(citation.is_perhaps), citation.flag)
    yield from (citation.words, citation.language, citation.sha256)


def _cell(value: str | int) -> str | int:
    """Text that no spreadsheet computes: what looks like a formula begins with an apostrophe."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA):
        return f"'{value}"
    return value
