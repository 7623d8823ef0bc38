"""Fill the vocabularies, and what stewards may change in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core.errors import Conflict, Refusal
from diwan.texts.normalise import fold

from . import source
from .models import Goal, Place, Theme
from .rules import clean_names, may_steward, slug_of
from .words import Framework, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Mapping


def load_vocabularies() -> int:
    """Bring places, themes and goals up to date; returns how many rows were written.

    Safe to call again and again. Nothing is removed: municipalities and footnotes that
    people added or changed stay as they are. Part of installing, so it has no person.
    """
    with transaction.atomic():
        return _load_places() + _load_themes() + _load_goals()


def add_municipality(parent: Place, names: Mapping[str, str], *, by: Any) -> Place:
    """Add a municipality to a country or subdivision, named in at least one language.

    Raises:
        PermissionDenied: ``by`` is neither steward nor administrator.
        Refusal: the name is missing or known there, or the place cannot hold municipalities.
    """
    if not may_steward(by):
        raise PermissionDenied
    if parent.kind not in {PlaceKind.COUNTRY, PlaceKind.SUBDIVISION}:
        raise Refusal(_("Choose a country or a part of one, and add the municipality there."))
    wordings = clean_names(names)
    if not wordings:
        raise Refusal(_("Give the name of the municipality in at least one language."))
    siblings = list(parent.children.filter(kind=PlaceKind.MUNICIPALITY))
    _refuse_known(wordings, siblings)
    slug = slug_of(wordings, [place.code.rpartition("/")[2] for place in siblings])
    try:
        with transaction.atomic():
            place = Place.objects.create(
                code=f"{parent.code}/{slug}",
                kind=PlaceKind.MUNICIPALITY,
                names=wordings,
                parent=parent,
            )
            audit.record("add_municipality", by=by, on=place, details={"code": parent.code})
    except IntegrityError as error:
        raise Conflict(
            _("Somebody added this municipality at the same time. Look at the list again.")
        ) from error
    return place


def set_footnote(place: Place, footnote: Mapping[str, str], *, by: Any) -> Place:
    """Change what is said about the designation of ``place``; empty texts take it away.

    Raises:
        PermissionDenied: ``by`` is neither steward nor administrator.
    """
    if not may_steward(by):
        raise PermissionDenied
    with transaction.atomic():
        place.footnote = {code: text.strip() for code, text in footnote.items() if text.strip()}
        place.save(update_fields=["footnote"])
        audit.record("set_footnote", by=by, on=place, details={"languages": sorted(place.footnote)})
    return place


def _refuse_known(names: Mapping[str, str], siblings: list[Place]) -> None:
    known = {fold(name) for place in siblings for name in place.names.values()}
    for name in names.values():
        if fold(name) in known:
            raise Refusal(
                _("“%(name)s” is already in the list. Use the entry that is there.")
                % {"name": name}
            )


def _load_places() -> int:
    known = {place.code: place for place in Place.objects.exclude(kind=PlaceKind.MUNICIPALITY)}
    changed = 0
    for level in source.places():
        new: list[Place] = []
        stale: list[Place] = []
        for item in level:
            parent = known[item.parent] if item.parent else None
            place = known.setdefault(item.code, Place(code=item.code, footnote=item.footnote))
            wanted = (item.kind, item.names, parent.pk if parent else None)
            if (place.kind, place.names, place.parent_id) != wanted:
                place.kind, place.names, place.parent_id = wanted
                (stale if place.pk else new).append(place)
        Place.objects.bulk_create(new)
        Place.objects.bulk_update(stale, ["kind", "names", "parent"], batch_size=200)
        changed += len(new) + len(stale)
    return changed


def _load_themes() -> int:
    changed = 0
    known = {theme.key: theme for theme in Theme.objects.all()}
    for position, (key, names) in enumerate(source.wordings("themes").items()):
        theme = known.get(key, Theme(key=key))
        if (theme.names, theme.position) != (names, position):
            theme.names, theme.position = names, position
            theme.save()
            changed += 1
    return changed


def _load_goals() -> int:
    new: list[Goal] = []
    stale: list[Goal] = []
    known = {(goal.framework, goal.code): goal for goal in Goal.objects.all()}
    for framework in Framework:
        for position, (code, names) in enumerate(source.wordings(framework.value).items()):
            goal = known.get((framework, code), Goal(framework=framework, code=code))
            if (goal.names, goal.position) != (names, position):
                goal.names, goal.position = names, position
                (stale if goal.pk else new).append(goal)
    Goal.objects.bulk_create(new)
    Goal.objects.bulk_update(stale, ["names", "position"], batch_size=200)
    return len(new) + len(stale)
