"""Mark what a passage is good for, and say what it is about and whom it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal
from diwan.texts.normalise import fold
from diwan.vocabularies.models import Place, Theme

from ..access import may_facilitate, require
from ..words import PassageMark, ResourceKind
from .passages import UNSAID, decided, lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Passage

#: letters of the name of an organisation or initiative
NAME_AT_MOST = 200
NAMED_KINDS = (ResourceKind.ORGANISATION, ResourceKind.INITIATIVE)


@transaction.atomic
def mark(
    passage: Passage, *, by: Person, mark: str, seen: datetime | object | None = UNSAID
) -> Passage:
    """Put a mark on a passage, or take it off again; no later run loses it.

    Raises:
        Conflict: as :func:`.passages.correct`.
        Refusal: there is no such mark.
    """
    require(may_facilitate(by, passage.version.contribution.discussion))
    locked = lock(passage, seen)
    if mark not in PassageMark.values:
        raise Refusal(_("“%(mark)s” is no mark; choose one of the list.") % {"mark": mark})
    marks = {*locked.marks} ^ {mark}
    locked.marks = [each for each in PassageMark.values if each in marks]
    decided(locked, by=by)
    _tell(locked, by, passage)
    return locked


@transaction.atomic
def tag(
    passage: Passage,
    *,
    by: Person,
    themes: Sequence[str],
    places: Sequence[str],
    named: Sequence[tuple[str, str]],
    seen: datetime | object | None = UNSAID,
) -> Passage:
    """Say what a passage is about, and whom it names; no later run loses it.

    Args:
        themes: keys of themes.
        places: codes of the places it is about.
        named: (``organisation`` or ``initiative``, its name), as the passage writes it.

    Raises:
        Conflict: as :func:`.passages.correct`.
        Refusal: a theme or a place is not known, a name is empty or too long.
    """
    require(may_facilitate(by, passage.version.contribution.discussion))
    locked = lock(passage, seen)
    locked.themes = _known(Theme.objects.values_list("key", flat=True), themes)
    locked.places = _known(
        Place.objects.filter(code__in=places).values_list("code", flat=True), places
    )
    locked.named = _names(named)
    decided(locked, by=by)
    _tell(locked, by, passage)
    return locked


@transaction.atomic
def accept(
    passage: Passage,
    *,
    by: Person,
    named: tuple[str, str],
    seen: datetime | object | None = UNSAID,
) -> Passage:
    """Add one organisation or initiative to those a passage names.

    Raises:
        Conflict: as :func:`.passages.correct`.
        Refusal: as :func:`tag`.
    """
    require(may_facilitate(by, passage.version.contribution.discussion))
    locked = lock(passage, seen)
    locked.named = _names([*((each["kind"], each["name"]) for each in locked.named), named])
    decided(locked, by=by)
    _tell(locked, by, passage)
    return locked


def _tell(locked: Passage, by: Person, passage: Passage) -> None:
    details = {
        "passage": locked.pk,
        "marks": locked.marks,
        "themes": locked.themes,
        "places": locked.places,
        "named": len(locked.named),
    }
    record("mark passage", by=by, on=passage.version.contribution, details=details)


def _known(codes: Iterable[str], chosen: Sequence[str]) -> list[str]:
    """What was chosen, each once and in its order."""
    known = set(codes)
    for code in chosen:
        if code not in known:
            raise Refusal(
                _("“%(code)s” is not on the list any more; choose from the list.") % {"code": code}
            )
    return list(dict.fromkeys(chosen))


def _names(named: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for kind, written in named:
        name = " ".join(written.split())
        if kind not in NAMED_KINDS or not 0 < len(name) <= NAME_AT_MOST:
            raise Refusal(
                _("Give a name of at most %(most)s letters, of an organisation or initiative.")
                % {"most": NAME_AT_MOST}
            )
        rows.setdefault((kind, fold(name)), {"kind": kind, "name": name})
    return list(rows.values())
