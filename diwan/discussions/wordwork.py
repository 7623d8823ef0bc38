"""From what was written to what is shown: language, masking, paragraphs with anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import urlize
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


def pieces(masked: str, parts: Sequence[Part], *, anchor: str) -> list[dict[str, Any]]:
    """Safe HTML of a masked text by question, each paragraph with an anchor ``{anchor}-pN``."""
    if not parts:
        return [{"question": None, "html": "".join(_html(masked, anchor, 1))}]
    made, count = [], 1
    for part in parts:
        html = list(_html(masked[part["masked_start"] : part["masked_end"]], anchor, count))
        made.append({"question": part["question"], "html": "".join(html)})
        count += len(html)
    return made


def _html(text: str, anchor: str, count: int) -> Iterator[str]:
    for index, span in enumerate(paragraphs(text), start=count):
        words = urlize(text[span.start : span.end], nofollow=True, autoescape=True)
        yield f'<p id="{anchor}-p{index}">{words}</p>'
