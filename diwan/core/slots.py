"""The places where a room shows itself elsewhere; rooms fill them in ``apps.ready()``.

Everything here is a value with callables: the reader of a slot knows no room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """A part of the main navigation whose pages stand together under one title."""

    title: str | _StrPromise


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link of the main navigation; ``url_name`` takes no arguments.

    ``group`` names one of ``navigation_groups``; empty for a link that stands by itself.
    """

    title: str | _StrPromise
    url_name: str
    is_shown: Callable[[HttpRequest], bool] = lambda _request: True
    count_waiting: Callable[[HttpRequest], int] = lambda _request: 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a shared page. ``context`` returns None when there is nothing to show."""

    title: str | _StrPromise
    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class SubjectPanel:
    """A piece of the page of one thing: of a place, a corridor, an organisation, an agreement.

    ``context(request, subject)`` asks the database at most twice, whatever it finds, and returns
    None when there is nothing to show. ``side`` says which view of a place shows it: the one of a
    land of origin, of destination, or, when it is empty, both. ``belongs`` is what a page says
    where there is nothing yet: what belongs there and who can add it, in whole sentences.
    """

    title: str | _StrPromise
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    side: Literal["", "origin", "destination"] = ""
    belongs: str | _StrPromise = ""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How much a room has about each country, for the map of the world.

    ``counts(person)`` is how many things ``person`` may see, by the code of a country;
    ``pairs(person)`` how many link two of them, by both codes in alphabetical order. Two
    queries each at most. Only things are counted here, never people.
    """

    title: str | _StrPromise
    counts: Callable[[Any], Mapping[str, int]]
    pairs: Callable[[Any], Mapping[tuple[str, str], int]] = lambda _person: {}


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
class Scope:
    """What somebody follows: a place, a corridor (``place`` and ``other``) or a theme."""

    place: Any = None
    other: Any = None
    theme: Any = None


@dataclass(frozen=True, slots=True)
class News:
    """One new thing, titled in the reader's language."""

    title: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewsSource:
    """What a room has to tell of a scope: ``news(person, scope, since, most)``, newest first.

    Only what ``person`` (or a stranger, for a public feed) may see; at most two queries.
    """

    title: str | _StrPromise
    news: Callable[[Any, Scope, datetime, int], Iterable[News]]


@dataclass(frozen=True, slots=True)
class Findable:
    """What a result of the search shows; ``url`` is for the active language.

    ``languages`` are those of title and text where these may differ from the language in which
    it was found, empty where none is known.
    """

    title: str
    text: str
    url: str
    date: datetime | None
    languages: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SearchSource:
    """One kind of thing that can be found.

    ``visible_ids(person)`` is a queryset of one column, the primary keys that ``person`` may
    see, used as a subquery so that permissions are part of the search itself. ``reindex()``
    tells ``portal`` of all there is and returns how many. ``show(found)`` is what results say,
    by (primary key, language); a source without it is searched by pages of its own only.
    """

    title: str | _StrPromise
    visible_ids: Callable[[Any], QuerySet[Any, Any]]
    reindex: Callable[[], int]
    show: Callable[[Sequence[tuple[int, str]]], Mapping[tuple[int, str], Findable]] | None = None


@dataclass(frozen=True, slots=True)
class LetterHandler:
    """Who takes a letter. ``accepts(address)`` answers at the door, before it is stored.

    ``handle(letter)`` is given the stored letter's row; it must be safe to call twice.
    ``refuses(address)`` is what the door says to turn an address away that is the room's: one
    sentence in the active language that says what to do, else empty. Where nobody waits at the
    door, ``accepts`` alone decides.
    """

    accepts: Callable[[str], bool]
    handle: Callable[[Any], None]
    refuses: Callable[[str], str] = lambda _address: ""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Letters that a room writes to addresses, of members and of others.

    ``about(recipient)`` is the title, by language, of what letters to an address of ours are
    about, or None; ``stop(address, recipient)`` ends what the room writes to ``address`` about
    that, or everything where it is about nothing; ``boxes(language)`` are the titles and
    addresses that take letters from everybody now.
    """

    stop: Callable[[str, str], None]
    about: Callable[[str], Mapping[str, str] | None] = lambda _recipient: None
    boxes: Callable[[str], Iterable[tuple[str, str]]] = lambda _language: ()


@dataclass(frozen=True, slots=True)
class AddressData:
    """What a room holds about a mail address, with an account or without (P-11).

    ``kept`` says what stays after ``erase(address)``, and why; empty when nothing does.
    ``erase`` refuses, with a sentence that says what to do, what a letter alone may not erase.
    """

    title: str | _StrPromise
    erase: Callable[[str], None]
    kept: str | _StrPromise = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Due work: ``run(now)`` does what is due, may run twice, and returns how much it did."""

    run: Callable[[datetime], int]
    every: timedelta


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """What is purged when (P-10). ``due(now)`` counts without touching; ``purge(now)`` does it."""

    title: str | _StrPromise
    rule: str | _StrPromise
    due: Callable[[datetime], int]
    purge: Callable[[datetime], int]


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
class LogDetail:
    """What a key among the details of a line of the log is called.

    ``show(value)`` are the words for one value, for each one of a list; where it answers None,
    and where there is no ``show``, the value itself stands there.
    """

    title: str | _StrPromise
    show: Callable[[Any], object | None] | None = None


@dataclass(frozen=True, slots=True)
class StaffRole:
    """A role that needs a second factor (P-21); ``holds(person)`` says who has it."""

    title: str | _StrPromise
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class MergeCheck:
    """Whether a room knows that two organisations are two bodies.

    ``refuses(source, target)`` is a whole sentence that says why, else empty. A steward reads it:
    it tells nothing that is not theirs to read.
    """

    refuses: Callable[[Any, Any], str]


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


@dataclass(frozen=True, slots=True)
class TourStop:
    """One stop of the newcomer's tour: what to look at, for which role, and where."""

    title: str | _StrPromise
    text: str | _StrPromise
    url: Callable[[], str | None]
    role: str | _StrPromise = ""


@dataclass(frozen=True, slots=True)
class DemoLoader:
    """Fills the demo community; called once, in ``order``, inside one transaction."""

    load: Callable[[], None]
    #: (role title, e-mail address of the demo account) for the printed sign-in links
    roles: Iterable[tuple[str | _StrPromise, str]] = field(default_factory=tuple)


navigation: Registry[NavigationItem] = Registry("navigation item")
navigation_groups: Registry[NavigationGroup] = Registry("navigation group")
account_pages: Registry[NavigationItem] = Registry("page of the account")
home_sections: Registry[Panel] = Registry("home section")
desk_panels: Registry[Panel] = Registry("desk panel")
place_panels: Registry[SubjectPanel] = Registry("panel of a place")
corridor_panels: Registry[SubjectPanel] = Registry("panel of a corridor")
place_counts: Registry[PlaceCount] = Registry("count of places")
organisation_panels: Registry[SubjectPanel] = Registry("panel of an organisation")
agreement_panels: Registry[SubjectPanel] = Registry("panel of an agreement")
consent_purposes: Registry[ConsentPurpose] = Registry("purpose of consent")
news_sources: Registry[NewsSource] = Registry("source of news")
search_sources: Registry[SearchSource] = Registry("search source")
letter_handlers: Registry[LetterHandler] = Registry("letter handler")
correspondence: Registry[Correspondence] = Registry("correspondence")
address_data: Registry[AddressData] = Registry("data about an address")
jobs: Registry[Job] = Registry("job")
retention: Registry[RetentionRule] = Registry("retention rule")
personal_data: Registry[PersonalData] = Registry("personal data source")
log_details: Registry[LogDetail] = Registry("detail of the log")
merge_checks: Registry[MergeCheck] = Registry("check of a merge")
name_places: Registry[NamePlace] = Registry("place of names")
staff_roles: Registry[StaffRole] = Registry("staff role")
tour: Registry[TourStop] = Registry("tour stop")
demo: Registry[DemoLoader] = Registry("demo loader")
