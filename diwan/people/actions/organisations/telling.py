"""Tell the rest of the room that an organisation changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.people.actions.directory import organisation_changed

if TYPE_CHECKING:
    from diwan.people.models import Organisation


def changed(organisation: Organisation) -> None:
    """Its name, kind, country or partnership changed: members are found by these."""
    organisation_changed(organisation)
