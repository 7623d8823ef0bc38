"""Choices of people and organisations."""

from .people import (
    ActorKind,
    Attribution,
    Audience,
    ConsentMethod,
    Gender,
    ProfileField,
    Role,
)

__all__ = [
    "ActorKind",
    "Attribution",
    "Audience",
    "ConsentMethod",
    "Gender",
    "ProfileField",
    "Role",
]
