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
from .desk import Presence, Suggestion, UnsavedText
from .endorsement import EndorsementRound, Position
from .passage import Passage
from .post import Approach, CrossReference, LinkCandidate, Post, Priority, TopicIdea
from .reply import Citation, Mention, Reply, Resource, Statement, Unused
from .talk import Follow, LettersRefused, QuestionProposal, Report
from .translation import Translation

__all__ = [
    "Approach",
    "Attachment",
    "BackgroundPaper",
    "Citation",
    "Contribution",
    "CrossReference",
    "Cutting",
    "Discussion",
    "EndorsementRound",
    "Facilitator",
    "FacilitatorInvitation",
    "Follow",
    "Invitation",
    "LettersRefused",
    "LinkCandidate",
    "Mention",
    "Passage",
    "Position",
    "Post",
    "Presence",
    "Priority",
    "Question",
    "QuestionProposal",
    "Reply",
    "Report",
    "Resource",
    "Statement",
    "Suggestion",
    "Topic",
    "TopicIdea",
    "Translation",
    "UnsavedText",
    "Unused",
    "Version",
]
