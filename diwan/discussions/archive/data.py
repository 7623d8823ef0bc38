"""An archive as data: the call, the contributions, their passages; keys in a fixed order."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from .. import rules
from ..crowd import crowd_of
from . import words
from .about import team
from .voices import files_of, plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from diwan.vocabularies.models import Place

    from ..crowd import Crowd
    from .gathering import Holding, Holdings
    from .voices import FileLine
    from .words import Text


def encoded(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def call(holdings: Holdings, papers: list[FileLine]) -> dict[str, Any]:
    discussion = holdings.discussion
    return {
        "format": "diwan-archive-call/1",
        "slug": discussion.slug,
        "state": discussion.stage,
        "audience": discussion.audience,
        "title": discussion.title,
        "languages": discussion.languages,
        "opens_on": _day(discussion.opens_on),
        "closes_on": _day(discussion.closes_on),
        "first_closes_on": _day(discussion.first_closes_on),
        "time_zone": discussion.time_zone,
        **{
            name: _plain(getattr(discussion, name))
            for name in ("context", "objective", "who", "use")
        },
        "event": {"name": discussion.event_name, "on": _day(discussion.event_on)},
        "conveners": [each.name for each in discussion.conveners.all()],
        "facilitators": team(discussion),
        "places": sorted(place.code for place in discussion.places.all()),
        "themes": sorted(theme.key for theme in discussion.themes.all()),
        "topics": [
            {
                "key": topic.key,
                "number": topic.number,
                "title": topic.title,
                "questions": [
                    {
                        "key": question.key,
                        "number": question.number,
                        "text": question.text,
                        "by_members": question.is_members,
                    }
                    for question in topic.questions.all()
                ],
            }
            for topic in holdings.topics
        ],
        "papers": [
            {"title": line.name, "language": paper.language, "version": paper.version}
            | {"file": line.place}
            for paper, line in zip(holdings.papers, papers, strict=True)
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _plain(wording: Mapping[str, str]) -> dict[str, str]:
    return {code: plain(text, code) for code, text in wording.items()}


def contributions(holdings: Holdings, texts: Mapping[int, Text]) -> dict[str, Any]:
    """Offsets count characters of ``text``; ``sha256`` is of its UTF-8."""
    around = crowd_of((row.kind, row.country_id) for row in holdings.released)
    numbers = {each.row.pk: each.number for each in holdings.contributions}
    return {
        "format": "diwan-archive-contributions/1",
        "contributions": [
            _contribution(holdings, each, texts, around)
            | {"reply_to": numbers.get(each.row.reply_to_id or 0)}
            for each in holdings.contributions
        ],
    }


def _contribution(
    holdings: Holdings, holding: Holding, texts: Mapping[int, Text], around: Crowd
) -> dict[str, Any]:
    row = holding.row
    zone = holdings.discussion.time_zone
    said = {
        "number": holding.number,
        "state": row.state,
        "received_on": _day(rules.local_day(row.received_at, zone)) if row.received_at else None,
    }
    text = texts.get(holding.number)
    if text is None:
        return said
    country: Place | None = row.country if around.place_of(row) else None
    return said | {
        "signed": [plain(part, row.language) for part in holding.signed],
        "attribution": row.attribution,
        "kind": row.kind if around.kind_of(row) else "",
        "country": country.code if country is not None else "",
        "language": row.language,
        "is_late": row.is_late,
        "on_behalf": row.behalf_source,
        "version": text.version,
        "versions": [{"number": number, "kind": kind} for number, kind in holding.versions],
        "answers": [
            {"question": key, "start": start, "end": end}
            for key, start, end in words.parts_of(holding)
            if key
        ],
        "files": [{"name": line.name, "file": line.place} for line in files_of(holding)],
        "sha256": hashlib.sha256(text.text.encode()).hexdigest(),
        "text": text.text,
    }


def versions(holdings: Holdings) -> dict[str, Any]:
    """The published versions of the reply; ``sha256`` as ``reply.hashing`` tells it."""
    return {
        "format": "diwan-archive-versions/1",
        "versions": [
            {
                "version": reply.number,
                "state": reply.state,
                "published_on": _day(reply.made_on),
                "sha256": reply.content_sha256,
                "note": _plain(reply.note),
            }
            for reply in holdings.versions
        ],
    }


def passages(holdings: Holdings) -> dict[str, Any]:
    return {
        "format": "diwan-archive-passages/1",
        "passages": [
            {
                "contribution": holding.number,
                "version": holding.shown.number,
                "start": passage.start,
                "end": passage.end,
                "kind": passage.kind,
                "questions": passage.targets,
                "language": passage.language,
                "decided": "person" if passage.corrected_at else "program",
            }
            for holding in holdings.contributions
            if holding.shown is not None
            for passage in holding.passages
        ],
    }
