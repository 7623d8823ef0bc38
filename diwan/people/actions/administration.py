"""Roles and suspension; the last administrator stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Person
from diwan.people.words import Role

from . import directory
from .links import one_time_link
from .sessions import end_sessions

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_FIELD = {Role.ADMINISTRATOR: "is_administrator", Role.STEWARD: "is_steward"}


def demand_administrator(by: Person) -> None:
    """Stop whoever is no administrator."""
    if not (by.is_active and by.is_administrator):
        raise PermissionDenied(_("This page is for administrators of the site."))


def keep_one_administrator(person: Person, sentence: str | _StrPromise) -> None:
    """Refuse with ``sentence`` if nobody but ``person`` is an administrator.

    Locks the administrators, so that two of them cannot leave at the same moment.
    """
    held = Person.objects.administrators().select_for_update().order_by("pk")
    if {other.pk for other in held} == {person.pk}:
        raise Refusal(sentence)


@transaction.atomic
def give_role(person: Person, *, role: Role, by: Person) -> None:
    demand_administrator(by)
    if not person.is_active:
        raise Refusal(_("This account is suspended. Reinstate it before you give it a role."))
    setattr(person, _FIELD[role], True)
    person.save(update_fields=[_FIELD[role]])
    record(f"give role {role.value}", by=by, on=person)


@transaction.atomic
def take_role(person: Person, *, role: Role, by: Person) -> None:
    """Take ``role`` from ``person``.

    Raises:
        Refusal: they are the last administrator.
    """
    demand_administrator(by)
    if role is Role.ADMINISTRATOR:
        keep_one_administrator(person, _("This is the last administrator. Name another one first."))
    setattr(person, _FIELD[role], False)
    person.save(update_fields=[_FIELD[role]])
    record(f"take role {role.value}", by=by, on=person)


@transaction.atomic
def suspend(person: Person, *, by: Person, why: str) -> None:
    """Close the account until it is reinstated; what was said stays, sessions end.

    Raises:
        Refusal: no reason, or they are the last administrator.
    """
    demand_administrator(by)
    if not why.strip():
        raise Refusal(_("Say why the account is suspended; the reason is kept in the log."))
    keep_one_administrator(person, _("This is the last administrator. Name another one first."))
    person.is_active = False
    person.suspended_at = clock.now()
    person.save(update_fields=["is_active", "suspended_at"])
    end_sessions(person)
    directory.renew([person.pk])
    record("suspend", by=by, on=person, why=why.strip())


@transaction.atomic
def reinstate(person: Person, *, by: Person) -> None:
    demand_administrator(by)
    if person.erased_at is not None:
        raise Refusal(_("This account was erased and cannot be opened again."))
    person.is_active = True
    person.suspended_at = None
    person.save(update_fields=["is_active", "suspended_at"])
    directory.renew([person.pk])
    record("reinstate", by=by, on=person)


@transaction.atomic
def make_first_administrator(email: str) -> str:
    """Make ``email`` an administrator, with an account if need be, and return a sign-in link.

    For whoever runs the machine (``diwan admin create``); it also lets them back in.

    Raises:
        Refusal: a demo site, an address that is none, a suspended account.
    """
    if settings.DIWAN_DEMO:
        raise Refusal(
            _("This is a demo site: set DIWAN_DEMO=false and an own database to run a real one.")
        )
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(
            _("“%(address)s” is no e-mail address. Write it like name@example.org.")
            % {"address": email}
        ) from None
    person = Person.objects.by_email(address).first() or Person.objects.create_user(address)
    if not person.is_active or person.is_demo:
        raise Refusal(_("This account cannot be used. Choose another address."))
    row, _made = EmailAddress.objects.get_or_create(
        user=person, email=address, defaults={"primary": True}
    )
    row.set_verified()
    person.is_administrator = True
    person.save(update_fields=["is_administrator"])
    record("give role administrator", by=None, on=person)
    return one_time_link(person)
