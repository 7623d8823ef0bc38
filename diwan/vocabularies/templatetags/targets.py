"""SDG targets as a page shows them: those about migration, and all under their goals."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django import template

from diwan.vocabularies import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diwan.vocabularies.models import Goal

register = template.Library()


@dataclass(frozen=True, slots=True)
class GoalWithTargets:
    """One of the 17 goals; each target comes with whether it is about migration."""

    number: str
    names: dict[str, str]
    targets: list[tuple[Goal, bool]]

    @property
    def about_migration(self) -> int:
        """How many of the targets are about migration."""
        return sum(marked for _, marked in self.targets)


@register.filter
def about_migration(targets: Iterable[Goal]) -> list[Goal]:
    """Those of ``targets`` that concern migration, in their order."""
    return [target for target in targets if target.code in source.migration_related()]


@register.filter
def by_goal(targets: Iterable[Goal]) -> list[GoalWithTargets]:
    """``targets``, which come in their order, under the goals they belong to."""
    related, names = source.migration_related(), source.sdg_goals()
    return [
        GoalWithTargets(
            number, names.get(number, {}), [(target, target.code in related) for target in under]
        )
        for number, under in groupby(targets, key=lambda target: target.code.partition(".")[0])
    ]
