"""Begin a dialogue, and write its rounds down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.rules.organisations import free_slug, slug_base

from ..access import require
from ..access.dialogues import may_begin_dialogue, may_keep_dialogue
from ..models import Dialogue, Round
from ..words import Precision
from .indexing_dialogues import index
from .moving import touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from diwan.vocabularies.models import Place

    from ..models import Agreement


@dataclass(frozen=True, slots=True)
class Held:
    """What is written down of one round; texts by language."""

    on: date
    ends_on: date | None = None
    precision: str = Precision.DAY
    is_confirmed: bool = False
    source: str = ""
    place: Place | None = None
    title: Mapping[str, str] = field(default_factory=dict)
    town: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    outcome: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def begin_dialogue(
    agreement: Agreement | None,
    *,
    title: Mapping[str, str],
    summary: Mapping[str, str],
    places: Iterable[Place],
    url: str = "",
    by: Any,
) -> Dialogue:
    """Open the page of a dialogue; without ``agreement``, of a forum of its own.

    Raises:
        PermissionDenied: ``by`` may not keep the agreement; or is no steward, for a forum.
        Refusal: there is no title.
    """
    require(may_begin_dialogue(by, agreement))
    dialogue = Dialogue(agreement=agreement, slug=_free_slug(title))
    _describe(dialogue, title, summary, places, url)
    audit.record("dialogue.begun", by=by, on=dialogue)
    _touch(dialogue)
    return dialogue


@transaction.atomic
def describe_dialogue(
    dialogue: Dialogue,
    *,
    title: Mapping[str, str],
    summary: Mapping[str, str],
    places: Iterable[Place],
    url: str = "",
    by: Any,
) -> None:
    """Raises:
    PermissionDenied: ``by`` may not keep the dialogue.
    Refusal: there is no title.
    """
    require(may_keep_dialogue(by, dialogue))
    _describe(dialogue, title, summary, places, url)
    audit.record("dialogue.described", by=by, on=dialogue)
    _touch(dialogue)


@transaction.atomic
def add_round(dialogue: Dialogue, held: Held, *, by: Any) -> Round:
    """Raises:
    PermissionDenied: ``by`` may not keep the dialogue.
    Refusal: its days contradict, or it is confirmed though nothing shows it.
    """
    require(may_keep_dialogue(by, dialogue))
    made = Round(dialogue=dialogue)
    _write(made, held)
    audit.record("round.added", by=by, on=made)
    _touch(dialogue)
    return made


@transaction.atomic
def change_round(one: Round, held: Held, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` may not keep the dialogue.
    Refusal: its days contradict, or it is confirmed though nothing shows it.
    """
    require(may_keep_dialogue(by, one.dialogue))
    _write(one, held)
    audit.record("round.changed", by=by, on=one)
    _touch(one.dialogue)


@transaction.atomic
def remove_round(one: Round, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` may not keep the dialogue.
    """
    require(may_keep_dialogue(by, one.dialogue))
    audit.record("round.removed", by=by, on=one)
    one.delete()
    _touch(one.dialogue)


def _describe(
    dialogue: Dialogue,
    title: Mapping[str, str],
    summary: Mapping[str, str],
    places: Iterable[Place],
    url: str,
) -> None:
    if not any(title.values()):
        raise Refusal(_("Give the dialogue a title in at least one language."))
    dialogue.title, dialogue.summary, dialogue.url = dict(title), dict(summary), url
    dialogue.save()
    dialogue.places.set(places)


def _write(one: Round, held: Held) -> None:
    _refuse_days(held)
    _refuse_unshown(one.dialogue, held)
    for name in ("precision", "is_confirmed", "source", "place", "ends_on"):
        setattr(one, name, getattr(held, name))
    for name in ("title", "town", "topics", "outcome"):
        setattr(one, name, dict(getattr(held, name)))
    one.on = _first(held.on, held.precision)
    one.save()


def _refuse_days(held: Held) -> None:
    if held.ends_on is None:
        return
    if held.precision != Precision.DAY:
        raise Refusal(_("Give a last day only where the first day is known as well."))
    if held.ends_on < held.on:
        raise Refusal(_("The last day lies before the first. Correct one of them."))


def _refuse_unshown(dialogue: Dialogue, held: Held) -> None:
    """Who keeps their own table knows when it met; of others, only a source shows it."""
    if not held.is_confirmed:
        return
    if held.on > clock.now().date():
        raise Refusal(_("A round that is still to come cannot be confirmed yet."))
    is_ours = dialogue.agreement is not None and not dialogue.agreement.is_recorded
    if not held.source and not is_ours:
        raise Refusal(_("Say where it is known from, or leave the date unconfirmed."))


def _first(on: date, precision: str) -> date:
    """The first day of the month or year where only that is known."""
    if precision == Precision.YEAR:
        return on.replace(month=1, day=1)
    return on.replace(day=1) if precision == Precision.MONTH else on


def _touch(dialogue: Dialogue) -> None:
    """It is found by what it says now; news for those who follow its agreement."""
    index([dialogue])
    if dialogue.agreement is not None:
        touch(dialogue.agreement, [])


def _free_slug(title: Mapping[str, str]) -> str:
    base = slug_base("", {**title, "": "dialogue"})
    taken = Dialogue.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, [*taken, "new"])
