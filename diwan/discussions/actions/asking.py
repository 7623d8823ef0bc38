"""The topics and numbered questions of a discussion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal

from .. import rules
from ..access import may_facilitate, require
from ..models import Discussion, Passage, Question, Statement, Topic
from ..words import Stage
from .calling import index

if TYPE_CHECKING:
    from diwan.people.models import Person


#: an invitation to the facilitation team
INVITATION_LIFE = timedelta(days=30)


@transaction.atomic
def add_topic(discussion: Discussion, *, title: dict[str, str], by: Person) -> Topic:
    require(may_facilitate(by, discussion))
    number = rules.next_number([topic.number for topic in discussion.topics.all()])
    keys = set(discussion.topics.values_list("key", flat=True)) | _remembered(discussion)
    topic = Topic.objects.create(
        discussion=discussion, key=_free_key("T", keys), number=number, title=title
    )
    record("add topic", by=by, on=discussion, details={"key": topic.key})
    return topic


@transaction.atomic
def add_question(
    topic: Topic, *, text: dict[str, str], by: Person, is_members: bool = False
) -> Question:
    require(may_facilitate(by, topic.discussion))
    number = rules.next_number([question.number for question in topic.questions.all()])
    keys = set(topic.discussion.questions.values_list("key", flat=True))
    keys |= _remembered(topic.discussion)
    question = Question.objects.create(
        discussion=topic.discussion,
        topic=topic,
        key=_free_key(f"{topic.key}Q", keys),
        number=number,
        text=text,
        is_members=is_members,
    )
    record("add question", by=by, on=topic.discussion, details={"key": question.key})
    if topic.discussion.stage != Stage.DRAFT:
        index(topic.discussion)
    return question


@transaction.atomic
def reword(row: Topic | Question, *, words: dict[str, str], by: Person) -> None:
    """Change the words of a topic or question; its key stays."""
    require(may_facilitate(by, row.discussion))
    if isinstance(row, Topic):
        row.title = words
    else:
        row.text = words
    row.save()
    record("reword", by=by, on=row.discussion, details={"key": row.key})
    if row.discussion.stage != Stage.DRAFT:
        index(row.discussion)


@transaction.atomic
def remove(row: Topic | Question, *, by: Person) -> None:
    """Remove a topic or question, only while the discussion is in preparation."""
    require(may_facilitate(by, row.discussion))
    if row.discussion.stage != Stage.DRAFT:
        raise Refusal(_("A question of a discussion that was opened stays; reword it instead."))
    record("remove", by=by, on=row.discussion, details={"key": row.key})
    siblings: Any = row.discussion.topics if isinstance(row, Topic) else row.topic.questions
    row.delete()
    for number, sibling in enumerate(siblings.order_by("number"), start=1):
        sibling.number = number
        sibling.save(update_fields=["number"])


def _remembered(discussion: Discussion) -> set[str]:
    """Keys that passages and drafts name still: of a removed question, no other one takes over."""
    passages = Passage.objects.of_discussion(discussion).values_list("targets", flat=True)
    about = Statement.objects.filter(reply__discussion=discussion).values_list("about", flat=True)
    return {key for targets in passages for key in targets} | set(about)


def _free_key(stem: str, taken: set[str]) -> str:
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


# --- team, papers, invitations ---------------------------------------------------------
