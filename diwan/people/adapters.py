"""How allauth speaks and decides in this house."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Letters through the mailroom, in the reader's language."""
