"""Letters signed in their text (OpenPGP cleartext signatures, RFC 9580, section 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.mailroom.splitting import Cut, Line, Split
from diwan.mailroom.words import CutReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BEGINS = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_ENDS = "-----END PGP SIGNATURE-----"
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
_ENCRYPTED_ENDS = "-----END PGP MESSAGE-----"
_HEADING = re.compile(r"[A-Za-z-]{1,30}: .*|\s*")
_MOST_HEADINGS = 10


def is_encrypted(lines: Sequence[Line]) -> bool:
    """Whether the text is nothing but an encrypted block, with a footer at most below it."""
    said = [line.text.strip() for line in lines if line.text.strip()]
    return bool(said) and said[0] == _ENCRYPTED and _ENCRYPTED_ENDS in said


def split_round(lines: Sequence[Line], split: Callable[[Sequence[Line]], Split]) -> Split:
    """Split what stands before, in and after the armour; the armour is cut."""
    places = _places(lines)
    if places is None:
        return split(lines)
    begin, start, stop, end = places
    signed = [Line(line.text.removeprefix("- "), line.mark) for line in lines[start:stop]]
    parts = [(lines[:begin], lines[begin:start]), (signed, lines[stop:end]), (lines[end:], ())]
    text, cuttings = "", list[Cut]()
    for place, (said, strip) in enumerate(parts):
        is_last = place == len(parts) - 1 or not (parts[place + 1][0] or parts[place + 1][1])
        part = split(said) if said else Split("", ())
        cuttings += [Cut(cut.position + len(text), cut.reason, cut.text) for cut in part.cuttings]
        text += part.text
        if strip:
            goes_on = any(_has_words(later) for later, _strip in parts[place + 1 :])
            before = "\n" if said else ""
            if part.text and goes_on:
                text, before = text + "\n", ""
            whole = before + _joined(strip) + ("" if is_last else "\n")
            cuttings.append(Cut(len(text), CutReason.SIGNATURE.value, whole))
    return Split(text, tuple(cuttings))


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _has_words(lines: Sequence[Line]) -> bool:
    return any(line.text.strip() for line in lines)


def _places(lines: Sequence[Line]) -> tuple[int, int, int, int] | None:
    """Where the armour begins, the words begin, the signature begins, and all of it ended."""
    texts = [line.text.rstrip() for line in lines]
    try:
        begin = texts.index(_BEGINS)
        stop = texts.index(_SIGNATURE, begin + 1)
        end = texts.index(_ENDS, stop + 1) + 1
    except ValueError:
        return None
    start = begin + 1
    while start < min(stop, begin + _MOST_HEADINGS) and _HEADING.fullmatch(texts[start]):
        start += 1
        if not texts[start - 1]:
            break
    return begin, start, stop, end
