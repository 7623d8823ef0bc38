"""What an item says, as plain values: kept with each edition, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core.wording import choose
from diwan.texts import differences

from . import details
from .words import BodyRole, ItemKind, Licence, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diwan.texts.differences import Piece

    from .models import Item

_WORDINGS = ("title", "summary", "body")
_LINES = ("kind", "link", "doi", "licence", "source", "published_in_year", "review_due_on")


def content(item: Item) -> dict[str, Any]:
    """Everything that a reader of its page reads, without names of members."""
    detail = details.of(item.kind)
    return {
        **{name: getattr(item, name) for name in (*_WORDINGS, *_LINES, "languages")},
        "places": [[row.side, row.place.code] for row in item.places.select_related("place")],
        "themes": [theme.key for theme in item.themes.all()],
        "goals": [str(goal) for goal in item.goals.all()],
        "bodies": [[row.role, str(row)] for row in item.bodies.select_related("organisation")],
        "files": [row.name for row in item.files.all()],
        "adapted_from": _slug_of(item.adapted_from),
        "details": detail.told(item) if detail else {},
    }


def _slug_of(origin: Item | None) -> str:
    """Its address, which is made of its title; nothing of one that not everybody may read."""
    return origin.slug if origin is not None and origin.is_open_to_all else ""


@dataclass(frozen=True, slots=True)
class Change:
    """One part of an item that two editions say differently."""

    title: str
    language: str
    pieces: list[Piece]


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What ``new`` says otherwise than ``old``, part by part, word by word."""
    before, after = dict(_parts(old)), dict(_parts(new))
    keys = list(dict.fromkeys([*after, *before]))
    return [
        Change(title, language, differences.words(*texts))
        for title, language in keys
        if (texts := (before.get((title, language), ""), after.get((title, language), "")))
        and texts[0] != texts[1]
    ]


def _parts(told: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """(title of the part, language of its text) and the text."""
    titles = {"title": _("Title"), "summary": _("Summary"), "body": _("Text")}
    for name, title in titles.items():
        for language, text in (told.get(name) or {}).items():
            yield (title, language), text
    for title, text in _lines(told).items():
        yield (title, ""), text
    for part, text in (told.get("details") or {}).items():
        yield (str(details.titles.get(part, part)), ""), text


def _lines(told: Mapping[str, Any]) -> dict[str, str]:
    sides = {**dict(Side.choices), "": _("Place")}
    places = ", ".join(f"{sides.get(side, side)}: {code}" for side, code in told.get("places", ()))
    roles = dict(BodyRole.choices)
    return {
        _("Kind"): str(dict(ItemKind.choices).get(told.get("kind", ""), "")),
        _("Link"): told.get("link") or "",
        _("DOI"): told.get("doi") or "",
        _("Licence"): str(dict(Licence.choices).get(told.get("licence", ""), "")),
        _("Source"): told.get("source") or "",
        _("Year"): str(told.get("published_in_year") or ""),
        _("To be looked at again"): str(told.get("review_due_on") or ""),
        _("Languages of the work"): ", ".join(told.get("languages", ())),
        _("Places"): places,
        _("Themes"): ", ".join(told.get("themes", ())),
        _("Goals"): ", ".join(told.get("goals", ())),
        _("Who made it"): "; ".join(
            f"{roles.get(role, role)}: {name}" for role, name in told.get("bodies", ())
        ),
        _("Files"): ", ".join(told.get("files", ())),
        _("Adapted from"): told.get("adapted_from") or "",
    }


def title_of(told: Mapping[str, Any]) -> str:
    return choose(told.get("title")).text
