"""What can be asked of items and of their reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from diwan.core import clock
from diwan.core.links import LinkState
from diwan.people.queries.organisations import organisations_managed_by
from diwan.vocabularies.models import Place

from .. import rules
from ..words import ItemState

if TYPE_CHECKING:
    from datetime import date, datetime

    from diwan.people.models import Organisation

    from ..models import Item, Review  # noqa: F401 - named in the bases below

_OPEN = sorted(rules.OPEN_TO_ALL)


class ItemQuerySet(QuerySet["Item"]):
    def visible_to(self, person: Any) -> ItemQuerySet:
        """What is open to all; the rest to its submitter, its reviewers and stewards.

        What was submitted for an organisation, also to its managers.
        """
        public = Q(state__in=_OPEN)
        if not is_member(person):
            return self.filter(public)
        if is_steward(person):
            return self.all()
        reviewed = _rows("Review").filter(reviewer=person).values("item_id")
        managed = organisations_managed_by(person, clock.now().date())
        return self.filter(
            public
            | Q(submitted_by=person)
            | Q(submitted_for__in=managed)
            | Q(pk__in=reviewed, state=ItemState.IN_REVIEW)
        )

    def editable_by(self, person: Any) -> ItemQuerySet:
        """Those that ``person`` may change: stewards all, others what they submitted."""
        if not is_member(person):
            return self.none()
        if is_steward(person):
            return self.all()
        managed = organisations_managed_by(person, clock.now().date())
        return self.filter(Q(submitted_by=person) | Q(submitted_for__in=managed))

    def published(self) -> ItemQuerySet:
        return self.filter(state=ItemState.PUBLISHED)

    def open_to_all(self) -> ItemQuerySet:
        """Published or archived."""
        return self.filter(state__in=_OPEN)

    def of_kind(self, *kinds: str) -> ItemQuerySet:
        return self.filter(kind__in=kinds)

    def in_place(self, place: Place) -> ItemQuerySet:
        """About it, or about a part of it."""
        inside = Place.objects.within(place).values("pk")
        rows = _rows("ItemPlace").filter(place__in=inside)
        return self.filter(pk__in=rows.values("item_id"))

    def on_theme(self, key: str) -> ItemQuerySet:
        rows = self.model.themes.through.objects.filter(theme__key=key)
        return self.filter(pk__in=rows.values("item_id"))

    def on_goal(self, framework: str, code: str) -> ItemQuerySet:
        rows = self.model.goals.through.objects.filter(goal__framework=framework, goal__code=code)
        return self.filter(pk__in=rows.values("item_id"))

    def with_body(self, organisation: Organisation) -> ItemQuerySet:
        """Those that it made, published, paid for or submitted under its name."""
        parts = _rows("ItemBody").filter(organisation=organisation).values("item_id")
        return self.filter(Q(pk__in=parts) | Q(submitted_for=organisation))

    def in_language(self, code: str) -> ItemQuerySet:
        """Works in that language; the codes of a list stand between quotes in its JSON."""
        return self.filter(languages__icontains=f'"{code}"')

    def family_of(self, item: Item) -> ItemQuerySet:
        """The same work in other languages, without ``item`` itself."""
        head = item.family_id or item.pk
        return self.filter(Q(pk=head) | Q(family=head)).exclude(pk=item.pk)

    def sharing_with(self, item: Item) -> ItemQuerySet:
        """With a place or a theme of ``item``."""
        places = _rows("ItemPlace").filter(
            place__in=_rows("ItemPlace").filter(item=item).values("place_id")
        )
        through = self.model.themes.through.objects
        themes = through.filter(theme__in=through.filter(item=item).values("theme_id"))
        return self.filter(Q(pk__in=places.values("item_id")) | Q(pk__in=themes.values("item_id")))

    def past_review(self, today: date) -> ItemQuerySet:
        """Published, and somebody was to look again before ``today``."""
        return self.published().filter(review_due_on__lt=today)

    def changed_since_review(self) -> ItemQuerySet:
        """Published items with an edition that nobody but their makers looked at."""
        newer = _rows("Edition").filter(
            item=OuterRef("pk"), number__gt=OuterRef("reviewed_edition")
        )
        return self.published().filter(Exists(newer))

    def with_links_to_see(self, before: datetime) -> ItemQuerySet:
        """Open items whose link nobody looked at since ``before``."""
        unseen = Q(link_seen_at__isnull=True) | Q(link_seen_at__lt=before)
        return self.open_to_all().filter(unseen).exclude(link="")

    def with_dead_links(self) -> ItemQuerySet:
        return self.published().filter(link_state=LinkState.DEAD)

    def for_listing(self) -> ItemQuerySet:
        """Everything one row of a list shows, in a fixed number of queries; the newest first."""
        return (
            self.select_related("submitted_by", "submitted_for")
            .prefetch_related("themes", "places__place")
            .order_by("-published_at", "-pk")
        )


class ReviewQuerySet(QuerySet["Review"]):
    def waiting(self) -> ReviewQuerySet:
        """Asked for, of an item in review, and not given yet."""
        return self.filter(verdict="", item__state=ItemState.IN_REVIEW)

    def for_reviewer(self, person: Any) -> ReviewQuerySet:
        return self.filter(reviewer=person) if is_member(person) else self.none()

    def due_by(self, day: date) -> ReviewQuerySet:
        return self.waiting().filter(due_on__lte=day)


def is_member(person: Any) -> bool:
    return bool(person.is_authenticated and person.is_active)


def is_steward(person: Any) -> bool:
    return is_member(person) and bool(person.is_steward or person.is_administrator)


def _rows(model: str) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = apps.get_model("library", model).objects.all()
    return rows
