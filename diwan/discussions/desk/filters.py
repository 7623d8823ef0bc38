"""The contributions beside the desk: what the list can be narrowed to, with counts, and its rows.

Counts are for the facilitation team, which sees every contribution; nothing of them is published.
"""

from __future__ import annotations

import operator
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from diwan.people.words import ActorKind
from diwan.vocabularies.models import Place
from diwan.vocabularies.queries import in_order

from .. import naming
from ..models import Citation
from ..words import ContributionState, PassageMark
from . import found as desk_found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..models import Discussion, Reply
    from ..reviewing import Target
    from .found import Found

PAGE_SIZE = 50
#: what the value of a filter is when nothing was given
UNSAID = "-"
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to; an empty value means everything, but of ``state``.

    Without a ``state`` the released ones are listed, with :data:`EVERY` all of them.
    """

    about: str = ""
    state: str = ""
    lang: str = ""
    kind: str = ""
    country: str = ""
    mark: str = ""
    uncited: str = ""

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Chosen:
        """From the query of an address."""
        return cls(**{name: data.get(name, "") for name in NAMES})


NAMES = tuple(field.name for field in fields(Chosen))
_SINGLE = ("state", "lang", "kind", "country")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: how many contributions it would leave beside the other filters."""

    value: str
    label: str
    count: int
    is_chosen: bool
    target: Target | None = None


class Said(NamedTuple):
    """What the filters need to know of a contribution, and its row shows."""

    pk: int
    number: int | None
    state: str
    lang: str
    kind: str
    country: str
    #: keys of what it answers, and marks on its passages
    about: Collection[str]
    mark: Collection[str]
    #: statements that cite it
    cited: int


class Shelf:
    """All contributions of a discussion that were handed in; four queries, however many.

    Args:
        known: what passages may answer, as :func:`.reviewing.targets` gives it.
        reply: whose citations count; None: there is no reply yet.
    """

    def __init__(
        self,
        discussion: Discussion,
        known: Mapping[str, Target],
        reply: Reply | None,
        chosen: Chosen,
    ) -> None:
        self.known = known
        self.has_reply = reply is not None
        found = desk_found.found(discussion)
        self.said = _said(discussion, found, _cited(reply, found.owners))
        self.holders = _holders(self.said.values(), has_reply=self.has_reply)
        given = {name: value for name in NAMES if (value := getattr(chosen, name))}
        given.setdefault("state", ContributionState.RELEASED.value)
        #: filters that hold for nothing here are forgotten
        self.chosen = {n: v for n, v in given.items() if v in self.holders.get(n, {})}

    @cached_property
    def kept(self) -> list[int]:
        """The keys of those that fit, by number, then those that have none as they came."""
        keep = self._without("")
        return [pk for pk in self.said if pk in keep]

    @property
    def total(self) -> int:
        """How many there are in the chosen state."""
        state = self.chosen.get("state")
        return len(self.holders["state"][state] if state else self.said)

    @property
    def narrowed(self) -> int:
        """How many filters were chosen, beside the question and what goes without saying."""
        return len(self.chosen.keys() - {"about", "state"}) + (
            self.chosen.get("state") not in {None, ContributionState.RELEASED}
        )

    def is_shown(self, pk: int) -> bool:
        """Whether the words of a contribution are released."""
        return self.said[pk].state == ContributionState.RELEASED

    def count_without(self, name: str) -> int:
        """How many fit all filters but one."""
        return len(self._without(name))

    def _without(self, name: str) -> set[int]:
        """Those that fit all filters but one."""
        keep = set(self.said)
        for other, value in self.chosen.items():
            if other != name:
                keep &= self.holders[other][value]
        return keep

    def options(self, name: str) -> list[Option]:
        """The choices of a filter in the order of a reader."""
        beside, holders = self._without(name), self.holders.get(name, {})
        return [
            Option(
                value,
                label,
                len(holders.get(value, set()) & beside),
                self.chosen.get(name) == value,
                self.known.get(value) if name == "about" else None,
            )
            for value, label in _LABELS[name](self, holders)
        ]


# --- what is known of each -------------------------------------------------------------
def _said(discussion: Discussion, found: Found, cited: Mapping[int, int]) -> dict[int, Said]:
    rows = (
        discussion.contributions.exclude(state=ContributionState.DRAFT)
        .order_by(F("number").asc(nulls_last=True), "received_at", "pk")
        .values_list("pk", "number", "state", "language", "kind", "country__code")
    )
    return {
        pk: Said(
            pk,
            number,
            state,
            language or UNSAID,
            kind or UNSAID,
            country or UNSAID,
            found.answers.get(pk, ()),
            found.marks.get(pk, ()),
            cited.get(pk, 0),
        )
        for pk, number, state, language, kind, country in rows
    }


def _cited(reply: Reply | None, owners: Mapping[int, int]) -> Counter[int]:
    """How many statements of a reply cite each contribution, each of its versions by itself.

    Args:
        owners: version → its contribution.
    """
    counts: Counter[int] = Counter()
    if reply is not None:
        rows = (
            Citation.objects.filter(statement__reply=reply)
            .order_by()
            .values_list("version")
            .annotate(n=Count("statement", distinct=True))
        )
        for version, n in rows:
            if version in owners:
                counts[owners[version]] += n
    return counts


def _holders(rows: Iterable[Said], *, has_reply: bool) -> dict[str, dict[str, set[int]]]:
    """By filter and value: which contributions have it."""
    found: dict[str, defaultdict[str, set[int]]] = {name: defaultdict(set) for name in NAMES}
    by_name = [(operator.attrgetter(name), found[name]) for name in _SINGLE]
    for row in rows:
        for value_of, holders in by_name:
            holders[value_of(row)].add(row.pk)
        for value in row.about:
            found["about"][value].add(row.pk)
        for value in row.mark:
            found["mark"][value].add(row.pk)
        if has_reply and not row.cited and row.state == ContributionState.RELEASED:
            found["uncited"]["1"].add(row.pk)
    return {name: dict(holders) for name, holders in found.items()}


# --- what the choices are called -------------------------------------------------------
def _questions(shelf: Shelf, holders: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Every question, and the topics somebody answered as a whole."""
    return [
        (key, target.label)
        for key, target in shelf.known.items()
        if not target.is_topic or key in holders
    ]


def _of(choices: Sequence[tuple[str, Any]]) -> Any:
    def labels(_shelf: Shelf, holders: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
        known = [(value, str(label)) for value, label in choices if value in holders]
        return [*known, *_unsaid(holders)]

    return labels


def _unsaid(holders: Mapping[str, Any]) -> list[tuple[str, str]]:
    label = pgettext("a country or kind that was not given", "Not said")
    return [(UNSAID, label)] if UNSAID in holders else []


def _languages(_shelf: Shelf, holders: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    known = sorted((naming.language_name(code), code) for code in holders if code != UNSAID)
    return [*((code, name) for name, code in known), *_unsaid(holders)]


def _countries(_shelf: Shelf, holders: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    places = in_order(list(Place.objects.filter(code__in=holders)))
    return [*((place.code, place.label()) for place in places), *_unsaid(holders)]


def _uncited_label(shelf: Shelf, _holders: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    return [("1", _("Not cited yet"))] if shelf.has_reply else []


_LABELS = {
    "about": _questions,
    "state": _of(ContributionState.choices),
    "lang": _languages,
    "kind": _of(ActorKind.choices),
    "country": _countries,
    "mark": _of(PassageMark.choices),
    "uncited": _uncited_label,
}
