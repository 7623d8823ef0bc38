"""Who may write down what a dialogue did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..access import is_steward, may_keep

if TYPE_CHECKING:
    from ..models import Agreement, Dialogue


def may_begin_dialogue(person: Any, agreement: Agreement | None) -> bool:
    """Of an agreement: whoever may keep it; a forum of its own: stewards."""
    return is_steward(person) if agreement is None else may_keep(person, agreement)


def may_keep_dialogue(person: Any, dialogue: Dialogue) -> bool:
    return may_begin_dialogue(person, dialogue.agreement)
