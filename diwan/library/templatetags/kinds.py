"""How pages of single kinds write times, money, shares and states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from diwan.library import money, naming

if TYPE_CHECKING:
    from diwan.library.models import Practice

register = template.Library()
#: state → the state of the house that looks like it, with a shape as well as a colour
_LOOKS = {
    "heard": "waiting",
    "checking": "pending",
    "answered": "active",
    "evaluated": "done",
    "dropped": "over",
    "planned": "draft",
    "running": "active",
    "ended": "over",
    "over": "over",
    "cancelled": "over",
    "in_field": "active",
    "analysed": "pending",
    "reported": "done",
    "stopped": "over",
    "unknown": "draft",
    "bill": "draft",
    "adopted": "pending",
    "in_force": "active",
    "works": "done",
    "unclear": "error",
    "doubted": "waiting",
    "untested": "draft",
    "too_few": "draft",
    "agreed": "done",
    "converging": "active",
    "near": "active",
    "diverging": "waiting",
    "mixed": "over",
}


@register.filter
def look(state: str) -> str:
    return _LOOKS.get(str(state), "over")


@register.filter
def when(written: str) -> str:
    return naming.times_shown(written)


@register.filter
def cost(practice: Practice) -> str:
    return money.shown(practice.cost, practice.currency)


@register.filter
def share(part: int, whole: int) -> str:
    """``part`` of ``whole`` in whole per cent, never rounded up; nothing of nothing."""
    return money.percent(100 * part // whole) if whole else ""
