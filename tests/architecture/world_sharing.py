"""A data-sharing agreement for the permission matrix, of bodies that nobody in it signs for."""

from __future__ import annotations

from typing import Any

from diwan.agreements.tests.factories_sharing import make_world
from diwan.core import gates

_OF_BODIES = ("sharing", "describe", "propose", "resume")


def special() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of data sharing; the transfer is of somebody else's data."""
    world = make_world("sharing.example")
    transfer = gates.exchange(**world.asked(), by=world.leila)
    one = {"slug": world.sharing.slug}
    body = one | {"pk": world.sharing.bodies.get(organisation=world.there).pk}
    return {
        **{f"sharing:{name}": one for name in _OF_BODIES},
        "sharing:sign": body,
        "sharing:mark": body,
        "sharing:stop": one | {"step": "suspend"},
        "received:object": {"reference": transfer.reference},
    }
