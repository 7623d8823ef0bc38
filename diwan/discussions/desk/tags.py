"""What a passage can be tagged with: what it has, what its words name, and all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diwan.texts.gazetteer import Gazetteer
from diwan.texts.normalise import fold
from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.queries import in_order

from ..words import ResourceKind
from . import words as desk_words

if TYPE_CHECKING:
    from django import forms

    from ..models import Passage


@dataclass(frozen=True, slots=True)
class Box:
    """A checkbox; ``hint`` says what it is, where the label does not."""

    value: str
    label: str
    is_on: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """The form of a passage's tags; ``name`` was typed and refused."""

    themes: list[Box]
    places: list[Box]
    world: list[Box]
    named: list[Box]
    kinds: list[Box]
    name: str
    seen: str

    @classmethod
    def of(cls, passage: Passage, form: forms.Form | None = None) -> Offered:
        """Needs its ``version``; what was typed in ``form`` goes before what is stored."""
        moment = passage.corrected_at
        data: Any = form.data if form else None
        themes = data.getlist("themes") if data else passage.themes
        places = data.getlist("places") if data else passage.places
        kind = data.get("another_kind") if data else ResourceKind.ORGANISATION
        world = list(Place.objects.of_the_world())
        return cls(
            themes=[Box(t.key, str(t), t.key in themes) for t in Theme.objects.all()],
            places=_places(passage, places, world),
            world=_world(world, data.get("another_place", "") if data else ""),
            named=_named(passage, data.getlist("named") if data else None),
            kinds=[
                Box(each, str(each.label), each == kind)
                for each in (ResourceKind.ORGANISATION, ResourceKind.INITIATIVE)
            ],
            name=data.get("another_name", "") if data else "",
            seen=moment.isoformat() if moment else "",
        )


def _words(passage: Passage) -> str:
    return passage.version.masked[passage.start : passage.end]


def _places(passage: Passage, chosen: list[str], world: list[Place]) -> list[Box]:
    """Those it has, then those its words name."""
    names = {place.code: list(place.names.values()) for place in world}
    found = Gazetteer(names).codes(_words(passage))
    known = {place.code: place for place in world} | {
        place.code: place for place in Place.objects.filter(code__in=chosen)
    }
    codes = dict.fromkeys([*chosen, *found])
    return [Box(code, str(known[code]), code in chosen) for code in codes if code in known]


def _world(places: list[Place], chosen: str) -> list[Box]:
    return [Box(place.code, place.label(), place.code == chosen) for place in in_order(places)]


def _named(passage: Passage, chosen: list[str] | None) -> list[Box]:
    """Those it has, then those its words name; each with what it is."""
    held = [(each["kind"], each["name"]) for each in passage.named]
    found = [(each.kind, each.name) for each in desk_words.offered(passage, passage.version.masked)]
    on = [f"{kind}:{name}" for kind, name in held] if chosen is None else chosen
    typed = [(kind, name) for kind, _parted, name in (each.partition(":") for each in on)]
    rows = {
        (kind, fold(name)): (kind, name)
        for kind, name in [*typed, *held, *found]
        if kind in ResourceKind.values
    }
    return [
        Box(f"{kind}:{name}", name, f"{kind}:{name}" in on, str(ResourceKind(kind).label))
        for kind, name in rows.values()
    ]
