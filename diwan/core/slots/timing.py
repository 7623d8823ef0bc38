"""What is done when its time has come; and once, for the demo community."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Job:
    """Due work: ``run(now)`` does what is due, may run twice, and returns how much it did."""

    run: Callable[[datetime], int]
    every: timedelta


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """What is purged when (P-10). ``due(now)`` counts without touching; ``purge(now)`` does it."""

    title: str | _StrPromise
    rule: str | _StrPromise
    due: Callable[[datetime], int]
    purge: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class DemoLoader:
    """Fills the demo community; called once, in ``order``, inside one transaction."""

    load: Callable[[], None]
    #: (role title, e-mail address of the demo account) for the printed sign-in links
    roles: Iterable[tuple[str | _StrPromise, str]] = field(default_factory=tuple)


jobs: Registry[Job] = Registry("job")
retention: Registry[RetentionRule] = Registry("retention rule")
demo: Registry[DemoLoader] = Registry("demo loader")
