"""What the libraries of the house keep (P-1), where no room answers for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from diwan.core.purposes import Purpose, declare, not_personal

_WEEK = _("Seven days after the task is done.")
_NOBODY = _("Nobody but whoever runs the machine.")
_WORK = _("Legitimate interest: doing what was asked without keeping anybody waiting")

declare(
    "django_tasks_database.DBTaskResult",
    args_kwargs=Purpose(
        _("To know what to do: the numbers of the rows that a queued task is about."),
        _WORK,
        _WEEK,
        _NOBODY,
    ),
    return_value=Purpose(_("To know what a task has done."), _WORK, _WEEK, _NOBODY),
    exception_class_path=Purpose(_("To find out why a task failed."), _WORK, _WEEK, _NOBODY),
    traceback=Purpose(_("To find out why a task failed."), _WORK, _WEEK, _NOBODY),
)
not_personal(
    "django_tasks_database.DBTaskResult",
    ["status", "task_path", "queue_name", "backend_name", "worker_ids"],
)
not_personal("auth.Group", ["name"])
not_personal("auth.Permission", ["name", "codename"])
not_personal("contenttypes.ContentType", ["app_label", "model"])
