"""Keep what a kind says of itself; called inside the transaction that writes the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Refusal

from ...models import Campaign, Norm, Practice, Rumour, Study
from ...money import in_minor
from ...rules import norms, practices, studies, times
from ...words.kinds import Records
from .moving import refuse_incomplete

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import Item


def write_practice(item: Item, said: Mapping[str, Any]) -> None:
    """
    Raises:
        Refusal: it would end before it starts, or its grade of evidence asks for more.
    """
    _refuse_backwards(said["starts"], said["ends"])
    missing = practices.missing(
        said["evidence"],
        has_results=bool(said["results"]),
        has_source=bool(said["evidence_source"].strip()),
    )
    if missing == "source":
        raise Refusal(_("Say where the evidence can be read, or choose a weaker grade."))
    if missing:
        raise Refusal(_("Say what came out of it, or choose a weaker grade of evidence."))
    cost, currency = in_minor(said["cost"], said["currency"])
    _filled(Practice, item, {**said, "cost": cost, "currency": currency}).save()


def write_norm(item: Item, said: Mapping[str, Any]) -> None:
    """
    Raises:
        Refusal: its dates contradict each other.
    """
    life = norms.Life(said["dated"], said["from_on"], said["to_on"], (), said["dropped"])
    sentences = {
        "order": _("It would end before it comes into force. Correct one of the two."),
        "early": _("It would be in force before it was adopted. Correct one of the two."),
        "dropped": _("What was given up never came into force. Take one of the two away."),
    }
    if wrong := norms.contradiction(life):
        raise Refusal(sentences[wrong])
    _filled(Norm, item, said).save()


def write_rumour(item: Item, said: Mapping[str, Any]) -> None:
    """Its answer as far as it is found; the state is moved by itself.

    Raises:
        Refusal: it was heard in days to come, or its state asks for what would be taken away.
    """
    refuse_future(said["heard_on"])
    row = _filled(Rumour, item, said)
    refuse_incomplete(item, row, row.state)
    row.save()


def write_campaign(item: Item, said: Mapping[str, Any]) -> None:
    """
    Raises:
        Refusal: it would end before it starts, or its state asks for what would be taken away.
    """
    starts, ends = said["starts_on"], said["ends_on"]
    if starts and ends and ends < starts:
        raise Refusal(_("It would end before it starts. Correct one of the two days."))
    row = _filled(Campaign, item, said)
    refuse_incomplete(item, row, row.state)
    row.save()


def write_study(item: Item, said: Mapping[str, Any]) -> None:
    """
    Raises:
        Refusal: it would end before it starts, or its records are not safe to be open.
    """
    _refuse_backwards(said["field_from"], said["field_to"])
    if said["records"] == Records.OPEN and not studies.may_be_open(said["risk"]):
        raise Refusal(
            _(
                "Open records need a measured risk of disclosure under 3 per cent. Measure it, or"
                " offer tables only."
            )
        )
    row = _filled(Study, item, said)
    refuse_incomplete(item, row, row.state)
    row.save()


def refuse_future(day: Any) -> None:
    if day and day > clock.now().date():
        raise Refusal(_("That day has not come yet. Give the day on which it happened."))


def _refuse_backwards(starts: str, ends: str) -> None:
    if not times.may_follow(starts, ends):
        raise Refusal(_("It would end before it starts. Correct one of the two."))


def _filled(model: Any, item: Item, said: Mapping[str, Any]) -> Any:
    """The item's own row with what was said, not saved yet."""
    row = getattr(item, model.__name__.lower(), None) or model(item=item)
    for name, value in said.items():
        setattr(row, name, value)
    return row
