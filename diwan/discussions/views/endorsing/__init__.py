"""The comment round: for those who are asked, and for the team that answers."""

from .asked import endorsement, maintain_objection, withdraw_objection
from .team import answer_objection, close_round, endorsing

__all__ = [
    "answer_objection",
    "close_round",
    "endorsement",
    "endorsing",
    "maintain_objection",
    "withdraw_objection",
]
