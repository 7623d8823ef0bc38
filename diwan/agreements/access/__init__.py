"""Who may do what in this room; of an agreement unless a file says otherwise."""

from .agreements import (
    is_bound,
    is_steward,
    may_call_back,
    may_draft,
    may_edit,
    may_keep,
    may_run,
    may_sign,
    require,
    takes_part,
)

__all__ = [
    "is_bound",
    "is_steward",
    "may_call_back",
    "may_draft",
    "may_edit",
    "may_keep",
    "may_run",
    "may_sign",
    "require",
    "takes_part",
]
