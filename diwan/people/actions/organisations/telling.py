"""Tell the rest of the house that an organisation changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.people import changes
from diwan.people.actions.directory import organisation_changed

if TYPE_CHECKING:
    from diwan.people.models import Organisation


def added(*organisations: Organisation) -> None:
    """New ones, of which no member says yet that they are there."""
    changes.announce([organisation.pk for organisation in organisations])


def changed(*organisations: Organisation) -> None:
    """Their names, kind, country or partnership changed: they and their members are found anew."""
    for organisation in organisations:
        organisation_changed(organisation)
    changes.announce([organisation.pk for organisation in organisations])
