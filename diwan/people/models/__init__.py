"""People and organisations."""

from .entrance import Invitation, SignInLink
from .organisations import Organisation
from .persons import Person
from .retention import RetentionRun

__all__ = ["Invitation", "Organisation", "Person", "RetentionRun", "SignInLink"]
