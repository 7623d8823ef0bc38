"""Panels that rooms registered for one thing, rendered; and those that had nothing to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from diwan.core.slots import SubjectPanel


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel that has something to show; ``id`` can stand in an address."""

    id: str
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Missing:
    """A panel without anything yet: what belongs there and who can add it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Panels:
    shown: list[Shown]
    missing: list[Missing]


def panels(
    registered: Iterable[tuple[str, SubjectPanel]], request: HttpRequest, subject: Any, side: str
) -> Panels:
    """What rooms have about ``subject``; with a ``side``, without the panels of the other one."""
    found = Panels([], [])
    for name, panel in registered:
        if side and panel.side not in {"", side}:
            continue
        html = rendered(panel, request, subject)
        if html is None:
            found.missing.append(Missing(str(panel.title), str(panel.belongs)))
        else:
            found.shown.append(Shown(name.replace(".", "-"), str(panel.title), html))
    return found


def rendered(panel: SubjectPanel, request: HttpRequest, subject: Any) -> SafeString | None:
    """One panel, or None when it has nothing to show."""
    context = panel.context(request, subject)
    return None if context is None else render_to_string(panel.template, context, request)
