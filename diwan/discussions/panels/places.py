"""What discussions add to the pages of places and corridors, to the map and to the news."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.wording import choose
from diwan.vocabularies.models import Place
from diwan.vocabularies.rules import country_of

from ..models import Discussion, Reply
from ..queries import LET_GO
from ..words import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpRequest

    from diwan.core.slots import Scope

    from ..queries import DiscussionQuerySet

MOST = 12
#: a discussion about more countries than these ties no two of them to each other
_MOST_TIED = 12
_OPEN = (Stage.OPEN, Stage.EXTENDED)


# --- pages -----------------------------------------------------------------------------
def _of_place(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    return _shown(_readable(request.user).filter(_about(place)))


def _of_corridor(request: HttpRequest, corridor: Any) -> dict[str, Any] | None:
    rows = _readable(request.user).filter(_about(corridor.origin))
    return _shown(rows.filter(_about(corridor.destination)))


def _shown(rows: DiscussionQuerySet) -> dict[str, Any] | None:
    """Open ones first, then the latest; one query."""
    is_over = Case(When(stage__in=_OPEN, then=0), default=1)
    found = list(rows.with_counts().order_by(is_over, "-closes_on", "-pk")[:MOST])
    return {"rows": found} if found else None


def _readable(person: Any) -> DiscussionQuerySet:
    return Discussion.objects.visible_to(person).exclude(stage=Stage.DRAFT)


def _about(place: Place) -> Q:
    """About the place itself or something that lies in it."""
    through = Discussion.places.through.objects
    rows = through.filter(place__in=Place.objects.within(place).values("pk"))
    return Q(pk__in=rows.values("discussion_id"))


# --- the map ---------------------------------------------------------------------------
def _counts(person: Any) -> Counter[str]:
    return Counter(code for codes in _countries(person) for code in codes)


def _pairs(person: Any) -> Counter[tuple[str, str]]:
    return Counter(
        pair
        for codes in _countries(person)
        if len(codes) <= _MOST_TIED
        for pair in combinations(sorted(codes), 2)
    )


def _countries(person: Any) -> Iterable[set[str]]:
    """The countries of each discussion; one query."""
    rows = _readable(person).filter(places__isnull=False).order_by()
    found: dict[int, set[str]] = {}
    for pk, code in rows.values_list("pk", "places__code"):
        if country := country_of(code):
            found.setdefault(pk, set()).add(country)
    return found.values()


# --- news ------------------------------------------------------------------------------
def _news(person: Any, scope: Scope, since: datetime, most: int) -> list[slots.News]:
    """Discussions that opened and replies that were published; a query for each."""
    readable = _readable(person).filter(_concerned(scope))
    opened = readable.filter(opened_at__gt=since).order_by("-opened_at", "-pk")[:most]
    replies = (
        Reply.objects.filter(discussion__in=readable, state__in=LET_GO, published_at__gt=since)
        .select_related("discussion")
        .order_by("-published_at", "-pk")[:most]
    )
    told = [(choose(row.title).text, row.get_absolute_url(), row.opened_at) for row in opened]
    told += [(*_publication(reply), reply.published_at) for reply in replies]
    return [slots.News(title, url, at) for title, url, at in told if at is not None]


def _concerned(scope: Scope) -> Q:
    if scope.theme is not None:
        rows = Discussion.themes.through.objects.filter(theme=scope.theme)
        return Q(pk__in=rows.values("discussion_id"))
    ends = [_about(end) for end in (scope.place, scope.other) if end is not None]
    return ends[0] & ends[-1]


def _publication(reply: Reply) -> tuple[str, str]:
    title = gettext("The reply to “%(title)s”") % {"title": choose(reply.discussion.title).text}
    return title, reverse("discussions:public_reply", args=[reply.discussion.slug])


_TEMPLATE = "discussions/_of_place.html"
slots.place_panels.add(
    "discussions.about",
    slots.SubjectPanel(
        _("Discussions"),
        _TEMPLATE,
        _of_place,
        belongs=_(
            "Discussions about it, open and past. Facilitators name the places when they prepare a"
            " discussion; members propose what should be discussed next."
        ),
    ),
    order=30,
)
slots.corridor_panels.add(
    "discussions.about",
    slots.SubjectPanel(
        _("Discussions about both"),
        _TEMPLATE,
        _of_corridor,
        belongs=_(
            "Discussions that name both places. Facilitators choose them when they prepare one."
        ),
    ),
    order=30,
)
slots.place_counts.add("discussions", slots.PlaceCount(_("Discussions"), _counts, _pairs), order=20)
slots.news_sources.add("discussions", slots.NewsSource(_("Discussion"), _news), order=10)
