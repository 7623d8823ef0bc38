"""How letters become contributions: nothing is ever dropped, and whatever comes is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.files import check_file
from diwan.core.wording import choose
from diwan.mailroom import wishes
from diwan.mailroom.actions import answering, asking
from diwan.mailroom.models import Letter
from diwan.mailroom.words import Channel as MailChannel
from diwan.mailroom.words import Problem
from diwan.people.queries import owner_of

from .. import placing
from ..models import Contribution, Cutting, Discussion, Version
from ..words import Channel, ContributionState, SetAsideReason, VersionKind
from ..wordwork import language_of
from . import envelopes, indexing, letters, linking
from .intake import attach, shown_words
from .versions import masked_for

if TYPE_CHECKING:
    from datetime import datetime

    from diwan.core.files import Checked
    from diwan.mailroom.reading import Reading


#: sorts of letters in which a bare “unsubscribe” is somebody's wish
_SAID_BY_PEOPLE = ("", "personal", SetAsideReason.EMPTY)
#: sorts of letters that may have come before
_MAY_REPEAT = ("", "personal", SetAsideReason.SPAM, SetAsideReason.DUPLICATE)


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
    said = _said(letter, reading)
    place = placing.place_of(discussion, letter, reading)
    contribution = composed(discussion, letter, reading, attribution=attribution)
    contribution.duplicate_of = _first_of(discussion, letter)
    if contribution.duplicate_of is not None:
        contribution.state = ContributionState.SET_ASIDE
        contribution.set_aside_reason = SetAsideReason.DUPLICATE
    if said is not None:
        set_aside_as_wish(contribution)
    contribution.reply_to = place.reply_to
    linking.tie(contribution, letter, reading)
    is_import = letter.channel == MailChannel.IMPORT
    contribution.language = (
        language_in(discussion, reading) if is_import else _language(contribution, reading)
    )
    contribution.save()
    version, cuttings = worded(contribution, reading, place)
    version.save()
    Cutting.objects.bulk_create(cuttings)
    attach(contribution, checked(contribution, reading))
    indexing.index_for_team([contribution])
    record("take letter", by=None, on=contribution, details={"sort": letter.sort})
    if contribution.duplicate_of is not None:
        _share_place(contribution.duplicate_of, place)
    if letter.channel != MailChannel.IMPORT:
        _answer(contribution, letter, reading, said, place)
    return contribution


def _said(letter: Letter, reading: Reading) -> wishes.Said | None:
    """What a person wants who wrote no contribution, but “unsubscribe” or the like."""
    return wish_of(reading) if may_wish(letter) else None


def may_wish(letter: Letter) -> bool:
    """Whether a person wrote it, so that a bare “unsubscribe” is somebody's wish."""
    return letter.sort in _SAID_BY_PEOPLE


def wish_of(reading: Reading) -> wishes.Said | None:
    """The wish of a letter in which nothing else stands."""
    return wishes.said(reading.text, "" if reading.attachments else reading.subject)


def set_aside_as_wish(contribution: Contribution) -> None:
    contribution.state = ContributionState.SET_ASIDE
    contribution.set_aside_reason = SetAsideReason.COMMAND


def language_in(discussion: Discussion, reading: Reading) -> str:
    """The language of the words; told by the letter's headers, or the call's first, if need be."""
    default = answering.said_language(reading) or first_language(discussion)
    return language_of(answering.own_words(reading), default=default)


def first_language(discussion: Discussion) -> str:
    languages: list[str] = discussion.languages
    return languages[0] if languages else "en"


def _language(contribution: Contribution, reading: Reading) -> str:
    """As ``language_in``; a few words are in that of our letter they answer, or the account's."""
    default = answering.said_language(reading) or answering.answered_language(reading)
    default = default or _usual_language(contribution)
    return language_of(answering.own_words(reading), default=default)


def _usual_language(contribution: Contribution) -> str:
    """The language that the owner of the address reads, else the call's first."""
    owner = contribution.author or owner_of(contribution.author_email)
    return owner.language if owner is not None else first_language(contribution.discussion)


def checked(contribution: Contribution, reading: Reading) -> list[Checked]:
    """The files of a letter; why one is refused is said in its author's language."""
    with override(letters.reader_language(contribution)):
        return [check_file(each.name, each.content) for each in reading.attachments]


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
    word = said.language if said else ""
    usual = _usual_language(contribution)
    language = answering.language_of(reading, word=word, default=usual)
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
            context={
                **envelopes.about(contribution.discussion, language),
                "is_encrypted": Problem.ENCRYPTED in reading.problems,
            },
            in_reply_to=letter.message_id,
        )


def _question(contribution: Contribution, place: placing.Place) -> str:
    asked = contribution.discussion.questions.filter(key=place.question or "").first()
    language = letters.reader_language(contribution)
    return choose(asked.text, language).text if asked is not None else ""


def composed(
    discussion: Discussion, letter: Letter, reading: Reading, *, attribution: str
) -> Contribution:
    """A contribution as its letter alone tells it; asks no database, and is not saved."""
    at = arrived_at(letter)
    contribution = Contribution(
        discussion=discussion,
        channel=Channel.MAIL,
        state=ContributionState.HELD,
        letter=letter,
        author_name=letter.from_name[:200],
        author_email=letter.from_address,
        subject=reading.subject[:300],
        created_at=clock.now(),
        received_at=at,
        attribution=attribution,
        is_late=discussion.is_over(at),
        is_suspected_spam=letter.sort == SetAsideReason.SPAM,
    )
    if letter.sort not in {"", "personal", SetAsideReason.SPAM}:
        contribution.state = ContributionState.SET_ASIDE
        contribution.set_aside_reason = letter.sort
    return contribution


def arrived_at(letter: Letter) -> datetime:
    """Lateness is judged by arrival, for an imported mailbox by the Date header."""
    is_import = letter.channel == MailChannel.IMPORT
    return (letter.sent_at if is_import else None) or letter.received_at


def _first_of(discussion: Discussion, letter: Letter) -> Contribution | None:
    """The contribution that a letter repeats.

    The door knows what came to one address; a letter to a discussion's address and to one with
    a tag, as “reply to all” makes it, comes to both.
    """
    if letter.sort not in _MAY_REPEAT:
        return None
    if letter.channel == MailChannel.IMPORT and letter.sort != SetAsideReason.DUPLICATE:
        return None
    # one after the other: two workers may have one of the two each
    Discussion.objects.select_for_update(no_key=True).get(pk=discussion.pk)
    known = Letter.objects.exclude(pk=letter.pk).may_be_repeated_by(letter)
    earlier = discussion.contributions.filter(letter__in=known)
    by_id = earlier.filter(letter__message_id=letter.message_id) if letter.message_id else None
    same: Contribution | None = by_id.first() if by_id is not None else None
    if same is not None or letter.sort != SetAsideReason.DUPLICATE or not letter.content_hash:
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
        indexing.index_for_team([first])


def _parts(text: str, place: placing.Place) -> list[dict[str, Any]]:
    """As the web says it: the whole text under the question that was answered."""
    if place.question is None or not text.strip():
        return []
    return [{"question": place.question, "start": 0, "end": len(text)}]


def worded(
    contribution: Contribution, reading: Reading, place: placing.Place, masked: str | None = None
) -> tuple[Version, list[Cutting]]:
    """The words of a letter and what was cut from them, not saved.

    ``masked``: the words as others see them, where they were made already.
    """
    parts = _parts(reading.text, place)
    if masked is None or parts:
        masked, parts = masked_for(contribution, reading.text, parts)
    version = Version(
        contribution=contribution,
        number=1,
        kind=VersionKind.RECEIVED,
        text=reading.text,
        masked=masked,
        parts=parts,
        made_at=contribution.received_at or contribution.created_at,
    )
    cuttings = [
        Cutting(contribution=contribution, position=cut.position, reason=cut.reason, text=cut.text)
        for cut in reading.cuttings
    ]
    return version, cuttings
