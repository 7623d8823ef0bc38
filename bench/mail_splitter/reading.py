"""Reads the letters of the set; every mistake in a file is a sentence with its name.

The form of a letter stands in ``README.md`` beside this module.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

HALVES = ("open", "held")
LANGUAGES = ("en", "fr", "ar", "es", "it", "de")
STYLES = ("top", "bottom", "inline", "mixed", "new", "forward")
FOLDER = Path(__file__).parent
#: how a client is named in the set, by the family it belongs to
_FAMILIES = {
    "Outlook": ("outlook", "windows"),
    "Gmail": ("gmail", "google"),
    "Apple": ("apple", "iphone", "ipad", "icloud"),
    "Yahoo": ("yahoo",),
    "Proton": ("proton",),
    "Thunderbird": ("thunderbird",),
    "phones": ("samsung", "k-9", "k9", "huawei", "xiaomi"),
    "webmail": ("roundcube", "zimbra", "horde", "orange", "sfr", "free", "mailo", "zoho", "fast"),
}


class LetterError(ValueError):
    """A letter of the set cannot be used; the sentence names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An answer, and the quoted line it stands under."""

    under: str
    said: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter with what must be kept (``own``) and what may be kept or cut (``optional``)."""

    name: str
    half: str
    language: str
    client: str
    style: str
    own: str
    optional: tuple[str, ...]
    inline: tuple[Pair, ...]
    raw: bytes

    @property
    def family(self) -> str:
        known = self.client.lower()
        return next(
            (name for name, starts in _FAMILIES.items() if known.startswith(starts)), "others"
        )


def read_half(half: str, folder: Path = FOLDER) -> list[Letter]:
    """Every letter of a half, language by language, in the order of the files.

    Raises:
        LetterError: a letter has no answers beside it, or they are not of the form.
    """
    return [
        read(path, half, language)
        for language in LANGUAGES
        for path in sorted((folder / half / language).glob("*.eml"))
    ]


def read(path: Path, half: str, language: str) -> Letter:
    told = path.with_suffix(".json")
    try:
        said = json.loads(told.read_text(encoding="utf-8"))
        letter = Letter(
            name=path.stem,
            half=half,
            language=language,
            client=str(said["client"]),
            style=str(said["style"]),
            own=str(said["own"]),
            optional=tuple(str(each) for each in said.get("optional", ())),
            inline=tuple(Pair(each["under"], each["said"]) for each in said.get("inline", ())),
            raw=path.read_bytes(),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LetterError(
            f"{half}/{language}/{told.name}: write client, style and own beside the letter."
        ) from error
    if letter.style not in STYLES:
        raise LetterError(
            f"{half}/{language}/{told.name}: the style is one of {', '.join(STYLES)}."
        )
    return letter
