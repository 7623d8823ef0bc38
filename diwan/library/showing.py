"""What pages show of items: who submitted them, how they are cited, what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.core.wording import choose
from diwan.people.vocabulary import language_names

from .citations import Work
from .words import BodyRole, Side, SubmittedAs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .models import Item


def submitter(item: Item) -> str:
    """By whom, as they asked to be named; empty where they did not want to be."""
    if item.submitted_as == SubmittedAs.NAME:
        person = item.submitted_by
        return str(person) if person is not None else _("A member who has left")
    if item.submitted_as == SubmittedAs.ORGANISATION and item.submitted_for is not None:
        return item.submitted_for.name_shown
    return ""


def languages_of(item: Item) -> list[str]:
    """The languages of the work by name, as a reader calls them."""
    named = language_names((get_language() or "en").split("-")[0])
    return [named.get(code, code) for code in item.languages]


def bodies_of(item: Item) -> list[tuple[str, list[Any]]]:
    """Who made it by what they did, in the order of the words; one query."""
    rows = list(item.bodies.select_related("organisation"))
    found = ((str(role.label), [row for row in rows if row.role == role]) for role in BodyRole)
    return [(label, named) for label, named in found if named]


def places_of(item: Item) -> list[tuple[str, list[Any]]]:
    """Its places by side; those that are on none first."""
    rows = list(item.places.all())
    labels = [("", _("Places")), *Side.choices]
    found = (
        (str(label), [row.place for row in rows if row.side == side]) for side, label in labels
    )
    return [(label, places) for label, places in found if places]


def works(items: Iterable[Item]) -> list[Work]:
    return [work(item) for item in items]


def work(item: Item) -> Work:
    """What its citation says, in the reader's language where it says it in several."""
    bodies = list(item.bodies.all())

    def named(role: str) -> tuple[str, ...]:
        return tuple(str(row) for row in bodies if row.role == role)

    return Work(
        key=item.slug,
        kind=item.kind,
        title=choose(item.title).text,
        url=settings.DIWAN_ORIGIN + item.get_absolute_url(),
        authors=named(BodyRole.AUTHOR),
        publishers=named(BodyRole.PUBLISHER),
        year=item.published_in_year,
        doi=item.doi,
        link=item.link,
        summary=choose(item.summary).text,
        languages=tuple(item.languages),
        keywords=tuple(str(theme) for theme in item.themes.all()),
        places=tuple(str(row.place) for row in item.places.all()),
        licence=item.licence,
    )
