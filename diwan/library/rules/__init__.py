"""Facts of the library, without a database, a clock or Django."""

from .items import (
    CHECKS,
    CURRENT_DAYS,
    MOVES,
    NEED_A_REASON,
    OPEN_TO_ALL,
    OWN_WORKS,
    REVIEW_DAYS,
    REVIEWERS,
    decision,
    is_doi,
    is_out_of_date,
    may_move,
    missing_for_submission,
)

__all__ = [
    "CHECKS",
    "CURRENT_DAYS",
    "MOVES",
    "NEED_A_REASON",
    "OPEN_TO_ALL",
    "OWN_WORKS",
    "REVIEWERS",
    "REVIEW_DAYS",
    "decision",
    "is_doi",
    "is_out_of_date",
    "may_move",
    "missing_for_submission",
]
