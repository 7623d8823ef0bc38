"""What the library adds to the navigation, the desk, the clock and the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots

from .. import inbox, jobs
from ..access import may_steward
from ..models import Item, Review
from ..words import ItemState

if TYPE_CHECKING:
    from django.http import HttpRequest

_MOST = 8


def _desk(request: HttpRequest) -> dict[str, Any] | None:
    """Reviews that wait, what stewards look at, and what came back to its submitter."""
    person = request.user
    if not person.is_authenticated:
        return None
    reviews = Review.objects.all().waiting().for_reviewer(person).select_related("item")
    is_steward = may_steward(person)
    rows = Item.objects.all()
    told: dict[str, list[Any]] = {
        "reviews": list(reviews.order_by("due_on")[:_MOST]),
        "waiting": _first(rows.filter(state=ItemState.SUBMITTED)) if is_steward else [],
        "changed": _first(rows.changed_since_review()) if is_steward else [],
        "own": _own(person),
    }
    return told if any(told.values()) else None


def _first(rows: Any) -> list[Item]:
    return list(rows.order_by("changed_at")[:_MOST])


def _own(person: Any) -> list[Item]:
    """Drafts and what came back, and what is past its day."""
    old = Q(state=ItemState.PUBLISHED, review_due_on__lt=clock.now().date())
    rows = Item.objects.filter(submitted_by=person)
    return _first(rows.filter(Q(state__in=[ItemState.DRAFT, ItemState.RETURNED]) | old))


def _waiting(request: HttpRequest) -> int:
    """Reviews that are asked of the reader."""
    if not request.user.is_authenticated:
        return 0
    return Review.objects.all().waiting().for_reviewer(request.user).count()


slots.navigation.add(
    "library", slots.NavigationItem(_("Library"), "library:index", group="knowledge"), order=30
)
slots.desk_panels.add("library", slots.Panel(_("Library"), "library/_desk.html", _desk), order=35)
slots.retention.add(
    "library-drafts",
    slots.RetentionRule(
        _("Drafts of the library"),
        _("What was never published and nobody changed for a year is removed with its files."),
        jobs.due_drafts,
        jobs.purge_drafts,
    ),
)
slots.tour.add(
    "library",
    slots.TourStop(
        _("Find and submit what is worth knowing"),
        _(
            "Practices, publications, norms and answers to rumours. A title, a link or a file, a"
            " place and a theme are enough to submit one; two reviewers look at it, and its page"
            " says until when it is current."
        ),
        lambda: reverse("library:index"),
    ),
    order=48,
)
inbox.register()
jobs.register()
