"""Campaigns and message banks: messages, their tests, what they reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.kinds import write_campaign
from ..details import Detail
from ..forms.kinds.details import CampaignForm
from ..models import Item, MessageTest
from ..rules import campaigns, messages
from ..words.kinds import CampaignState, Channel, Verdict
from . import common
from .states import way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..models import Message

_FIELDS = ("audience", "starts_on", "ends_on", "is_shared", "evaluation")
_SHOWN = ("state", "audience", "starts_on", "ends_on", "evaluation")
_TEXTS = ("audience", "evaluation")
TITLES = {
    "campaign.state": _("State"),
    "campaign.audience": _("For whom"),
    "campaign.starts_on": _("Starts"),
    "campaign.ends_on": _("Ends"),
    "campaign.evaluation": _("What came of it"),
    "campaign.messages": _("Messages"),
    "campaign.reach": _("People reached"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A message with its tests, all of them together, and what they say."""

    message: Message
    tests: list[MessageTest]
    whole: messages.Tried
    verdict: Verdict


def messages_of(item: Item) -> list[Tried]:
    """Every message with its tests; two queries."""
    rows = item.messages.select_related("picture").prefetch_related("tests")
    return [_tried(row, list(row.tests.all())) for row in rows]


def _tried(message: Message, tests: list[MessageTest]) -> Tried:
    numbers = [messages.Tried(row.asked, row.understood, row.believed) for row in tests]
    return Tried(message, tests, messages.together(numbers), Verdict(messages.verdict(numbers)))


def _campaign_rows(item: Item, reader: Any) -> dict[str, Any] | None:
    row = common.own(item, "campaign")
    if row is None:
        return None
    told = common.standing(item, reader, campaigns.due_on(row.state, row.ends_on))
    tried = messages_of(item)
    return told | {
        "campaign": row,
        **way(CampaignState, campaigns.MOVES, row.state),
        "tried": tried,
        "table": coverage(item.languages, [each.message for each in tried]),
        "reach": list(item.reach.all()),
        "reached": reached(item),
        "rumours": list(Item.objects.visible_to(reader).filter(rumour__campaign=item)),
        "has_pack": has_pack(item),
    }


def _bank_rows(item: Item, reader: Any) -> dict[str, Any]:
    return common.standing(item, reader) | {"tried": messages_of(item)}


def has_pack(item: Item) -> bool:
    """Whether its texts can be taken along now."""
    row = common.own(item, "campaign")
    is_running = row is not None and row.is_shared and row.state == CampaignState.RUNNING
    return is_running and item.is_open_to_all


def reached(item: Item) -> list[tuple[str, int]]:
    """The last number of each channel, the largest first; people may be counted on several."""
    last: dict[str, int] = {}
    for row in item.reach.order_by("measured_on", "pk"):
        last[row.channel] = row.reached
    told = [(str(Channel(channel).label), number) for channel, number in last.items()]
    return sorted(told, key=lambda row: (-row[1], row[0]))


def coverage(languages: Iterable[str], rows: list[Message]) -> dict[str, Any]:
    """How many messages there are by channel and language; 0 where one is missing."""
    columns = list(dict.fromkeys([*languages, *(code for row in rows for code in row.text)]))
    used = [each for each in Channel if any(row.channel == each for row in rows)]
    lines = [
        (
            each.label,
            [sum(row.channel == each and code in row.text for row in rows) for code in columns],
        )
        for each in used
    ]
    return {"languages": columns, "lines": lines}


def _told_messages(item: Item) -> dict[str, str]:
    said = [f"{row.channel}: {common.plain(row.text)}" for row in item.messages.all()]
    return {"campaign.messages": "\n\n".join(said)} if said else {}


def _told(item: Item) -> dict[str, str]:
    numbers = [f"{row.channel} {row.measured_on}: {row.reached}" for row in item.reach.all()]
    own = common.told(common.own(item, "campaign"), _SHOWN) | _told_messages(item)
    return own | ({"campaign.reach": "\n".join(numbers)} if numbers else {})


def _message_words(item: Item, code: str) -> str:
    said = (row.text.get(code, "") for row in item.messages.all())
    return "\n\n".join(text for text in said if text)


def _words(item: Item, code: str) -> str:
    own = common.texts(common.own(item, "campaign"), _TEXTS, code)
    return "\n\n".join(part for part in (own, _message_words(item, code)) if part)


def _values(item: Item) -> Mapping[str, Any]:
    return common.values(item, "campaign", _FIELDS)


CAMPAIGN = Detail(
    CampaignForm,
    _values,
    write_campaign,
    "library/kinds/_campaign.html",
    _campaign_rows,
    _told,
    _words,
)
#: a communication practice is told by its messages; it has no fields of its own
BANK = Detail(
    forms.Form,
    lambda _item: {},
    lambda _item, _said: None,
    "library/kinds/_bank.html",
    _bank_rows,
    _told_messages,
    _message_words,
)
