"""You said, we did: each statement, who said it, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.core.wording import Wording, choose

from ... import became, naming
from ...reply.building import build
from ...reply.rendering import endorsed
from ...reply.rendering.said import Inside, said
from ..finding import of_discussion
from ..thread import stops

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from ...models import Discussion, Reply
    from ...reply.document import Document
    from ...reply.rendering.said import Said


@dataclass(frozen=True, slots=True)
class Row:
    """What was said, where it stands, and what the members made of it."""

    said: Said
    url: str
    record: endorsed.Row | None
    standing: str
    is_handed_over: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The statements about a question or topic; those about none have no title."""

    title: Wording | None = None
    label: str = ""
    colour: int = 0
    rows: list[Row] = field(default_factory=list)


@require_safe
@of_discussion
def said_did(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    """For all who may read the discussion, once a version is published."""
    reply = next(iter(became.published(discussion)), None)
    context: dict[str, Any] = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "stops": stops(
            discussion, "became", reply_url=became.page_of(reply) if reply is not None else ""
        ),
        "reply": reply,
    }
    if reply is not None:
        context |= _told(reply)
    return render(request, "discussions/said_did.html", context)


def _told(reply: Reply) -> dict[str, Any]:
    document = build(reply, naming.active())
    record = endorsed.record(document)
    return {
        "page": became.page_of(reply),
        "groups": _groups(
            document, became.page_of(reply), record, became.handed_over(reply.discussion)
        ),
        "record": record,
        "is_delivered": became.is_delivered(reply.discussion),
        "event": choose(reply.discussion.event_name),
    }


def _groups(
    document: Document, page: str, record: endorsed.Record | None, handed_over: Collection[str]
) -> list[Group]:
    """What can still be read, in the order of the call; then what is about none of it."""
    found, elsewhere = _headings(document), Group()
    weighed = {row.number: row for row in record.rows} if record is not None else {}
    leads = Inside.of(document)
    for each in document.statements:
        group = found.get(each.about, elsewhere)
        if each.text:
            shown = said(each, leads, group.label, group.colour)
            standing = record.standing.get(each.number, "") if record is not None else ""
            row = Row(
                shown,
                f"{page}#{shown.id}",
                weighed.get(each.number),
                standing,
                is_handed_over=each.key in handed_over,
            )
            group.rows.append(row)
    return [group for group in [*found.values(), elsewhere] if group.rows]


def _headings(document: Document) -> dict[str, Group]:
    found: dict[str, Group] = {}
    count = 0
    for topic in document.topics:
        found[topic.key] = Group(Wording(topic.title, topic.language), str(topic.number))
        for question in topic.questions:
            wording = Wording(question.text, question.language)
            label, colour = f"{topic.number}.{question.number}", count % naming.COLOURS + 1
            found[question.key] = Group(wording, label, colour)
            count += 1
    return found
