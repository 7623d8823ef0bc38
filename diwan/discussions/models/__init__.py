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
from .passage import Passage
from .reply import Citation, Mention, Reply, Resource, Statement, Unused
from .talk import Follow, QuestionProposal, Report

__all__ = [
    "Attachment",
    "BackgroundPaper",
    "Citation",
    "Contribution",
    "Cutting",
    "Discussion",
    "Facilitator",
    "FacilitatorInvitation",
    "Follow",
    "Invitation",
    "Mention",
    "Passage",
    "Question",
    "QuestionProposal",
    "Reply",
    "Report",
    "Resource",
    "Statement",
    "Topic",
    "Unused",
    "Version",
]
