"""What the rows of a file would do to the register: said row by row before anything is written.

Pure but for sentences: what the register holds is given.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .. import likeness
from ..rules.organisations import folded_names
from .comparing import Change, changes, digest, laid_over
from .reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ..rules.organisations import Description
    from .reading import Known


class Fate(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    LIKE = "like"
    CHANGE = "change"
    SAME = "same"
    TWIN = "twin"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation of the register, as rows are compared with it."""

    entry: likeness.Entry
    country: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Register:
    """What stands there now, and what of it this reader may not change."""

    organisations: Sequence[Standing]
    #: address, also a former one → primary key of the organisation to which it leads
    addresses: Mapping[str, int]
    #: what is said of those with these primary keys
    described: Callable[[Collection[int]], Mapping[int, Description]]
    #: primary keys of those that the reader may not change, being tied to them
    barred: Collection[int] = ()


@dataclass(slots=True)
class Plan:
    """One row: what it says, what becomes of it, and why."""

    number: int
    line: str
    name: str
    fate: Fate
    said: Description | None = None
    sentences: list[str] = field(default_factory=list)
    #: the entry of the register that it is or is like
    other: Standing | None = None
    changes: list[Change] = field(default_factory=list)
    #: columns that say something, and the address that it gives
    given: frozenset[str] = frozenset()
    address: str = ""
    #: of what the entry says now; where it says something else by then, it is left alone
    before: str = ""

    @property
    def may_be_taken(self) -> bool:
        return self.fate in {Fate.ADD, Fate.LIKE, Fate.CHANGE}

    @property
    def is_ticked(self) -> bool:
        """Before anybody has chosen."""
        return self.fate in {Fate.ADD, Fate.CHANGE}

    @property
    def act(self) -> str:
        """What was seen, in one word and for the record: ``add``, or ``change KEY BEFORE``."""
        if self.fate is Fate.CHANGE and self.other:
            return f"change {self.other.entry.key} {self.before}"
        return "add"


def planned(rows: Iterable[Mapping[str, str]], known: Known, register: Register) -> list[Plan]:
    """What each row would do; the register is not touched."""
    plans = [_read(number, row, known) for number, row in enumerate(rows)]
    _against_register(plans, register)
    _against_each_other(plans)
    _against_what_is_said(plans, register)
    return plans


def seen(plans: Iterable[Plan]) -> str:
    """A few letters that change when any row would do something else."""
    told = "\n".join(f"{plan.fate} {plan.act}" for plan in plans)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _read(number: int, row: Mapping[str, str], known: Known) -> Plan:
    said, wrong = read(row, known)
    return Plan(
        number,
        row.get("line", ""),
        row.get("name", ""),
        Fate.WRONG if wrong else Fate.ADD,
        said,
        wrong,
        given=frozenset(column for column, cell in row.items() if cell),
        address=row.get("address", ""),
    )


def _against_register(plans: list[Plan], register: Register) -> None:
    """Rows that stand there already, and rows that look like one that does."""
    by_key = {each.entry.key: each for each in register.organisations}
    exact = {
        (line, each.country): each
        for each in register.organisations
        for line in each.entry.names
        if line
    }
    plain = []
    for plan in plans:
        if plan.said is None:
            continue
        plan.other = by_key.get(register.addresses.get(plan.address, 0))
        if plan.address and plan.other is None:
            _forget_address(plan)
        if plan.other is None:
            lines = _lines(plan.said)
            keys = [(line, plan.said.country) for line in lines]
            plan.other = next((exact[key] for key in keys if key in exact), None)
        if plan.other is None:
            plain.append(plan)
        else:
            plan.fate = Fate.CHANGE
    _look_alike(plain, register, by_key)


def _forget_address(plan: Plan) -> None:
    """A list of another site, or one that was mistyped."""
    said = _("No organisation here has the address “%(address)s”: the name and the country count.")
    plan.sentences.append(said % {"address": plan.address[:60]})
    plan.address = ""


def _look_alike(plans: Sequence[Plan], register: Register, by_key: Mapping[int, Standing]) -> None:
    keys = {each.country: each.entry.country for each in register.organisations}
    entries = [
        likeness.Entry(
            -1 - plan.number,
            tuple(_lines(plan.said)),
            keys.get(plan.said.country),
            plan.said.website,
        )
        for plan in plans
        if plan.said
    ]
    standing = (each.entry for each in register.organisations)
    found = likeness.likely_twins([*standing, *entries], new={entry.key for entry in entries})
    like = {
        pair.first: by_key[pair.second] for pair in reversed(found) if pair.first < 0 < pair.second
    }
    for plan in plans:
        if other := like.get(-1 - plan.number):
            plan.other, plan.fate = other, Fate.LIKE


def _against_each_other(plans: list[Plan]) -> None:
    """The first of several rows of the same organisation is the one that counts."""
    first: dict[object, Plan] = {}
    for plan in plans:
        if plan.said is None or plan.fate is Fate.WRONG:
            continue
        keys: list[object] = [(line, plan.said.country) for line in _lines(plan.said)]
        if plan.fate is Fate.CHANGE and plan.other:
            keys.append(plan.other.entry.key)
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier is None:
            first.update(dict.fromkeys(keys, plan))
        else:
            plan.fate = Fate.TWIN
            plan.sentences.append(
                _("The same organisation stands in line %(line)s already.") % {"line": earlier.line}
            )


def _against_what_is_said(plans: list[Plan], register: Register) -> None:
    """Field by field, of rows that stand in the register; what a row leaves empty stays."""
    found = [plan for plan in plans if plan.fate is Fate.CHANGE and plan.other]
    described = register.described([plan.other.entry.key for plan in found if plan.other])
    for plan in found:
        if plan.other is None or plan.said is None:
            continue
        key = plan.other.entry.key
        old = described[key]
        new = laid_over(old, plan.said, plan.given, renames=bool(plan.address))
        plan.changes, plan.said, plan.before = changes(old, new), new, digest(old)
        if not plan.changes:
            plan.fate = Fate.SAME
        elif key in register.barred:
            plan.fate = Fate.WRONG
            plan.sentences.append(
                _("You have a tie to this organisation: another steward must change it.")
            )


def _lines(said: Description) -> list[str]:
    return folded_names([said.name, *said.names.values()]).split("\n")
