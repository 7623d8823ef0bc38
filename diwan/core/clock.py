"""The one place that asks what time it is; rules and jobs are given ``now``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()
