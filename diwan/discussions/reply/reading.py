"""From the JSON of a reply to the reply again: what ``rendering.as_json`` wrote, read back.

Nothing said of cited words is taken on trust: they are cut from the responses.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ..rules import digest
from . import document

if TYPE_CHECKING:
    from collections.abc import Sequence

    #: (contribution, version) → the words in full
    Texts = dict[tuple[int, int], str]
    Data = dict[str, Any]


def document_of(data: Data) -> document.Document:
    """The reply that was written as ``data``.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: something is missing or no such thing.
    """
    texts = {(each["contribution"], each["version"]): each["text"] for each in data["responses"]}
    published, keys = _published(data.get("published"), len(data["statements"]))
    return document.Document(
        slug=data["slug"],
        title=data["title"]["text"],
        title_language=data["title"]["language"],
        version=data["version"],
        made_on=date.fromisoformat(data["made_on"]),
        language=data["language"],
        languages=tuple(data["languages"]),
        state=data["state"],
        is_moderated=data["is_moderated"],
        opens_on=date.fromisoformat(data["opens_on"]),
        closes_on=date.fromisoformat(data["closes_on"]),
        event=data["event"],
        conveners=tuple(data["conveners"]),
        facilitators=tuple(data["facilitators"]),
        context=data["context"],
        objective=data["objective"],
        topics=tuple(map(_topic, data["sections"])),
        counts=_counts(data["counts"]),
        contributors=tuple(map(_contributor, data["contributors"])),
        statements=tuple(
            _statement(each, texts, key) for each, key in zip(data["statements"], keys, strict=True)
        ),
        resources=tuple(_resource(each, texts) for each in data["resources"]),
        responses=tuple(
            document.Response(each["contribution"], each["version"], each["language"], each["text"])
            for each in data["responses"]
        ),
        unused=tuple(
            document.Unused(each["contribution"], each["reason"]) for each in data["unused"]
        ),
        published=published,
        endorsement=_endorsement(data["endorsement"]),
    )


def _endorsement(rounds: list[Data]) -> document.Endorsement | None:
    """The last comment round, if there was one."""
    if not rounds:
        return None
    held = rounds[-1]
    days = {name: date.fromisoformat(held[name]) for name in ("opens_on", "closes_on")}
    return document.Endorsement(
        **(held | days | {"statements": tuple(map(_weighed, held["statements"]))})
    )


def _weighed(data: Data) -> document.Weighed:
    said = (each | {"signed": tuple(each["signed"])} for each in data["objections"])
    objections = tuple(document.Objection(**each) for each in said)
    return document.Weighed(**(data | {"objections": objections}))


def _published(data: Data | None, count: int) -> tuple[document.Published | None, list[str]]:
    """When and as what it was published, and the keys of its statements."""
    if data is None:
        return None, [""] * count
    on = date.fromisoformat(data["on"])
    return document.Published(on, data["sha256"], data["redacted"]), data["keys"]


def _topic(data: Data) -> document.AskedTopic:
    return document.AskedTopic(
        key=data["key"],
        number=int(data["number"]),
        title=data["title"],
        language=data["language"],
        questions=tuple(map(_question, data["questions"])),
    )


def _question(data: Data) -> document.AskedQuestion:
    return document.AskedQuestion(
        key=data["key"],
        number=int(data["number"].rpartition(".")[2]),
        text=data["text"],
        language=data["language"],
        answered_by=tuple(data["answered_by"]),
    )


def _pairs(data: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(data.items())


def _counts(data: Data) -> document.Counts:
    return document.Counts(
        contributions=data["contributions"],
        late=data["late"],
        by_language=_pairs(data["by_language"]),
        by_kind=_pairs(data["by_kind"]),
        by_country=_pairs(data["by_country"]),
        set_aside=_pairs(data["set_aside"]),
    )


def _contributor(data: Data) -> document.Contributor:
    day = date.fromisoformat(data["day"]) if data["day"] else None
    return document.Contributor(**(data | {"day": day}))


def _statement(data: Data, texts: Texts, key: str) -> document.Statement:
    weight, translation = data["weight"], data.get("translation")
    return document.Statement(
        number=data["number"],
        kind=data["kind"],
        text=data["text"],
        language=data["language"],
        about=data["question"],
        weight=document.Weight(
            contributors=weight["contributors"],
            kinds=_pairs(weight["kinds"]),
            regions=_pairs(weight["regions"]),
            as_signed=weight["as_signed"],
        ),
        citations=_citations(data["citations"], texts),
        addressee=data["addressee"],
        place=data["place"],
        is_summary=data["is_summary"],
        key=key,
        by_hand=data.get("by_hand", False),
        translated=document.Translated(**translation) if translation else None,
    )


def _resource(data: Data, texts: Texts) -> document.Resource:
    mentions = _citations(data["mentions"], texts)
    return document.Resource(data["kind"], data["name"], data["url"], mentions)


def _citations(rows: Sequence[Data], texts: Texts) -> tuple[document.Citation, ...]:
    return tuple(_citation(each, texts) for each in rows)


def _citation(data: Data, texts: Texts) -> document.Citation:
    """The citation with the words that stand there, whatever is said of it."""
    place = (data["contribution"], data["version"])
    made = document.Citation(
        contribution=data["contribution"],
        version=data["version"],
        start=data["start"],
        end=data["end"],
        sha256=data["sha256"],
        language=data["language"],
        words=data.get("words", "") if place not in texts else "",
        stance=data["stance"],
        is_perhaps=data["perhaps"],
        flag=data["flag"],
    )
    text = texts.get(place, "")
    if not 0 <= made.start < made.end <= len(text):
        return made
    words = text[made.start : made.end]
    # re-masked words are not the cited ones any more, and are said to be so
    is_gone = made.flag == "edited" and digest(words) != made.sha256
    return made if is_gone else replace(made, words=words)
