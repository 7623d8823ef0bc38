"""What rooms tell those who answer for the house: roles, the log, the register of bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class StaffRole:
    """A role that needs a second factor (P-21); ``holds(person)`` says who has it."""

    title: str | _StrPromise
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class LogDetail:
    """What a key among the details of a line of the log is called.

    ``show(value)`` are the words for one value, for each one of a list; where it answers None,
    and where there is no ``show``, the value itself stands there.
    """

    title: str | _StrPromise
    show: Callable[[Any], object | None] | None = None


@dataclass(frozen=True, slots=True)
class MergeCheck:
    """Whether a room knows that two organisations are two bodies.

    ``refuses(source, target)`` is a whole sentence that says why, else empty. A steward reads it:
    it tells nothing that is not theirs to read.
    """

    refuses: Callable[[Any, Any], str]


log_details: Registry[LogDetail] = Registry("detail of the log")
merge_checks: Registry[MergeCheck] = Registry("check of a merge")
staff_roles: Registry[StaffRole] = Registry("staff role")
