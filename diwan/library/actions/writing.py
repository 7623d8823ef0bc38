"""Write an item down, and change what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.core.links import LinkState
from diwan.people.rules.organisations import free_slug, slug_base
from diwan.vocabularies.models import Goal, Place, Theme

from .. import details
from ..access import demand, may_add, may_steward
from ..models import Item, ItemBody, ItemPlace
from ..queries.bodies import bodies_of, body_called
from ..words import ItemState, Side, SubmittedAs
from . import letters
from .finding import index
from .holding import held_for, keep_edition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..said import ItemSaid

#: words that an address under ``/library/`` goes on with
TAKEN = (
    *("new", "feed", "template", "read", "review", "reviews", "registers", "norms", "rumours"),
    *("campaigns", "mine", "kinds", "toolbox", "file", "positions", "compare", "csv"),
)
_WORDS = ("title", "summary", "body", "languages", "link", "doi", "licence", "published_in_year")
_MORE = ("source", "submitted_as", "takes_messages")


@transaction.atomic
def add(said: ItemSaid, *, by: Any) -> Item:
    """Write one down; it is a draft until it is submitted.

    Raises:
        PermissionDenied: ``by`` is no member.
        Refusal: what is said contradicts itself.
    """
    demand(may_add(by))
    now = clock.now()
    item = Item(slug=_free_slug(said.title), submitted_by=by, added_at=now)
    _write(item, said, by=by)
    audit.record("item.added", by=by, on=item)
    return item


@transaction.atomic
def change(item: Item, said: ItemSaid, *, by: Any, note: str = "") -> Item:
    """Write ``said`` over what stood there; a published item gets its next edition.

    Raises:
        PermissionDenied: ``by`` may not change it.
        Refusal: what is said contradicts itself, or nobody may say what changed.
    """
    locked = held_for(item, by=by)
    if locked.is_open_to_all and not note.strip():
        raise Refusal(_("Say in one sentence what you changed. Readers see it."))
    _write(locked, said, by=by)
    settle(locked, by=by, note=note)
    audit.record("item.changed", by=by, on=locked)
    return locked


def settle(item: Item, *, by: Any, note: str = "") -> None:
    """After a change: an edition of what is published, reviews anew, what can be found of it."""
    if item.is_open_to_all and keep_edition(item, by=by, note=note.strip()) and may_steward(by):
        item.reviewed_edition = item.editions.first().number  # type: ignore[union-attr]
        item.save(update_fields=["reviewed_edition"])
    if item.state == ItemState.IN_REVIEW:
        _ask_again(item)
    index(item)


def _ask_again(item: Item) -> None:
    """A verdict is on what its reviewer read: whoever gave one in this round is asked anew."""
    last = item.reviews.aggregate(last=Max("round"))["last"]
    for review in item.reviews.filter(round=last).exclude(verdict=""):
        review.verdict, review.decided_at, review.reminded_at = "", None, None
        review.save(update_fields=["verdict", "decided_at", "reminded_at"])
        letters.tell_reviewer(review)


def _write(item: Item, said: ItemSaid, *, by: Any) -> None:
    if not said.title:
        raise Refusal(_("Give it a title in at least one language."))
    if said.link != item.link:
        item.link_state, item.link_seen_at = LinkState.UNKNOWN, None
    _date(item, said)
    if not item.pk:
        item.kind = said.kind
    for name in (*_WORDS, *_MORE):
        setattr(item, name, getattr(said, name))
    item.submitted_for_id = _for_whom(item, said, by=by)
    item.adapted_from = _other(item, said.adapted_from, by=by)
    item.family = _head(item, _other(item, said.family, by=by))
    item.changed_at = clock.now()
    item.save()
    item.themes.set(Theme.objects.filter(key__in=said.themes))
    item.goals.set(Goal.objects.filter(pk__in=said.goals))
    sides = {"": said.places, Side.ORIGIN: said.origins, Side.DESTINATION: said.destinations}
    _place(item, sides)
    _name(item, said.bodies)
    detail = details.of(item.kind)
    if detail is not None and said.detail is not None:
        detail.write(item, said.detail)


def _date(item: Item, said: ItemSaid) -> None:
    """When somebody looks again; what everybody reads keeps a day, and a new one is news."""
    wanted = said.review_due_on
    if wanted is None and item.is_open_to_all:
        wanted = item.review_due_on
    if wanted != item.review_due_on:
        item.review_due_on, item.told_old_at = wanted, None


def _for_whom(item: Item, said: ItemSaid, *, by: Any) -> int | None:
    """The organisation; of an own one, of one that is managed, or the one that stood there."""
    chosen = said.submitted_for
    if chosen is None:
        if said.submitted_as == SubmittedAs.ORGANISATION:
            raise Refusal(_("Choose the organisation by which you want to be named."))
        return None
    if chosen != item.submitted_for_id and not bodies_of(by).filter(pk=chosen).exists():
        raise Refusal(_("Choose an organisation that is yours or that you manage."))
    return chosen


def _other(item: Item, slug: str, *, by: Any) -> Item | None:
    if not slug:
        return None
    found = Item.objects.visible_to(by).filter(slug=slug).exclude(pk=item.pk).first()
    if found is None:
        raise Refusal(
            _("No item has the address “%(slug)s”. Copy it from its page.") % {"slug": slug}
        )
    before: Item | None = found.adapted_from
    while before is not None:
        if before.pk == item.pk:
            raise Refusal(_("An item cannot be adapted from what was adapted from it."))
        before = before.adapted_from
    return found


def _head(item: Item, sibling: Item | None) -> Item | None:
    """The first of its family; one that was the first itself brings its own along."""
    if sibling is None:
        return None
    head = sibling.family or sibling
    if head.pk == item.pk:
        return None
    if item.pk:
        Item.objects.filter(family=item).update(family=head)
    return head


def _place(item: Item, sides: Mapping[str, Sequence[str]]) -> None:
    """Its places by side, in the order in which they were named."""
    item.places.all().delete()
    places = {place.code: place for codes in sides.values() for place in _places(codes)}
    ItemPlace.objects.bulk_create(
        ItemPlace(item=item, place=places[code], side=side)
        for side, codes in sides.items()
        for code in dict.fromkeys(codes)
        if code in places
    )


def _places(codes: Sequence[str]) -> list[Place]:
    return list(Place.objects.by_code(list(codes)))


def _name(item: Item, bodies: Sequence[tuple[str, str]]) -> None:
    """Who made it; a body of the register once a role."""
    item.bodies.all().delete()
    known: set[tuple[str, Any]] = set()
    rows = []
    for position, (role, name) in enumerate(dict.fromkeys(bodies)):
        found = body_called(name)
        key = (role, found.pk if found else name)
        if key not in known:
            known.add(key)
            called = "" if found else name[:200]
            rows.append(
                ItemBody(item=item, role=role, organisation=found, name=called, position=position)
            )
    ItemBody.objects.bulk_create(rows)


def _free_slug(title: Mapping[str, str]) -> str:
    base = slug_base("", title)
    base = "item" if base == "organisation" else base
    taken = Item.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, [*taken, *TAKEN])
