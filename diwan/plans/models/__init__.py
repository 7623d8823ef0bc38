"""Projects: who does what where, until when, with whose money, and how far it came."""

from .indicators import Indicator, Value
from .project import Participant, Project, ProjectPlace

__all__ = ["Indicator", "Participant", "Project", "ProjectPlace", "Value"]
