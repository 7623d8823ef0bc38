"""Reads the groups of sentences; every mistake in a file is a sentence with its line.

The form of a file stands in ``README.md`` beside this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HALVES = ("open", "held")
LANGUAGES = ("en", "fr", "ar")
FOLDER = Path(__file__).parent
#: says the same; tells it of one case; is about the same and says something else; the contrary
SAME, TOLD, NEAR, CONTRARY = "=", ":", "~", "!"


class GroupError(ValueError):
    """A file of the set cannot be used; the sentence names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; ``group`` names what it belongs to, ``sign`` how."""

    group: str
    language: str
    sign: str
    text: str


def read_half(half: str, folder: Path = FOLDER) -> list[Line]:
    """Every sentence of a half, in the order of the files.

    Raises:
        GroupError: a line is not of the form, or a group lacks a language.
    """
    found = [line for path in sorted((folder / half).glob("*.txt")) for line in read(path)]
    for group in dict.fromkeys(line.group for line in found):
        said = {line.language for line in found if line.group == group and line.sign == SAME}
        if said != set(LANGUAGES):
            raise GroupError(f"{half}, {group}: write what it says in {', '.join(LANGUAGES)}.")
    return found


def read(path: Path) -> Iterator[Line]:
    group = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            group = line[2:].strip()
            continue
        language, sign, text = (*line.split(" ", 2), "", "")[:3]
        is_known = language in LANGUAGES and sign in (SAME, TOLD, NEAR, CONTRARY)
        if not (group and is_known and text.strip()):
            raise GroupError(
                f"{path.parent.name}/{path.name}, line {number}: write a group as “# name”, and "
                "its sentences as “en = words”, with =, :, ~ or !."
            )
        yield Line(group, language, sign, text.strip())
