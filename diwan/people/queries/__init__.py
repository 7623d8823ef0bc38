"""What can be asked of people and of organisations."""

from .people import (
    InvitationQuerySet,
    PersonManager,
    PersonQuerySet,
    SignInLinkQuerySet,
    account_of,
    accounts_of,
    countries,
    has_second_factor,
    is_staff,
    name_of_place,
    name_of_theme,
    owner_of,
    purpose_register,
    themes,
    verified_addresses,
)

__all__ = [
    "InvitationQuerySet",
    "PersonManager",
    "PersonQuerySet",
    "SignInLinkQuerySet",
    "account_of",
    "accounts_of",
    "countries",
    "has_second_factor",
    "is_staff",
    "name_of_place",
    "name_of_theme",
    "owner_of",
    "purpose_register",
    "themes",
    "verified_addresses",
]
