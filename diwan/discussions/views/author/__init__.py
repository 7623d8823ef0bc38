"""What contributors and members do: write, manage what they wrote, answer, propose, report."""

from .became import became
from .managing import attribute, claim, correct, discard, manage, mine, withdraw
from .talking import follow, propose, report
from .writing import contribute, reply

__all__ = [
    "attribute",
    "became",
    "claim",
    "contribute",
    "correct",
    "discard",
    "follow",
    "manage",
    "mine",
    "propose",
    "reply",
    "report",
    "withdraw",
]
