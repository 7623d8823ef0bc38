"""The members' directory: what a profile shows, and the entries by which it is found.

Entries change in the transaction of whatever they show: a profile, a consent, an account, the
name of an organisation. ``rebuild`` makes them anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock, fulltext
from diwan.core.errors import Refusal
from diwan.people import showing
from diwan.people.audiences import stretches
from diwan.people.consents import DIRECTORY, EXPERT_REGISTER, agreeing, has_consent
from diwan.people.models import DirectoryEntry, FieldAudience, Person, Profile
from diwan.people.rules import PROFILE_LIFE
from diwan.people.words import Audience, ProfileField
from diwan.vocabularies.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diwan.people.models import Organisation

#: profiles renewed at once
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person says and shows in the directory; ``never_to`` are codes of countries."""

    about: str = ""
    expertise: str = ""
    institution: str = ""
    languages: list[str] = field(default_factory=list)
    audiences: Mapping[str, str] = field(default_factory=dict)
    is_in_expert_register: bool = False
    is_public_figure: bool = False
    partners_include_authorities: bool = False
    never_to: list[str] = field(default_factory=list)


@transaction.atomic
def show(person: Person, *, shown: Shown, by: Person) -> Profile:
    """Write ``shown`` over what ``person`` showed before; it counts as confirmed.

    Raises:
        Refusal: somebody else tries, or there is no consent to the register of experts.
    """
    _demand_own(person, by)
    if shown.is_in_expert_register and not has_consent(person, EXPERT_REGISTER):
        raise Refusal(
            _("Agree to the register of experts on “My consents” first, then tick it here.")
        )
    profile = profile_of(person)
    for name in ("about", "expertise", "institution", "languages"):
        setattr(profile, name, getattr(shown, name))
    for name in ("is_in_expert_register", "is_public_figure", "partners_include_authorities"):
        setattr(profile, name, getattr(shown, name))
    _confirm(profile)
    profile.never_to.set(Place.objects.countries().by_code(shown.never_to))
    _set_audiences(profile, shown.audiences)
    renew([person.pk])
    record("show profile", by=by, on=profile)
    return profile


def _demand_own(person: Person, by: Person) -> None:
    if by.pk != person.pk:
        raise Refusal(_("Only the person can change their profile."))


def profile_of(person: Person) -> Profile:
    """The profile of ``person``, made when there is none: then nothing of it is shown."""
    profile, _is_new = Profile.objects.get_or_create(
        person=person, defaults={"confirmed_at": clock.now()}
    )
    return profile


def _set_audiences(profile: Profile, audiences: Mapping[str, str]) -> None:
    profile.audiences.all().delete()
    FieldAudience.objects.bulk_create(
        FieldAudience(profile=profile, field=ProfileField(name), audience=Audience(audience))
        for name, audience in audiences.items()
        if audience != Audience.PRIVATE
    )


@transaction.atomic
def confirm(person: Person, *, by: Person | None) -> None:
    """The profile is still right: it is shown for another 180 days.

    Args:
        by: the person, or None where the link of a letter speaks for them.
    """
    if by is not None:
        _demand_own(person, by)
    profile = profile_of(person)
    _confirm(profile)
    renew([person.pk])
    record("confirm profile", by=by, on=profile)


def confirm_silently(person: Person) -> None:
    """Somebody agrees to be found: what they said counts from today."""
    _confirm(profile_of(person))
    renew([person.pk])


def leave_register(person: Person) -> None:
    """``person`` is no longer in the register of experts; who agrees again ticks it again."""
    Profile.objects.filter(person=person).update(is_in_expert_register=False)
    renew([person.pk])


def _confirm(profile: Profile) -> None:
    profile.confirmed_at = clock.now()
    profile.reminded_at = profile.told_hidden_at = None
    profile.save()


# --- the entries ---------------------------------------------------------------------------
@transaction.atomic
def renew(people: Sequence[int]) -> int:
    """Write the entries of these persons anew; returns how many entries there are of them.

    Whoever is not to be found, because of their account, their consent or their age, has none.
    """
    profiles = list(Profile.objects.filter(person_id__in=people).select_for_update().order_by("pk"))
    DirectoryEntry.objects.filter(person_id__in=people).delete()
    if not profiles:
        return 0
    found = Profile.objects.filter(pk__in=[profile.pk for profile in profiles]).to_be_found()
    directory, register = _editions(DIRECTORY, people), _editions(EXPERT_REGISTER, people)
    entries: list[DirectoryEntry] = []
    words: list[fulltext.Words] = []
    audiences = _audiences([profile.pk for profile in profiles])
    for profile in found.with_all_said():
        if profile.person_id in directory:
            profile_editions = directory[profile.person_id], register.get(profile.person_id, 0)
            _add_entries(profile, audiences[profile.pk], profile_editions, entries, words)
    DirectoryEntry.objects.bulk_create(entries)
    keys = (entry.pk for entry in entries)
    fulltext.write(DirectoryEntry, zip(keys, words, strict=True), using=_alias())
    return len(entries)


def _editions(purpose: str, people: Iterable[int]) -> dict[int, int]:
    rows = agreeing(purpose).filter(person_id__in=people)
    return dict(rows.values_list("person_id", "text__edition"))


def _audiences(profiles: Sequence[int]) -> dict[int, dict[str, str]]:
    """By profile and field; rows of ten to a profile are not worth objects of their own."""
    found: dict[int, dict[str, str]] = {key: {} for key in profiles}
    rows = FieldAudience.objects.filter(profile__in=profiles)
    for key, name, audience in rows.values_list("profile_id", "field", "audience"):
        found[key][name] = audience
    return found


def _add_entries(
    profile: Profile,
    audiences: Mapping[str, str],
    editions: tuple[int, int],
    entries: list[DirectoryEntry],
    words: list[fulltext.Words],
) -> None:
    everything = showing.said(profile)
    kept: showing.Kept = {}

    def seen_by(rank: int) -> showing.Seen:
        with_authorities = profile.partners_include_authorities
        return showing.seen(everything, audiences, rank, with_authorities=with_authorities)

    directory, agreed = editions
    register = agreed if profile.is_in_expert_register else 0
    for first, after, seen in stretches(seen_by):
        name = showing.sort_name(seen)
        entries.append(
            DirectoryEntry(
                person_id=profile.person_id,
                audience_from=first,
                audience_to=after,
                is_nameless=not name,
                sort_name=name,
                handle=profile.handle,
                seen=showing.for_list(seen),
                shown_until=profile.confirmed_at + PROFILE_LIFE,
                directory_edition=directory,
                register_edition=register,
            )
        )
        words.append(
            showing.words_of(
                seen, is_public_figure=profile.is_public_figure and register > 0, kept=kept
            )
        )


def _alias() -> str:
    return DirectoryEntry.objects.db


def organisation_changed(organisation: Organisation) -> int:
    """Members of ``organisation`` are found by the name it has now."""
    people = Profile.objects.filter(person__organisation=organisation)
    return renew_all(people.values_list("person_id", flat=True))


def renew_all(people: Iterable[int]) -> int:
    """``renew`` in batches, each in a transaction of its own unless one is open."""
    todo = list(people)
    return sum(renew(todo[start : start + _BATCH]) for start in range(0, len(todo), _BATCH))


def rebuild() -> int:
    """Make every entry anew; returns how many there are."""
    with transaction.atomic():
        gone = DirectoryEntry.objects.exclude(person__profile__isnull=False)
        gone.delete()
    return renew_all(Profile.objects.order_by("pk").values_list("person_id", flat=True))


def forget(person: Person) -> None:
    """What this room holds of the profile of ``person``."""
    DirectoryEntry.objects.filter(person=person).delete()
    Profile.objects.filter(person=person).delete()
