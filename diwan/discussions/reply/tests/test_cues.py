"""A text without an Arabic letter is spared the Arabic lines: none of them may fit it."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.discussions.reply import asking, cues, naming

parser: Any = import_module("re._parser")
op: Any = import_module("re._constants")
_FOLDER = files("diwan.discussions.reply.cues")
NAMES = sorted(
    path.name.removesuffix(".txt") for path in _FOLDER.iterdir() if path.name.endswith(".txt")
)
#: lists of another form, which are no patterns
_OTHERS = {"expected", "actors", "actors_concepts", "matters"}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in _OTHERS])
def test_a_line_with_an_arabic_letter_fits_no_text_without_one(name: str) -> None:
    lines = cues.cue(name).lines
    assert lines
    assert [line for line in lines if cues.has_arabic(line) and not _needs_arabic(line)] == []


def test_names_of_actors_and_arabic_forms_keep_to_that_too() -> None:
    lines = [line for each in naming._actors().values() for line in each.lines]
    lines += [form.pattern for name, form in asking._FORMS.items() if cues.has_arabic(name)]
    assert [line for line in lines if cues.has_arabic(line) and not _needs_arabic(line)] == []


@given(st.text(alphabet="abdehilmnorstuw 'éà؟,.1", max_size=60))
def test_what_is_spared_changes_nothing(text: str) -> None:
    bare = cues.folded(text)
    for name in ("asks", "softly", "urging", "verbs"):
        whole = re.compile(rf"(?<!\w)(?:{'|'.join(cues.cue(name).lines)})(?!\w)")
        found, expected = cues.cue(name).search(bare), whole.search(bare)
        assert (found and found.span()) == (expected and expected.span())


def _needs_arabic(line: str) -> bool:
    return _needs(parser.parse(line))


def _needs(tree: Any) -> bool:
    """Whether whatever fits holds an Arabic letter."""
    return any(_one_needs(code, what) for code, what in tree)


def _one_needs(code: Any, what: Any) -> bool:
    match code, what:
        case op.LITERAL, int(letter):
            return _is_arabic(letter)
        case op.IN, list(members):
            return all(kind is op.LITERAL and _is_arabic(letter) for kind, letter in members)
        case op.BRANCH, (_, branches):
            return all(map(_needs, branches))
        case op.SUBPATTERN, (*_, inner):
            return _needs(inner)
        case ((op.MAX_REPEAT | op.MIN_REPEAT), (int(least), _, inner)):
            return least > 0 and _needs(inner)
    return False


def _is_arabic(letter: int) -> bool:
    return cues.has_arabic(chr(letter))
