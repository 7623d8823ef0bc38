"""Who may do what in a discussion: predicates that read as speech."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from .models import Contribution, Discussion


def may_create(person: Any) -> bool:
    """Administrators, and whoever leads a facilitation team already."""
    if not person.is_authenticated or not person.is_active:
        return False
    return bool(person.is_administrator or person.facilitates.filter(is_lead=True).exists())


def may_facilitate(person: Any, discussion: Discussion) -> bool:
    """The discussion's own team, and administrators."""
    if not person.is_authenticated or not person.is_active:
        return False
    return bool(
        person.is_administrator or person.facilitates.filter(discussion=discussion).exists()
    )


def may_lead(person: Any, discussion: Discussion) -> bool:
    if not person.is_authenticated or not person.is_active:
        return False
    return bool(
        person.is_administrator
        or person.facilitates.filter(discussion=discussion, is_lead=True).exists()
    )


def is_author(person: Any, contribution: Contribution) -> bool:
    return bool(person.is_authenticated and contribution.author_id == person.pk)


def require(allowed: bool) -> None:
    """Raises:
    PermissionDenied: when not allowed.
    """
    if not allowed:
        raise PermissionDenied
