"""People and organisations."""

from .consents import Consent, ConsentText
from .conversations import Block, Conversation, Message, MessageReport
from .entrance import Invitation, SignInLink
from .mandates import Mandate
from .organisations import Organisation
from .persons import Person
from .profiles import DirectoryEntry, FieldAudience, Profile
from .register import (
    Likeness,
    Merge,
    OrganisationImport,
    OrganisationPage,
    Reminder,
    Succession,
    Vetting,
)
from .retention import RetentionRun

__all__ = [
    "Block",
    "Consent",
    "ConsentText",
    "Conversation",
    "DirectoryEntry",
    "FieldAudience",
    "Invitation",
    "Likeness",
    "Mandate",
    "Merge",
    "Message",
    "MessageReport",
    "Organisation",
    "OrganisationImport",
    "OrganisationPage",
    "Person",
    "Profile",
    "Reminder",
    "RetentionRun",
    "SignInLink",
    "Succession",
    "Vetting",
]
