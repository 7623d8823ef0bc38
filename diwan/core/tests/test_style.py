"""The style sheets of every room: logical, layered and small."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import diwan

HOUSE = Path(diwan.__file__).parent
SHEETS = sorted(HOUSE.glob("*/static/**/*.css"))
#: Written into files that are kept apart from the site, never loaded by a page of it.
FILES = {"archive.css", "reply_alone.css", "reply_paper.css"}
PHYSICAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:top|right|bottom|left)"
    r"|(?:top|right|bottom|left|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r")"
)


def _without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_know_only_logical_directions(sheet: Path) -> None:
    text = re.sub(r"@(?:media|container)[^{]*", "", _without_comments(sheet.read_text("utf-8")))
    assert PHYSICAL.findall(text) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_rule_stands_in_a_layer(sheet: Path) -> None:
    depth, outside = 0, ""
    for character in _without_comments(sheet.read_text("utf-8")):
        depth += {"{": 1, "}": -1}.get(character, 0)
        outside += character if depth == 0 else ""
    assert depth == 0
    # what is said of the sheets of paper themselves belongs to no layer
    outside = re.sub(r"@page(?: :first)?", "", outside)
    assert re.sub(r"@layer [\w, ]+[;}]?|[\s}]", "", outside) == ""


def test_the_search_for_physical_words_finds_them() -> None:
    for text in (
        "a { margin-left: 0 }",
        "a{left:0}",
        "a { text-align: right }",
        "a { width: 1px }",
    ):
        assert PHYSICAL.search(text), text
    assert not PHYSICAL.search("a { max-inline-size: 1px; border-width: 1px; line-height: 1 }")


def test_the_style_of_a_page_stays_small() -> None:
    """Compressed, and with the five largest sheets of a room: the desk loads as many."""
    house = sum(_sizes("core"))
    for room in {sheet.relative_to(HOUSE).parts[0] for sheet in SHEETS} - {"core"}:
        assert house + sum(sorted(_sizes(room))[-5:]) < 20_000


def _sizes(room: str) -> list[int]:
    sheets = (HOUSE / room / "static").glob("**/*.css")
    return [len(gzip.compress(sheet.read_bytes())) for sheet in sheets if sheet.name not in FILES]
