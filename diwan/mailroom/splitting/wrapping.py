"""Which lines of plain text were broken off the line above by a mail program."""

from __future__ import annotations

import re

_ITEM = re.compile(r"(\(?[\d٠-٩]{1,2}|\(?[^\W\d_])\s?[.)٫/-]\s|[-–•*]\s")
_WIDTHS = range(40, 101)
_ENDS = (".", "?", "!", "؟", ":", "…")
_CLOSING = frozenset(".?!؟…")
#: but not “Hervé T.-M.” and “Le lun.”
_CLOSED = re.compile(
    r"(?<![\s.-]\w)(?<!\b(?:lun|mar|mer|jeu|ven|sam|dim|nov|déc|oct|mon|tue|wed|thu|fri|sat|sun))\.$"
    r"|[?!؟…]$"
)


def is_item(line: str) -> bool:
    """Whether ``line`` begins as an item of a list does: “2.”, “b)”, “ج-”, “•”."""
    return bool(_ITEM.match(line))


def ends_sentence(line: str) -> bool:
    return line.rstrip("»”\"') ").endswith(_ENDS)


def closes_sentence(line: str) -> bool:
    """Whether a sentence is over at the end of ``line``, whose “.” shortens no name and no day."""
    return line[-1:] in _CLOSING and bool(_CLOSED.search(line))


def goes_on(above: str, line: str, width: int) -> bool:
    """Whether ``line`` was broken off ``above``: too full for its first word, no sentence's end.

    Args:
        width: of the longest line round them; text that is not wrapped has very long ones.
    """
    if not (above and line) or width not in _WIDTHS or is_item(line) or ends_sentence(above):
        return False
    return len(above) + 1 + len(line.split(" ", 1)[0]) > width
