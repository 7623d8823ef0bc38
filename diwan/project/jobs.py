"""Housekeeping that belongs to no room."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from diwan.core import slots

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

KEPT = timedelta(days=7)


def _done_tasks(now: datetime) -> QuerySet[Any]:
    return DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT)


def count_done_tasks(now: datetime) -> int:
    return _done_tasks(now).count()


def purge_done_tasks(now: datetime) -> int:
    """Remove what finished tasks left behind; returns how many."""
    return _done_tasks(now).delete()[0]


slots.retention.add(
    "project/tasks",
    slots.RetentionRule(
        title=_("Finished tasks"),
        rule=_("Seven days after the task is done."),
        due=count_done_tasks,
        purge=purge_done_tasks,
    ),
    order=90,
)
