"""From what was written to what is shown: language, masking, paragraphs with anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, urlize
from django.utils.translation import override, pgettext

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts.language import detect
from diwan.texts.masking import mask
from diwan.texts.paragraphs import paragraphs

from .reply.signing import is_organisation
from .rules import without_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Part = dict[str, Any]
#: start, end and where the words between them lead
Link = tuple[int, int, str]


def language_of(text: str, *, default: str) -> str:
    """The code of the language a text is written in; a fourth language is kept as it is."""
    return detect(text, default=default).code or default


def masked_text(text: str, *, language: str, name: str = "") -> str:
    """``text`` with contact details masked and, when ``name`` is given, that name too (A16).

    What is surely the name of an organisation hides nobody, and stays.
    """
    masked = mask(text, language=language).text
    if not name or is_organisation(name):
        return masked
    with override(language if language in HOUSE_LANGUAGES else "en"):
        marker = pgettext("stands for a masked name", "[name]")
    return without_name(masked, name, marker)


def mask_parts(
    text: str, parts: Sequence[Part], *, language: str, name: str = ""
) -> tuple[str, list[Part]]:
    """The masked text, and the parts with their offsets in it as well.

    Each part is masked by itself, so that no offset has to be guessed.
    """
    masked, placed = "", []
    position = 0
    for part in parts:
        masked += text[position : part["start"]]
        piece = masked_text(text[part["start"] : part["end"]], language=language, name=name)
        placed.append({**part, "masked_start": len(masked), "masked_end": len(masked) + len(piece)})
        masked += piece
        position = part["end"]
    return masked + masked_text(text[position:], language=language, name=name), placed


def pieces(
    masked: str, parts: Sequence[Part], *, anchor: str, links: Sequence[Link] = ()
) -> list[dict[str, Any]]:
    """Safe HTML of a masked text by question, each paragraph with an anchor ``{anchor}-pN``.

    Args:
        links: (start, end, address) of words that lead somewhere, in their order.
    """
    if not parts:
        return [{"question": None, "html": "".join(_html(masked, anchor, 1, links))}]
    made, count = [], 1
    for part in parts:
        start, end = part["masked_start"], part["masked_end"]
        inside = [(first - start, last - start, to) for first, last, to in links]
        html = list(_html(masked[start:end], anchor, count, inside))
        made.append({"question": part["question"], "html": "".join(html)})
        count += len(html)
    return made


def _html(text: str, anchor: str, count: int, links: Sequence[Link]) -> Iterator[str]:
    for index, span in enumerate(paragraphs(text), start=count):
        words = "".join(_linked(text, span.start, span.end, links))
        yield f'<p id="{anchor}-p{index}">{words}</p>'


def _linked(text: str, start: int, end: int, links: Sequence[Link]) -> Iterator[str]:
    for first, last, address in links:
        if start <= first < last <= end:
            yield _plain(text[start:first])
            yield format_html('<a class="crossing" href="{}">{}</a>', address, text[first:last])
            start = last
    yield _plain(text[start:end])


def _plain(text: str) -> str:
    return urlize(text, nofollow=True, autoescape=True)
