"""What can be asked of discussions; endorsement has a file of its own."""

from .discussions import (
    LET_GO,
    SILENT_AFTER,
    UNTAKEN_AFTER,
    ContributionQuerySet,
    DiscussionQuerySet,
    Edition,
    PassageQuerySet,
    ReplyQuerySet,
    StatementQuerySet,
    TranslationQuerySet,
)

__all__ = [
    "LET_GO",
    "SILENT_AFTER",
    "UNTAKEN_AFTER",
    "ContributionQuerySet",
    "DiscussionQuerySet",
    "Edition",
    "PassageQuerySet",
    "ReplyQuerySet",
    "StatementQuerySet",
    "TranslationQuerySet",
]
