"""Where people show themselves in the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.mailroom import actions as mailroom

from .. import jobs, queries
from ..account_fields import FIELDS
from ..actions.rights import erase_account, erase_by_address, stop_announcements_to

if TYPE_CHECKING:
    from django.http import HttpRequest


def _is_administrator(request: HttpRequest) -> bool:
    person = request.user
    return person.is_authenticated and person.is_active and person.is_administrator


def _unfinished_profile(request: HttpRequest) -> dict[str, Any] | None:
    """Shown to those who have said nothing about themselves yet."""
    person = request.user
    if not person.is_authenticated or person.name or person.kind:
        return None
    return {"url": reverse("people:profile")}


def _returned(request: HttpRequest) -> dict[str, Any] | None:
    """Shown to those who are not written to any more, because letters came back."""
    person = request.user
    health = mailroom.health_of(person.email) if person.is_authenticated else None
    if health is None or health.stopped_at is None:
        return None
    return {"reason": health.reason, "url": reverse("people:letters")}


slots.navigation.add(
    "people",
    slots.NavigationItem(
        _("People"), "people:people", is_shown=_is_administrator, group="administration"
    ),
    order=90,
)
slots.desk_panels.add(
    "people-profile",
    slots.Panel(_("Your profile"), "people/panels/profile.html", _unfinished_profile),
    order=90,
)
slots.desk_panels.add(
    "people-returned",
    slots.Panel(_("Letters to you do not arrive"), "people/panels/returned.html", _returned),
    order=5,
)
slots.personal_data.add(
    "people",
    slots.PersonalData(
        _("Account and profile"),
        queries.account_of,
        erase_account,
        FIELDS,
        covers=frozenset(
            {
                "people.Person.countries_of_origin",
                "people.Person.themes",
                "account.EmailAddress.user",
                "mfa.Authenticator.user",
            }
        ),
    ),
    order=100,  # last: other rooms still need to know whom they erase
)
slots.correspondence.add(
    "people",
    slots.Correspondence(
        stop=lambda address, recipient: None if recipient else stop_announcements_to(address)
    ),
)
slots.address_data.add(
    "people",
    slots.AddressData(
        _("Account and profile"),
        erase_by_address,
        _("The log of who did what and when, without your name: it must not be changed."),
    ),
    order=10,  # first: it knows whose the address is
)
slots.staff_roles.add(
    "administrator",
    slots.StaffRole(_("Administrator"), lambda person: bool(person.is_administrator)),
)
slots.staff_roles.add(
    "steward",
    slots.StaffRole(_("Steward of the vocabularies"), lambda person: bool(person.is_steward)),
)
slots.retention.add(
    "people-leftovers",
    slots.RetentionRule(
        _("Sign-in links and invitations"),
        _("Removed 30 days after they expire."),
        jobs.due_leftovers,
        jobs.purge_leftovers,
    ),
)
slots.retention.add(
    "people-sessions",
    slots.RetentionRule(
        _("Sessions"),
        _("Removed when they have expired."),
        jobs.due_sessions,
        jobs.purge_sessions,
    ),
)
slots.retention.add(
    "people-unconfirmed",
    slots.RetentionRule(
        _("Accounts that were never confirmed"),
        _("Removed 30 days after sign-up when the address was never confirmed."),
        jobs.due_unconfirmed,
        jobs.purge_unconfirmed,
    ),
)
slots.jobs.add("people-retention", jobs.RETENTION)
slots.tour.add(
    "people-profile",
    slots.TourStop(
        _("Say who you are, as much as you like"),
        _(
            "Name, organisation, countries and themes are yours to give, change and take back. "
            "Beside each contribution you choose again: named, organisation only, or anonymous."
        ),
        lambda: reverse("people:profile"),
        _("Member"),
    ),
    order=80,
)
slots.tour.add(
    "people-my-data",
    slots.TourStop(
        _("See everything that is held about you"),
        _("Read it, take it along as a file, correct it, or erase it for good."),
        lambda: reverse("people:my_data"),
        _("Member"),
    ),
    order=81,
)
slots.tour.add(
    "people-administration",
    slots.TourStop(
        _("Look after the members"),
        _("Invite people, give roles, suspend an account, and see what is due to be removed."),
        lambda: reverse("people:people"),
        _("Administrator"),
    ),
    order=82,
)
