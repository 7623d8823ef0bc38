"""What single kinds of items say beyond what all say: their forms, and how their pages show it.

A kind that needs nothing of its own is not here; the common form is enough for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diwan.core.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms
    from django_stubs_ext import StrPromise

    from .models import Item


@dataclass(frozen=True, slots=True)
class Detail:
    """One kind's own part.

    Attributes:
        form: shown under the common form of an item; ``cleaned_data`` is what ``write`` gets.
        values: what the form shows of an item that stands already, by field.
        write: keeps what was typed; called inside the transaction that writes the item. May
            raise ``Refusal``.
        template: included in the page of an item with what ``rows`` answers; nothing is shown
            where ``rows`` answers None.
        rows: context of ``template`` for (item, reader); a fixed number of queries.
        told: the same as plain JSON values, kept with each edition and shown as differences:
            code of the part → text; ``titles`` says what the part is called.
        words: what the search finds besides title and summary, in a language.
    """

    form: type[forms.Form]
    values: Callable[[Item], Mapping[str, Any]]
    write: Callable[[Item, Mapping[str, Any]], None]
    template: str
    rows: Callable[[Item, Any], dict[str, Any] | None]
    told: Callable[[Item], dict[str, str]] = lambda _item: {}
    words: Callable[[Item, str], str] = lambda _item, _code: ""


#: by the value of ``ItemKind``
registry: Registry[Detail] = Registry("detail of a kind")
#: by code of a part, such as ``norm.number``: what editions call it
titles: dict[str, StrPromise] = {}


def of(kind: str) -> Detail | None:
    """The kind's own part; None where it has none."""
    return registry.get(kind) if kind in registry else None
