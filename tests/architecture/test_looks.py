"""Styles turn round for Arabic by themselves, and pages obey the content security policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STYLES = sorted((ROOT / "diwan").glob("*/static/**/*.css"))
PAGES = sorted((ROOT / "diwan").glob("*/templates/**/*.html"))

_PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[a-z-]*\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:left|right)\s*:"
    r"|(?:text-align|float|clear|caption-side|justify-content|justify-self)\s*:\s*(?:left|right)\b"
    r")",
    re.MULTILINE,
)
_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
_INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script(?![^>]*\bsrc\s*=)(?![^>]*type=[\"']application/(?:ld\+)?json)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"(?:src|action|poster|srcset|data)\s*=\s*[\"']https?://", re.IGNORECASE)


def found(pattern: re.Pattern[str], path: Path) -> list[str]:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    return [match.group().strip() for match in pattern.finditer(text)]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_knows_start_and_end_but_not_left_and_right(path):
    assert found(_PHYSICAL, path) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "diwan")))
def test_a_template_holds_no_inline_style_or_script_and_fetches_nothing_elsewhere(path):
    inline = found(_INLINE, path)
    if path.parent.name == "letters":  # mail programs know no style sheet
        inline = [each for each in inline if each != "style="]
    assert inline + found(_ELSEWHERE, path) == []


def test_there_is_something_to_look_at():
    assert STYLES
    assert PAGES


@pytest.mark.parametrize(
    "rule",
    ["a{margin-left:1px}", "a { left: 0 }", "a{\n  text-align: right;\n}", "a{border-right:0}"],
)
def test_a_physical_rule_would_be_seen(rule):
    assert _PHYSICAL.search(rule)


@pytest.mark.parametrize(
    "rule", ["a{margin-inline-start:1px}", "a{text-align:start}", "a{border-block:0}", ".left{}"]
)
def test_a_logical_rule_passes(rule):
    assert not _PHYSICAL.search(rule)


@pytest.mark.parametrize(
    "markup",
    ['<p style="color:red">', "<style>", "<script>go()</script>", '<a onclick="go()">'],
)
def test_inline_code_would_be_seen(markup):
    assert _INLINE.search(markup)
