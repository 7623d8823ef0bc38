"""A reply as JSON, complete enough to check every citation from the file alone."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..document import Citation, Document, Statement, Weight

    #: (contribution, version) → the words in full
    Texts = Mapping[tuple[int, int], str]

FORMAT = "diwan-reply/1"


def as_json(document: Document, files: Mapping[str, str] | None = None) -> str:
    """Keys in a fixed order; ``start`` and ``end`` count characters of ``responses[].text``.

    Args:
        files: name → hexadecimal SHA-256 of the other forms, where they stand beside this one.
    """
    reply = _reply(document) | ({"files": dict(sorted(files.items()))} if files else {})
    return json.dumps(reply, ensure_ascii=False, indent=1) + "\n"


def _reply(document: Document) -> dict[str, Any]:
    texts = {(each.contribution, each.version): each.text for each in document.responses}
    return {
        "format": FORMAT,
        "slug": document.slug,
        "title": {"text": document.title, "language": document.title_language},
        "version": document.version,
        "made_on": document.made_on.isoformat(),
        "language": document.language,
        "languages": list(document.languages),
        "state": document.state,
        "is_moderated": document.is_moderated,
        "opens_on": document.opens_on.isoformat(),
        "closes_on": document.closes_on.isoformat(),
        "event": document.event,
        "conveners": list(document.conveners),
        "facilitators": list(document.facilitators),
        "context": document.context,
        "objective": document.objective,
        "counts": _counts(document),
        "sections": _sections(document),
        "statements": [_statement(each, texts) for each in document.statements],
        "contributors": _contributors(document),
        "resources": _resources(document, texts),
        "responses": [
            {
                "contribution": each.contribution,
                "version": each.version,
                "language": each.language,
                "text": each.text,
            }
            for each in document.responses
        ],
        "unused": [
            {"contribution": each.contribution, "reason": each.reason} for each in document.unused
        ],
        "limits": _limits(document),
        "endorsement": _endorsement(document),
        "use": [],
    } | _published(document)


def _published(document: Document) -> dict[str, Any]:
    """Nothing for a draft; ``keys`` are those of the statements, in their order."""
    published = document.published
    if published is None:
        return {}
    return {
        "published": {
            "on": published.on.isoformat(),
            "sha256": published.sha256,
            "redacted": published.redacted,
            "keys": [each.key for each in document.statements],
        }
    }


def _counts(document: Document) -> dict[str, Any]:
    counts = document.counts
    return {
        "contributions": counts.contributions,
        "late": counts.late,
        "by_language": dict(counts.by_language),
        "by_kind": dict(counts.by_kind),
        "by_country": dict(counts.by_country),
        "set_aside": dict(counts.set_aside),
    }


def _sections(document: Document) -> list[dict[str, Any]]:
    """The topics and questions of the call, each with the numbers of its statements."""
    return [
        {
            "key": topic.key,
            "number": str(topic.number),
            "title": topic.title,
            "language": topic.language,
            "statements": _about(document, topic.key),
            "questions": [
                {
                    "key": question.key,
                    "number": f"{topic.number}.{question.number}",
                    "text": question.text,
                    "language": question.language,
                    "answered_by": list(question.answered_by),
                    "statements": _about(document, question.key),
                }
                for question in topic.questions
            ],
        }
        for topic in document.topics
    ]


def _about(document: Document, key: str) -> list[int]:
    return [each.number for each in document.statements if each.about == key]


def _statement(statement: Statement, texts: Texts) -> dict[str, Any]:
    return {
        "number": statement.number,
        "kind": statement.kind,
        "text": statement.text,
        "language": statement.language,
        "question": statement.about,
        "addressee": statement.addressee,
        "place": statement.place,
        "is_summary": statement.is_summary,
        "weight": _weight(statement.weight),
        "citations": [_citation(each, texts) for each in statement.citations],
    } | _made_by_hand(statement)


def _made_by_hand(statement: Statement) -> dict[str, Any]:
    """What a person added to the words of contributors; nothing for what a program drafted."""
    said = statement.translated
    translation = {"text": said.text, "origin": said.origin} if said else None
    return {
        name: value
        for name, value in (("by_hand", statement.by_hand), ("translation", translation))
        if value
    }


def _weight(weight: Weight) -> dict[str, Any]:
    return {
        "contributors": weight.contributors,
        "kinds": dict(weight.kinds),
        "regions": dict(weight.regions),
        "as_signed": weight.as_signed,
    }


def _citation(citation: Citation, texts: Texts) -> dict[str, Any]:
    """``words`` are given only where no response holds them: those of a version since edited."""
    is_here = (citation.contribution, citation.version) in texts
    words = {} if is_here or not citation.words else {"words": citation.words}
    return words | {
        "contribution": citation.contribution,
        "version": citation.version,
        "start": citation.start,
        "end": citation.end,
        "sha256": citation.sha256,
        "language": citation.language,
        "stance": citation.stance,
        "perhaps": citation.is_perhaps,
        "flag": citation.flag,
    }


def _contributors(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "contribution": each.contribution,
            "name": each.name,
            "organisation": each.organisation,
            "kind": each.kind,
            "country": each.country,
            "language": each.language,
            "day": each.day.isoformat() if each.day else "",
            "as_signed": each.as_signed,
        }
        for each in document.contributors
    ]


def _resources(document: Document, texts: Texts) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind,
            "name": each.name,
            "url": each.url,
            "mentions": [_citation(mention, texts) for mention in each.mentions],
        }
        for each in document.resources
    ]


def _endorsement(document: Document) -> list[dict[str, Any]]:
    """The last comment round, if there was one."""
    held = document.endorsement
    if held is None:
        return []
    days = {"opens_on": held.opens_on.isoformat(), "closes_on": held.closes_on.isoformat()}
    statements = [asdict(each) for each in held.statements]
    return [asdict(held) | days | {"statements": statements}]


def _limits(document: Document) -> dict[str, Any]:
    """What a reader must know before quoting the reply."""
    return {
        "is_consensus": document.state == "endorsed",
        "is_moderated": document.is_moderated,
        "statements_by": "team" if any(s.by_hand for s in document.statements) else "program",
        "translated": False,
    }
