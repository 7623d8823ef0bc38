"""How pages and letters name things: languages, days left, contributors, questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from django.utils.formats import date_format
from django.utils.html import escape, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from diwan.core.wording import Wording, choose

from . import rules
from .words import BehalfSource, VersionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.utils.safestring import SafeString

    from .models import Contribution, Discussion, Question, Version

COLOURS = 6
_COMMAS = {"ar": "، "}


def active() -> str:
    """The code of the active language, without its region."""
    return (get_language() or "en").split("-")[0]


def language_name(code: str) -> str:
    """The name of a language in the reader's own, or its code where none is known."""
    return _language_name(code, active())


@cache
def _language_name(code: str, reader: str) -> str:
    try:
        name = Locale.parse(reader).languages.get(code, code)
    except (UnknownLocaleError, ValueError):
        return code
    return str(name[:1].upper() + name[1:])


def day(moment: datetime) -> str:
    """The calendar day of a moment for the reader, in words."""
    return str(date_format(localtime(moment), "DATE_FORMAT"))


def countdown(discussion: Discussion, now: datetime) -> str:
    """How long an open discussion still takes contributions; empty when it takes none."""
    if not discussion.is_taking_contributions:
        return ""
    opens = rules.start_of_day(discussion.opens_on, discussion.time_zone)
    if now < opens:
        return _("opens on %(day)s") % {"day": date_format(discussion.opens_on, "DATE_FORMAT")}
    left = rules.days_left(now, discussion.closes_on, discussion.time_zone)
    if left <= 0:
        return _("about to close")
    if left == 1:
        return _("last day")
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


def signed_as(contribution: Contribution) -> str:
    """The public name of a contributor (P-23), for plain text."""
    return side_by_side(_parts(contribution)) or _("Anonymous contributor")


def signature(contribution: Contribution) -> SafeString:
    """The public name of a contributor (P-23) as HTML: name and organisation keep their own
    direction, the comma between them is the page's.
    """
    return isolated(_parts(contribution)) or escape(_("Anonymous contributor"))


def is_signed(contribution: Contribution) -> bool:
    """Whether its contributor is named at all."""
    return bool(_parts(contribution))


def side_by_side(parts: Iterable[str]) -> str:
    """Names side by side, for plain text; empty when there is none."""
    return _comma().join(parts)


def isolated(parts: Iterable[str]) -> SafeString:
    """Names side by side as HTML, each in its own direction; empty when there is none."""
    return format_html_join(_comma(), "<bdi>{}</bdi>", ((part,) for part in parts))


def _parts(contribution: Contribution) -> tuple[str, ...]:
    return rules.signed(
        contribution.attribution, contribution.author_name, contribution.organisation_name
    )


def _comma() -> str:
    return _COMMAS.get(active(), ", ")


def file_name(contribution: Contribution, name: str, number: int) -> str:
    """The public name of a file; beside anonymous words it tells nothing of its own."""
    if contribution.attribution == "named":
        return name
    suffix = PurePosixPath(name).suffix.lower()
    return _("File %(number)s") % {"number": number} + (suffix if suffix.isascii() else "")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as pages show it: ``label`` such as “1.2”, ``colour`` from 1 to 6."""

    key: str
    label: str
    colour: int
    wording: Wording
    is_members: bool


def asked(questions: Iterable[Question]) -> dict[str, Asked]:
    """Questions by key, in their order. They need their ``topic``.

    A question keeps its colour for good: it goes by the order in which the questions were made.
    """
    rows = sorted(questions, key=lambda question: (question.topic.number, question.number))
    made = {pk: index for index, pk in enumerate(sorted(question.pk for question in rows))}
    return {
        question.key: Asked(
            key=question.key,
            label=f"{question.topic.number}.{question.number}",
            colour=made[question.pk] % COLOURS + 1,
            wording=choose(question.text),
            is_members=question.is_members,
        )
        for question in rows
    }


def remarks(row: Contribution, version: Version) -> list[str]:
    """What a reader should know about how these words came here."""
    notes = []
    if version.kind == VersionKind.EDITED:
        notes.append(_("Edited by the facilitation team; the author has seen the difference."))
    if version.kind == VersionKind.CORRECTED and version.number > 1:
        notes.append(_("Corrected by its author."))
    if row.is_late:
        notes.append(_("Came after the last day."))
    if row.behalf_source:
        notes.append(
            _("Entered by the facilitation team with the speaker’s consent: %(source)s.")
            % {"source": str(BehalfSource(row.behalf_source).label).lower()}
        )
    return notes


def shortened(text: str, most: int = 140) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
