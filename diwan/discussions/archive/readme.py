"""What somebody reads who finds the folder and opens the first text in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from diwan.core.wording import choose

from ..reply.rendering.said import listed
from ..words import Audience

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .gathering import Holdings


def lead(holdings: Holdings) -> str:
    """What this is, in a sentence or two of the active language."""
    sentence = _(
        "An archive of an e-discussion: the call, the contributions as they were released, and "
        "what was made of them. It needs no server and no network."
    )
    return f"{sentence} {for_members()}" if is_for_members(holdings) else sentence


def is_for_members(holdings: Holdings) -> bool:
    return holdings.discussion.audience == Audience.MEMBERS


def for_members() -> str:
    return _("It is for members only: keep it where only members can read it.")


def text(holdings: Holdings, languages: Sequence[str], day: date) -> bytes:
    """One part a language, UTF-8."""
    parts = []
    for language in languages:
        with override(language):
            parts.append("\n".join(_lines(holdings, language, languages, day)))
    return ("\n\n".join(parts) + "\n").encode()


def _lines(holdings: Holdings, language: str, languages: Sequence[str], day: date) -> list[str]:
    title = choose(holdings.discussion.title).text
    conveners = listed([each.name_shown for each in holdings.discussion.conveners.all()])
    lines = [
        title,
        "=" * len(title),
        "",
        lead(holdings),
        "",
        _("As it was on %(day)s.") % {"day": date_format(day, "DATE_FORMAT")},
    ]
    if conveners:
        lines.append(_("Convened by %(names)s.") % {"names": conveners})
    return [
        *lines,
        _("Open index.html in any web browser, or %(page)s at once.")
        % {"page": f"{language}/index.html"},
        "",
        *_contents(holdings, languages),
    ]


def _contents(holdings: Holdings, languages: Sequence[str]) -> list[str]:
    described = {
        " ".join(f"{code}/" for code in languages): _("the pages, a folder for each language"),
        "data/": _("the same for programs, as JSON in UTF-8"),
        "files/": _("files that came with contributions"),
        "papers/": _("the background papers"),
        "manifest.json": _("every file with its SHA-256, to see whether one was changed"),
    }
    if not holdings.papers:
        del described["papers/"]
    if not any(holding.files for holding in holdings.contributions):
        del described["files/"]
    return [f"{name}  {what}" for name, what in described.items()]
