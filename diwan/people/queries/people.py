"""What can be asked of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.base_user import BaseUserManager
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from diwan.core import purposes, slots
from diwan.vocabularies.models import Place, Theme

from ..rules import QuietHours, sorting_key

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from diwan.core.purposes import Purpose

    from ..models import Invitation, Person, SignInLink  # noqa: F401

#: what the records of the libraries are called here
_LIBRARIES = {
    "account.EmailAddress": _("E-mail address"),
    "account.EmailConfirmation": _("Confirmation of an e-mail address"),
    "mfa.Authenticator": _("Second factor"),
    "django_tasks_database.DBTaskResult": _("Queued task"),
    "sessions.Session": _("Visit of somebody signed in"),
}


class PersonQuerySet(QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        return self.filter(is_active=True, erased_at__isnull=True)

    def administrators(self) -> PersonQuerySet:
        """Those who can do the work of an administrator now."""
        return self.active().filter(is_administrator=True)

    def managed_by(self, person: Any) -> PersonQuerySet:
        """The accounts that ``person`` may administer: all but the erased, or none."""
        if not (person.is_authenticated and person.is_active and person.is_administrator):
            return self.none()
        return self.filter(erased_at__isnull=True)

    def for_listing(self) -> PersonQuerySet:
        """Everything one row of the list of people shows, newest first."""
        return self.select_related("organisation").order_by("-joined_at", "-pk")

    def never_confirmed(self, before: datetime) -> PersonQuerySet:
        """Accounts that joined before ``before`` and whose address was never confirmed."""
        return self.filter(
            joined_at__lt=before, last_login__isnull=True, erased_at__isnull=True, is_demo=False
        ).exclude(emailaddress__verified=True)

    def by_email(self, email: str) -> PersonQuerySet:
        return self.filter(email__iexact=email.strip())

    def quiet_hours(self) -> dict[str, QuietHours]:
        """By address in lower case, of those who have any."""
        rows = self.active().filter(quiet_from__isnull=False, quiet_until__isnull=False)
        found = rows.values_list("email", "time_zone", "quiet_from", "quiet_until")
        return {
            address.lower(): QuietHours(zone, start, end)
            for address, zone, start, end in found
            if start is not None and end is not None
        }


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def active(self) -> PersonQuerySet:
        return self.get_queryset().active()

    def by_email(self, email: str) -> PersonQuerySet:
        return self.get_queryset().by_email(email)

    def administrators(self) -> PersonQuerySet:
        return self.get_queryset().administrators()

    def quiet_hours(self) -> dict[str, QuietHours]:
        return self.get_queryset().quiet_hours()

    def managed_by(self, person: Any) -> PersonQuerySet:
        return self.get_queryset().managed_by(person)

    def never_confirmed(self, before: datetime) -> PersonQuerySet:
        return self.get_queryset().never_confirmed(before)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class SignInLinkQuerySet(QuerySet["SignInLink"]):
    def usable(self, now: datetime) -> SignInLinkQuerySet:
        """Neither used nor expired."""
        return self.filter(used_at__isnull=True, expires_at__gt=now)

    def leftover(self, before: datetime) -> SignInLinkQuerySet:
        """Expired before ``before``."""
        return self.filter(expires_at__lt=before)


class InvitationQuerySet(QuerySet["Invitation"]):
    def usable(self, now: datetime) -> InvitationQuerySet:
        """Neither accepted nor expired."""
        return self.filter(accepted_at__isnull=True, expires_at__gt=now)

    def leftover(self, before: datetime) -> InvitationQuerySet:
        """Expired before ``before``, accepted or not."""
        return self.filter(expires_at__lt=before)


def verified_addresses(person: Person) -> list[str]:
    """The addresses that ``person`` has shown to be theirs, in lower case."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - it needs our models first

    rows = EmailAddress.objects.filter(user=person, verified=True)
    return [address.lower() for address in rows.order_by("pk").values_list("email", flat=True)]


def owner_of(address: str) -> Person | None:
    """Whoever has shown that ``address``, in lower case, is theirs, and may sign in.

    Compared here: databases take some letters of other alphabets for the same.
    """
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - it needs our models first

    rows = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user")
    owners = {row.user_id: row.user for row in rows if row.email.lower() == address}
    owner: Person | None = owners.popitem()[1] if len(owners) == 1 else None
    return owner if owner is not None and owner.is_active and owner.erased_at is None else None


def accounts_of(address: str) -> list[Person]:
    """The accounts that have ``address``, in lower case, or have shown that it is theirs.

    Compared here, as in ``owner_of``.
    """
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - it needs our models first

    rows = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user")
    shown = {row.user for row in rows if row.email.lower() == address}
    people = apps.get_model("people", "Person").objects.filter(email__iexact=address)
    named = {person for person in people if person.email.lower() == address}
    return sorted(shown | named, key=lambda person: person.pk)


def has_second_factor(person: Person) -> bool:
    """Whether an authenticator app or a key protects the account; recovery codes do not count."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - it needs our models first

    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=person, type__in=types).exists())


def is_staff(person: Person) -> bool:
    """Whether ``person`` holds a role that needs a second factor (P-21)."""
    return any(role.holds(person) for role in slots.staff_roles)


def countries() -> list[tuple[str, str]]:
    """Code and name of every country, by name in the active language."""
    rows = [(place.code, str(place)) for place in Place.objects.countries()]
    return sorted(rows, key=lambda row: sorting_key(row[1]))


def themes() -> list[tuple[str, str]]:
    """Key and name of every theme, in their order."""
    return [(theme.key, str(theme)) for theme in Theme.objects.all()]


def name_of_place(code: str) -> str | None:
    """The name of a place in the active language."""
    place = Place.objects.filter(code=code).first()
    return str(place) if place else None


def name_of_theme(key: str) -> str | None:
    """The name of a theme in the active language."""
    theme = Theme.objects.filter(key=key).first()
    return str(theme) if theme else None


def account_of(person: Person) -> dict[str, Any]:
    """What this room holds about ``person``, as plain data (P-11)."""
    residence = person.country_of_residence
    return {
        "email": person.email,
        "verified_addresses": verified_addresses(person),
        "name": person.name,
        "language": person.language,
        "time_zone": person.time_zone,
        "organisation": person.organisation.name if person.organisation else None,
        "kind": person.kind,
        "countries_of_origin": [place.code for place in person.countries_of_origin.all()],
        "country_of_residence": residence.code if residence else None,
        "themes": [theme.key for theme in person.themes.all()],
        "gender": person.gender,
        "attribution": person.attribution,
        "wants_announcements": person.wants_announcements,
        "quiet_from": f"{person.quiet_from:%H:%M}" if person.quiet_from else "",
        "quiet_until": f"{person.quiet_until:%H:%M}" if person.quiet_until else "",
        "is_administrator": person.is_administrator,
        "is_steward": person.is_steward,
        "joined_at": person.joined_at,
        "last_signed_in_at": person.last_login,
        "has_password": person.has_usable_password(),
        "has_second_factor": has_second_factor(person),
    }


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One personal field and why it is kept."""

    title: str
    purpose: Purpose


def purpose_register() -> list[tuple[str, list[RegisterField]]]:
    """The whole purpose register (P-1): by kind of record, its personal fields."""
    records: dict[str, list[RegisterField]] = {}
    for path, purpose in sorted(purposes.personal.items()):
        model, _, field = path.rpartition(".")
        title, field_title = _titles(model, field)
        records.setdefault(title, []).append(RegisterField(field_title, purpose))
    return sorted(records.items(), key=lambda record: sorting_key(record[0]))


def _titles(model: str, field: str) -> tuple[str, str]:
    """How people call the record and the field; the code's names where nothing else is known.

    A field whose name is in English only has none elsewhere: its purpose says enough.
    """
    try:
        meta = apps.get_model(model)._meta  # noqa: SLF001
        name = meta.get_field(field).verbose_name
        title = _LIBRARIES.get(model, meta.verbose_name)
        return _capital(title), _capital(name) if _is_said(name) else ""
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return model, field


def _is_said(words: object) -> bool:
    """Whether words of the code exist in the reader's language."""
    if get_language() == "en":
        return True
    here = str(words)
    with override("en"):
        return str(words) != here


def _capital(words: object) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
