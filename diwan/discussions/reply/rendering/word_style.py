"""The styles of a reply's DOCX, and the sheet of paper it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from diwan.core.wording import direction

from .ooxml import element, tag

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.styles.style import ParagraphStyle

INK, SOFT, ACCENT, SIGNAL = "1B222C", "525C69", "0B6262", "874D00"
#: colours of questions, as in the house
COLOURS = ("0E6B6B", "8A3B6B", "3D5A99", "7A5A12", "4D6B1F", "A0432B")
SERIF, SANS = ("Georgia", "Times New Roman"), ("Arial", "Arial")

#: name: (built upon, fonts, size, size of Arabic, bold, colour, room before, room after)
_STYLES = {
    "Normal": ("", SERIF, 10.5, 13.0, False, INK, 0, 6),
    "Title": ("", SERIF, 24.0, 28.0, False, INK, 6, 12),
    "Heading 1": ("", SERIF, 17.0, 20.0, False, INK, 24, 8),
    "Heading 2": ("", SERIF, 13.0, 16.0, True, INK, 18, 6),
    "Heading 3": ("", SERIF, 12.0, 15.0, False, INK, 14, 4),
    "Header": ("", SANS, 8.0, 9.0, False, SOFT, 0, 0),
    "Footer": ("", SANS, 8.0, 9.0, False, SOFT, 0, 0),
    "Reply Statement": ("Normal", SERIF, 11.0, 14.0, False, INK, 8, 2),
    "Reply Small": ("Normal", SANS, 8.5, 10.5, False, SOFT, 0, 6),
    "Reply Cell": ("Normal", SANS, 8.5, 10.5, False, INK, 2, 2),
    "Reply Contents": ("Normal", SANS, 10.0, 12.0, False, INK, 0, 3),
    "Reply Mark": ("Normal", SANS, 10.0, 12.0, True, SIGNAL, 0, 6),
}


def empty(language: str) -> Docx:
    """An empty A4 document whose layout is in ``language``."""
    made = Document()
    _without_picture(made)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.4)
    if direction(language) == "rtl":
        section._sectPr.insert_element_before(element("w:bidi"), "w:rtlGutter", "w:docGrid")  # noqa: SLF001
    for name in _STYLES:
        _style(made, name)
    _default_language(made, language)
    return made


def _style(made: Docx, name: str) -> None:
    upon, fonts, size, arabic, is_bold, colour, before, after = _STYLES[name]
    styles = made.styles
    style: ParagraphStyle = (
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if upon else styles[name]
    )
    if upon:
        style.base_style = styles[upon]
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if name == "Title":
        _without_line(style)
    _complex(style, fonts, arabic, is_bold=is_bold)


def _complex(style: ParagraphStyle, fonts: tuple[str, str], size: float, *, is_bold: bool) -> None:
    """Fonts by script, and the size of complex scripts, which python-docx does not set."""
    properties = style.element.get_or_add_rPr()
    for name in ("w:rFonts", "w:szCs", "w:bCs", "w:lang"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    latin, arabic = fonts
    properties.insert(0, element("w:rFonts", ascii=latin, hAnsi=latin, cs=arabic, eastAsia=latin))
    if is_bold:
        bold = properties.find(qn("w:b"))
        bold.addnext(element("w:bCs"))
    properties.find(qn("w:sz")).addnext(element("w:szCs", val=str(round(size * 2))))


def _without_line(style: ParagraphStyle) -> None:
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _default_language(made: Docx, language: str) -> None:
    name = "bidi" if direction(language) == "rtl" else "val"
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn(f"w:{name}"), tag(language))


def _without_picture(made: Docx) -> None:
    """python-docx begins with a template that has a picture of itself."""
    relations = made.part.package.rels
    for name, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            relations.pop(name)
