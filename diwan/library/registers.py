"""The four databases that the Arab League asked for, as one reader may see them.

Expatriates and public figures (E1), associations (E2), policies and legal norms (J5), research
centres (J6).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.wording import choose
from diwan.people import finding
from diwan.people.models import Organisation
from diwan.people.standing import standing_at
from diwan.people.words import ActorKind

from .models import Item
from .words import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

#: countries that a card names
_MOST = 5
_NORMS = (ItemKind.NORM, ItemKind.POLICY)


@dataclass(frozen=True, slots=True)
class Way:
    """A narrowing of a register, with how much it holds where that may be said."""

    title: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """``count`` is what the reader finds there; ``is_more``: there is more than that."""

    key: str
    title: str
    text: str
    url: str
    count: int
    ways: list[Way]
    belongs: str
    is_more: bool = False


def registers(request: HttpRequest) -> list[Register]:
    return [
        _experts(request),
        _associations(request.user),
        _norms(request.user),
        _centres(request.user),
    ]


def _experts(request: HttpRequest) -> Register:
    """Counted as the directory counts: what the reader may see, and no further than it shows."""
    standing = standing_at(request)
    wanted = finding.Wanted(is_expert=True)
    found = finding.find(standing, wanted, now=clock.now())
    url = reverse("members:experts")
    return Register(
        "experts",
        _("Expatriates and public figures"),
        _("People of high skill abroad and public figures who agreed to stand here."),
        url,
        found.count,
        [
            Way(_("Public figures"), f"{url}?figures=on"),
            Way(_("All members"), reverse("members:index")),
        ],
        _("Whoever wishes to be found says so under “My profile in the directory”."),
        is_more=found.is_capped,
    )


def _associations(person: Any) -> Register:
    rows = Organisation.objects.visible_to(person).associations()
    url = reverse("organisations:associations")
    return Register(
        "associations",
        _("Associations and unions of expatriates"),
        _("With the lands they are tied to, what they do and for whom."),
        url,
        rows.count(),
        _by_country(rows, url),
        _("Whoever manages an association adds it under “Organisations”."),
    )


def _centres(person: Any) -> Register:
    rows = Organisation.objects.visible_to(person).filter(
        kind__in=[ActorKind.RESEARCH, ActorKind.EDUCATION]
    )
    url = f"{reverse('organisations:index')}?kind={ActorKind.RESEARCH}"
    counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    narrowed = [
        Way(
            str(kind.label),
            f"{reverse('organisations:index')}?kind={kind}",
            counts.get(kind.value, 0),
        )
        for kind in (ActorKind.RESEARCH, ActorKind.EDUCATION)
    ]
    return Register(
        "centres",
        _("Research centres"),
        _("Institutes and universities that work on migration, in the region and abroad."),
        url,
        rows.count(),
        [*narrowed, Way(_("Their studies and data sets"), _library("study"))],
        _("Whoever manages a centre adds it under “Organisations”."),
    )


def _norms(person: Any) -> Register:
    rows = Item.objects.visible_to(person).published().of_kind(*_NORMS)
    counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    ways = [
        Way(str(kind.label), _library(kind.value), counts.get(kind.value, 0)) for kind in _NORMS
    ]
    return Register(
        "norms",
        _("Policies and legal norms"),
        _("What is in force where, since when, what changed it, and what countries hold."),
        _library(ItemKind.NORM.value),
        sum(counts.values()),
        [*ways, Way(_("Countries side by side"), reverse("library:compare"))],
        _("Every member may submit one to the library; two reviewers look at it."),
    )


def _by_country(rows: Any, url: str) -> list[Way]:
    """The countries with most of them."""
    found = (
        rows.filter(country__isnull=False).order_by().values_list("country__code", "country__names")
    )
    names = dict(found)
    counts = Counter(code for code, _names in found)
    return [
        Way(choose(names[code]).text, f"{url}?country={code}", count)
        for code, count in _largest(counts.items())
    ]


def _largest(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda row: (-row[1], row[0]))[:_MOST]


def _library(kind: str) -> str:
    return f"{reverse('library:index')}?kind={kind}"
