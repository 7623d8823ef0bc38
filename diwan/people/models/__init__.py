"""People and organisations."""

from .consents import Consent, ConsentText
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
    Succession,
    Vetting,
)
from .retention import RetentionRun

__all__ = [
    "Consent",
    "ConsentText",
    "DirectoryEntry",
    "FieldAudience",
    "Invitation",
    "Likeness",
    "Mandate",
    "Merge",
    "Organisation",
    "OrganisationImport",
    "OrganisationPage",
    "Person",
    "Profile",
    "RetentionRun",
    "SignInLink",
    "Succession",
    "Vetting",
]
