"""What a letter answers: told by the tag of its address, else by the letters it names.

Neither is believed for a permission: whatever comes is held, and shows only when the team
releases it. A subject decides nothing; the team sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.http import base36_to_int

from diwan.mailroom import addressing
from diwan.mailroom.models import Letter, OutgoingLetter

from .models import Contribution, Discussion
from .words import ContributionState, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.mailroom.reading import Reading

#: of a long thread only the last letters are looked up
_MOST_NAMED = 20
#: what somebody may still answer: a held one is answered by who got a copy of it by mail
ANSWERABLE = (ContributionState.HELD, ContributionState.RELEASED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a letter belongs.

    Attributes:
        reply_to: the contribution it answers.
        question: the key of the question it answers.
        lost: what the tag named cannot be answered any more: ``contribution`` or ``question``.
        is_tagged: the address itself said so.
    """

    reply_to: Contribution | None = None
    question: str | None = None
    lost: str = ""
    is_tagged: bool = False


def discussion_of(address: str) -> Discussion | None:
    """The discussion that has this mail address, with or without a tag and the site's domain."""
    whole = address.strip().lower()
    parts = addressing.opened(whole)
    names = [whole]
    if parts.domain == settings.DIWAN_MAIL_DOMAIN.lower() and not parts.is_forged:
        names.append(parts.box)
    return Discussion.objects.filter(address__in=names).exclude(stage=Stage.DRAFT).first()


def place_of(discussion: Discussion, letter: Letter, reading: Reading) -> Place:
    """Where a letter to ``discussion`` belongs; nowhere in particular when nothing tells."""
    opened = addressing.opened(letter.recipient)
    if opened.tag and not opened.is_forged:
        return _tagged(discussion, opened.tag)
    named = named_by(reading)
    return by_our_letters(discussion, named) or _by_their_letters(discussion, named) or Place()


def _tagged(discussion: Discussion, tag: str) -> Place:
    pk = _number(tag[1:])
    if tag.startswith("c"):
        answered = discussion.contributions.filter(pk=pk).first()
        if answered is None or answered.state not in ANSWERABLE:
            return Place(lost="contribution", is_tagged=True)
        return Place(reply_to=answered, is_tagged=True)
    if tag.startswith("q"):
        question = discussion.questions.filter(pk=pk).first()
        if question is None:
            return Place(lost="question", is_tagged=True)
        return Place(question=question.key, is_tagged=True)
    return Place()


def _number(text: str) -> int:
    try:
        return base36_to_int(text)
    except ValueError:
        return 0


def named_by(reading: Reading) -> list[str]:
    """The Message-IDs of what it answers, the nearest first."""
    last = reading.references[-_MOST_NAMED:]
    return list(dict.fromkeys(name for name in (reading.in_reply_to, *reversed(last)) if name))


def by_our_letters(discussion: Discussion, named: Sequence[str]) -> Place | None:
    """What the letters we sent are about: the address they asked to be answered at says so."""
    sent = OutgoingLetter.objects.filter(message_id__in=named).exclude(reply_to="")
    address_of = dict(sent.values_list("message_id", "reply_to"))
    for name in named:
        opened = addressing.opened(address_of.get(name, ""))
        if opened.tag and discussion_of(address_of[name]) == discussion:
            place = _tagged(discussion, opened.tag)
            return Place(reply_to=place.reply_to, question=place.question)
    return None


def _by_their_letters(discussion: Discussion, named: Sequence[str]) -> Place | None:
    """The contribution that a letter made which this one answers."""
    rows = discussion.contributions.filter(
        letter__message_id__in=named, state__in=ANSWERABLE
    ).select_related("letter")
    by_name = {row.letter.message_id: row for row in rows if row.letter is not None}
    nearest = next((by_name[name] for name in named if name in by_name), None)
    return Place(reply_to=nearest) if nearest is not None else None
