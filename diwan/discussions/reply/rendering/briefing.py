"""What a session needs of a reply: packs of two pages, and a summary as long as some slides.

Each from a Document and the address of the full reply alone; the same bytes each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from diwan.core.errors import Refusal
from diwan.core.typesetting import typeset, written
from diwan.core.wording import direction

from .. import packs, slides
from . import wording
from .page import style
from .plain import escaped
from .sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..document import Document
    from ..packs import Pack
    from ..slides import Slide
    from .said import Said
    from .shapes import Sheet, Thanked

_PACK = ("reply_alone.css", "reply.css", "reply_paper.css", "reply_pack.css")
_SLIDES = ("reply_alone.css", "reply.css", "reply_paper.css", "reply_slides.css")

#: steps by which a pack is made fuller, or emptier until it fits
_MORE, _LESS = 1.15, 0.85
#: of the statements of the paper, the part that goes into a file that is not measured
_UNMEASURED = 0.85


@dataclass(frozen=True, slots=True)
class Laid:
    """A pack laid out: ``groups`` are titles with their statements, ``more`` says what is left."""

    pack: Pack
    sheet: Sheet
    groups: tuple[tuple[str, tuple[Said, ...]], ...]
    more: str
    address: str

    @property
    def named(self) -> tuple[Thanked, ...]:
        return tuple(each for each in self.sheet.thanked if not each.is_nameless)

    @property
    def nameless(self) -> tuple[Thanked, ...]:
        return tuple(each for each in self.sheet.thanked if each.is_nameless)

    @property
    def why_nameless(self) -> str:
        """Said once for all of them."""
        if self.sheet.document.is_moderated:
            return _("Without a name, as they asked:")
        return _("Without a name, as nobody asked for it:")

    @property
    def heading(self) -> str:
        return self.pack.question or self.pack.title

    @property
    def language(self) -> str:
        return self.pack.question_language or self.pack.title_language

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class LaidSlide:
    title: str
    language: str
    said: tuple[Said, ...]
    more: str

    @property
    def direction(self) -> str:
        return direction(self.language)


# --- packs -----------------------------------------------------------------------------
def pack_pdf(document: Document, key: str, address: str = "") -> bytes:
    """Two pages at most, with as many of the weightiest statements as they hold.

    Raises:
        Refusal: when this machine lacks the libraries that set type.
        KeyError: there is no such topic or question.
    """
    made = _fitted(document, key, address)
    return written(made.pages, made.markup)


def fitted_pack(document: Document, key: str, address: str = "") -> Laid:
    """For a word processor, which nobody measures here: somewhat less than on paper."""
    try:
        most = ceil(_fitted(document, key, address).count * _UNMEASURED)
    except Refusal:
        return _laid(document, key, address)
    return _laid(document, key, address, most)


@dataclass(frozen=True, slots=True)
class _Typeset:
    count: int
    markup: str
    pages: Any

    @property
    def fits(self) -> bool:
        return len(self.pages.pages) <= packs.PAGES


def _fitted(document: Document, key: str, address: str) -> _Typeset:
    """What is thought to fit, or somewhat more where that fits too, or less until it does."""
    made = _typeset(document, key, address, None)
    if made.fits and packs.pack(document, key).more:
        larger = _typeset(document, key, address, int(made.count * _MORE) + 1)
        return larger if larger.fits else made
    while made.count and not made.fits:
        made = _typeset(document, key, address, int(made.count * _LESS))
    return made


def _typeset(document: Document, key: str, address: str, most: int | None) -> _Typeset:
    laid = _laid(document, key, address, most)
    markup = _drawn("pack", document.language, _PACK, {"laid": laid, "sheet": laid.sheet})
    return _Typeset(len(laid.pack.document.statements), markup, typeset(markup))


def _laid(document: Document, key: str, address: str, most: int | None = None) -> Laid:
    with override(document.language):
        pack = packs.pack(document, key, most)
        laid = sheet(pack.document)
        groups = tuple((title, said) for title, said in _groups(laid, pack) if said)
        return Laid(pack, laid, groups, _left(pack.more), address)


def _groups(laid: Sheet, pack: Pack) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """Titles with their statements; those about a whole topic are parted by its questions."""
    words = wording.words()
    for topic in laid.topics:
        yield words["whole_topic"], topic.said
        for question in topic.questions:
            asked = f"{question.label} {question.text}"
            yield _("What was said") if pack.question else asked, question.said
    yield words["recommendations"], laid.recommendations
    yield words["experiences"], tuple(each for _place, rows in laid.experiences for each in rows)


def _left(count: int) -> str:
    if not count:
        return _("Nothing more is said about it in the full reply.")
    return ngettext(
        "%(n)s more statement about it in the full reply.",
        "%(n)s more statements about it in the full reply.",
        count,
    ) % {"n": count}


# --- slides ----------------------------------------------------------------------------
def slides_pdf(document: Document, address: str = "") -> bytes:
    """Landscape, ten pages at most, one a topic.

    Raises:
        Refusal: when this machine lacks the libraries that set type.
    """
    for points in (4, 3, 2, 1, 0):
        given = _slides(document, points, address)
        markup = _drawn("slides", document.language, _SLIDES, given)
        pages = typeset(markup)
        if len(pages.pages) <= len(given["slides"]) + 2:
            break
    return written(pages, markup)


def slides_markdown(document: Document, address: str = "") -> str:
    """The same in CommonMark, slides parted by lines, as programs for slides read it."""
    given = _slides(document, 4, address)
    with override(document.language):
        return "\n\n---\n\n".join("\n\n".join(page) for page in _pages(given)) + "\n"


def _slides(document: Document, points: int, address: str) -> dict[str, Any]:
    with override(document.language):
        laid = sheet(document)
        said = _by_number(laid)
        shown = slides.slides(document, points)
        return {
            "sheet": laid,
            "slides": [_slide(each, said) for each in shown],
            "chosen": _chosen(document, shown),
            "left": _left_topics(slides.left_topics(document, shown)),
            "address": address,
        }


def _chosen(document: Document, shown: Sequence[Slide]) -> tuple[str, ...]:
    """Which statements these are: how many of the summary, and how many others."""
    here, left = slides.of_summary(document, shown)
    others = sum(len(each.statements) for each in shown) - here
    if not here + left:
        return (_("No statement is marked for the summary; these are the weightiest."),)
    return tuple(_of_summary(here, others, left))


def _of_summary(here: int, others: int, left: int) -> Iterator[str]:
    yield ngettext(
        "%(n)s statement of the reply’s summary, marked “In the summary”.",
        "%(n)s statements of the reply’s summary, each marked “In the summary”.",
        here,
    ) % {"n": here}
    if others:
        yield ngettext(
            "%(n)s more statement where there was room: the weightiest.",
            "%(n)s more statements where there was room: the weightiest.",
            others,
        ) % {"n": others}
    if left:
        yield ngettext(
            "%(n)s statement of the summary found no room; it stands in the full reply.",
            "%(n)s statements of the summary found no room; they stand in the full reply.",
            left,
        ) % {"n": left}


def _by_number(laid: Sheet) -> dict[int, Said]:
    """Every statement as it is laid out, by its number."""
    rows = [*laid.elsewhere, *laid.recommendations]
    rows += [each for _place, said in laid.experiences for each in said]
    for topic in laid.topics:
        rows += [*topic.said, *(each for question in topic.questions for each in question.said)]
    return {each.number: each for each in rows}


def _slide(slide: Slide, said: dict[int, Said]) -> LaidSlide:
    title = slide.title or wording.words()[slide.of]
    return LaidSlide(
        f"{title} · {slide.part}/{slide.parts}" if slide.parts > 1 else title,
        slide.language,
        tuple(said[each.number] for each in slide.statements),
        _left(slide.more) if slide.more else "",
    )


def _left_topics(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s more topic in the full reply.", "%(n)s more topics in the full reply.", count
    ) % {"n": count}


def _pages(given: dict[str, Any]) -> Iterator[list[str]]:
    laid: Sheet = given["sheet"]
    head = [laid.running, laid.counted, *given["chosen"]]
    yield [f"# {escaped(laid.title)}", *map(escaped, head)]
    mark = _("In the summary")
    for slide in given["slides"]:
        points = [
            f"- {escaped(each.text)} *({escaped(_marked(each, mark))})*" for each in slide.said
        ]
        more = [escaped(slide.more)] if slide.more else []
        yield [f"## {escaped(slide.title)}", "\n".join(points), *more]
    ends = [str(given["left"]), *laid.limits[:3], str(given["address"])]
    yield [f"## {escaped(wording.words()['limits'])}", *(escaped(each) for each in ends if each)]


def _marked(said: Said, mark: str) -> str:
    return f"{mark} · {said.weight}" if said.is_summary else said.weight


# --- drawing ---------------------------------------------------------------------------
def _drawn(name: str, language: str, styles: tuple[str, ...], given: dict[str, Any]) -> str:
    css = "\n".join(map(style, styles))
    with override(language):
        words = wording.words()
        element = format_html("<style>{}</style>", SafeString(css))
        context = given | {"words": words, "style": element}
        return render_to_string(f"discussions/reply/{name}.html", context)
