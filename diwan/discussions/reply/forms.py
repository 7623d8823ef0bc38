"""The files of an exported reply: what is drawn from its data, and whether it still is that."""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from . import rendering
from .checks import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .document import Document, Statement

    #: number of a statement → the text around its anchor
    Blocks = dict[int, str]

DATA, PAPER = "reply.json", "reply.pdf"
#: the forms that the same data always draw alike, byte by byte
DRAWN = ("reply.html", "reply.md", "reply.docx")

_NAME = re.compile(r"s(\d+)")
_MARKDOWN = re.compile(r'<a id="s(\d+)"></a>(.*?)(?=<a id="|\n#{1,6} |\Z)', re.DOTALL)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = re.compile("[\u200e\u200f\u2066-\u2069]")


def compare(folder: Path, statements: Sequence[Statement]) -> Iterator[Finding]:
    """One finding a form and statement; a form that is missing or broken is one of its own."""
    for name, blocks_of in _FORMS.items():
        try:
            blocks = blocks_of((folder / name).read_bytes())
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, ET.ParseError):
            yield Finding(name, passed=False, statement=0, words=(name,))
            continue
        added = sorted(set(blocks) - {each.number for each in statements})
        yield Finding(name, not added, 0, tuple(map(str, added)))
        for each in statements:
            words = each.translated.text if each.translated else each.text
            is_said = _plain(words) in _plain(blocks.get(each.number, ""))
            is_there = each.number in blocks and is_said
            yield Finding(name, is_there, each.number, () if is_there else (each.text,))


def drawn(document: Document) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each form but the JSON and the paper."""
    yield "reply.html", rendering.html(document).encode()
    yield "reply.md", rendering.markdown(document).encode()
    yield "reply.docx", rendering.docx(document)


def sealed(folder: Path, files: Mapping[str, str]) -> Iterator[Finding]:
    """Whether each file is the one whose SHA-256 was noted when it was written."""
    for name in (*DRAWN, PAPER):
        path = folder / name
        content = path.read_bytes() if path.is_file() else None
        if content is None and name not in files:
            continue
        wrong = ""
        if content is None:
            wrong = _("the file is missing")
        elif sha256(content).hexdigest() != files.get(name, ""):
            wrong = _("the file is not the one that was written with reply.json")
        elif name == PAPER and not content.startswith(b"%PDF"):
            wrong = _("the file is no PDF")
        yield Finding(name, not wrong, 0, (wrong,) if wrong else ())


def redrawn(folder: Path, document: Document) -> Iterator[Finding]:
    """Whether each form is, byte by byte, what the data of the reply draw."""
    for name, content in drawn(document):
        path = folder / name
        if path.is_file():
            is_alike = path.read_bytes() == content
            wrong = "" if is_alike else _("this version of Diwan draws another file from the data")
            yield Finding(name, is_alike, 0, (wrong,) if wrong else ())


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def _page(content: bytes) -> Blocks:
    tree = LexborHTMLParser(content.decode())
    return {
        int(found[1]): node.text(separator=" ")
        for node in tree.css("[id]")
        if (found := _NAME.fullmatch(node.attributes.get("id") or ""))
    }


def _markdown(content: bytes) -> Blocks:
    return {
        int(number): re.sub(r"\\(.)", r"\1", block)
        for number, block in _MARKDOWN.findall(content.decode())
    }


def _docx(content: bytes) -> Blocks:
    """A statement goes from the paragraph of its bookmark to the next one with a bookmark."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - no entities: expat refuses bombs
    blocks: Blocks = {}
    now: int | None = None
    for paragraph in body.iter(f"{_WORD}p"):
        for mark in paragraph.iter(f"{_WORD}bookmarkStart"):
            found = _NAME.fullmatch(mark.get(f"{_WORD}name", ""))
            now = int(found[1]) if found else None
        if now is not None:
            blocks[now] = f"{blocks.get(now, '')} {_text(paragraph)}"
    return blocks


def _text(paragraph: ET.Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_WORD}t"))


_FORMS: dict[str, Callable[[bytes], Blocks]] = {
    "reply.html": _page,
    "reply.md": _markdown,
    "reply.docx": _docx,
}
