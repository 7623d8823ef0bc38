"""What the desk keeps in view of a reply: whether it cites everybody and everything.

For the facilitation team alone; the method stands in docs/explanation/balance.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_percent
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from diwan.people.words import ActorKind, Gender
from diwan.vocabularies.models import Place

from .. import naming, reviewing
from ..models import Citation
from ..reply import balance as pure
from ..reply.balance import Balance, Cited
from ..reply.suggesting import twins
from ..words import Stance
from .voices import genders, heard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..models import Reply
    from ..reviewing import Target

#: of so many replies what was reckoned is kept
_KEPT = 8


# --- what the page shows ----------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Mark:
    """A statement to go to."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Left:
    """Answers to a question that nothing cites; ``url`` shows who gave them."""

    label: str
    colours: tuple[int, ...]
    answers: int
    uncited: int
    url: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Two bars of a group: shares as a reader reads them, widths in percent of the longest one."""

    label: str
    contributed: str
    cited: str
    contributed_width: float
    cited_width: float


@dataclass(frozen=True, slots=True)
class Side:
    """``is_rounded``: shares are in tenths, and counts are not told."""

    title: str
    rows: tuple[Bars, ...]
    is_rounded: bool


@dataclass(frozen=True, slots=True)
class Panel:
    contributions: int
    citations: int
    left: tuple[Left, ...]
    sides: tuple[Side, ...]
    one_voice: tuple[Mark, ...]
    bare: tuple[Mark, ...]
    twins: tuple[tuple[Mark, ...], ...]

    @property
    def uncited(self) -> int:
        """Answers that nothing cites; one to several questions counts for each."""
        return sum(each.uncited for each in self.left)


def balance(reply: Reply, known: Mapping[str, Target] | None = None) -> Panel:
    """The balance of a reply in the reader's language, in a fixed number of queries.

    Args:
        known: what passages may answer, as :func:`.reviewing.targets` gives it.
    """
    known = reviewing.targets(reply.discussion) if known is None else known
    rows = list(reply.statements.order_by("number").values_list(*_STATED))
    found = _weighed(reply, [key for key, *_rest in rows], known)
    alike = _twins(tuple((text, language) for *_rest, text, language in rows))
    desk = reverse("discussions:desk", args=[reply.discussion.slug])
    marks = {
        key: Mark(number, f"{desk}?q={about or 'none'}&s={key}#s-{key}")
        for key, number, about, _text, _language in rows
    }
    places = [marks[key] for key, *_rest in rows]
    return Panel(
        contributions=found.contributions,
        citations=found.citations,
        left=tuple(_left(each, known[each.key], desk) for each in found.uncited),
        sides=_sides(found),
        one_voice=tuple(marks[key] for key in found.one_voice),
        bare=tuple(marks[key] for key in found.bare),
        twins=tuple(tuple(places[each] for each in group) for group in alike),
    )


_STATED = ("key", "number", "about", "text", "language")


def _left(found: pure.Uncited, target: Target, desk: str) -> Left:
    url = f"{desk}?about={found.key}&uncited=1#desk-contributions"
    return Left(target.label, target.colours, found.answers, found.uncited, url)


def _sides(found: Balance) -> tuple[Side, ...]:
    """Those that tell something: more than one group."""
    regions = {pair.code for side in found.sides if side.name == "region" for pair in side.pairs}
    places = {place.code: str(place) for place in Place.objects.filter(code__in=regions)}
    name: dict[str, tuple[str, Callable[[str], str]]] = {
        "language": (_("By language"), naming.language_name),
        "region": (_("By region"), lambda code: places.get(code, code)),
        "kind": (_("By kind of actor"), lambda code: str(ActorKind(code).label)),
        "gender": (_("By gender, as people said"), lambda code: str(Gender(code).label)),
    }
    return tuple(_side(side, *name[side.name]) for side in found.sides if len(side.pairs) > 1)


def _side(side: pure.Side, title: str, label: Callable[[str], str]) -> Side:
    longest = max(max(pair.contributed, pair.cited) for pair in side.pairs)
    return Side(
        title,
        tuple(_bars(pair, label, longest) for pair in side.pairs),
        is_rounded=any(pair.contributions is None for pair in side.pairs),
    )


def _bars(pair: pure.Pair, label: Callable[[str], str], longest: float) -> Bars:
    def width(share: float) -> float:
        return round(100 * share / longest, 1) if longest else 0.0

    return Bars(
        _unsaid().get(pair.code) or label(pair.code),
        format_percent(pair.contributed, locale=naming.active()),
        format_percent(pair.cited, locale=naming.active()),
        width(pair.contributed),
        width(pair.cited),
    )


def _unsaid() -> dict[str, str]:
    return {
        "": pgettext("a country or kind that was not given", "Not said"),
        pure.OTHER: pgettext("small counts put together", "Other"),
    }


@lru_cache(maxsize=_KEPT)
def _twins(statements: tuple[tuple[str, str], ...]) -> list[tuple[int, ...]]:
    """Places of statements that nearly say the same: the first of them, and those like it."""
    groups: dict[int, list[int]] = {}
    for first, other in twins(statements):
        groups.setdefault(first, [first]).append(other)
    return [tuple(group) for group in groups.values()]


# --- what it is made of -----------------------------------------------------------------
#: reply → what its balance was reckoned from, and the balance
_reckoned: dict[int, tuple[object, Balance]] = {}


def _weighed(reply: Reply, statements: Sequence[str], known: Mapping[str, Target]) -> Balance:
    """The balance, reckoned anew when anything of it changed."""
    read, said = heard(reply.discussion), genders(reply.discussion)
    edition = (read.edition, said, _cited_edition(reply), tuple(statements), tuple(known))
    if reply.pk not in _reckoned or _reckoned[reply.pk][0] != edition:
        found = pure.weigh(
            read.voices, said, read.answers, _cited(reply, read.versions), statements, known
        )
        _reckoned[reply.pk] = (edition, found)
        for oldest in list(_reckoned)[:-_KEPT]:
            _reckoned.pop(oldest, None)
    return _reckoned[reply.pk][1]


def _cited_edition(reply: Reply) -> object:
    """Tells apart what is cited, where, and how; a citation never changes its words."""
    return tuple(
        Citation.objects.filter(statement__reply=reply)
        .aggregate(
            count=Count("pk"),
            rows=Sum("pk"),
            supporting=Sum("pk", filter=Q(stance=Stance.SUPPORTS)),
            statements=Sum(F("pk") * F("statement")),
        )
        .values()
    )


def _cited(reply: Reply, versions: Mapping[int, int]) -> list[Cited]:
    """What is cited of the contributions that readers see."""
    facts = ("statement__key", "version", "start", "end", "stance")
    rows = Citation.objects.filter(statement__reply=reply).order_by().values_list(*facts)
    return [
        Cited(key, versions[version], version, start, end, stance == Stance.SUPPORTS)
        for key, version, start, end, stance in rows
        if version in versions
    ]
