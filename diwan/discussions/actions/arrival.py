"""How letters become contributions: nothing is ever dropped, and whatever comes is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from diwan.audit.actions import record
from diwan.core import clock

from ..files import check_file
from ..models import Contribution, Cutting, Discussion, Version
from ..words import Channel, ContributionState, SetAsideReason, VersionKind
from ..wordwork import language_of
from . import letters, linking
from .intake import attach, shown_words
from .versions import masked_for

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading


#: addresses behind which nobody is to be told that a letter came
_ROLES = frozenset({"noreply", "no-reply", "donotreply", "do-not-reply", "postmaster"})
_NOBODY = ("-request", "-bounces", "-owner", "-noreply", "-no-reply")


@transaction.atomic
def take_letter(
    discussion: Discussion, letter: Letter, reading: Reading, *, attribution: str = "anonymous"
) -> Contribution:
    """A letter to the discussion's address becomes a contribution; nothing is ever dropped.

    Late is judged by arrival, and for an imported mailbox by the Date header. What is no
    contribution is set aside with its reason, to be looked at and put back; suspicion of
    spam only holds. Safe to call twice for the same letter.
    """
    known: Contribution | None = discussion.contributions.filter(letter=letter).first()
    if known is not None:
        return known
    is_import = letter.channel == "import"
    arrived = (letter.sent_at if is_import else None) or letter.received_at
    contribution = _from_letter(discussion, letter, reading, arrived)
    contribution.attribution = attribution
    linking.tie(contribution, letter)
    contribution.language = language_of(reading.text, default=(discussion.languages or ["en"])[0])
    contribution.save()
    _keep_words(contribution, reading, at=arrived)
    attach(contribution, (check_file(f.name, f.content) for f in reading.attachments))
    record("take letter", by=None, on=contribution, details={"sort": letter.sort})
    if contribution.state == ContributionState.HELD and not is_import:
        _acknowledge(contribution, reading)
    return contribution


def _from_letter(
    discussion: Discussion, letter: Letter, reading: Reading, arrived: datetime
) -> Contribution:
    contribution = Contribution(
        discussion=discussion,
        channel=Channel.MAIL,
        state=ContributionState.HELD,
        letter=letter,
        author_name=letter.from_name[:200],
        author_email=letter.from_address,
        subject=reading.subject[:300],
        created_at=clock.now(),
        received_at=arrived,
        is_late=discussion.is_over(arrived),
        is_suspected_spam=letter.sort == SetAsideReason.SPAM,
    )
    if letter.sort not in {"", "personal", SetAsideReason.SPAM}:
        contribution.state = ContributionState.SET_ASIDE
        contribution.set_aside_reason = letter.sort
    if letter.sort == SetAsideReason.DUPLICATE:
        contribution.duplicate_of = _first_of(discussion, letter)
    return contribution


def _first_of(discussion: Discussion, letter: Letter) -> Contribution | None:
    """The contribution that a duplicate letter repeats."""
    earlier = discussion.contributions.filter(letter__isnull=False).exclude(letter=letter)
    by_id = earlier.filter(letter__message_id=letter.message_id) if letter.message_id else None
    same: Contribution | None = by_id.first() if by_id is not None else None
    return same or earlier.filter(letter__content_hash=letter.content_hash).first()


def _keep_words(contribution: Contribution, reading: Reading, *, at: datetime) -> None:
    masked, _parts = masked_for(contribution, reading.text, [])
    Version.objects.create(
        contribution=contribution,
        number=1,
        kind=VersionKind.RECEIVED,
        text=reading.text,
        masked=masked,
        made_at=at,
    )
    Cutting.objects.bulk_create(
        Cutting(contribution=contribution, position=cut.position, reason=cut.reason, text=cut.text)
        for cut in reading.cuttings
    )


def _acknowledge(contribution: Contribution, reading: Reading) -> None:
    """Answer a letter once; never an automatic one, a duplicate, or one that smells of spam.

    Nor one that wants no answer (a null return path, RFC 3834) or whose answer everybody on a
    mailing list would read, with the link that is for the author alone.
    """
    letter = contribution.letter
    wants_none = letter is not None and letter.channel == "smtp" and not letter.envelope_from
    if contribution.is_suspected_spam or wants_none or _is_read_by_many(reading):
        return
    letters.acknowledge(contribution, words=shown_words(contribution))


def _is_read_by_many(reading: Reading) -> bool:
    """Whether an answer to the sender goes to a mailing list, or to nobody's own address."""
    local, _at, _domain = reading.from_address.partition("@")
    if local.startswith("owner-") or local.endswith(_NOBODY) or local in _ROLES:
        return True
    lists = [*reading.headers.get("list-post", ()), *reading.headers.get("list-id", ())]
    if not lists:
        return False
    named = " ".join([*lists, *reading.to, *reading.headers.get("sender", ())]).lower()
    return reading.from_address in named
