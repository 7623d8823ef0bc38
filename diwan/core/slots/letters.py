"""Who takes letters, who writes them, and what is held about a mail address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class LetterHandler:
    """Who takes a letter. ``accepts(address)`` answers at the door, before it is stored.

    ``handle(letter)`` is given the stored letter's row; it must be safe to call twice.
    ``refuses(address)`` is what the door says to turn an address away that is the room's: one
    sentence in the active language that says what to do, else empty. Where nobody waits at the
    door, ``accepts`` alone decides.
    """

    accepts: Callable[[str], bool]
    handle: Callable[[Any], None]
    refuses: Callable[[str], str] = lambda _address: ""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Letters that a room writes to addresses, of members and of others.

    ``about(recipient)`` is the title, by language, of what letters to an address of ours are
    about, or None; ``stop(address, recipient)`` ends what the room writes to ``address`` about
    that, or everything where it is about nothing; ``boxes(language)`` are the titles and
    addresses that take letters from everybody now.
    """

    stop: Callable[[str, str], None]
    about: Callable[[str], Mapping[str, str] | None] = lambda _recipient: None
    boxes: Callable[[str], Iterable[tuple[str, str]]] = lambda _language: ()


@dataclass(frozen=True, slots=True)
class AddressData:
    """What a room holds about a mail address, with an account or without (P-11).

    ``kept`` says what stays after ``erase(address)``, and why; empty when nothing does.
    ``erase`` refuses, with a sentence that says what to do, what a letter alone may not erase.
    """

    title: str | _StrPromise
    erase: Callable[[str], None]
    kept: str | _StrPromise = ""


letter_handlers: Registry[LetterHandler] = Registry("letter handler")
correspondence: Registry[Correspondence] = Registry("correspondence")
address_data: Registry[AddressData] = Registry("data about an address")
