"""Where answers stand in an old letter: behind a question, or right below one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.mailroom.splitting import headers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .colours import Look, Shown

_MOST_LINES = 2_000
_BETWEEN = " \u00a0\u202f|-–—=>→⇒*_"
_QUESTION = ("?", "؟")
_LABEL = (":", "：", "|")
_DRAWN: dict[str, Callable[[Look], bool]] = {
    "bold": lambda look: look.is_bold,
    "italic": lambda look: look.is_italic,
    "underlined": lambda look: look.is_underlined,
}


def asks(text: str) -> bool:
    """Whether ``text`` ends as a question does, whatever sign leads from it to the answer."""
    return text.rstrip(_BETWEEN).endswith(_QUESTION)


def leads(text: str) -> bool:
    """Whether an answer may stand behind ``text``: a question, “Place:”, a cell of a table."""
    return asks(text) or text.rstrip(" \u00a0\u202f").endswith(_LABEL)


def turns_at(shown: Shown, is_own: Callable[[Look], bool]) -> int | None:
    """From which character on all words look own; None when they do not to the end of the line."""
    if all(is_own(look) for look in shown.looks):
        return 0 if shown.looks else None
    place = len(shown.turns)
    while place and is_own(shown.turns[place - 1][1]):
        place -= 1
    return shown.turns[place][0] if place < len(shown.turns) else None


def is_mostly(shown: Shown, is_own: Callable[[Look], bool]) -> bool:
    """Whether a line begins in a colour of its own, and keeps it for most of its words."""
    if not shown.turns or not (shown.turns[0][1].colour and is_own(shown.turns[0][1])):
        return False
    ends = [*(at for at, _look in shown.turns[1:]), len(shown.text)]
    of_own = sum(
        end - at for (at, look), end in zip(shown.turns, ends, strict=True) if is_own(look)
    )
    return 3 * of_own > 2 * len(shown.text)


def emphases(old: Sequence[Shown], texts: Sequence[str], *, is_pointed: bool) -> set[str]:
    """How answers are drawn that nobody announced so: ``bold``, ``italic``, ``underlined``.

    Args:
        texts: the lines of ``old``, plain.
        is_pointed: whether the writer points to the old letter; else every piece that is drawn
            so, and two at least, must follow a question.
    """
    found = set[str]()
    for kind, drawn in _DRAWN.items():
        behind = _behind(old, texts, drawn, leads if is_pointed else asks)
        is_likely = any(behind) and 2 * sum(behind) >= len(behind)
        if is_likely if is_pointed else (len(behind) > 1 and all(behind)):
            found.add(kind)
    return found


def are_answers(old: Sequence[Shown], texts: Sequence[str], drawn: Callable[[Look], bool]) -> bool:
    """Whether all words of ``old`` that are ``drawn`` so follow questions."""
    behind = _behind(old, texts, drawn, asks)
    return bool(behind) and all(behind)


def _behind(
    old: Sequence[Shown],
    texts: Sequence[str],
    drawn: Callable[[Look], bool],
    follows: Callable[[str], bool],
) -> list[bool]:
    """Of each piece that is ``drawn`` so, whether it stands behind what asks for it."""
    found: list[bool] = []
    is_asked = False
    for at, each in enumerate(old[:_MOST_LINES]):
        begins = None if headers.kind(texts[at]) else turns_at(each, drawn)
        if begins is None:
            is_asked = follows(each.text)
        else:
            found.append(follows(each.text[:begins]) if begins else is_asked)
    return found
