"""Councils with their opinions, and questions to authorities."""

from .councils import AgendaItem, College, Council, Holding, Meeting, Seat
from .opinions import Opinion, Vote
from .questions import Answer, Question, Redirection, ResponseTime, Support

__all__ = [
    "AgendaItem",
    "Answer",
    "College",
    "Council",
    "Holding",
    "Meeting",
    "Opinion",
    "Question",
    "Redirection",
    "ResponseTime",
    "Seat",
    "Support",
    "Vote",
]
