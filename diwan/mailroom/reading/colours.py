"""Colours that a writer gave to answers inside a quoted letter."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from diwan.mailroom.splitting import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

_STYLE = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]{2,40})", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D{1,3}(\d{1,3})\D{1,3}(\d{1,3})")
_NAMES = {
    "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0), "darkred": (139, 0, 0),
    "purple": (128, 0, 128), "orange": (255, 165, 0), "maroon": (128, 0, 0), "teal": (0, 128, 128),
    "navy": (0, 0, 128), "magenta": (255, 0, 255), "fuchsia": (255, 0, 255), "brown": (165, 42, 42),
    "darkgreen": (0, 100, 0), "darkblue": (0, 0, 139),
    "crimson": (220, 20, 60), "lime": (0, 255, 0),
    "olive": (128, 128, 0), "violet": (238, 130, 238), "royalblue": (65, 105, 225),
}  # fmt: skip
#: below it a colour is a kind of grey
_LEAST_STRENGTH = 60
#: what Outlook gives to every letter that is answered, unless somebody chose another
_OF_PROGRAMS = {(31, 73, 125), (5, 99, 193), (149, 79, 114)}
_MOST_LINES = 2_000
_BASE_SHARE = 0.6


def colour_of(node: LexborNode) -> str:
    """The colour that ``node`` itself asks for, or nothing; ``-`` for black and greys."""
    attributes = node.attributes
    found = _STYLE.search(attributes.get("style") or "")
    asked = found[1] if found else (attributes.get("color") or "" if node.tag == "font" else "")
    asked = asked.strip().lower()
    if not asked or asked == "inherit":
        return ""
    levels = _levels(asked)
    is_strong = levels is not None and max(levels) - min(levels) >= _LEAST_STRENGTH
    return asked if is_strong and levels not in _OF_PROGRAMS else "-"


def _levels(asked: str) -> tuple[int, int, int] | None:
    if asked in _NAMES:
        return _NAMES[asked]
    if found := _HEX.match(asked):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * each for each in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.match(asked):
        return int(found[1]), int(found[2]), int(found[3])
    return None


def own_places(quoted: Sequence[tuple[int, str, str]]) -> set[int]:
    """Which lines of a quoted letter stand in a colour of their own: the answers of the writer.

    Args:
        quoted: place, text and colour of every quoted line that has words.
    """
    counted = Counter(colour for _place, _text, colour in quoted)
    most = counted.most_common(1)
    base = most[0][0] if most and most[0][1] > _BASE_SHARE * len(quoted) else ""
    texts = [marks.plain(text) for _place, text, _colour in quoted]
    found = {
        place
        for at, (place, _text, colour) in enumerate(quoted[:_MOST_LINES])
        if colour not in ("", "-", base) and not _is_in_attribution(texts, at)
    }
    return found if len(found) < len(quoted) else set()


def _is_in_attribution(texts: Sequence[str], at: int) -> bool:
    return any(
        marks.is_dated_attribution(" ".join(texts[first : first + size]))
        for size in (1, 2, 3)
        for first in range(max(0, at - size + 1), at + 1)
    )
