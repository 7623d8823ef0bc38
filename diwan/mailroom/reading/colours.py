"""Colours, and bold or slanted letters, that a writer gave to answers inside a quoted letter."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from diwan.mailroom.splitting import headers, marks, promises

from .asking import are_answers, asks, emphases, is_mostly, leads, turns_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selectolax.lexbor import LexborNode

_STYLE = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]{2,40})", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color)?\s*:\s*([^;!]{2,40})", re.IGNORECASE)
_LETTERS = re.compile(
    r"(?:^|[;\s])(font-weight(?=\s*:\s*(?:bold|[6-9]00))|font-style(?=\s*:\s*italic)"
    r"|text-decoration(?:-line)?(?=\s*:\s*underline))",
    re.IGNORECASE,
)
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D{1,3}(\d{1,3})\D{1,3}(\d{1,3})")
_HSL = re.compile(r"hsla?\(\s*([\d.]{1,6})(?:deg)?[\s,]+([\d.]{1,5})%[\s,]+([\d.]{1,5})%")
#: “var(--red, #c82613)”: what stands where the sheet that names it is not read
_VARIABLE = re.compile(r"var\([^,()]*,\s*((?:[^()]|\([^()]*\))*)\)?")
_NAME = re.compile(r"[a-z]{3,20}")
_PLAIN_NAMES = re.compile(
    r".*(gr[ae]y|black|white|window|text|inherit|initial|silver|transparent|none|unset|auto|current)"
)
#: below it a colour is a kind of grey
_LEAST_STRENGTH = 40
#: what Outlook and Gmail give to letters that are answered, and to links
_OF_PROGRAMS = {(31, 73, 125), (5, 99, 193), (149, 79, 114), (80, 0, 80)}
_EMPHASES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underlined"}
_DRAWN = {"font-weight": "bold", "font-style": "italic"}
#: to which degree of the circle each goes
_HUES = (
    *((18, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (258, "blue")),
    *((330, "violet"), (360, "red")),
)
_MOST_LINES = 2_000
_MOST_CLASSES = 5
_MOST_HEADERS = 20
_LONGEST_ATTRIBUTION = 3
_LONGEST_REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class Look:
    """How words are shown: a colour (or nothing), whether a program chose it, and how drawn."""

    colour: str = ""
    is_of_program: bool = False
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of an old letter that has words, with every look its words have.

    ``turns`` says from which character on they look how, where they do not look the same.
    """

    place: int
    text: str
    looks: frozenset[Look]
    turns: tuple[tuple[int, Look], ...] = ()


def look_of(node: LexborNode, around: Look, styles: Mapping[str, str]) -> Look:
    """How the words in ``node`` are shown, when those round it are shown as ``around``.

    Args:
        styles: what the letter's sheets say of classes; a style in the element counts more.
    """
    emphasis = _EMPHASES.get(node.tag or "")
    if emphasis:
        return _drawn(around, emphasis)
    attributes = node.attributes
    style = _style(_said(attributes, styles) if styles else attributes.get("style") or "")
    if style.letters:
        around = _drawn(around, _DRAWN.get(style.letters, "underlined"))
    plain = "" if node.tag != "font" else (attributes.get("color") or "").strip().lower()
    asked = style.ground or (plain if style.colour is None else style.colour)
    asked = asked or ("yellow" if node.tag == "mark" else "")
    if not asked or asked == "inherit":
        return around
    levels = _levels(asked)
    is_of_program = levels in _OF_PROGRAMS
    is_strong = levels is None or max(levels) - min(levels) >= _LEAST_STRENGTH
    colour = asked if is_strong and not _PLAIN_NAMES.fullmatch(asked) else ""
    return replace(around, colour=colour, is_of_program=is_of_program)


def _said(attributes: Mapping[str, str | None], styles: Mapping[str, str]) -> str:
    classes = (attributes.get("class") or "").split()[:_MOST_CLASSES]
    said = [attributes.get("style") or "", *(styles.get(name, "") for name in classes)]
    return ";".join(filter(None, said))


def _drawn(around: Look, emphasis: str) -> Look:
    return Look(
        around.colour,
        around.is_of_program,
        around.is_bold or emphasis == "bold",
        around.is_italic or emphasis == "italic",
        around.is_underlined or emphasis == "underlined",
    )


class _Style(NamedTuple):
    """What a style says: how letters are drawn, a colour (or None), a strong ground."""

    letters: str = ""
    colour: str | None = None
    ground: str = ""


def _style(text: str) -> _Style:
    if not text:
        return _NO_STYLE
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _read(text)


def _read(text: str) -> _Style:
    letters, colour, ground = _LETTERS.search(text), _STYLE.search(text), _GROUND.search(text)
    behind = ground[1].strip().lower() if ground else ""
    return _Style(
        letters[1].lower() if letters else "",
        _VARIABLE.sub(r"\1", colour[1].strip().lower()).strip() if colour else None,
        behind if behind and _is_strong_ground(behind) else "",
    )


_NO_STYLE = _Style()
#: programs give the same style to every paragraph
_remembered = lru_cache(maxsize=256)(_read)


def _is_strong_ground(asked: str) -> bool:
    levels = _levels(asked)
    if levels is None:
        return not _PLAIN_NAMES.fullmatch(asked)
    return max(levels) - min(levels) >= 3 * _LEAST_STRENGTH


def _levels(asked: str) -> tuple[int, int, int] | None:
    """Red, green and blue from 0 to 255; None for a colour with a name of its own."""
    if found := _HEX.match(asked):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * each for each in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.match(asked):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _HSL.match(asked):
        turn, strength, light = (float(found[number]) for number in (1, 2, 3))
        levels = hls_to_rgb(turn % 360 / 360, min(light, 100) / 100, min(strength, 100) / 100)
        red, green, blue = (round(255 * level) for level in levels)
        return red, green, blue
    if asked == "yellow":
        return 255, 255, 0
    return None if _NAME.fullmatch(asked) else (0, 0, 0)


def own_places(old: Sequence[Shown], above: str) -> dict[int, int]:
    """Where the writer's answers stand in an old letter, told by a look of their own.

    Args:
        above: what the writer says above it, plain; letters and colours of programs count only
            where it announces them, or where the letters follow questions.

    Returns:
        by the place of a line, the character its answer begins with: 0, or behind a question.
    """
    looks = {look for each in old for look in each.looks}
    base = _base(old)
    texts = [marks.plain(each.text) for each in old]
    is_coloured = any(look.colour not in ("", base) for look in looks)
    is_pointed = promises.points_into(above)
    announced, is_told = set[str](), True
    if any(look.is_bold or look.is_italic or look.is_underlined for look in looks):
        announced = promises.announced_letters(above)
        is_told = bool(announced) or is_coloured
        announced = announced if is_told else emphases(old, texts, is_pointed=is_pointed)
    if not announced and not is_coloured:
        return {}
    hues = promises.announced_hues(above)
    is_announced = bool(hues) or promises.announces_answers(above)
    is_announced = is_announced or is_pointed or promises.announces_colour(above)
    with_programs = is_announced or are_answers(
        old, texts, lambda look: look.is_of_program and look.colour not in ("", base)
    )
    kept = frozenset(_likeliest(looks, base, hues))
    own = _Own(kept, frozenset(announced), is_announced, with_programs)
    found = {
        each.place: begins
        for at, each in enumerate(old[:_MOST_LINES])
        if (begins := _begins(each, own, is_told=is_told)) is not None
        and not (headers.kind(texts[at]) or _is_in_attribution(texts, at))
    }
    found = _without_labels(found, old)
    return found if len(found) < len(old) or any(found.values()) else {}


class _Own(NamedTuple):
    """How the writer's words look, and whether they say that answers stand in the old letter."""

    colours: frozenset[str]
    letters: frozenset[str]
    is_announced: bool
    with_programs: bool

    def shows(self, look: Look) -> bool:
        if look.colour in self.colours and (self.with_programs or not look.is_of_program):
            return True
        return (
            (look.is_bold and "bold" in self.letters)
            or (look.is_italic and "italic" in self.letters)
            or (look.is_underlined and "underlined" in self.letters)
        )


def _begins(shown: Shown, own: _Own, *, is_told: bool) -> int | None:
    """Where the answer in a line begins: behind what asks, else with the line that holds it."""
    if not shown.looks:
        return None
    tail = turns_at(shown, own.shows)
    if tail is not None and (not tail or leads(shown.text[:tail])):
        return tail
    if is_mostly(shown, own.shows):
        return 0
    if not (own.is_announced and is_told and any(map(own.shows, shown.looks))):
        return None
    first = next((at for at, look in shown.turns if own.shows(look)), 0)
    return first if asks(shown.text[:first]) else 0


def _without_labels(found: dict[int, int], old: Sequence[Shown]) -> dict[int, int]:
    """``found`` without the one line in which words stand out behind “Deadline:”."""
    heads = {each.place: each.text[: found.get(each.place, 0)] for each in old}
    if sum(map(bool, found.values())) != 1:
        return found
    return {place: at for place, at in found.items() if not at or asks(heads[place])}


def _likeliest(looks: set[Look], base: str, named: set[str]) -> set[str]:
    """The colours that may be the writer's: those they name, if any is there.

    Else all but the old letter's own, and but those of programs where there are others.
    """
    found = {look for look in looks if look.colour not in ("", base)}
    if right := {look.colour for look in found if hue(look.colour) in named}:
        return right
    chosen = {look.colour for look in found if not look.is_of_program}
    return chosen or {look.colour for look in found}


def hue(colour: str) -> str:
    """What people call a colour of a style sheet: ``red``, ``orange`` … ``violet``, or nothing."""
    levels = _levels(colour)
    if levels is None:
        return next((name for _to, name in _HUES if colour.endswith(name)), "")
    degrees = 360 * rgb_to_hls(*(level / 255 for level in levels))[0]
    return next(name for to, name in _HUES if degrees <= to)


def _base(old: Sequence[Shown]) -> str:
    """The old letter's own colour: that of its first words below headers and attribution."""
    texts = [marks.plain(each.text) for each in old[: _MOST_HEADERS + _LONGEST_ATTRIBUTION]]
    for at, each in enumerate(old[:_MOST_HEADERS]):
        if headers.kind(texts[at]) or _is_in_attribution(texts, at) or marks.has_address(texts[at]):
            continue
        return next(iter(each.looks)).colour if len(each.looks) == 1 else ""
    return ""


def _is_in_attribution(texts: Sequence[str], at: int) -> bool:
    return any(
        marks.is_dated_attribution(" ".join(texts[first : first + size]))
        for size in range(1, _LONGEST_ATTRIBUTION + 1)
        for first in range(max(0, at - size + 1), at + 1)
    )
