"""Discussions and contributions for tests, made by the same actions that make real ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.discussions.actions import calling, intake, moderation, teamwork
from diwan.discussions.calls import Reader
from diwan.discussions.models import Contribution, Discussion, Question, Topic
from diwan.discussions.words import Stage
from diwan.vocabularies.models import Place

if TYPE_CHECKING:
    from diwan.people.models import Person


def make_discussion(
    slug: str = "harbour", *, stage: str = Stage.OPEN, lead: Person | None = None, **changes: Any
) -> Discussion:
    """A discussion with one topic and two questions, running for a week more.

    Args:
        stage: reached by the ways there are; ``draft``, ``open`` or ``closed``.
        lead: somebody who leads its team.
        changes: of the fields of a call file.
    """
    today = clock.now().date()
    data = {
        "slug": slug,
        "title": {"en": f"The {slug}", "fr": f"Le {slug}", "ar": f"المرفأ {slug}"},
        "opens": str(today - timedelta(days=3)),
        "closes": str(today + timedelta(days=7)),
        "languages": ["en", "fr", "ar"],
        "topics": [
            {
                "key": "T1",
                "title": "Work",
                "questions": [
                    {"key": "T1Q1", "en": "Who finds work?", "fr": "Qui trouve du travail ?"},
                    {"key": "T1Q2", "en": "Who loses it?"},
                ],
            }
        ],
        **changes,
    }
    discussion = calling.create(Reader("factory").call(data), by=None)
    if lead is not None:
        teamwork.appoint(discussion, lead, by=None, is_lead=True)
    for step in {Stage.DRAFT: [], Stage.OPEN: ["open"], Stage.CLOSED: ["open", "closed"]}[
        Stage(stage)
    ]:
        discussion = calling.move(discussion, step, by=None)
    return discussion


def make_question(discussion: Discussion, key: str = "T1Q9", **wording: str) -> Question:
    """One more question in the discussion's first topic."""
    topic = Topic.objects.filter(discussion=discussion).order_by("number")[0]
    number = topic.questions.count() + 1
    text = wording or {"en": "And what else?"}
    return Question.objects.create(
        discussion=discussion, topic=topic, key=key, number=number, text=text
    )


def make_contribution(
    discussion: Discussion,
    text: str = "A town needs one door for all papers.",
    *,
    by: Person | None = None,
    released: Person | None = None,
    question: str | None = None,
    country: str = "",
    **fields: Any,
) -> Contribution:
    """A contribution handed in on the web.

    Args:
        by: the member who wrote it; None for a visitor.
        released: the facilitator who releases it; None leaves it held.
        question: key of the question it answers; None for free text.
        country: ISO 3166 code.
    """
    fields.setdefault("attribution", "named")
    fields.setdefault("email", "" if by is not None else "visitor@example.org")
    saying = intake.Saying(
        answers=[(question, text)],
        country=Place.objects.get(code=country) if country else None,
        **fields,
    )
    contribution = intake.submit(intake.start(discussion, by=by), saying)
    if released is not None:
        contribution = moderation.release(contribution, by=released)
    return contribution
