"""What rooms hold about people, what people agree to, and where their names stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class ConsentPurpose:
    """Something that happens only with a person's consent (P-2).

    ``text`` is what is asked, in whole sentences. ``edition`` goes up when its meaning changes:
    consents to an earlier one hold no more. ``withdrawn(person)`` runs in the same transaction
    as the withdrawal and stops at once what the consent allowed.
    """

    title: str | _StrPromise
    text: str | _StrPromise
    edition: int = 1
    withdrawn: Callable[[Any], None] = lambda _person: None


@dataclass(frozen=True, slots=True)
class PersonalField:
    """How a field of an export is told to its person.

    ``show(value)`` is what stands there for a value, an aware datetime, a yes or no or words;
    where it answers None, and where there is no ``show``, the value itself stands there. Records
    of a list that have the same values of the keys ``together`` are told together, and folded:
    what all of them share once, then how many have which value of the key ``counted``.
    """

    label: str | _StrPromise
    show: Callable[[Any], object] | None = None
    together: tuple[str, ...] = ()
    counted: str = ""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a room holds about a person (P-11): ``export`` as plain data, ``erase`` for good.

    ``fields`` names the keys of the export by their path, ``contributions.versions.text``;
    ``covers`` the relations to a person it tells about, ``room.Model.field``.
    """

    title: str | _StrPromise
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]
    fields: Mapping[str, PersonalField] = field(default_factory=dict)
    covers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameShown:
    """A place where a person's name stands because they said so there, and not in their profile.

    ``readers`` is for whom, in words; ``url`` leads to the switch.
    """

    where: str
    readers: str
    url: str


@dataclass(frozen=True, slots=True)
class NamePlace:
    """``shown(person)`` is where the name of ``person`` stands now; one query."""

    shown: Callable[[Any], Iterable[NameShown]]


consent_purposes: Registry[ConsentPurpose] = Registry("purpose of consent")
personal_data: Registry[PersonalData] = Registry("personal data source")
name_places: Registry[NamePlace] = Registry("place of names")
