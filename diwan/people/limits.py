"""How often one connection may do something for which no account is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest


def may_go_on(request: HttpRequest, action: str, *, most: int, seconds: int) -> bool:
    """Count one ``action`` of this connection; False when there were more than ``most``.

    Each process of the site counts by itself, in memory, and knows no address: only its seal.
    """
    sealed = salted_hmac("diwan.people.limits", get_adapter().get_client_ip(request)).hexdigest()
    key = f"people.limits.{action}.{sealed}"
    cache.add(key, 0, seconds)
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # it ran out between the two
        return True
