"""Find the passages of a discussion: at once when it is quick, else in the worker."""

from __future__ import annotations

from django.db.models import Count, Sum
from django.db.models.functions import Length
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from diwan.people.models import Person

from ..access import may_facilitate, require
from ..models import Discussion, Version
from ..words import ContributionState
from . import passages

#: contributions, and characters in all of them, that are read while somebody waits
AT_ONCE, CHARACTERS_AT_ONCE = 40, 60_000


def start(discussion: Discussion, *, by: Person) -> int | None:
    """How many passages there are now; None when the worker finds them in a while."""
    require(may_facilitate(by, discussion))
    if _is_quick(discussion):
        return passages.align(discussion, by=by)
    if not is_waiting(discussion):
        find.enqueue(discussion.pk, by.pk)
    return None


def is_waiting(discussion: Discussion) -> bool:
    """Whether the worker is finding them, or has been asked to."""
    asked = DBTaskResult.objects.filter(
        task_path=find.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    given = asked.values_list("args_kwargs", flat=True)
    return any(row["args"][:1] == [discussion.pk] for row in given)


def _is_quick(discussion: Discussion) -> bool:
    shown = Version.objects.filter(
        is_released=True,
        contribution__discussion=discussion,
        contribution__state=ContributionState.RELEASED,
    ).aggregate(number=Count("pk"), characters=Sum(Length("masked"), default=0))
    return bool(shown["number"] <= AT_ONCE and shown["characters"] <= CHARACTERS_AT_ONCE)


@task()
def find(discussion_id: int, person_id: int) -> None:
    """Find them in the worker, in the name of whoever asked, who may have left the team."""
    discussion = Discussion.objects.get(pk=discussion_id)
    by = Person.objects.active().filter(pk=person_id).first()
    passages.align(discussion, by=by if by and may_facilitate(by, discussion) else None)
