"""Due work of the mailroom: whatever a lost task left behind is taken up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import actions
from .actions import fetching

if TYPE_CHECKING:
    from datetime import datetime


def process_due(now: datetime) -> int:
    """Read stored letters that nobody took up, then deliver what waits; returns how many."""
    done = actions.take_up_forgotten(now) + actions.deliver_due(now)
    actions.forget_codes(now)
    return done


def fetch_due(now: datetime) -> int:
    """Take in what waits in the hosted mailbox, when one is set; returns how many letters."""
    return fetching.fetch_due(now)
