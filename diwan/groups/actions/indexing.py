"""What can be found of questions and opinions: what everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.core.wording import choose
from diwan.portal import actions as portal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..models import Opinion, Question

QUESTIONS, OPINIONS = "groups-questions", "groups-opinions"


def index_questions(questions: Iterable[Question]) -> None:
    """Make published ones findable with their answers; each in the language it was asked in."""
    portal.index(QUESTIONS, (_of_question(question) for question in questions))


def forget_question(question: Question) -> None:
    portal.remove(QUESTIONS, [question.pk])


def index_opinions(opinions: Iterable[Opinion]) -> None:
    portal.index(OPINIONS, (entry for opinion in opinions for entry in _of_opinion(opinion)))


def _of_question(question: Question) -> portal.Entry:
    said = " \n".join([question.masked, *(row.text for row in question.answers.all())])
    return portal.entry(
        question.pk,
        question.language,
        title=question.title,
        text=said,
        places=[question.place_id] if question.place_id else [],
        themes=[question.theme_id] if question.theme_id else [],
        year=question.opened_on.year if question.opened_on else None,
    )


def _of_opinion(opinion: Opinion) -> Iterator[portal.Entry]:
    for code in {**opinion.title, **opinion.text}:
        said = " \n".join([opinion.text.get(code, ""), opinion.answer.get(code, "")])
        title = choose(opinion.title, code).text
        yield portal.entry(
            opinion.pk,
            code,
            title=title,
            text=said,
            places=[opinion.council.place_id] if opinion.council.place_id else [],
            themes=[opinion.theme_id] if opinion.theme_id else [],
            year=opinion.adopted_on.year if opinion.adopted_on else None,
        )
