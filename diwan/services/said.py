"""What somebody says of a service and its parts; plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, time
    from decimal import Decimal

    from diwan.people.models import Organisation


@dataclass(frozen=True, slots=True)
class ServiceSaid:
    """Kinds, languages, places and themes by their codes and keys."""

    name: Mapping[str, str]
    organisation: Organisation
    description: Mapping[str, str] = field(default_factory=dict)
    side: str = ""
    sensitivity: str = "public"
    terms: Sequence[str] = ()
    languages: Sequence[str] = ()
    interpretation_services: Mapping[str, str] = field(default_factory=dict)
    areas: Sequence[str] = ()
    themes: Sequence[str] = ()
    url: str = ""
    email: str = ""
    is_by_appointment: bool = False
    application_process: Mapping[str, str] = field(default_factory=dict)
    eligibility_description: Mapping[str, str] = field(default_factory=dict)
    minimum_age: int | None = None
    maximum_age: int | None = None
    is_free: bool | None = None
    fees_description: Mapping[str, str] = field(default_factory=dict)
    wait_time: Mapping[str, str] = field(default_factory=dict)
    alert: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class LocationSaid:
    """``place`` by its code; accessibility by codes."""

    location_type: str = "physical"
    name: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    address: str = ""
    city: str = ""
    postal_code: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    transportation: Mapping[str, str] = field(default_factory=dict)
    accessibility: Sequence[str] = ()
    accessibility_details: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleSaid:
    """``days`` are numbers from 0, Monday; without hours it is closed on them."""

    days: Sequence[int]
    timezone: str
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    description: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhoneSaid:
    number: str
    type: str = "voice"
    languages: Sequence[str] = ()
    description: Mapping[str, str] = field(default_factory=dict)
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class CostSaid:
    option: Mapping[str, str]
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class DocumentSaid:
    document: Mapping[str, str]
    url: str = ""


@dataclass(frozen=True, slots=True)
class GuideSaid:
    """``country`` by its code; ``papers``: each its name and what to look out for."""

    title: Mapping[str, str]
    country: str
    steps: Mapping[str, str]
    valid_until: date
    organisation: Organisation | None = None
    summary: Mapping[str, str] = field(default_factory=dict)
    cost: Mapping[str, str] = field(default_factory=dict)
    duration: Mapping[str, str] = field(default_factory=dict)
    official_url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RequestSaid:
    """What a person keeps about their own request."""

    state: str
    ticked: Sequence[int] = ()
    reference: str = ""
    sent_on: date | None = None
    answer_by: date | None = None
    note: str = ""
