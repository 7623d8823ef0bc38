"""What stewards write down of the positions of countries (C12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core.errors import Refusal
from diwan.people.rules.organisations import free_slug, slug_base

from ...access import demand, may_steward
from ...models import PolicyOption, PolicyTopic, Position
from .fields import refuse_future

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: fewer answers than this are no choice
_FEWEST = 2


@transaction.atomic
def add_topic(
    said: Mapping[str, Any], options: Sequence[Mapping[str, str]], *, by: Any
) -> PolicyTopic:
    """A question with its possible answers, in their order.

    Args:
        said: values of the topic's fields; ``common`` is the number of an answer from 1, or 0.
        options: a wording for each answer.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Refusal: there are fewer than two answers, or a common one that is none of them.
    """
    demand(may_steward(by))
    taken = PolicyTopic.objects.values_list("slug", flat=True)
    topic = PolicyTopic(slug=free_slug(slug_base("", said["title"]), list(taken)))
    _write(topic, said, options)
    audit.record("policy.topic", by=by, on=topic)
    return topic


@transaction.atomic
def change_topic(
    topic: PolicyTopic,
    said: Mapping[str, Any],
    options: Sequence[Mapping[str, str]],
    *,
    by: Any,
) -> None:
    """The answers keep their place; one that countries hold is not taken away.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Refusal: as for `add_topic`, or a country holds an answer that would go.
    """
    demand(may_steward(by))
    _write(topic, said, options)
    audit.record("policy.topic_changed", by=by, on=topic)


@transaction.atomic
def remove_topic(topic: PolicyTopic, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` is no steward.
    Refusal: a country has a position on it.
    """
    demand(may_steward(by))
    if topic.positions.exists():
        raise Refusal(_("Countries have positions on it. Take these away first."))
    audit.record("policy.topic_gone", by=by, on=topic)
    topic.delete()


@transaction.atomic
def tell(topic: PolicyTopic, said: Mapping[str, Any], *, by: Any) -> Position:
    """Keep what a country holds since a day; of one day the last word counts.

    Raises:
        PermissionDenied: ``by`` is no steward.
        Refusal: the day lies ahead, or nothing shows it.
    """
    demand(may_steward(by))
    refuse_future(said["since"])
    if said.get("norm") is None and not said["source"].strip():
        raise Refusal(_("Say where that is written: a norm of the library, or a source."))
    told = {name: said[name] for name in ("option", "note", "norm", "source")}
    row, _is_new = Position.objects.update_or_create(
        topic=topic, place=said["place"], since=said["since"], defaults=told
    )
    audit.record("policy.position", by=by, on=topic, details={"country": row.place.code})
    return row


@transaction.atomic
def take_back(position: Position, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` is no steward.
    """
    demand(may_steward(by))
    details = {"country": position.place.code}
    audit.record("policy.position_gone", by=by, on=position.topic, details=details)
    position.delete()


def _write(
    topic: PolicyTopic, said: Mapping[str, Any], options: Sequence[Mapping[str, str]]
) -> None:
    if len(options) < _FEWEST:
        raise Refusal(_("Give at least two possible answers."))
    if not 0 <= said["common"] <= len(options):
        raise Refusal(_("The common answer must be one of the possible ones: give its number."))
    for name in ("title", "question", "theme", "common_source"):
        setattr(topic, name, said[name])
    topic.common = _key(said["common"]) if said["common"] else ""
    topic.save()
    for number, label in enumerate(options, start=1):
        PolicyOption.objects.update_or_create(
            topic=topic, key=_key(number), defaults={"label": label, "position": number}
        )
    try:
        topic.options.filter(position__gt=len(options)).delete()
    except ProtectedError:
        raise Refusal(_("A country holds an answer that you took away. Keep its place.")) from None


def _key(number: int) -> str:
    return f"answer-{number}"
