"""Whether a run of capitals is the whole name of one body: not cut off, plural or a heading."""

from __future__ import annotations

import re

from .cues import cue, folded

_OF = re.compile(r" (?:of|for|on|against) ")
_JOINED = re.compile(r" (?:and|et) (?:the |la |le |l[’'])?[^\s]+$")
_NEXT = re.compile(r"[ \n]([a-zà-ÿ][\w’'-]*)")
_OWNER = re.compile(r"(?<!\w)(?:its|their|his|her|leurs?|ses|sa|son)\s$", re.IGNORECASE)
#: “African, ” before “Caribbean and Pacific (ACP)”
_LISTED = re.compile(r"[A-ZÀ-Þ][\w-]+, $")
_HEADING_BEFORE = re.compile(r"(?:^|\n)[\s\W\d]*$")
_HEADING_BEHIND = re.compile(r"\s*:")
#: nouns that no name of a body ends in
_OTHER_THINGS = re.compile(
    r" (?:Partners|Members|Activities|Meetings?|Communications?|Reports?|Papers?|Documents?"
    r"|Partenaires|Membres|Activités|Réunions?|Rapports?)$"
)
_NO_PLURALS = ("nations", "campus", "consensus", "affairs", "fonds", "progress")


def is_whole(text: str, start: int, end: int, heads: str) -> bool:
    """Whether ``text[start:end]`` names one body or undertaking and ends where its name ends.

    Args:
        heads: pattern of the words that say what it is, such as “Council”.
    """
    run = text[start:end]
    return (
        _is_closed(text, run, end, heads)
        and not _is_plural(run, heads)
        and not _OTHER_THINGS.search(run)
        and not _OWNER.search(text[max(0, start - 10) : start])
        and not _is_heading(text, start, end)
    )


def fits(short: str, name: str) -> bool:
    """Whether the acronym is made of the beginnings of the name's words, in order."""
    letters = iter("".join(word[0] for word in re.findall(r"[^\W\d_]+", name)).upper())
    return all(letter in letters for letter in short.upper() if letter.isalpha())


def is_listed(text: str, start: int) -> bool:
    """Whether the run goes on with a row of names before it."""
    return bool(_LISTED.search(text[max(0, start - 40) : start]))


def _is_closed(text: str, run: str, end: int, heads: str) -> bool:
    """Whether no word of the name follows without a capital: “Ministère des Relations …”."""
    behind = _NEXT.match(text, end)
    if not behind or cue("after_names").fullmatch(folded(behind[1])) or behind[1].endswith("ed"):
        return True
    if re.fullmatch(heads, run.rsplit(maxsplit=1)[-1]):
        return True
    return bool(_OF.search(run)) and not _JOINED.search(run)


def _is_plural(run: str, heads: str) -> bool:
    """Whether it speaks of several: “Provinces et Communes”, “National Committees”."""
    said = [word for word in re.split(r"[\s’']+", run) if re.fullmatch(heads, word)]
    several = [word.endswith("s") and word.lower() not in _NO_PLURALS for word in said]
    return bool(said) and all(several)


def _is_heading(text: str, start: int, end: int) -> bool:
    before = _HEADING_BEFORE.search(text[max(0, start - 12) : start])
    return bool(before and _HEADING_BEHIND.match(text, end))
