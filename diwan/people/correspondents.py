"""Whom a member can write to, and what each of two that write to each other sees of the other.

What a reader may not see stays hidden in a conversation, too: the name comes from the same rows
as in the directory, unless the other chose to be named to this one reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core import clock

from .consents import CONTACT, has_consent
from .models import Conversation, DirectoryEntry, Person
from .standing import Standing, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of another member; ``url`` of their profile, empty when it is hidden."""

    name: str = ""
    url: str = ""


def reachable(handle: str, *, by: Person, standing: Standing | None = None) -> Person | None:
    """The member with this handle, if ``by`` may see them and they take messages; else None.

    Whoever may not be seen and whoever does not exist are told apart by nothing.
    """
    seen_by = standing or standing_of(by)
    entries = DirectoryEntry.objects.all().seen_by(seen_by, clock.now())
    entry = entries.filter(handle=handle).select_related("person").first()
    if entry is None or entry.person_id == by.pk or not entry.person.is_active:
        return None
    return entry.person if has_consent(entry.person, CONTACT) else None


def may_reach(recipient: Person, *, by: Person) -> bool:
    """The same for a member who is known by their account."""
    profile = getattr(recipient, "profile", None)
    return profile is not None and reachable(profile.handle, by=by) == recipient


def seen_by(reader: Person, others: Iterable[int]) -> dict[int, Seen]:
    """What ``reader`` sees of ``others``, by their keys; three queries, however many they are."""
    wanted = set(others)
    if not wanted:
        return {}
    rows = DirectoryEntry.objects.all().seen_by(standing_of(reader), clock.now())
    return {
        row.person_id: Seen(row.seen.get("name", ""), row.get_absolute_url())
        for row in rows.filter(person_id__in=wanted)
    }


def other_name(conversation: Conversation, reader: Person, seen: Mapping[int, Seen]) -> str:
    """What the other of the two is called to ``reader``."""
    other = conversation.other(reader)
    if other.erased_at is not None:
        return _("A member who has left")
    shown = seen.get(other.pk, Seen()).name
    return shown or (other.name if _is_named(conversation, other) else "") or _("A member")


def _is_named(conversation: Conversation, person: Person) -> bool:
    if conversation.is_sender(person):
        return conversation.sender_is_named
    return conversation.recipient_is_named


def name_to(reader: Person, conversation: Conversation) -> str:
    """The same, looked up for one conversation."""
    other = conversation.other(reader)
    return other_name(conversation, reader, seen_by(reader, [other.pk]))


def own_name_to_other(conversation: Conversation, person: Person) -> tuple[str, bool]:
    """What the other sees as the name of ``person``, and whether it is theirs to choose here."""
    other = conversation.other(person)
    shown = seen_by(other, [person.pk]).get(person.pk, Seen()).name
    return other_name(conversation, other, {person.pk: Seen(shown)}), not shown and bool(
        person.name
    )
