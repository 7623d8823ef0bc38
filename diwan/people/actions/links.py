"""Links that sign one person in, once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import SignInLink
from diwan.people.rules import DEMO_LINK_LIFE, LINK_LIFE, hash_of

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.people.models import Person

_SPENT = _("This link was used or has expired. Sign in with a code sent to your address.")


def absolute(url_name: str, token: str, *, language: str) -> str:
    """The address of a page that takes a secret ``token``, for a reader of ``language``."""
    with translation.override(language):
        return settings.DIWAN_ORIGIN + reverse(url_name, args=[token])


@transaction.atomic
def one_time_link(person: Person) -> str:
    """An absolute URL that signs ``person`` in, once, within a day (demo: a week).

    Raises:
        Refusal: the account is suspended or erased.
    """
    if not person.is_active:
        raise Refusal(_("This account is suspended or erased; no sign-in link can be made."))
    token = secrets.token_urlsafe(32)
    now = clock.now()
    link = SignInLink.objects.create(
        person=person,
        token_hash=hash_of(token),
        created_at=now,
        expires_at=now + (DEMO_LINK_LIFE if person.is_demo else LINK_LIFE),
    )
    record("make sign-in link", by=None, on=link)
    return absolute("people:sign_in_link", token, language=person.language)


def open_link(token: str, *, now: datetime) -> SignInLink:
    """The link of ``token``, unspent.

    Raises:
        Refusal: no such link, used, expired, or the account may not be used.
    """
    link = (
        SignInLink.objects.usable(now)
        .select_related("person")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if link is None or not link.person.is_active:
        raise Refusal(_SPENT)
    if link.person.is_demo and not settings.DIWAN_DEMO:
        raise Refusal(_("Demo accounts cannot be used on this site."))
    return link


@transaction.atomic
def use_link(token: str) -> Person:
    """Spend the link of ``token``, once even if two ask at the same moment, and say whose it is.

    Raises:
        Refusal: as ``open_link``.
    """
    now = clock.now()
    link = open_link(token, now=now)
    if not SignInLink.objects.usable(now).filter(pk=link.pk).update(used_at=now):
        raise Refusal(_SPENT)
    record("use sign-in link", by=link.person, on=link)
    return link.person
