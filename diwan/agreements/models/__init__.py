"""Agreements: who concluded what with whom, for which measures, and what came of it."""

from .agreement import Agreement, Document, Milestone
from .dialogue import Dialogue, Round
from .endings import ExitPlan, HandOver
from .governance import Organ, Seat
from .parties import Party, Recognition, SignOff, Terms
from .resources import Resource
from .sharing import DataSharing, SharingBody, Transfer
from .terms import Measure, Priority, Safeguard

__all__ = [
    "Agreement",
    "DataSharing",
    "Dialogue",
    "Document",
    "ExitPlan",
    "HandOver",
    "Measure",
    "Milestone",
    "Organ",
    "Party",
    "Priority",
    "Recognition",
    "Resource",
    "Round",
    "Safeguard",
    "Seat",
    "SharingBody",
    "SignOff",
    "Terms",
    "Transfer",
]
