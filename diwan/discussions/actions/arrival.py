"""How letters become contributions: nothing is ever dropped, and whatever comes is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.wording import choose
from diwan.mailroom import wishes
from diwan.mailroom.actions import answering, asking

from .. import placing
from ..files import check_file
from ..models import Contribution, Cutting, Discussion, Version
from ..words import Channel, ContributionState, SetAsideReason, VersionKind
from ..wordwork import language_of
from . import envelopes, letters, linking
from .intake import attach, shown_words
from .versions import masked_for

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.mailroom.models import Letter
    from diwan.mailroom.reading import Reading


#: sorts of letters in which a bare “unsubscribe” is somebody's wish
_SAID_BY_PEOPLE = ("", "personal", SetAsideReason.EMPTY)


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
    said = _said(letter, reading)
    place = placing.place_of(discussion, letter, reading)
    contribution = _from_letter(discussion, letter, reading, arrived)
    if said is not None:
        contribution.state = ContributionState.SET_ASIDE
        contribution.set_aside_reason = SetAsideReason.COMMAND
    contribution.reply_to = place.reply_to
    contribution.attribution = attribution
    linking.tie(contribution, letter, reading)
    first = (discussion.languages or ["en"])[0]
    contribution.language = language_of(
        reading.text, default=answering.said_language(reading) or first
    )
    contribution.save()
    _keep_words(contribution, reading, place, at=arrived)
    with override(letters.reader_language(contribution)):  # why a file is refused, to its author
        attach(contribution, (check_file(f.name, f.content) for f in reading.attachments))
    record("take letter", by=None, on=contribution, details={"sort": letter.sort})
    if contribution.duplicate_of is not None:
        _share_place(contribution.duplicate_of, place)
    if not is_import:
        _answer(contribution, letter, reading, said, place)
    return contribution


def _said(letter: Letter, reading: Reading) -> wishes.Said | None:
    """What a person wants who wrote no contribution, but “unsubscribe” or the like."""
    if letter.sort not in _SAID_BY_PEOPLE:
        return None
    return wishes.said(reading.text, "" if reading.attachments else reading.subject)


def _answer(
    contribution: Contribution,
    letter: Letter,
    reading: Reading,
    said: wishes.Said | None,
    place: placing.Place,
) -> None:
    """One letter at most: what is done about a wish, that it came, or that nothing is in it.

    Never to an automatic letter, a duplicate, one that smells of spam, or one whose answer
    everybody on a mailing list would read, with the link that is for the author alone.
    """
    default = (contribution.discussion.languages or ["en"])[0]
    language = answering.language_of(reading, default=said.language if said else default)
    if said is not None:
        asking.ask(said.wish, letter, reading, language=language)
    elif not answering.may_be_answered(letter, reading):
        return
    elif contribution.state == ContributionState.HELD:
        letters.acknowledge(
            contribution,
            words=shown_words(contribution),
            lost=place.lost,
            question=_question(contribution, place),
            kept_back=contribution.attachments.exclude(refused=""),
        )
    elif contribution.set_aside_reason == SetAsideReason.EMPTY:
        answering.notify(
            "discussions/nothing_written",
            to=letter.from_address,
            language=language,
            context=envelopes.about(contribution.discussion, language),
            in_reply_to=letter.message_id,
        )


def _question(contribution: Contribution, place: placing.Place) -> str:
    asked = contribution.discussion.questions.filter(key=place.question or "").first()
    language = letters.reader_language(contribution)
    return choose(asked.text, language).text if asked is not None else ""


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
    if letter.sort in {"", "personal", SetAsideReason.SPAM, SetAsideReason.DUPLICATE}:
        contribution.duplicate_of = _first_of(discussion, letter)
    reason = SetAsideReason.DUPLICATE if contribution.duplicate_of else letter.sort
    if reason not in {"", "personal", SetAsideReason.SPAM}:
        contribution.state = ContributionState.SET_ASIDE
        contribution.set_aside_reason = reason
    return contribution


def _first_of(discussion: Discussion, letter: Letter) -> Contribution | None:
    """The contribution that a letter repeats.

    The door knows what came to one address; a letter to a discussion's address and to one with
    a tag, as “reply to all” makes it, comes to both.
    """
    if letter.channel == "import" and letter.sort != SetAsideReason.DUPLICATE:
        return None
    # one after the other: two workers may have one of the two each
    Discussion.objects.select_for_update(no_key=True).get(pk=discussion.pk)
    earlier = discussion.contributions.filter(letter__isnull=False).exclude(letter=letter)
    by_id = earlier.filter(letter__message_id=letter.message_id) if letter.message_id else None
    same: Contribution | None = by_id.first() if by_id is not None else None
    if same is not None or letter.sort != SetAsideReason.DUPLICATE:
        return same
    return earlier.filter(letter__content_hash=letter.content_hash).first()


def _share_place(first: Contribution, place: placing.Place) -> None:
    """What the tag of the second copy says holds for the first, while nobody has decided on it."""
    version = first.versions.order_by("-number").first()
    if not place.is_tagged or first.state != ContributionState.HELD or version is None:
        return
    if first.reply_to is None and place.reply_to not in {None, first}:
        first.reply_to = place.reply_to
        first.save(update_fields=["reply_to"])
    if place.question and version.number == 1 and not version.parts:
        version.masked, version.parts = masked_for(first, version.text, _parts(version.text, place))
        version.save(update_fields=["masked", "parts"])


def _parts(text: str, place: placing.Place) -> list[dict[str, Any]]:
    """As the web says it: the whole text under the question that was answered."""
    if place.question is None or not text.strip():
        return []
    return [{"question": place.question, "start": 0, "end": len(text)}]


def _keep_words(
    contribution: Contribution, reading: Reading, place: placing.Place, *, at: datetime
) -> None:
    masked, parts = masked_for(contribution, reading.text, _parts(reading.text, place))
    Version.objects.create(
        contribution=contribution,
        number=1,
        kind=VersionKind.RECEIVED,
        text=reading.text,
        masked=masked,
        parts=parts,
        made_at=at,
    )
    Cutting.objects.bulk_create(
        Cutting(contribution=contribution, position=cut.position, reason=cut.reason, text=cut.text)
        for cut in reading.cuttings
    )
