"""What the passages of each contribution answer and are marked as, kept until it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, TextField, Value
from django.db.models.functions import Cast, NullIf

from . import desk_voices
from .models import Passage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .models import Discussion

    #: keys that are answered, marks
    Found = tuple[Collection[str], Collection[str]]

#: of so many discussions what was found is kept
_KEPT = 8
_PARTED = "|"
_kept: dict[int, tuple[desk_voices.Edition, Mapping[int, Found]]] = {}


class _Joined(Aggregate):
    """The texts of a group one after the other, parted by a bar; what is null is left out."""

    function = "GROUP_CONCAT"
    template = f"%(function)s(%(expressions)s, '{_PARTED}')"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="STRING_AGG", **context)


def found(discussion: Discussion) -> Mapping[int, Found]:
    """By contribution: the keys it answers, and the marks on its passages.

    Two queries while nothing changed, else three.
    """
    edition = desk_voices.edition(discussion)
    kept = _kept.pop(discussion.pk, None)
    if kept is None or kept[0] != edition:
        kept = (edition, _found(discussion))
    _kept[discussion.pk] = kept
    for oldest in list(_kept)[:-_KEPT]:
        _kept.pop(oldest, None)
    return kept[1]


def _found(discussion: Discussion) -> dict[int, Found]:
    rows = (
        Passage.objects.of_discussion(discussion)
        .shown()
        .order_by()
        .values_list("version__contribution")
        .annotate(answers=_Joined(_text("targets")), good_for=_Joined(_text("marks")))
    )
    lists: dict[str, list[str]] = {}

    def items(joined: str | None) -> Collection[str]:
        if not joined:
            return ()
        pieces = set(joined.split(_PARTED))
        for piece in pieces - lists.keys():
            lists[piece] = json.loads(piece)
        return {item for piece in pieces for item in lists[piece]}

    return {pk: (items(targets), items(marks)) for pk, targets, marks in rows}


def _text(name: str) -> NullIf:
    """A list as its JSON text; null when it is empty."""
    return NullIf(Cast(name, TextField()), Value("[]"))
