"""A discussion with its topics and questions, and what people contribute to it."""

from .call import (
    BackgroundPaper,
    Discussion,
    Facilitator,
    FacilitatorInvitation,
    Invitation,
    Question,
    Topic,
)
from .contribution import Attachment, Contribution, Cutting, Version
from .talk import Follow, QuestionProposal, Report

__all__ = [
    "Attachment",
    "BackgroundPaper",
    "Contribution",
    "Cutting",
    "Discussion",
    "Facilitator",
    "FacilitatorInvitation",
    "Follow",
    "Invitation",
    "Question",
    "QuestionProposal",
    "Report",
    "Topic",
    "Version",
]
