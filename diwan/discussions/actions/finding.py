"""Find the passages of a discussion: at once when it is quick, else in the worker."""

from __future__ import annotations

from django_tasks import task

from diwan.people.models import Person

from ..access import may_facilitate, require
from ..models import Discussion
from . import passages

#: contributions that are read in a few seconds, while somebody waits
AT_ONCE = 40


def start(discussion: Discussion, *, by: Person) -> int | None:
    """How many passages there are now; None when the worker finds them in a while."""
    require(may_facilitate(by, discussion))
    if discussion.contributions.released().count() <= AT_ONCE:
        return passages.align(discussion, by=by)
    find.enqueue(discussion.pk, by.pk)
    return None


@task()
def find(discussion_id: int, person_id: int) -> None:
    """Find them in the worker, in the name of whoever asked, who may have left the team."""
    discussion = Discussion.objects.get(pk=discussion_id)
    by = Person.objects.active().filter(pk=person_id).first()
    passages.align(discussion, by=by if by and may_facilitate(by, discussion) else None)
