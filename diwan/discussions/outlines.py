"""From rows to what the pure work on texts takes: what a call asks, what somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.texts.passages import Asked, AskedTopic, Declared, Outline, Writing

if TYPE_CHECKING:
    from .models import Discussion, Version


def outline_of(discussion: Discussion) -> Outline:
    """What the discussion asks, those questions too that members put; two queries."""
    topics = discussion.topics.prefetch_related("questions").order_by("number")
    return Outline(
        tuple(
            AskedTopic(
                topic.key,
                topic.title,
                tuple(Asked(question.key, question.text) for question in topic.questions.all()),
            )
            for topic in topics
        )
    )


def keys_of(outline: Outline) -> tuple[list[str], list[str]]:
    """The keys of topics and of questions, in their order."""
    topics = [topic.key for topic in outline.topics]
    return topics, [question.key for topic in outline.topics for question in topic.questions]


def writing_of(version: Version) -> Writing:
    """The words readers see, with the answers of the web form; needs its ``contribution``."""
    return Writing(
        text=version.masked,
        language=version.contribution.language,
        declared=tuple(
            Declared(part["masked_start"], part["masked_end"], part["question"])
            for part in version.parts
            if part["masked_end"] > part["masked_start"]
        ),
    )
