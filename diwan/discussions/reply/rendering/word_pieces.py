"""Paragraphs, links and tables of a DOCX, each in the direction of its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm

from diwan.core.wording import direction

from .ooxml import PLAIN, Bookmarks, Look, bookmark, element, field, turn, write
from .word_style import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Docx
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_AFTER_BIDI_VISUAL = (
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
)


class Line:
    """A paragraph that is being written; ``language`` is that of its words until told otherwise."""

    def __init__(self, paragraph: Paragraph, language: str, bookmarks: Bookmarks) -> None:
        self.paragraph, self.language, self.bookmarks = paragraph, language, bookmarks
        self.element: Element = paragraph._p  # noqa: SLF001 - python-docx has no links nor fields
        turn(self.element, language)

    def words(self, text: str, look: Look = PLAIN, *, language: str = "") -> Line:
        write(self.element, text, language or self.language, look)
        return self

    def link(self, href: str, text: str, look: Look = PLAIN, *, language: str = "") -> Line:
        """To ``#anchor`` in this file or to a web address."""
        made = element("w:hyperlink", history="1")
        if href.startswith("#"):
            made.set(qn("w:anchor"), bookmark(href[1:]))
        else:
            part = self.paragraph.part
            name = part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            made.set(qn("r:id"), name)
        self.element.append(made)
        write(made, text, language or self.language, look)
        return self

    def anchor(self, name: str) -> Line:
        self.bookmarks.mark(self.element, name)
        return self

    def field(self, instruction: str, shown: str) -> Line:
        field(self.element, instruction, shown)
        return self

    def with_next(self) -> Line:
        """On the same page as what follows."""
        self.paragraph.paragraph_format.keep_with_next = True
        return self

    def indented(self, centimetres: float) -> Line:
        self.paragraph.paragraph_format.left_indent = Cm(centimetres)
        return self


class Writer:
    """A DOCX that is being written; its layout is in ``language``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.docx: Docx = empty(language)
        self.bookmarks = Bookmarks()
        self.style_ids = {style.name: style.style_id for style in self.docx.styles}

    def line(
        self,
        text: str = "",
        style: str = "Normal",
        *,
        language: str = "",
        look: Look = PLAIN,
        cell: _Cell | None = None,
    ) -> Line:
        made = (cell or self.docx).add_paragraph()
        made._p.style = self.style_ids[style]  # noqa: SLF001 - a name is looked up each time
        return Line(made, language or self.language, self.bookmarks).words(text, look)

    def heading(self, level: int, text: str, anchor: str = "", *, language: str = "") -> Line:
        made = self.line("", f"Heading {level}", language=language)
        if anchor:
            made.anchor(anchor)
        return made.words(text)

    def head(self, language: str) -> Line:
        return Line(self.docx.sections[0].header.paragraphs[0], language, self.bookmarks)

    def foot(self) -> Line:
        return Line(self.docx.sections[0].footer.paragraphs[0], self.language, self.bookmarks)

    def table(self, columns: Sequence[float]) -> Table:
        """An empty table of columns in centimetres; it runs as the layout does."""
        made: Table = self.docx.add_table(rows=0, cols=len(columns))
        made.autofit = False
        if direction(self.language) == "rtl":
            properties = made._tbl.tblPr  # noqa: SLF001 - no public way to w:bidiVisual
            properties.insert_element_before(element("w:bidiVisual"), *_AFTER_BIDI_VISUAL)
        for column, width in zip(made.columns, columns, strict=True):
            column.width = Cm(width)
        return made

    def row(self, table: Table, *, is_lined: bool = True, is_head: bool = False) -> list[_Cell]:
        """Cells without a paragraph; each needs one at least."""
        row = table.add_row()  # type: ignore[no-untyped-call]
        if is_head:
            row._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001
        cells = list(row.cells)
        for cell, column in zip(cells, table.columns, strict=True):
            cell.width = column.width
            first = cell._tc.p_lst[0]  # noqa: SLF001
            cell._tc.remove(first)  # noqa: SLF001
            if is_lined:
                cell._tc.get_or_add_tcPr().append(_line_below())  # noqa: SLF001
        return cells


def _line_below() -> Element:
    made = element("w:tcBorders")
    made.append(element("w:bottom", val="single", sz="4", space="0", color="DDD6C6"))
    return made
