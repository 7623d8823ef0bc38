"""A contribution as its page shows it, in the active language (P-9, P-23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from diwan.core.files import ALLOWED
from diwan.core.wording import direction
from diwan.texts.masking import mask

from .. import naming, rules
from ..crowd import crowd_of
from . import places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..crowd import Crowd
    from ..models import Attachment, BackgroundPaper
    from ..naming import Asked
    from ..reply.rendering.marks import Run
    from .gathering import Holding, Holdings
    from .places import Places
    from .words import Paragraph, Text


@dataclass(frozen=True, slots=True)
class FileLine:
    """``href`` from a page of the archive; ``place`` from the folder itself."""

    name: str
    place: str
    size: str
    about: str = ""
    about_href: str = ""

    @property
    def href(self) -> str:
        return f"../{self.place}"


@dataclass(frozen=True, slots=True)
class Shown:
    """``paragraphs``: number, question whose answer begins there, words as HTML; none where the
    words were withdrawn.
    """

    number: int
    signed: SafeString
    facts: str
    day: str
    language: str
    direction: str
    paragraphs: tuple[tuple[int, Asked | None, SafeString], ...]
    notes: tuple[str, ...]
    files: tuple[FileLine, ...]
    reply_to: int
    reply_href: str
    is_withdrawn: bool


def shown(
    holdings: Holdings, texts: Mapping[int, Text], asked: Mapping[str, Asked], stand: Places
) -> list[Shown]:
    around = crowd_of((row.kind, row.country_id) for row in holdings.released)
    numbers = {each.row.pk: each.number for each in holdings.contributions}
    made = []
    for holding in holdings.contributions:
        reply_to = numbers.get(holding.row.reply_to_id or 0, 0)
        made.append(
            _shown(
                holding,
                texts.get(holding.number),
                asked,
                facts=_facts(holding, around),
                day=_day(holding, holdings.discussion.time_zone),
                reply_to=reply_to,
                reply_href=stand.contribution(reply_to),
            )
        )
    return made


def _shown(
    holding: Holding,
    text: Text | None,
    asked: Mapping[str, Asked],
    *,
    facts: str,
    day: str,
    reply_to: int,
    reply_href: str,
) -> Shown:
    row, version = holding.row, holding.shown
    paragraphs = text.paragraphs if text is not None else ()
    return Shown(
        number=holding.number,
        signed=signed(holding),
        facts=facts if text is not None else "",
        day=day,
        language=row.language,
        direction=direction(row.language),
        paragraphs=tuple(
            (each.number, asked.get(each.question), written(each)) for each in paragraphs
        ),
        notes=tuple(naming.remarks(row, version)) if version is not None else (),
        files=files_of(holding),
        reply_to=reply_to if reply_href else 0,
        reply_href=reply_href,
        is_withdrawn=text is None,
    )


def written(paragraph: Paragraph) -> SafeString:
    """Its words with marks, ids, and links back to the statements that rest on them."""
    return mark_safe("".join(map(_run, paragraph.runs)))


def _run(run: Run) -> str:
    """Every piece of it is escaped here: a template would take a minute for two thousand."""
    words = escape(run.text)
    if run.is_plain:
        return words
    if run.url:
        words = format_html('<a href="{}" rel="nofollow noopener">{}</a>', run.url, words)
    if run.is_cited:
        words = format_html("<mark>{}</mark>", words)
    ids = format_html_join("", '<span class="anchor" id="{}"></span>', ((a,) for a in run.anchors))
    return ids + words + (_backs(run.ends) if run.ends else "")


def _backs(statements: tuple[int, ...]) -> SafeString:
    links = format_html_join(
        " ",
        '<a href="reply.html#s{}"><span class="hidden-visually">{} </span>{}</a>',
        ((str(number), _("Statement"), str(number)) for number in statements),
    )
    return format_html('<sup class="backs" lang="{}">{}</sup>', naming.active(), links)


def signed(holding: Holding) -> SafeString:
    """The public name; a notice where the words were withdrawn."""
    if holding.shown is None:
        return escape(_("Withdrawn by its author"))
    parts = (plain(part, holding.row.language) for part in holding.signed)
    return naming.isolated(parts) or escape(_("Anonymous contributor"))


def plain(text: str, language: str = "") -> str:
    """``text`` without contact details, wherever somebody put them."""
    return mask(text, language=language).text


def _facts(holding: Holding, around: Crowd) -> str:
    row = holding.row
    facts = [around.kind_of(row), around.place_of(row), naming.language_name(row.language)]
    return " · ".join(fact for fact in facts if fact)


def _day(holding: Holding, time_zone: str) -> str:
    moment = holding.row.received_at
    return str(date_format(rules.local_day(moment, time_zone), "DATE_FORMAT")) if moment else ""


def files_of(holding: Holding) -> tuple[FileLine, ...]:
    return tuple(
        FileLine(
            name=plain(naming.file_name(holding.row, file.name, order)),
            place=places.attachment(holding.number, order, suffix(file)),
            size=str(filesizeformat(file.size)),
        )
        for order, file in enumerate(holding.files, start=1)
    )


def suffix(file: Attachment | BackgroundPaper) -> str:
    """By what the file is, not by what its name says."""
    return ALLOWED.get(file.content_type, ".bin")
