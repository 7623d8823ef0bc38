"""The only place that changes organisations: one function a verb."""

from .carrying import carry_on_stale
from .changing import record_succession, remove_succession, rename
from .describing import add, describe, join_parent, leave_parent, open_branch
from .foreseeing import foresee_merge
from .importing import (
    choose,
    chosen_of,
    plans_of,
    read_in,
    write_chosen,
)
from .knowing import places_by_name
from .mandates import (
    ask_mandate,
    confirm_mandate,
    decline_mandate,
    end_mandate,
    give_mandate,
    hand_over,
    show_name,
)
from .marking import mark_enforcement
from .merging import merge, undo_merge
from .pages import publish_page, remove_page, write_page
from .reminding import remind
from .twins import dismiss_twins, find_twins
from .verifying import (
    Review,
    ask_review,
    confirm_by_itself,
    end_partnership,
    make_partner,
    take_back_verification,
    verify,
    vet,
)

__all__ = [
    "Review",
    "add",
    "ask_mandate",
    "ask_review",
    "carry_on_stale",
    "choose",
    "chosen_of",
    "confirm_by_itself",
    "confirm_mandate",
    "decline_mandate",
    "describe",
    "dismiss_twins",
    "end_mandate",
    "end_partnership",
    "find_twins",
    "foresee_merge",
    "give_mandate",
    "hand_over",
    "join_parent",
    "leave_parent",
    "make_partner",
    "mark_enforcement",
    "merge",
    "open_branch",
    "places_by_name",
    "plans_of",
    "publish_page",
    "read_in",
    "record_succession",
    "remind",
    "remove_page",
    "remove_succession",
    "rename",
    "show_name",
    "take_back_verification",
    "undo_merge",
    "verify",
    "vet",
    "write_chosen",
    "write_page",
]
