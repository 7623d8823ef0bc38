"""Small libraries for the tests of every room."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document

from diwan.core import clock
from diwan.library import actions
from diwan.library.rules import CHECKS
from diwan.library.said import ItemSaid
from diwan.people.tests.factories import make_person

if TYPE_CHECKING:
    from diwan.library.models import Item
    from diwan.people.models import Person

EVERY_CHECK = dict.fromkeys(CHECKS, True)


def say(title: str = "Bees between two shores", **fields: Any) -> ItemSaid:
    """Enough to be submitted: a practice about Tunisia."""
    given: dict[str, Any] = {
        "kind": "practice",
        "title": {"en": title},
        "link": "https://example.org/bees",
        "places": ["TN"],
        "themes": ["reintegration"],
    }
    return ItemSaid(**(given | fields))


def make_item(by: Person, title: str = "Bees between two shores", **fields: Any) -> Item:
    """A draft."""
    return actions.add(say(title, **fields), by=by)


def make_reviewers(item: Item, steward: Person, *emails: str) -> list[Person]:
    """Submit it, and ask two members to look."""
    people = [make_person(email) for email in emails]
    actions.submit(item, by=item.submitted_by)
    actions.ask_reviewers(item, people, due_on=clock.now().date(), by=steward)
    return people


def make_published(by: Person, title: str = "Bees between two shores", **fields: Any) -> Item:
    """Without the way through two reviewers, as the last of them leaves it."""
    from diwan.library.actions.reviewing import publish  # noqa: PLC0415

    item = make_item(by, title, **fields)
    item.state = "in_review"
    item.submitted_at = clock.now()
    publish(item)
    return item


def a_document() -> bytes:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("Bees")
    document.save(file)
    return file.getvalue()
