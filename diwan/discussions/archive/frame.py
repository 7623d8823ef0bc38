"""What every page of an archive has around it, in the active language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from diwan.core.wording import choose, direction

from .. import naming
from ..words import Audience
from . import places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from diwan.core.wording import Wording

    from .gathering import Holdings

#: languages by their own names, for those who read no other
OWN_NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    href: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """``archived_on`` in words; ``languages``: codes of the layouts there are."""

    title: Wording
    archived_on: str
    is_members: bool
    has_reply: bool
    languages: tuple[str, ...]

    def page(
        self, template: str, name: str, *, heading: str, section: str, **context: object
    ) -> bytes:
        """One page in the active language; ``section`` is the page it belongs to."""
        language = naming.active()
        html = render_to_string(
            f"discussions/archive/{template}",
            {
                "frame": self,
                "language": language,
                "direction": direction(language),
                "heading": heading,
                "style": f"../{places.STYLE}",
                "navigation": self._navigation(section),
                "others": self._others(name),
                **context,
            },
        )
        return html.encode()

    def _navigation(self, section: str) -> list[Link]:
        named = [
            (_("About this archive"), "index.html"),
            (_("The call"), "call.html"),
            (_("Contributions"), "contributions.html"),
            (_("By question"), "questions.html"),
            *([(_("Consolidated reply"), "reply.html")] if self.has_reply else []),
            (_("Files"), "files.html"),
        ]
        return [Link(label, name, name == section) for label, name in named]

    def _others(self, name: str) -> list[tuple[str, str, str]]:
        """Code, own name and address of the same page in the other languages."""
        here = naming.active()
        return [
            (code, OWN_NAMES[code], f"../{code}/{name}") for code in self.languages if code != here
        ]


def frame(holdings: Holdings, languages: Sequence[str], day: date) -> Frame:
    discussion = holdings.discussion
    return Frame(
        title=choose(discussion.title),
        archived_on=str(date_format(day, "DATE_FORMAT")),
        is_members=discussion.audience == Audience.MEMBERS,
        has_reply=holdings.reply is not None,
        languages=tuple(languages),
    )
