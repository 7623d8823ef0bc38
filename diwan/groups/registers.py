"""The registers of questions and opinions to take along: as tables, and as feeds of what is new."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core import feeds
from diwan.core.wording import choose
from diwan.people.sheets import written_csv

from .words import Timing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .models import Answer, Opinion, Question


def csv_of_questions(rows: Iterable[Question]) -> str:
    """A line a question, in the active language; one that was taken back has no words."""
    head = [
        *(
            _("Number"),
            _("Address"),
            _("Addressed to"),
            _("In one line"),
            _("Question"),
            _("Language"),
        ),
        *(_("Asked by"), _("Place"), _("Theme"), _("Published"), _("Answer owed by")),
        *(_("Answered on"), _("How it stands"), _("Others who ask it too"), _("Answers")),
    ]
    return written_csv(head, map(_question, rows))


def _question(row: Any) -> list[str]:
    """``row``: a question as ``for_listing`` gives it, with its answers."""
    words = [row.title, row.masked, row.language, row.signed] if row.is_public else [""] * 4
    return [
        str(row.pk),
        row.get_absolute_url() if row.is_public else "",
        row.authority.name_shown,
        *words,
        str(row.place or ""),
        str(row.theme or ""),
        *map(_day, (row.opened_on, row.due_on, row.answered_on)),
        _standing(row),
        str(row.support_count) if row.is_public else "",
        "\n\n".join(answer.text for answer in row.answers.all()) if row.is_public else "",
    ]


def csv_of_opinions(rows: Iterable[Opinion]) -> str:
    """A line an opinion, in the active language."""
    head = [
        *(_("Council"), _("Number"), _("Address"), _("Title"), _("Opinion"), _("Addressed to")),
        *(_("Asked for by"), _("Theme"), _("Adopted on"), _("Answer owed by"), _("Answered on")),
        *(_("How it stands"), _("Answer"), _("Words of the answer")),
    ]
    return written_csv(head, map(_opinion, rows))


def _opinion(row: Opinion) -> list[str]:
    return [
        choose(row.council.name).text,
        str(row.number),
        row.get_absolute_url(),
        choose(row.title).text,
        choose(row.text).text,
        row.authority.name_shown,
        row.asked_by.name_shown if row.asked_by else "",
        str(row.theme or ""),
        *map(_day, (row.adopted_on, row.due_on, row.answered_on)),
        _standing(row),
        row.get_response_display(),
        choose(row.answer).text,
    ]


def news_of_questions(rows: Iterable[Question], answers: Iterable[Answer]) -> list[feeds.Item]:
    """What was asked and what was answered, each in its own words; the latest first."""
    asked = (
        feeds.Item(row.title, row.get_absolute_url(), row.decided_at, row.masked, _("Question"))
        for row in rows
        if row.decided_at
    )
    answered = (
        feeds.Item(
            row.question.title,
            f"{row.question.get_absolute_url()}#answers",
            row.answered_at,
            row.text,
            _("Answer"),
            guid=f"{row.question.get_absolute_url()}:answer:{row.pk}",
        )
        for row in answers
    )
    return _latest_first([*asked, *answered])


def news_of_opinions(rows: Iterable[Opinion]) -> list[feeds.Item]:
    """What councils adopted and what was answered; the latest first."""
    found = []
    for row in rows:
        title, url = choose(row.title).text, row.get_absolute_url()
        if row.adopted_on:
            said = choose(row.text).text
            found.append(feeds.Item(title, url, _morning(row.adopted_on), said, _("Opinion")))
        if row.answered_on:
            at, said = _morning(row.answered_on), choose(row.answer).text
            guid = f"{url}:answer"
            told = f"{row.get_response_display()}. {said}".strip()
            found.append(feeds.Item(title, url, at, told, _("Answer"), guid=guid))
    return _latest_first(found)


def _latest_first(items: list[feeds.Item]) -> list[feeds.Item]:
    return sorted(items, key=lambda item: item.at, reverse=True)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _standing(row: Question | Opinion) -> str:
    return str(Timing(row.clock.timing).label) if row.clock else ""
