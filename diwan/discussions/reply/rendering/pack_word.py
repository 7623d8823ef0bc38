"""A pack for a session as DOCX: the same statements as on paper, by the same pieces."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from . import wording
from .briefing import fitted_pack
from .said import listed

if TYPE_CHECKING:
    from docx.document import Document as Docx

    from ..document import Document
    from .briefing import Laid
    from .shapes import Thanked

_SMALLER = 0.86


def pack_docx(document: Document, key: str, address: str = "") -> bytes:
    """As many statements as the PDF has where this machine makes one; the same bytes each time.

    Raises:
        KeyError: there is no such topic or question.
    """
    from .ooxml import packed, property_text  # noqa: PLC0415 - python-docx takes its time

    laid = fitted_pack(document, key, address)
    with override(document.language):
        made = _written(laid)
    about = made.core_properties
    about.title = property_text(laid.heading)
    about.author = property_text(laid.sheet.author)
    about.last_modified_by = ""
    about.comments = ""
    about.language = document.language
    about.identifier = f"{document.slug}/{document.version}/{key}"
    about.revision = 1
    about.created = about.modified = datetime.combine(document.made_on, time(), UTC)
    return packed(made)


def _written(laid: Laid) -> Docx:
    from .ooxml import Look  # noqa: PLC0415
    from .word_body import Body  # noqa: PLC0415
    from .word_style import ACCENT, SOFT  # noqa: PLC0415

    words = wording.words()
    body = Body(laid.sheet, words)
    body.margins()
    _set_smaller(body.docx)
    body.line(f"{_('For the session')} · {laid.sheet.title}", "Reply Small")
    head = body.line("", "Heading 1", language=laid.language)
    head.words(f"{laid.pack.label}  ", Look(colour=ACCENT), language="en").words(laid.heading)
    body.line(f"{laid.sheet.state} · {laid.sheet.limits[0]}", "Reply Small")
    for title, rows in laid.groups:
        body.heading(2, title)
        for each in rows:
            if each.addressee:
                body.line(f"{words['to']} {each.addressee}", "Reply Small").with_next()
            body.said(each)
    body.line(f"{laid.more} {laid.address}", look=Look(is_bold=True))
    if laid.sheet.thanked:
        body.line(_thanks(laid), "Reply Small", look=Look(colour=SOFT))
    return body.docx


def _thanks(laid: Laid) -> str:
    """The named with their names; why the others have none is said once."""
    named = [_numbered(each, each.name, each.organisation, each.country) for each in laid.named]
    others = [_numbered(each, each.country) for each in laid.nameless]
    parts = ((wording.words()["contributors"], named), (laid.why_nameless, others))
    return " — ".join(f"{why} {' · '.join(rows)}" for why, rows in parts if rows)


def _numbered(thanked: Thanked, *said: str) -> str:
    return f"[{thanked.number}] {listed([each for each in said if each])}".strip()


def _set_smaller(docx: Docx) -> None:
    """Type and margins of two pages, as on paper."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    section = docx.sections[0]
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.7)
    for style in docx.styles:
        for name in ("w:sz", "w:szCs"):
            for size in style.element.iter(qn(name)):
                size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * _SMALLER)))
    for name in ("Normal", "Heading 1", "Heading 2", "Reply Statement", "Reply Small"):
        layout = docx.styles[name].paragraph_format
        layout.space_before = Pt((layout.space_before.pt if layout.space_before else 0) / 3)
        layout.space_after = Pt((layout.space_after.pt if layout.space_after else 0) / 2)
