"""The words that somebody chose in the middle column, for whatever is to be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diwan.core.wording import direction

from ...forms.desk import SelectionForm
from ...models import Version
from ...words import ContributionState

if TYPE_CHECKING:
    from ...actions.stating import Stretch
    from ...models import Contribution, Reply


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen stretch with its words; ``value`` is how a form sends it."""

    words: str
    contribution: Contribution
    value: str

    @property
    def language(self) -> str:
        return self.contribution.language

    @property
    def direction(self) -> str:
        return direction(self.contribution.language)


def selection(given: Any, reply: Reply) -> list[Stretch]:
    """What ``passage`` and ``stretch`` of a query or a form name."""
    form = SelectionForm(given, discussion=reply.discussion)
    form.is_valid()
    stretches: list[Stretch] = form.cleaned_data["stretches"]
    return stretches


def shown(stretches: list[Stretch], reply: Reply) -> list[Chosen]:
    """The chosen words that readers of this discussion see."""
    versions = (
        Version.objects.filter(
            pk__in=[each.version for each in stretches],
            is_released=True,
            contribution__discussion=reply.discussion,
            contribution__state=ContributionState.RELEASED,
        )
        .select_related("contribution")
        .defer("text", "pieces", "note")
        .in_bulk()
    )
    return [
        Chosen(
            words=" ".join(versions[each.version].masked[each.start : each.end].split()),
            contribution=versions[each.version].contribution,
            value=f"{each.version}-{each.start}-{each.end}",
        )
        for each in stretches
        if each.version in versions
    ]
