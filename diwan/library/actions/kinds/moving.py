"""How rumours, campaigns and studies go from one state to the next: once, and written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from ...models import Campaign, Rumour, Study
from ...rules import campaigns, rumours, studies
from ...words.kinds import RumourState
from ..holding import held_for
from ..writing import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ...models import Item

#: relation of the item → its state table
MOVES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "rumour": rumours.MOVES,
    "campaign": campaigns.MOVES,
    "study": studies.MOVES,
}
#: states that nobody enters without saying why
NEED_A_REASON = frozenset({"dropped", "cancelled", "stopped"})


@transaction.atomic
def move(item: Item, wanted: str, *, by: Any, why: str = "") -> None:
    """Go to ``wanted`` from wherever it is now.

    Raises:
        PermissionDenied: ``by`` may not change the item.
        Conflict: it cannot go there from where it is.
        Refusal: a reason is missing, or what the state asks for.
    """
    locked = held_for(item, by=by)
    name, row = _own(locked)
    if wanted not in MOVES[name][row.state]:
        raise Conflict(
            _("It is now “%(state)s”. Look at it again before you go on.")
            % {"state": row.get_state_display()}
        )
    if wanted in NEED_A_REASON and not why.strip():
        raise Refusal(_("Say in one sentence why. It is kept in the log."))
    refuse_incomplete(locked, row, wanted)
    row.state = wanted
    if wanted == RumourState.ANSWERED:
        row.answered_on = clock.now().date()
    row.save()
    settle(locked, by=by, note=str(row.get_state_display()))
    audit.record("item.moved", by=by, on=locked, why=why.strip(), details={"state": wanted})


def refuse_incomplete(item: Item, row: Any, wanted: str) -> None:
    """
    Raises:
        Refusal: ``wanted`` asks for something that is not there; the sentence says what.
    """
    today = clock.now().date()
    missing = _MISSING[type(row)](item, row, wanted, today)
    if missing:
        raise Refusal(_sentences()[missing])


def _own(item: Item) -> tuple[str, Any]:
    name = "study" if item.kind == "dataset" else item.kind
    row = getattr(item, name, None) if name in MOVES else None
    if row is None:
        raise Refusal(_("Fill in its own part first: press “Say more, or change it”."))
    return name, row


def _of_rumour(item: Item, row: Rumour, wanted: str, _today: date) -> str:
    file = rumours.File(
        told_in=frozenset(item.title),
        answered_in=frozenset(row.answer),
        evidence=item.evidence.count(),
        finding=row.finding,
        evaluation=bool(row.evaluation),
    )
    return rumours.missing(file, wanted)


def plan_of(item: Item, row: Campaign) -> campaigns.Plan:
    """What stands in the plan of a campaign, for the rules."""
    texts = item.messages.values_list("text", flat=True)
    return campaigns.Plan(
        languages=frozenset(item.languages),
        written_in=frozenset(code for text in texts for code in text),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        audience=bool(row.audience),
        reached=item.reach.count(),
        evaluation=bool(row.evaluation),
    )


def _of_campaign(item: Item, row: Campaign, wanted: str, today: date) -> str:
    return campaigns.missing(plan_of(item, row), wanted, today)


def _of_study(_item: Item, row: Study, wanted: str, _today: date) -> str:
    said = studies.Said(frozenset(row.methods), row.sample, bool(row.finding))
    return studies.missing(said, wanted)


_MISSING: Mapping[type[Any], Callable[[Item, Any, str, date], str]] = {
    Rumour: _of_rumour,
    Campaign: _of_campaign,
    Study: _of_study,
}


def _sentences() -> dict[str, str]:
    return {
        "finding": _("Write down what was found first: press “Say more, or change it”."),
        "answer": _(
            "Answer in every language in which the rumour is told: press “Say more, or change it”."
        ),
        "evidence": _("An answer stands on evidence. Add at least one piece, with its source."),
        "evaluation": _("Write down what came of it first: press “Say more, or change it”."),
        "audience": _("Say for whom the campaign is: press “Say more, or change it”."),
        "dates": _("Say from when to when the campaign runs: press “Say more, or change it”."),
        "messages": _("Write a message in each language of the campaign first."),
        "early": _("It starts later than today. Correct the day it starts first."),
        "reach": _("Write down what was reached on at least one channel first."),
        "method": _("Say by which methods first: press “Say more, or change it”."),
        "sample": _("Say how many were asked: press “Say more, or change it”."),
    }
