"""Due work of the mailroom: whatever a lost task left behind is taken up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import actions

if TYPE_CHECKING:
    from datetime import datetime


def process_due(now: datetime) -> int:
    """Read stored letters that nobody took up, then deliver what waits; returns how many."""
    return actions.take_up_forgotten(now) + actions.deliver_due(now)
