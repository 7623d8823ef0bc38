"""What the passages of each contribution answer and are marked as, kept until it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Aggregate, TextField, Value
from django.db.models.functions import Cast, NullIf

from ..models import Passage, Version
from . import voices as desk_voices

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..models import Discussion

#: of so many discussions what was found is kept
_KEPT = 8
_PARTED = "|"


class Found(NamedTuple):
    """``answers`` and ``marks``: by contribution, keys and marks on its passages.

    ``owners``: version → its contribution, earlier versions too.
    """

    edition: desk_voices.Edition
    answers: Mapping[int, Collection[str]]
    marks: Mapping[int, Collection[str]]
    owners: Mapping[int, int]


_kept: dict[int, Found] = {}


class _Joined(Aggregate):
    """The texts of a group one after the other, parted by a bar; what is null is left out."""

    function = "GROUP_CONCAT"
    template = f"%(function)s(%(expressions)s, '{_PARTED}')"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="STRING_AGG", **context)


def found(discussion: Discussion) -> Found:
    """Two queries while nothing changed, else four."""
    edition = desk_voices.edition(discussion)
    kept = _kept.pop(discussion.pk, None)
    if kept is None or kept.edition != edition:
        kept = _found(discussion, edition)
    _kept[discussion.pk] = kept
    for oldest in list(_kept)[:-_KEPT]:
        _kept.pop(oldest, None)
    return kept


def _found(discussion: Discussion, edition: desk_voices.Edition) -> Found:
    rows: list[Any] = list(
        Passage.objects.of_discussion(discussion)
        .shown()
        .order_by()
        .values_list("version__contribution")
        .annotate(answers=_Joined(_text("targets")), good_for=_Joined(_text("marks")))
    )
    versions = Version.objects.filter(contribution__discussion=discussion).order_by()
    lists: dict[str, list[str]] = {}

    def items(joined: str) -> Collection[str]:
        pieces = set(joined.split(_PARTED))
        for piece in pieces - lists.keys():
            lists[piece] = json.loads(piece)
        return {item for piece in pieces for item in lists[piece]}

    return Found(
        edition,
        {pk: items(targets) for pk, targets, _marks in rows if targets},
        {pk: items(marks) for pk, _targets, marks in rows if marks},
        dict(versions.values_list("pk", "contribution")),
    )


def _text(name: str) -> NullIf:
    """A list as its JSON text; null when it is empty."""
    return NullIf(Cast(name, TextField()), Value("[]"))
