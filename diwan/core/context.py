"""What every template knows: the house's navigation, name and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from . import slots

if TYPE_CHECKING:
    from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Context processor; evaluated lazily so that parts and letters pay nothing."""
    return {
        "navigation": lambda: [item for item in slots.navigation if item.is_shown(request)],
        "account_pages": lambda: [item for item in slots.account_pages if item.is_shown(request)],
        "is_demo": settings.DIWAN_DEMO,
    }
