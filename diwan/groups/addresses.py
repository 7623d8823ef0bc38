"""The mail address of each authority that can be asked: ``ask-``, and the address of its page."""

from __future__ import annotations

from django.conf import settings

from diwan.mailroom import addressing
from diwan.people.models import Organisation

from . import queries

_BOX = "ask-"
_LONGEST_LOCAL_PART = 64  # RFC 5321, 4.5.3.1.1


def address_of(authority: Organisation) -> str:
    """Where a question to it is written to; empty where it cannot be asked so."""
    if authority.kind not in queries.AUTHORITIES:
        return ""
    box = f"{_BOX}{authority.slug}"
    if not box.isascii() or len(box) > _LONGEST_LOCAL_PART:
        return ""
    return f"{box}@{settings.DIWAN_MAIL_DOMAIN}"


def slug_in(address: str) -> str:
    """The authority that an address names; empty where it is none of these addresses."""
    parts = addressing.opened(address)
    is_ours = parts.domain == settings.DIWAN_MAIL_DOMAIN.lower() and not parts.is_forged
    if not is_ours or parts.tag or not parts.box.startswith(_BOX):
        return ""
    return parts.box.removeprefix(_BOX)


def authority_at(address: str) -> Organisation | None:
    """An old address leads to what the authority is called or part of now."""
    slug = slug_in(address)
    if not slug:
        return None
    found = Organisation.objects.filter(slug=slug).select_related("merged_into").first()
    body = (found.merged_into or found) if found else None
    return queries.authorities().filter(pk=body.pk).first() if body else None
