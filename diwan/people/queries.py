"""What can be asked of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import QuerySet

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from .models import Person


class PersonQuerySet(QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        return self.filter(is_active=True, erased_at__isnull=True)

    def by_email(self, email: str) -> PersonQuerySet:
        return self.filter(email__iexact=email.strip())


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def active(self) -> PersonQuerySet:
        return self.get_queryset().active()

    def by_email(self, email: str) -> PersonQuerySet:
        return self.get_queryset().by_email(email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class OrganisationQuerySet(QuerySet["Organisation"]):
    def visible_to(self, person: Any) -> OrganisationQuerySet:  # noqa: ARG002
        """All of them: organisations are not persons, their names are public."""
        return self.all()


class SignInLinkQuerySet(QuerySet["SignInLink"]):
    def usable(self, now: datetime) -> SignInLinkQuerySet:
        """Neither used nor expired."""
        return self.filter(used_at__isnull=True, expires_at__gt=now)


class InvitationQuerySet(QuerySet["Invitation"]):
    def usable(self, now: datetime) -> InvitationQuerySet:
        """Neither accepted nor expired."""
        return self.filter(accepted_at__isnull=True, expires_at__gt=now)
