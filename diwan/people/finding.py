"""Finding members: every answer is made of rows that hold nothing but what the reader may see.

Nothing is ordered by how well it fits: how rare a word is over all rows would tell of rows that
the reader may not see. Members come by name, those whose name is not seen last; of very many some
are shown, by their random handles.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet

from diwan.core import slots
from diwan.core.fulltext import WordsQuerySet
from diwan.texts.normalise import asked

from .audiences import STRANGER
from .consents import DIRECTORY, EXPERT_REGISTER, agreeing
from .vocabulary import PUBLIC_FIGURE, mark, vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    from .models import DirectoryEntry, Profile  # noqa: F401 - named in the base below
    from .standing import Standing

#: Nobody reads further, and counting further costs.
MOST_RESULTS = 200
PER_PAGE = 20
#: from so many on, going through all by handle meets a page of them sooner than sorting them
_VERY_MANY = 3_000
#: no vowels, and no two that look alike: a handle says nothing and can be read out
HANDLE_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
#: letters of the handle at which the order of very many begins
_TURN = 3
#: the fields of a search that a vocabulary knows
FACETS = ("kind", "countries_of_origin", "country_of_residence", "themes", "languages")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words in any language, and values by facet.

    Args:
        organisation: primary key of the one that members name as theirs.
    """

    text: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    organisation: int | None = None
    is_expert: bool = False
    is_public_figure: bool = False

    @property
    def terms(self) -> list[list[str]]:
        """For the full-text table: all of it must be found, each by any of its alternatives."""
        marks = [mark(name, value) for name, value in self.facets.items() if value]
        if self.organisation is not None:
            marks.append(mark("organisation", self.organisation))
        if self.is_public_figure:
            marks.append(PUBLIC_FIGURE)
        return [*_alternatives(self.text), *([each] for each in marks)]


def _alternatives(text: str) -> list[list[str]]:
    """Of each typed word; the last may be the beginning of one."""
    known = vocabulary()
    return [[*forms, *sorted(known.marks_of(forms))] for forms in asked(text)]


class ProfileQuerySet(QuerySet["Profile"]):
    def to_be_found(self) -> ProfileQuerySet:
        """Of accounts that stand open; whether they agreed is asked of their consents."""
        return self.filter(person__is_active=True, person__erased_at__isnull=True)

    def whole(self) -> ProfileQuerySet:
        """With everything that was said and who sees it, in a fixed number of queries."""
        return self.with_all_said().prefetch_related("audiences", "never_to")

    def with_all_said(self) -> ProfileQuerySet:
        joined = self.select_related("person__organisation", "person__country_of_residence")
        return joined.prefetch_related("person__countries_of_origin", "person__themes")

    def agreed(self) -> ProfileQuerySet:
        """Of those who agree to be found."""
        return self.filter(person_id__in=agreeing(DIRECTORY).values("person_id"))


class DirectoryQuerySet(WordsQuerySet["DirectoryEntry"]):
    def seen_by(self, standing: Standing, now: datetime) -> DirectoryQuerySet:
        """The one row of each person that holds what ``standing`` may see of them."""
        current = slots.consent_purposes.get(DIRECTORY).edition
        shown: DirectoryQuerySet = self.filter(shown_until__gt=now, directory_edition=current)
        own = _for(standing.rank)
        if not standing.is_authority:
            return shown.filter(own)
        kept = Q(person_id__in=_kept_from(standing))
        return shown.filter((own & ~kept) | (_for(STRANGER) & kept))

    def experts(self) -> DirectoryQuerySet:
        """Those in the register of highly skilled expatriates."""
        current = slots.consent_purposes.get(EXPERT_REGISTER).edition
        rows: DirectoryQuerySet = self.filter(register_edition=current)
        return rows

    @staticmethod
    def place(entry: DirectoryEntry) -> tuple[bool, str, str]:
        """By what entries stand in order."""
        return entry.is_nameless, entry.sort_name, entry.handle

    def in_order(self) -> DirectoryQuerySet:
        rows: DirectoryQuerySet = self.order_by("is_nameless", "sort_name", "handle")
        return rows


def _for(rank: int) -> Q:
    return Q(audience_from__lte=rank, audience_to__gt=rank)


def _kept_from(standing: Standing) -> Any:
    """The persons who show an authority like this one only what is public."""
    profiles = apps.get_model("people", "Profile").objects.filter(never_to__isnull=False)
    if standing.countries:  # else each country could be meant
        profiles = profiles.filter(never_to__code__in=standing.countries)
    return profiles.values("person_id")


@dataclass(frozen=True, slots=True)
class Members:
    """One page of members; ``count`` stops at ``MOST_RESULTS``, then ``is_capped``."""

    entries: list[DirectoryEntry]
    count: int
    number: int
    is_capped: bool = False

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def find(standing: Standing, wanted: Wanted, *, now: datetime, page: int = 1) -> Members:
    """The members that a reader of ``standing`` finds.

    By name; where more are found than are shown, in an order that means nothing, so that they
    are not always those whose names begin with A.

    Args:
        page: from 1; a page past the end is the last one.
    """
    rows: DirectoryQuerySet = apps.get_model("people", "DirectoryEntry").objects.all()
    rows = rows.seen_by(standing, now)
    if wanted.is_expert:
        rows = rows.experts()
    terms = wanted.terms
    if not terms:
        return _all(rows, page)
    met = rows.as_met(terms).order_by().values_list("handle", "pk")
    found = sorted(met[:_VERY_MANY])
    turn = _turn(now)
    if len(found) <= MOST_RESULTS:
        return _by_name(_entries([key for _handle, key in found]), page)
    if len(found) < _VERY_MANY:
        keys = [key for _handle, key in _from(turn, found)]
    else:
        keys = _first_of_all(turn, rows.in_order_matching(terms))
    members, shown = _page(len(found), page)
    return replace(members, entries=_entries(keys[shown]))


def _page(count: int, page: int) -> tuple[Members, slice]:
    """An empty page, and which of those in order stand on it."""
    members = Members([], min(count, MOST_RESULTS), 1, is_capped=count > MOST_RESULTS)
    number = min(max(page, 1), members.num_pages)
    first = (number - 1) * PER_PAGE
    return replace(members, number=number), slice(first, min(first + PER_PAGE, MOST_RESULTS))


def _all(rows: DirectoryQuerySet, page: int) -> Members:
    count = rows.order_by()[: MOST_RESULTS + 1].count()
    members, shown = _page(count, page)
    return replace(members, entries=list(rows.in_order()[shown]) if count else [])


def _by_name(entries: list[DirectoryEntry], page: int) -> Members:
    members, shown = _page(len(entries), page)
    return replace(members, entries=sorted(entries, key=DirectoryQuerySet.place)[shown])


def _turn(now: datetime) -> str:
    """Where the order of handles begins today, so that others stand first tomorrow."""
    day = sha256(now.date().isoformat().encode()).digest()
    return "".join(HANDLE_LETTERS[number % len(HANDLE_LETTERS)] for number in day[:_TURN])


def _from(turn: str, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """``found`` by handle, from ``turn`` on and then from the first one."""
    return [each for each in found if each[0] >= turn] + [each for each in found if each[0] < turn]


def _first_of_all(turn: str, rows: DirectoryQuerySet) -> list[int]:
    """As many keys as are shown, in the same order, without going through all that match."""
    by_handle = rows.order_by("handle").values_list("pk", flat=True)
    keys = list(by_handle.filter(handle__gte=turn)[:MOST_RESULTS])
    if len(keys) < MOST_RESULTS:
        keys += by_handle.filter(handle__lt=turn)[: MOST_RESULTS - len(keys)]
    return keys


def _entries(keys: list[int]) -> list[DirectoryEntry]:
    found = apps.get_model("people", "DirectoryEntry").objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]
