"""The comment round: for those who are asked, and for the team that answers."""

from .asked import confirm_objection, endorsement, maintain_objection, withdraw_objection
from .team import answer_objection, close_round, endorsing

__all__ = [
    "answer_objection",
    "close_round",
    "confirm_objection",
    "endorsement",
    "endorsing",
    "maintain_objection",
    "withdraw_objection",
]
