"""What the clock does for services."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from diwan.core import slots

from .actions import asking, assuring, hearing
from .models import ServiceImport

if TYPE_CHECKING:
    from datetime import datetime

#: settled words about services, and files that nobody told to write
FEEDBACK_KEPT = timedelta(days=365)
IMPORT_KEPT = timedelta(days=1)

VERIFICATION = slots.Job(
    run=lambda now: assuring.ask_for_word(now) + assuring.take_down(now),
    every=timedelta(hours=12),
)


def due_feedback(now: datetime) -> int:
    return int(hearing.old(now - FEEDBACK_KEPT).count())


def purge_feedback(now: datetime) -> int:
    return int(hearing.old(now - FEEDBACK_KEPT).delete()[0])


def due_imports(now: datetime) -> int:
    return ServiceImport.objects.filter(made_at__lt=now - IMPORT_KEPT).count()


def purge_imports(now: datetime) -> int:
    """With the rows that were left out of those that were written: they are told for a day."""
    return ServiceImport.objects.filter(made_at__lt=now - IMPORT_KEPT).delete()[0]


due_enquiries, purge_enquiries = asking.due_silent, asking.purge_silent
