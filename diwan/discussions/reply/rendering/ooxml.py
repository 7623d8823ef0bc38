"""The little of WordprocessingML that python-docx leaves open: direction, links, fields, bytes.

Directions: a paragraph that runs from right to left has ``w:bidi``; in it, runs of Arabic letters
have ``w:rtl`` and take the complex-script font and size, runs of Latin letters do not.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from diwan.core.wording import direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Docx
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_TAGS = {"en": "en-GB", "fr": "fr-FR", "ar": "ar-SA"}
_STRONG = re.compile(
    r"(?P<rtl>[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)|(?P<ltr>[^\W\d_\u0590-\u08ff]+|\d+)"
)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PROPERTY = 255
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>Diwan</Application>'
    b"</Properties>"
)
#: when every entry of the zip was written, as far as it tells
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set; colours are hexadecimal, sizes are those of the style."""

    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    is_raised: bool = False
    colour: str = ""


PLAIN = Look()


def element(tag: str, **attributes: str) -> Element:
    """``element("w:lang", val="fr-FR")``: attributes are in the namespace ``w``."""
    made: Element = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def tag(language: str) -> str:
    return _TAGS.get(language, language)


# --- words -----------------------------------------------------------------------------
def stretches(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """``text`` cut by direction as (words, whether from right to left).

    What has no direction of its own goes with its neighbours when they agree, else with the text.
    """
    base = direction(language) == "rtl"
    made: list[tuple[str, bool]] = []
    position, before = 0, base
    for found in _STRONG.finditer(text):
        is_rtl = found["rtl"] is not None
        between = text[position : found.start()]
        made += [(between, is_rtl if is_rtl == before else base), (found[0], is_rtl)]
        position, before = found.end(), is_rtl
    made.append((text[position:], base))
    yield from _joined(made)


def _joined(pieces: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    words, way = "", False
    for text, is_rtl in pieces:
        if words and text and is_rtl != way:
            yield words, way
            words = ""
        if text:
            words, way = words + text, is_rtl
    if words:
        yield words, way


def write(parent: Element, text: str, language: str, look: Look = PLAIN) -> None:
    """Append runs of ``text`` to a paragraph or a link."""
    for words, is_rtl in stretches(_NOT_XML.sub(" ", text), language):
        run = element("w:r")
        run.append(_properties(language, look, is_rtl=is_rtl))
        for index, piece in enumerate(words.split("\t")):
            if index:
                run.append(element("w:tab"))
            if piece:
                run.append(_text(piece))
        parent.append(run)


def _text(words: str) -> Element:
    made = element("w:t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _properties(language: str, look: Look, *, is_rtl: bool) -> Element:
    """In the order that the schema asks for."""
    made = element("w:rPr")
    if look.is_bold:
        made.extend([element("w:b"), element("w:bCs")])
    if look.is_italic and not is_rtl:
        made.append(element("w:i"))
    if look.colour:
        made.append(element("w:color", val=look.colour))
    if look.is_underlined:
        made.append(element("w:u", val="single", color="0B6262"))
    if look.is_raised:
        made.append(element("w:vertAlign", val="superscript"))
    if is_rtl:
        made.append(element("w:rtl"))
    name = "bidi" if is_rtl else "val"
    if (direction(language) == "rtl") == is_rtl:
        made.append(element("w:lang", **{name: tag(language)}))
    return made


def turn(paragraph: Element, language: str) -> None:
    """Let a paragraph run as its language does."""
    properties = paragraph.get_or_add_pPr()
    for old in properties.findall(qn("w:bidi")):
        properties.remove(old)
    if direction(language) == "rtl":
        properties.insert_element_before(element("w:bidi"), *_AFTER_BIDI)


_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
    "w:sectPr",
)


# --- links -----------------------------------------------------------------------------
class Bookmarks:
    """Bookmarks of one file; each name is kept once."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._names: set[str] = set()

    def mark(self, parent: Element, anchor: str) -> None:
        """An empty bookmark at the end of ``parent``."""
        name = bookmark(anchor)
        if name in self._names:
            return
        self._names.add(name)
        number = str(next(self._numbers))
        parent.append(element("w:bookmarkStart", id=number, name=name))
        parent.append(element("w:bookmarkEnd", id=number))


def bookmark(anchor: str) -> str:
    """The name of an anchor: letters, digits and low lines, 40 at most."""
    return re.sub(r"\W", "_", anchor)[:40]


def field(parent: Element, instruction: str, shown: str) -> None:
    """A field such as ``PAGE`` with what it shows until it is brought up to date."""
    opening(parent, instruction)
    run = element("w:r")
    run.append(_text(shown))
    parent.append(run)
    closing(parent)


def opening(parent: Element, instruction: str) -> None:
    for kind in ("begin", "", "separate"):
        run = element("w:r")
        if kind:
            run.append(element("w:fldChar", fldCharType=kind))
        else:
            words = element("w:instrText")
            words.text = f" {instruction} "
            run.append(words)
        parent.append(run)


def closing(parent: Element) -> None:
    run = element("w:r")
    run.append(element("w:fldChar", fldCharType="end"))
    parent.append(run)


# --- about the file --------------------------------------------------------------------
def property_text(text: str) -> str:
    """As much of ``text`` as a property of a file may hold."""
    text = _NOT_XML.sub(" ", text)
    return text if len(text) <= _PROPERTY else text[: _PROPERTY - 1] + "…"


# --- bytes -----------------------------------------------------------------------------
def packed(docx: Docx) -> bytes:
    """The file, its entries in a fixed order and with a fixed time."""
    made, again = BytesIO(), BytesIO()
    docx.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(again, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name[0] != "[", name)):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            content = _APP if name == "docProps/app.xml" else source.read(name)
            target.writestr(entry, content)
    return again.getvalue()
