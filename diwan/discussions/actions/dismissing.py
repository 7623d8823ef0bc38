"""Put suggestions away that do not fit, and bring them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from diwan.core import clock

from . import suggesting
from .stating.locking import lock_statement

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ..models import Statement


@transaction.atomic
def dismiss(statement: Statement, suggestion: int, *, by: Person) -> None:
    """Put a suggestion away: its words are not suggested again for the statement.

    Raises:
        Refusal: the reply is no draft any more.
        Conflict: somebody else dropped the statement by now.
    """
    locked = lock_statement(statement, by=by)
    locked.suggestions.filter(pk=suggestion).update(dismissed_at=clock.now())
    suggesting.soon(locked.reply)


@transaction.atomic
def bring_back(statement: Statement, *, by: Person) -> None:
    """Show again what was put away beside a statement.

    Raises:
        Refusal: the reply is no draft any more.
        Conflict: somebody else dropped the statement by now.
    """
    locked = lock_statement(statement, by=by)
    locked.suggestions.update(dismissed_at=None)
    suggesting.soon(locked.reply)
