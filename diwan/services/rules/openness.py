"""How a service moves, and how much of it others may know (P-13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

#: State → the states it may go to.
MOVES: Mapping[str, frozenset[str]] = {
    "inactive": frozenset({"active"}),
    "active": frozenset({"paused", "inactive", "defunct"}),
    "paused": frozenset({"active", "inactive", "defunct"}),
    "defunct": frozenset(),
}
#: states that others see
SHOWN = ("active", "paused")
#: class → what of it strangers may know besides what it says of itself
TOLD: Mapping[str, frozenset[str]] = {
    "public": frozenset({"place", "hours", "phone", "mail"}),
    "hidden_address": frozenset({"hours", "phone", "mail"}),
    "relay_only": frozenset(),
    "staff_only": frozenset(),
}
#: classes that are in the lists at all
LISTED = ("public", "hidden_address", "relay_only")
#: classes that are reached by relay
RELAYED = ("hidden_address", "relay_only")
#: kinds of help whose address may cost somebody their life
_GUARDED = frozenset({"shelter"})
#: what tells of such a place in a name, where nobody named its kind
_SIGNS = re.compile(
    r"\b(?:shelters?|safe ?houses?|refuges?|foyers? d['’]hébergement|hébergements? d['’]urgence"
    r"|maisons? refuges?|centro antiviolenza|casa rifugio|frauenhaus|(?:ال)?مأوى|(?:ال)?ملجأ)\b",
    re.IGNORECASE,
)


def may_move(state: str, wanted: str) -> bool:
    return wanted in MOVES.get(state, frozenset())


def tells(sensitivity: str, what: str) -> bool:
    """Whether strangers may know ``what``: place, hours, phone or mail."""
    return what in TOLD.get(sensitivity, frozenset())


def must_hide(terms: Collection[str], names: Iterable[str]) -> bool:
    """Whether it can be no open service: a shelter by its kind or by its name."""
    return bool(_GUARDED & set(terms)) or any(_SIGNS.search(name) for name in names)


def safe_class(sensitivity: str, terms: Collection[str], names: Iterable[str]) -> str:
    """``sensitivity``, or the next closed one where that would give a shelter away."""
    if sensitivity == "public" and must_hide(terms, names):
        return "hidden_address"
    return sensitivity
