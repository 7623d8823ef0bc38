"""What somebody says of a project, an indicator or a participant; plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from diwan.people.models import Organisation


@dataclass(frozen=True, slots=True)
class ProjectSaid:
    """Places by code, themes by key, the agreement and the phase before by address."""

    title: Mapping[str, str]
    lead: Organisation
    objectives: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    agreement: str = ""
    follows: str = ""
    phase: int | None = None
    themes: Sequence[str] = ()
    origins: Sequence[str] = ()
    destinations: Sequence[str] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Decimal | None = None
    currency: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorSaid:
    name: Mapping[str, str]
    measure: str
    direction: str
    baseline: Decimal
    baseline_year: int
    target: Decimal
    target_year: int
    unit: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParticipantSaid:
    """``organisation`` where it is in the register, else ``name``."""

    role: str
    organisation: Organisation | None = None
    name: str = ""
    amount: Decimal | None = None
    currency: str = ""
