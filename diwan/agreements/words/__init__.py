"""Choices of agreements; those of data-sharing have a file of their own."""

from .agreements import (
    TOO_FAR,
    AgreementKind,
    AgreementState,
    Level,
    MilestoneKind,
    OrganKind,
    Part,
    Precision,
    ResourceKind,
    ResourceState,
    SafeguardAnswer,
    SafeguardKey,
    Side,
)

__all__ = [
    "TOO_FAR",
    "AgreementKind",
    "AgreementState",
    "Level",
    "MilestoneKind",
    "OrganKind",
    "Part",
    "Precision",
    "ResourceKind",
    "ResourceState",
    "SafeguardAnswer",
    "SafeguardKey",
    "Side",
]
