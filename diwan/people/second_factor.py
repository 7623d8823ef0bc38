"""Whoever has just set up a second factor has shown that they hold it."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added


def _on_added(*, request: Any, user: Any, authenticator: Any, **_kwargs: Any) -> None:
    """Show the recovery codes at once instead of asking for the new factor first."""
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request,
            user,
            method="mfa",
            id=authenticator.pk,
            type=authenticator.type,
            reauthenticated=True,
        )


def connect() -> None:
    """Listen to allauth; called once, when the room is ready."""
    authenticator_added.connect(_on_added, dispatch_uid="diwan.people.second_factor.added")
