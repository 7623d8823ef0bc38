"""What the library holds about a person: what they submitted, reviewed and changed (P-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import NameShown
from diwan.core.slots import PersonalField as Field
from diwan.core.wording import choose

from .. import actions
from ..models import Edition, Item, Review
from ..words import ItemState, SubmittedAs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diwan.people.models import Person

_SUBMITTED, _REVIEWED, _CHANGED = "items submitted", "reviews", "editions made"


def _export(person: Person) -> dict[str, Any]:
    reviews = Review.objects.filter(reviewer=person).select_related("item")
    editions = Edition.objects.filter(made_by=person).select_related("item")
    return {
        _SUBMITTED: [
            {
                "title": choose(row.title).text,
                "state": row.get_state_display(),
                "named": row.get_submitted_as_display(),
                "messages": row.takes_messages,
                "added": row.added_at,
                "submitted": row.submitted_at,
            }
            for row in Item.objects.filter(submitted_by=person).order_by("pk")
        ],
        _REVIEWED: [
            {
                "title": choose(row.item.title).text,
                "asked": row.assigned_at,
                "ties": row.conflict,
                "checks": ", ".join(sorted(name for name, yes in row.checklist.items() if yes)),
                "verdict": row.get_verdict_display(),
                "note": row.note,
                "decided": row.decided_at,
            }
            for row in reviews.order_by("pk")
        ],
        _CHANGED: [
            {"title": choose(row.item.title).text, "edition": row.number, "made": row.made_at}
            for row in editions.order_by("pk")
        ],
    }


def _erase(person: Person) -> None:
    """What everybody reads stays, without the name; what nobody read yet goes."""
    rows = Item.objects.filter(submitted_by=person)
    actions.forget(rows.filter(published_at__isnull=True).exclude(state=ItemState.IN_REVIEW))
    rows.update(submitted_by=None, submitted_as=SubmittedAs.NOT_NAMED, takes_messages=False)
    Review.objects.filter(reviewer=person, verdict="").delete()
    Review.objects.filter(reviewer=person).update(reviewer=None, conflict="")
    Edition.objects.filter(made_by=person).update(made_by=None)


def _named(person: Person) -> Iterable[NameShown]:
    rows = Item.objects.filter(submitted_by=person, submitted_as=SubmittedAs.NAME).open_to_all()
    for item in rows.order_by("pk"):
        yield NameShown(
            where=str(item), readers=str(_("Everybody")), url=f"{item.get_absolute_url()}edit/"
        )


slots.personal_data.add(
    "library",
    slots.PersonalData(
        _("What you gave to the library"),
        _export,
        _erase,
        {
            _SUBMITTED: Field(_("What you submitted")),
            f"{_SUBMITTED}.title": Field(_("Title")),
            f"{_SUBMITTED}.state": Field(_("State")),
            f"{_SUBMITTED}.named": Field(_("How you are named")),
            f"{_SUBMITTED}.messages": Field(_("Members may write to you about it")),
            f"{_SUBMITTED}.added": Field(_("Added")),
            f"{_SUBMITTED}.submitted": Field(_("Submitted")),
            _REVIEWED: Field(_("What you reviewed")),
            f"{_REVIEWED}.title": Field(_("Title")),
            f"{_REVIEWED}.asked": Field(_("Asked")),
            f"{_REVIEWED}.ties": Field(_("What you said ties you to it")),
            f"{_REVIEWED}.checks": Field(_("What you found in order")),
            f"{_REVIEWED}.verdict": Field(_("Your verdict")),
            f"{_REVIEWED}.note": Field(_("What you wrote to whoever submitted it")),
            f"{_REVIEWED}.decided": Field(_("Decided")),
            _CHANGED: Field(_("Editions you made")),
            f"{_CHANGED}.title": Field(_("Title")),
            f"{_CHANGED}.edition": Field(_("Edition")),
            f"{_CHANGED}.made": Field(_("Made")),
        },
        covers=frozenset(
            {"library.Item.submitted_by", "library.Review.reviewer", "library.Edition.made_by"}
        ),
    ),
    order=96,
)
slots.name_places.add("library", slots.NamePlace(_named))
