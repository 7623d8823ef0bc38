"""What the style sheets inside a letter say of its classes: colours, and how letters are drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_CLASS = re.compile(r"[a-z0-9]{0,10}\.([\w-]{1,60})", re.IGNORECASE)
_SAYS = re.compile(r"color|font-weight|font-style|text-decoration|background", re.IGNORECASE)
#: what Word gives to links and headings
_OF_PROGRAMS = ("mso", "x_mso")
_LONGEST = 100_000
_LONGEST_RULE = 1_000
_MOST_RULES = 500


def styles(tree: LexborHTMLParser) -> dict[str, str]:
    """By class, what a style in its element would say; sheets that are elsewhere are not read."""
    said: dict[str, str] = {}
    source = "".join(node.text(deep=True) for node in tree.css("style"))[:_LONGEST]
    for name, rule in _rules(source):
        said[name] = f"{rule};{said[name]}" if name in said else rule
    return said


def _rules(source: str) -> Iterator[tuple[str, str]]:
    for block in source.split("}", _MOST_RULES)[:_MOST_RULES]:
        selectors, _brace, rule = block.rpartition("{")
        if not selectors or len(rule) > _LONGEST_RULE or not _SAYS.search(rule):
            continue
        for selector in selectors.rpartition("{")[2].rpartition("*/")[2].split(","):
            found = _CLASS.fullmatch(selector.strip())
            if found and not found[1].lower().startswith(_OF_PROGRAMS):
                yield found[1], " ".join(rule.split())
