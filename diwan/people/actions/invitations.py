"""An administrator asks somebody to join."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.mailroom import actions as mailroom
from diwan.mailroom.posting import list_headers
from diwan.people import claims
from diwan.people.models import Invitation, Person
from diwan.people.rules import INVITATION_LIFE, hash_of

from .administration import demand_administrator
from .links import absolute

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def invite(email: str, *, language: str, by: Person) -> Invitation:
    """Send an invitation to ``email``; an earlier one to the same address stops working.

    Raises:
        Refusal: somebody with that address is a member.
    """
    demand_administrator(by)
    address = email.strip().lower()
    if Person.objects.by_email(address).exists() or _is_verified(address):
        raise Refusal(_("Somebody with this address is a member already."))
    Invitation.objects.filter(email__iexact=address, accepted_at__isnull=True).delete()
    token = secrets.token_urlsafe(32)
    now = clock.now()
    invitation = Invitation.objects.create(
        email=address,
        language=language,
        token_hash=hash_of(token),
        invited_by=by,
        created_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    decline = absolute("people:decline", token, language=language)
    mailroom.send(
        "people/invitation",
        to=address,
        language=language,
        context={
            "url": absolute("people:invitation", token, language=language),
            "decline_url": decline,
            "days": INVITATION_LIFE.days,
        },
        headers=list_headers(decline),
    )
    record("invite", by=by, on=invitation)
    return invitation


def open_invitation(token: str, *, now: datetime) -> Invitation:
    """The invitation of ``token``.

    Raises:
        Refusal: there is none, it was accepted, or it has expired.
    """
    invitation = Invitation.objects.usable(now).filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise Refusal(
            _("This invitation was used or has expired. Ask for a new one, or sign up yourself.")
        )
    return invitation


@transaction.atomic
def accept_invitation(token: str) -> Person:
    """Make the account; its address is confirmed because the letter reached it.

    Raises:
        Refusal: the invitation cannot be used, or the address has an account by now.
    """
    now = clock.now()
    invitation = open_invitation(token, now=now)
    spent = Invitation.objects.usable(now).filter(pk=invitation.pk).update(accepted_at=now)
    if not spent or Person.objects.by_email(invitation.email).exists():
        raise Refusal(_("This address has an account by now. Sign in with a code."))
    person = Person.objects.create_user(invitation.email, language=invitation.language)
    EmailAddress.objects.create(user=person, email=invitation.email, verified=True, primary=True)
    record("accept invitation", by=person, on=invitation)
    claims.announce(person, invitation.email)
    return person


def _is_verified(address: str) -> bool:
    return bool(EmailAddress.objects.filter(email__iexact=address, verified=True).exists())
