"""The purpose register (P-1): why each personal field is kept, how long, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why one personal field exists.

    Args:
        purpose: what it is for, in one translated sentence.
        basis: the legal basis, e.g. consent, contract, public task, legitimate interest.
        retention: how long it is kept, in one translated sentence.
        audience: who can see it, in one translated sentence.
    """

    purpose: str | _StrPromise
    basis: str | _StrPromise
    retention: str | _StrPromise
    audience: str | _StrPromise


#: ``room.Model.field`` → its purpose.
personal: Registry[Purpose] = Registry("purpose")
_impersonal: set[str] = set()


def declare(model: str, **fields: Purpose) -> None:
    """Register the personal fields of ``model``, written ``room.Model``."""
    for field, purpose in fields.items():
        personal.add(f"{model}.{field}", purpose)


def not_personal(model: str, fields: Iterable[str]) -> None:
    """Say that these fields of ``model`` hold nothing about a person."""
    _impersonal.update(f"{model}.{field}" for field in fields)


def is_declared(path: str) -> bool:
    """Whether somebody has decided about ``room.Model.field``."""
    return path in personal or path in _impersonal
