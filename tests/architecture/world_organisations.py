"""Organisations for the permission matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.people.tests.factories import make_organisation

if TYPE_CHECKING:
    from diwan.people.models import Person


def special(person: Person) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of organisations."""
    organisation = make_organisation()
    return {
        "people:organisation": {"pk": organisation.pk},
        "organisations:detail": {"slug": organisation.slug},
    }
