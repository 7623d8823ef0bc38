"""What a person says about themselves, and the organisations they add."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal
from diwan.people import changes
from diwan.people.models import Organisation
from diwan.people.words import Attribution
from diwan.vocabularies.models import Place, Theme

from . import directory

if TYPE_CHECKING:
    from diwan.people.models import Person


@dataclass(frozen=True, slots=True)
class Profile:
    """What can be said in a profile. Places are country codes, themes are keys."""

    name: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    organisation: Organisation | None = None
    kind: str = ""
    countries_of_origin: list[str] = field(default_factory=list)
    country_of_residence: str = ""
    themes: list[str] = field(default_factory=list)
    gender: str = ""
    attribution: str = Attribution.NAMED
    wants_announcements: bool = True


@transaction.atomic
def update_profile(person: Person, *, profile: Profile, by: Person) -> None:
    """Write ``profile`` over what ``person`` said before.

    Raises:
        Refusal: somebody else tries; nobody writes another person's profile.
    """
    if by.pk != person.pk:
        raise Refusal(_("Only the person can change their profile."))
    person.name = profile.name
    person.language = profile.language
    person.time_zone = profile.time_zone
    person.organisation = profile.organisation
    person.kind = profile.kind
    person.gender = profile.gender
    person.attribution = profile.attribution
    person.wants_announcements = profile.wants_announcements
    person.country_of_residence = (
        Place.objects.countries().by_code([profile.country_of_residence]).first()
        if profile.country_of_residence
        else None
    )
    person.save()
    person.countries_of_origin.set(Place.objects.countries().by_code(profile.countries_of_origin))
    person.themes.set(Theme.objects.filter(key__in=profile.themes))
    directory.renew([person.pk])
    record("update profile", by=by, on=person)


@transaction.atomic
def add_organisation(
    name: str, *, kind: str, country: str = "", website: str = "", by: Person
) -> Organisation:
    """Add an organisation; ``country`` is a country's code or empty.

    Raises:
        Refusal: one of that name stands in that country already.
    """
    place = Place.objects.countries().by_code([country]).first() if country else None
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                name=name.strip(), kind=kind, country=place, website=website
            )
    except IntegrityError:
        raise Refusal(
            _("An organisation of this name is in the list already. Choose it there.")
        ) from None
    changes.announce([organisation.pk])
    record("add organisation", by=by, on=organisation)
    return organisation
