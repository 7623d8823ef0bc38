"""What finished tasks leave behind goes after a week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from diwan.project.jobs import count_done_tasks, purge_done_tasks

pytestmark = pytest.mark.django_db


def task(*, status, days):
    now = timezone.now()
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="diwan.nowhere",
        queue_name="default",
        backend_name="default",
        run_after=now,
        finished_at=now - timedelta(days=days) if days else None,
        exception_class_path="",
        traceback="",
    )


def test_only_tasks_done_for_a_week_go():
    task(status="SUCCESSFUL", days=8)
    task(status="FAILED", days=8)
    kept = {task(status="SUCCESSFUL", days=6).pk, task(status="READY", days=0).pk}
    assert count_done_tasks(timezone.now()) == 2
    assert purge_done_tasks(timezone.now()) == 2
    assert purge_done_tasks(timezone.now()) == 0
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == kept
