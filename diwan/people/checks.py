"""What ``manage.py check`` says about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence


@register(Tags.database)
def demo_accounts_stay_out(
    *, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """A real site holds no demo accounts; runs with ``check --database default``."""
    from .actions import refuse_demo_accounts  # noqa: PLC0415 - needs the models loaded

    if not databases:
        return []
    try:
        refuse_demo_accounts()
    except Refusal as refusal:
        return [Error(str(refusal), id="people.E001")]
    except DatabaseError:  # before the first migration there is nobody to find
        return []
    return []
